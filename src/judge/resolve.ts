/** Where judged matches overlap, one of them is the finding: the one that knows most about the text. */
import type { Judgement, Match, Verdict } from '../types.js';

export interface JudgedMatch {
  match: Match;
  judgement: Extract<Judgement, { kind: 'believe' }>;
}

const KNOWLEDGE: Record<Verdict, number> = {
  'known-value': 6,
  'checksum-valid': 5,
  'structure-valid': 4,
  format: 3,
  context: 2,
  generic: 1,
  file: 0,
};

/** @returns at most one match for each byte, in order of their place. */
export function resolveOverlaps(judged: readonly JudgedMatch[]): JudgedMatch[] {
  const kept: JudgedMatch[] = [];
  const byPlace = [...judged].sort((a, b) => a.match.start - b.match.start || b.match.end - a.match.end);
  for (const one of byPlace) {
    const last = kept.at(-1);
    if (!last || last.match.end <= one.match.start) kept.push(one);
    else if (knowsMore(one, last)) kept[kept.length - 1] = one;
  }
  return kept;
}

function knowsMore(one: JudgedMatch, other: JudgedMatch): boolean {
  const comparisons = [
    knowledge(one) - knowledge(other),
    // The catalog knows more of a format than a project's `prefix-...` does.
    Number(isBuiltIn(one)) - Number(isBuiltIn(other)),
    one.match.prefix.length - other.match.prefix.length,
    length(one) - length(other),
  ];
  return (comparisons.find((difference) => difference !== 0) ?? 0) > 0;
}

function knowledge({ judgement, match }: JudgedMatch): number {
  // A wrong checksum is knowledge too: it must not be outdone by a looser pattern that has none to check.
  if (match.pattern.checksum !== null) return Math.max(KNOWLEDGE[judgement.verdict], KNOWLEDGE.format + 0.5);
  return KNOWLEDGE[judgement.verdict];
}

function isBuiltIn({ match }: JudgedMatch): boolean {
  return !match.pattern.id.startsWith('schema:');
}

function length({ match }: JudgedMatch): number {
  return match.end - match.start;
}
