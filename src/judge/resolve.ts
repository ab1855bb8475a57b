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

/** Bytes of literal text that make a value recognisable by itself. */
const TELLING_PREFIX = 3;

/** @returns at most one match for each byte, in order of their place. */
export function resolveOverlaps<T extends JudgedMatch>(judged: readonly T[]): T[] {
  return clusters(judged).flatMap((cluster) => {
    const kept: T[] = [];
    for (const one of cluster.sort(compare)) {
      // What is kept is apart and in order, so only the two neighbours can be in the way.
      const next = placeOf(one.match, kept);
      const isFree =
        (next === 0 || endOf(kept[next - 1]) <= one.match.start) &&
        (next === kept.length || one.match.end <= startOf(kept[next]));
      if (isFree) kept.splice(next, 0, one);
    }
    return kept;
  });
}

/** Runs of matches that hang together by overlaps, in order of their place: mostly of one. */
function clusters<T extends JudgedMatch>(judged: readonly T[]): T[][] {
  const found: T[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const one of [...judged].sort((a, b) => a.match.start - b.match.start)) {
    if (one.match.start >= end) found.push([]);
    found.at(-1)?.push(one);
    end = Math.max(end, one.match.end);
  }
  return found;
}

/** Before which of the kept ones a match would stand. */
function placeOf(match: Match, kept: readonly JudgedMatch[]): number {
  let low = 0;
  let high = kept.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(kept[middle]) < match.start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function startOf(one: JudgedMatch | undefined): number {
  return one?.match.start ?? 0;
}

function endOf(one: JudgedMatch | undefined): number {
  return one?.match.end ?? 0;
}

/** The one that knows more first. */
function compare(a: JudgedMatch, b: JudgedMatch): number {
  const differences = [
    // A provider's own format says more than "a URL with a password" or "a private key", unless it is in doubt.
    Number(isOfProvider(b)) - Number(isOfProvider(a)),
    knowledge(b) - knowledge(a),
    Number(isNamed(b)) - Number(isNamed(a)),
    // The catalog knows more of a format than a project's `prefix-...` does.
    Number(isBuiltIn(b)) - Number(isBuiltIn(a)),
    b.match.token.length - a.match.token.length,
    b.match.prefix.length - a.match.prefix.length,
  ];
  return differences.find((difference) => difference !== 0) ?? a.match.start - b.match.start;
}

function isOfProvider(one: JudgedMatch): boolean {
  const { confidence, verdict } = one.judgement;
  if (verdict === 'known-value') return true;
  // What only its place and its looks tell (`Authorization: Bearer …`) can be anyone's token.
  return isNamed(one) && confidence !== 'low' && verdict !== 'generic';
}

/** Whether a provider of the catalog gives out such tokens. */
function isNamed({ match }: { match: Match }): boolean {
  return match.pattern.provider !== 'Generic' && isBuiltIn({ match });
}

function knowledge({ judgement, match }: JudgedMatch): number {
  // A wrong checksum is knowledge too: it must not be outdone by a looser pattern that has none to check.
  if (match.pattern.checksum !== null) return Math.max(KNOWLEDGE[judgement.verdict], KNOWLEDGE.format + 0.5);
  // A name that it is assigned to says more than one that it stands near.
  if (match.near !== null) {
    return judgement.confidence === 'low' ? KNOWLEDGE.generic - 0.5 : KNOWLEDGE.context - 0.5;
  }
  // A format under its provider's name says more than the same beginning anywhere (Clerk's and Stripe's `sk_live_`).
  if (judgement.verdict === 'context' && match.prefix.length >= TELLING_PREFIX)
    return KNOWLEDGE.format + 0.25;
  return KNOWLEDGE[judgement.verdict];
}

function isBuiltIn({ match }: { match: Match }): boolean {
  return !match.pattern.id.startsWith('schema:');
}
