/** Patterns by literal: what the prefilter needs to know, built once for the catalog and once for each schema. */
import { foldCase } from '../patterns/fold-case.js';
import type { Pattern } from '../types.js';
import { type Automaton, buildAutomaton } from './automaton.js';

/** A pattern that asked for a literal, and how it spells it: null where case does not matter to it. */
export interface Owner {
  pattern: number;
  exact: string | null;
}

export interface PatternIndex {
  patterns: Pattern[];
  /** Case-folded, each once; the automaton reports positions in this list. */
  literals: string[];
  /** For each literal, who asked for it. */
  owners: Owner[][];
  automaton: Automaton;
}

export function indexPatterns(patterns: Pattern[]): PatternIndex {
  const owners = new Map<string, Owner[]>();
  patterns.forEach(({ literals, ignoreCase }, pattern) => {
    for (const literal of new Set(literals)) {
      const folded = foldCase(literal);
      const owner: Owner = { pattern, exact: ignoreCase ? null : literal };
      const list = owners.get(folded);
      if (list) list.push(owner);
      else owners.set(folded, [owner]);
    }
  });
  const literals = [...owners.keys()];
  return { patterns, literals, owners: [...owners.values()], automaton: buildAutomaton(literals) };
}
