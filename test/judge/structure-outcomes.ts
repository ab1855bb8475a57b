/** Says in one word what a structural check found, so that tests can be tables. */
import type { Structure, StructureResult } from '../../src/judge/structures/types.js';

/** `sound`, `unsound`, `plain`, `lowered low`, `drop placeholder` and so on, without the note. */
export function nameOutcome(result: StructureResult): string {
  if (result.outcome === 'lowered' || result.outcome === 'judged') {
    return `${result.outcome} ${result.confidence}`;
  }
  return result.outcome === 'drop' ? `drop ${result.reason ?? 'nothing'}` : result.outcome;
}

/** The outcome of a check of a token that is its own secret. */
export function outcomeOf({ check }: Structure, token: string, now?: number): string {
  return nameOutcome(check(token, token, now));
}

/** The note of a result, empty where there is none. */
export function noteOf(result: StructureResult): string {
  return 'note' in result ? (result.note ?? '') : '';
}
