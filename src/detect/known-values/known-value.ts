/** A value of the project's own: looked for as it is, and judged when it is met. */

import { GENERIC } from '../../judge/generic/looks.js';
import { judgeMatches } from '../../judge/judge.js';
import { isTellingValue } from '../../judge/known-value.js';
import {
  type ByteString,
  type Category,
  type Match,
  type Pattern,
  Secret,
  type Severity,
} from '../../types.js';
import type { Detector } from '../detector.js';

export interface KnownValue {
  variable: string;
  /** What is looked for. */
  text: ByteString;
  /** The format that the value has, or the secret in it; else one of its own that says whose value it is. */
  pattern: Pattern;
  /** What of the value is the secret by that format: of a URL its password. */
  secret: Secret;
  /** The format's literal text that it begins with. */
  prefix: ByteString;
}

/** A value as it was found. Looking for it costs less than judging whether it can be a secret: that is done when it is met. */
export interface CandidateValue {
  variable: string;
  text: ByteString;
  /** Null for what is let pass wherever it stands: placeholders, settings, words. */
  judged(): KnownValue | null;
}

/** In bytes. What is shorter stands in texts by chance. */
const SHORTEST_VALUE = 8;

/**
 * @param detector the one without known values.
 * @returns null for what is too short or too long to be looked for.
 */
export function candidateValue(
  text: ByteString,
  facts: VariableFacts,
  detector: Detector,
): CandidateValue | null {
  if (text.length < SHORTEST_VALUE || text.length > LONGEST_VALUE) return null;
  let known: { value: KnownValue | null } | null = null;
  const judged = () => {
    known ??= { value: judgeValue(text, facts, detector) };
    return known.value;
  };
  return { variable: facts.variable, text, judged };
}

/** What a project says of a variable, as far as it says it. */
export interface VariableFacts {
  variable: string;
  /** The group it stands in. */
  group: string;
  category: Category | undefined;
  severity: Severity | undefined;
  /** How to rotate it, and where. */
  rotate: string | undefined;
  revoke: string | undefined;
}

/** In bytes. What is longer is no value that people pass around in variables. */
export const LONGEST_VALUE = 16 * 1024;

/** @param detector the one without known values: what it makes of the value says which format it has. */
function judgeValue(text: ByteString, facts: VariableFacts, detector: Detector): KnownValue | null {
  const { variable } = facts;
  const before = `${variable}="`;
  const found = detector
    .detect(Buffer.from(`${before}${text}"`, 'latin1'))
    .filter(
      ({ pattern, start, end }) =>
        isOfFormat(pattern) && start >= before.length && end <= before.length + text.length,
    );
  const believed = judgeMatches(found, () => {});
  const best = believed
    .filter(({ match }) => isExact(match))
    .sort((a, b) => b.match.token.length - a.match.token.length)[0];
  if (best !== undefined && best.judgement.confidence !== 'low') {
    const { pattern, secret, prefix } = best.match;
    return { variable, text, pattern, secret, prefix };
  }
  // The format's own judges let it go: a placeholder, a default password, a key that is public.
  if (found.some((match) => isExact(match) && isAllOf(text, match))) return null;
  if (!isTellingValue(text, variable)) return null;
  const context = believed.find(({ match }) => match.secret.reveal() === text);
  const pattern = patternOf(facts, context?.match.pattern ?? null);
  return { variable, text, pattern, secret: new Secret(text), prefix: '' };
}

function isExact({ pattern }: Match): boolean {
  return pattern.anchor.kind !== 'assigned';
}

/** Whether a format's match is the value, or all of a URL that could be secret. */
function isAllOf(text: ByteString, { token }: Match): boolean {
  return token.reveal() === text || (text.includes('://') && text.startsWith(token.reveal()));
}

function isOfFormat({ source, structure }: Pattern): boolean {
  return source !== null && structure !== GENERIC;
}

/**
 * @param context the format that the value has under its name, if any: where the value is not known, it is what finds
 *   it, and the fingerprint must be the same.
 */
function patternOf(facts: VariableFacts, context: Pattern | null): Pattern {
  const { variable, group, category, severity, rotate, revoke } = facts;
  return {
    id: 'known-value',
    provider: group,
    title: `Value of ${variable}`,
    category: category ?? context?.category ?? 'sensitive-config',
    severity: severity ?? context?.severity ?? 'high',
    confidence: 'high',
    source: null,
    literals: [],
    names: [],
    near: [],
    isOneRun: false,
    ignoreCase: false,
    prefixes: [],
    anchor: { kind: 'at', offset: 0 },
    maxLength: LONGEST_VALUE,
    decidingLength: LONGEST_VALUE,
    growsByByte: false,
    isOpen: false,
    needs: '',
    leftBound: '',
    rightBound: '',
    randomBits: context?.randomBits ?? 0,
    checksum: null,
    structure: null,
    env: [variable],
    revoke: revoke ?? context?.revoke ?? null,
    docs: context?.docs ?? null,
    rotate: rotate ?? context?.rotate ?? null,
    test: [],
    dummies: [],
  };
}
