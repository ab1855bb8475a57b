/** Patterns by number. Those of the catalog are only read when they are asked for: most runs need a few of them. */
import type { Pattern } from '../types.js';

export interface PatternList {
  readonly length: number;
  /** @param position from 0 to `length`. */
  at(position: number): Pattern;
  all(): Pattern[];
  /** Of each pattern in turn. */
  ids(): readonly string[];
}

export function listPatterns(patterns: readonly Pattern[]): PatternList {
  return {
    length: patterns.length,
    at: (position) => patterns[position] as Pattern,
    all: () => [...patterns],
    ids: () => patterns.map(({ id }) => id),
  };
}
