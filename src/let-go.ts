/** Matches that are let go, counted once for each text, however many versions of a file hold it. */
import { createHash } from 'node:crypto';
import type { Match } from './types.js';

/** Which text was let go, and why; it says nothing of the text. */
export type LetGo = string;

export function letGo(reason: string, { secret }: Match): LetGo {
  const digest = createHash('sha256').update(secret.reveal(), 'latin1').digest('base64url');
  return `${reason} ${digest.slice(0, 16)}`;
}

export class LetGoOnce {
  private readonly met = new Set<LetGo>();

  /** All that were met. */
  get all(): Iterable<LetGo> {
    return this.met;
  }

  /** @returns the reason, where it is the first time; else null. */
  meet(one: LetGo): string | null {
    if (this.met.has(one)) return null;
    this.met.add(one);
    return one.slice(0, one.lastIndexOf(' '));
  }
}
