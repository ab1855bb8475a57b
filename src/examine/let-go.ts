/** Matches that are let go, counted once for each text, however many versions of a file hold it. */
import { createHash } from 'node:crypto';
import type { Match } from '../types.js';

/**
 * Why something was let go, by which pattern, its length, and 16 bits of a digest. That tells nearly all texts apart, and
 * nobody can find out what the text was: of any words that it may have been, one in 65,536 has these bits, too.
 */
export type LetGo = string;

const BITS = 16;

export function letGo(reason: string, { pattern, secret }: Match): LetGo {
  const digest = createHash('sha256').update(secret.reveal(), 'latin1').digest('hex');
  return `${reason} ${pattern.id} ${secret.length} ${digest.slice(0, BITS / 4)}`;
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
    return one.slice(0, one.indexOf(' '));
  }
}
