/** What a match is worth: the judges in their order. Each drops it, or says why it is believed. */
import { createHash } from 'node:crypto';
import type { ByteString, Confidence, Judgement, Match, Nearness, Pattern } from '../types.js';
import { checksums } from './checksums/index.js';
import { GENERIC, isSibling, looksOf } from './generic/looks.js';
import { judgeCredential } from './generic/value.js';
import { isPlaceholderToken, judgeValue } from './placeholder.js';
import { bitsPerByteAsWords } from './randomness/randomness.js';
import { type JudgedMatch, resolveOverlaps } from './resolve.js';
import { structures } from './structures/index.js';

/** Is told of each match that is let go, and why. */
export type Count = (reason: string, match: Match) => void;

/** Judges every match; of those that overlap, the one that knows most is left. */
export function judgeMatches(matches: readonly Match[], count: Count): JudgedMatch[] {
  return resolveOverlaps(believedMatches(matches, count));
}

/** Every match that is believed, also where several overlap. */
export function believedMatches(matches: readonly Match[], count: Count): JudgedMatch[] {
  const believed: JudgedMatch[] = [];
  const counted = new Set<string>();
  const documented = new Set(matches.filter((match) => judgeDummy(match) !== null).map(placeOf));
  for (const match of matches) {
    // Whoever else sees a documented dummy sees the same dummy.
    const judgement = documented.has(placeOf(match)) ? DUMMY : judge(match);
    if (judgement.kind === 'believe') {
      believed.push({ match, judgement });
      continue;
    }
    // Several patterns can see the same text.
    const place = placeOf(match);
    if (judgement.reason === null || counted.has(place)) continue;
    count(judgement.reason, match);
    counted.add(place);
  }
  return believed;
}

function placeOf({ start, end }: Match): string {
  return `${start}-${end}`;
}

const DUMMY: Judgement = { kind: 'drop', reason: 'placeholder' };

/** What their patterns find holds words and regular text even where it is real. */
const OF_WORDS = new Set(['connection-url', 'private-key', 'bip39']);

/** A UUID, and what some providers make of one. */
const UUID = /^[0-9a-z]{3,8}(?:-[0-9a-f]{4}){3,4}-[0-9a-f]{12}$/i;

type Judge = (match: Match) => Judgement | null;

// A documented dummy is let go whatever else holds; a right checksum outweighs the look of a placeholder.
const JUDGES: readonly Judge[] = [
  judgeDummy,
  judgeKnown,
  judgeChecksum,
  judgePlaceholder,
  judgeGeneric,
  judgeNear,
  judgeStructure,
];

/** The first judge with an opinion decides; with none, the match is what its format says. */
export function judge(match: Match): Judgement {
  for (const opinion of JUDGES) {
    const judgement = opinion(match);
    if (judgement) return judgement;
  }
  return byFormat(match.pattern, { confidence: match.pattern.confidence, note: null });
}

function byFormat(
  { anchor }: Pattern,
  { confidence, note }: { confidence: Confidence; note: string | null },
): Judgement {
  return { kind: 'believe', verdict: anchor.kind === 'assigned' ? 'context' : 'format', confidence, note };
}

/** What a doubt leaves of a pattern's confidence: it is still reported, and nothing is made of little. */
function doubted({ confidence }: Pattern): Confidence {
  return confidence === 'high' ? 'medium' : confidence;
}

/** Values that documentation prints, kept as the first 16 hex digits of their SHA-256. */
function judgeDummy({ pattern, secret, token }: Match): Judgement | null {
  if (pattern.dummies.length === 0) return null;
  // Most often the secret is all of the match.
  for (const value of new Set([secret.reveal(), token.reveal()])) {
    const digest = createHash('sha256').update(value, 'latin1').digest('hex');
    if (pattern.dummies.includes(digest.slice(0, 16))) return DUMMY;
  }
  return null;
}

/** A value that the project uses; whether it can be a secret was judged before it was looked for. */
function judgeKnown({ known }: Match): Judgement | null {
  if (known === null) return null;
  const note = known.spelling === null ? null : `written in ${SPELLINGS[known.spelling] ?? known.spelling}`;
  return { kind: 'believe', verdict: 'known-value', confidence: 'high', note };
}

const SPELLINGS: Record<string, string> = {
  percent: 'percent escapes',
  'json-string': 'escapes of JSON',
  html: 'escapes of HTML',
};

function judgeChecksum({ pattern, token, secret, prefix }: Match): Judgement | null {
  if (pattern.checksum === null) return null;
  const { verify, documented = true } = known(checksums, pattern.checksum);
  const isRight = verify(token.reveal());
  // An algorithm that is only guessed at must not make a token more believable than its format does.
  if (isRight && !documented) return null;
  if (isRight) return { kind: 'believe', verdict: 'checksum-valid', confidence: 'high', note: null };
  if (isPlaceholderToken(secret.reveal(), prefix)) return { kind: 'drop', reason: 'placeholder' };
  return documented
    ? { kind: 'believe', verdict: 'format', confidence: 'low', note: 'its checksum does not match' }
    : byFormat(pattern, { confidence: doubted(pattern), note: 'its checksum may not match' });
}

