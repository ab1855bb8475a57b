/** Patterns by number. Those of the catalog are only read when they are asked for: most runs need a few of them. */
import type { Pattern } from '../types.js';

export interface PatternList {
  readonly length: number;
  /** @param position from 0 to `length`. */
  at(position: number): Pattern;
  all(): Pattern[];
}

export function listPatterns(patterns: readonly Pattern[]): PatternList {
  return {
    length: patterns.length,
    at: (position) => patterns[position] as Pattern,
    all: () => [...patterns],
  };
}
