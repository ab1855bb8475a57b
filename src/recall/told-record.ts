/** What is told of one text, taken down while it is. */
import type { LayerSkip } from '../decode/budget.js';
import type { LetGo } from '../examine/let-go.js';
import type { ToldFinding, ToldText } from './told-texts.js';

export class ToldRecord implements ToldText {
  size = 0;
  readonly letGo: LetGo[] = [];
  readonly skips: LayerSkip[] = [];
  /** Those whose fingerprints are known. */
  readonly findings: ToldFinding[] = [];
  private isKept = true;

  /** Says that this text must be looked at in each scan. */
  leaveOut(): void {
    this.isKept = false;
  }

  /** Whether it can be told again from this. */
  get isComplete(): boolean {
    return this.isKept;
  }
}