function judgePlaceholder({ pattern, secret, prefix, assigned }: Match): Judgement | null {
  const value = secret.reveal();
  if (assigned && pattern.structure === GENERIC && isExampleAddress(assigned.before))
    return { kind: 'drop', reason: 'placeholder' };
  if (assigned && prefix === '' && isSibling(value, assigned.name)) {
    return { kind: 'drop', reason: 'placeholder' };
  }
  if (assigned && pattern.source !== null && isWords(value, pattern)) {
    return { kind: 'drop', reason: 'placeholder' };
  }
  if (assigned) {
    const reason = judgeValue(value, { name: assigned.name, prefix, quoted: assigned.quoted });
    if (reason) return { kind: 'drop', reason };
  }
  if (pattern.structure !== null && OF_WORDS.has(pattern.structure)) return null;
  if (pattern.source === null) return null;
  return isPlaceholderToken(value, prefix) ? { kind: 'drop', reason: 'placeholder' } : null;
}

/** A parameter of a URL on a host that is reserved for examples. */
function isExampleAddress(before: ByteString): boolean {
  return /:\/\/(?:[\w-]+\.){0,3}example\.(?:com|net|org)\/?[\w./-]*\?[^\s"']*$/.test(before);
}

/** From here on letters are unlike words. */
const RANDOM_BITS = 5.5;

/** Letters in groups of four, as machines print passwords. */
const IN_FOURS = /^[a-z]{4}(?:-[a-z]{4}){3}$/;

/** Whether a value has the length that a format asks for, and is a name: thirty-two letters that make up words. */
function isWords(value: ByteString, { structure, prefixes }: Pattern): boolean {
  if (structure !== null || prefixes.length > 0 || IN_FOURS.test(value)) return false;
  return /^[A-Za-z_-]{16,}$/.test(value) && bitsPerByteAsWords(value) < RANDOM_BITS;
}

/** A value without a format of its own: its name and its looks together make it a credential. */
function judgeGeneric(match: Match): Judgement | null {
  if (match.pattern.structure !== GENERIC) return null;
  if (looksOf(match) === null) return { kind: 'drop', reason: null };
  return { kind: 'believe', verdict: 'generic', confidence: 'medium', note: null };
}

/** A value of a provider's format near its name: it must look random, and most of what does so is no secret. */
function judgeNear({ pattern, secret, near }: Match): Judgement | null {
  if (near === null) return null;
  if (!isOfChance(secret.reveal(), pattern.prefixes, near)) return { kind: 'drop', reason: null };
  const confidence = near.link !== 'beside' && pattern.confidence !== 'low' ? 'medium' : 'low';
  return { kind: 'believe', verdict: 'context', confidence, note: `it stands near the name ${near.word}` };
}

/** Whether a value can be made by a machine for nothing but to be secret: no address (`0x…`), a UUID only where something calls it a secret. */
function isOfChance(value: ByteString, prefixes: readonly string[], { link }: Nearness): boolean {
  const prefix = prefixes.find((one) => value.startsWith(one)) ?? '';
  const body = value.slice(prefix.length);
  if (UUID.test(body)) return link === 'called';
  if (prefix === '' && body.startsWith('0x')) return false;
  const parts = [body, ...body.split(/[^A-Za-z0-9]+/)];
  return parts.some((part) => judgeCredential(part, 'secret', { quoted: true }) === 'random');
}

function judgeStructure({ pattern, token, secret }: Match): Judgement | null {
  if (pattern.structure === null) return null;
  const { check, documented = true } = known(structures, pattern.structure);
  const result = check(token.reveal(), secret.reveal());
  switch (result.outcome) {
    case 'drop':
      return { kind: 'drop', reason: result.reason };
    case 'sound':
      return {
        kind: 'believe',
        verdict: 'structure-valid',
        confidence: documented ? 'high' : pattern.confidence,
        note: result.note,
      };
    case 'lowered':
      return {
        kind: 'believe',
        verdict: 'structure-valid',
        confidence: result.confidence,
        note: result.note,
      };
    case 'judged':
      return { kind: 'believe', verdict: 'generic', confidence: result.confidence, note: result.note };
    case 'unsound':
      return documented
        ? { kind: 'believe', verdict: 'format', confidence: 'low', note: result.note }
        : byFormat(pattern, { confidence: doubted(pattern), note: result.note });
    case 'doubtful':
      return byFormat(pattern, { confidence: doubted(pattern), note: result.note });
    case 'plain':
      return null;
  }
}

/** The algorithm of that name; a name that is none (also `constructor`) is a fault of the catalog, never "no check". */
function known<T>(table: Record<string, T>, name: string): T {
  if (!Object.hasOwn(table, name)) throw new Error('a pattern names an unknown checksum or structure');
  return table[name] as T;
}
