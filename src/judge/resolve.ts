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
  for (const one of [...judged].sort(compare)) {
    if (!kept.some((other) => overlap(one.match, other.match))) kept.push(one);
  }
  return kept.sort((a, b) => a.match.start - b.match.start);
}

function overlap(a: Match, b: Match): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The one that knows more first. */
function compare(a: JudgedMatch, b: JudgedMatch): number {
  const differences = [
    // A provider's own format says more than "a URL with a password" or "a private key", unless it is in doubt.
    Number(isOfProvider(b)) - Number(isOfProvider(a)),
    knowledge(b) - knowledge(a),
    // The catalog knows more of a format than a project's `prefix-...` does.
    Number(isBuiltIn(b)) - Number(isBuiltIn(a)),
    b.match.token.length - a.match.token.length,
    b.match.prefix.length - a.match.prefix.length,
  ];
  return differences.find((difference) => difference !== 0) ?? a.match.start - b.match.start;
}

function isOfProvider({ match, judgement }: JudgedMatch): boolean {
  return match.pattern.provider !== 'Generic' && isBuiltIn({ match }) && judgement.confidence !== 'low';
}

function knowledge({ judgement, match }: JudgedMatch): number {
  // A wrong checksum is knowledge too: it must not be outdone by a looser pattern that has none to check.
  if (match.pattern.checksum !== null) return Math.max(KNOWLEDGE[judgement.verdict], KNOWLEDGE.format + 0.5);
  return KNOWLEDGE[judgement.verdict];
}

function isBuiltIn({ match }: { match: Match }): boolean {
  return !match.pattern.id.startsWith('schema:');
}
