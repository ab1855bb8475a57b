/** The findings of a scan in their order, and the reasons for which others are none. */
import type { Finding } from '../types.js';

export class Findings {
  readonly list: Finding[] = [];
  /** How often each reason applied. */
  readonly suppressed: Record<string, number> = {};
  private readonly told = new Set<string>();

  /** Adds it at a position. Of several commits that bring the same secret into the same file, the first is told. */
  add(finding: Finding, position: number): void {
    const { commit, fingerprint, file, pattern, layers, status } = finding;
    const key = [fingerprint, file, pattern, status, ...layers].join('\0');
    if (commit !== null && this.told.has(key)) return;
    this.told.add(key);
    if (status !== 'new') this.count(status);
    this.list.splice(position, 0, finding);
  }

  count(reason: string, times = 1): void {
    this.suppressed[reason] = (this.suppressed[reason] ?? 0) + times;
  }

  /** How many block, from a position on. */
  newSince(position: number): number {
    return this.list.slice(position).filter(({ status }) => status === 'new').length;
  }
}
