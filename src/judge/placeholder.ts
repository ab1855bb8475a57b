/** Tells values that stand in for a secret, or refer to one, from secrets. */

import type { ByteString } from '../types.js';
import { judgeLogin } from './login.js';
import { looksRandom } from './placeholder/looks-random.js';
import { hasHidingSigns, isMasked } from './placeholder/masks.js';
import { readReference } from './placeholder/references.js';
import { isJoinedSentence, isSentence } from './placeholder/sentences.js';
import {
  isCiphertext,
  isPath,
  isPlainAddress,
  isPublic,
  isRegexOrGlob,
  isSwitchOrQuantity,
  isType,
} from './placeholder/shapes.js';
import { isTooRegular } from './placeholder/surprise.js';
import { hasTokenWords } from './placeholder/token-words.js';
import { isCoveredByWords } from './placeholder/words.js';

export interface ValueContext {
  /** The name the value is assigned to. */
  name: string | null;
  /** The literal text its format begins with; empty where it has none. */
  prefix: string;
  /** Whether it was written as a quoted literal. */
  quoted: boolean;
}

type Reason = 'placeholder' | 'reference';

/** Defaults within defaults are followed this far. */
const DEEPEST = 3;
const AUTH_SCHEME = /^(?:bearer|basic|token|apikey|api-key|digest)(?:\s+|$)/i;

/**
 * Why the value assigned to a name is no secret: it refers to one (a variable, a vault, a template, a call), or it
 * stands in for one (masked, made up, a type, a path, a sentence, ciphertext, a public key). Null where it may be one,
 * as may the default in `${NAME:-default}`. Costs time linear in the value's length.
 */
export function judgeValue(value: ByteString, context: ValueContext): Reason | null {
  return judgeTo(value, context, DEEPEST);
}

function judgeTo(value: ByteString, context: ValueContext, depth: number): Reason | null {
  const text = value.trim().replace(AUTH_SCHEME, '');
  if (text === '' || isCiphertext(text) || isPublic(text) || isRegexOrGlob(text)) return 'placeholder';
  const reference = readReference(text, context.quoted);
  if (reference?.kind === 'whole') return 'reference';
  if (reference?.kind === 'default') return depth > 0 ? judgeTo(reference.value, context, depth - 1) : null;
  return isPlaceholder(text, context) ? 'placeholder' : null;
}

function isPlaceholder(text: ByteString, { name, prefix }: ValueContext): boolean {
  const body = bodyOf(text, prefix);
  return (
    isBracketed(body) ||
    isMasked(body) ||
    isCoveredByWords(body, name) ||
    isNameOfSecret(text) ||
    isType(text) ||
    isSwitchOrQuantity(text) ||
    isPlainAddress(text) ||
    judgeLogin(text) === 'stand-in' ||
    isPath(text) ||
    isSentence(text) ||
    isJoinedSentence(text) ||
    (prefix !== '' && isPlaceholderToken(text, prefix))
  );
}

/**
 * Whether a value that a program reads from its environment only stands in for a secret: words, masks, brackets, a
 * sentence, the name of a secret. A path, an address or a switch is none here: a variable may well hold one.
 */
export function isStandIn(
  value: ByteString,
  { name, prefix }: Pick<ValueContext, 'name' | 'prefix'>,
): boolean {
  const body = bodyOf(value.trim(), prefix);
  if (isPath(body) || isSwitchOrQuantity(body) || SCHEME.test(body)) return false;
  return (
    isBracketed(body) ||
    isMasked(body) ||
    isCoveredByWords(body, name) ||
    isNameOfSecret(value) ||
    isSentence(body) ||
    isJoinedSentence(body)
  );
}

/** What begins a URL: its own pattern judges the password in it. */
const SCHEME = /^[a-z][a-z0-9+.-]{1,20}:\/\//i;

/**
 * Whether a token of a provider's format is made up: hidden, too regular, or written with placeholder words. `prefix`
 * is the literal text it begins with, if it does. A random body of letters, digits and `-_.~+/=` is taken for made up
 * with a probability under 1e-6, whatever its length: the reckoning is in `placeholder/surprise.ts` (3e-7) and
 * `placeholder/token-words.ts` (1e-7).
 */
export function isPlaceholderToken(token: ByteString, prefix: string): boolean {
  const body = bodyOf(token, prefix);
  return hasHidingSigns(body) || isBracketed(body) || isTooRegular(body) || hasTokenWords(body);
}

function bodyOf(text: ByteString, prefix: string): ByteString {
  return prefix !== '' && text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

/** The whole value; a prefix and the like may stand around `<…>` only. */
const BRACKETS = [
  /^[\w .:/@=-]*<\/?[A-Za-z][\w .,:/'-]{1,80}>[\w .:/@=-]*$/,
  /^&lt;[A-Za-z][\w .,:/'-]{1,80}&gt;$/,
  /^\[[A-Za-z][\w .,:/'-]{1,80}\]$/,
  /^\{[A-Za-z][\w .,:/'-]{1,80}\}$/,
];

/** What each of them has: most values end at this look. */
const CLOSING = /[>;\]}]/;

/** `<your-key>`, `[YOUR TOKEN]`, `{api key}`: words in brackets. */
function isBracketed(text: ByteString): boolean {
  if (!CLOSING.test(text)) return false;
  return BRACKETS.some((bracket) => bracket.test(text)) && !looksRandom(text);
}

const NAME_ENDINGS = /(?:^|[_-])(?:key|token|secret|password|passwd|pwd|pass|pw|credentials?|id|url|dsn)$/i;

/** The name of a variable, a header or an entry, of two words or more: `MY_APP_TOKEN`, `x-app-key`. */
function isNameOfSecret(text: ByteString): boolean {
  if (!/^[A-Za-z]{1,14}(?:[_-][A-Za-z]{1,14}){1,7}$/.test(text) || !NAME_ENDINGS.test(text)) return false;
  return text
    .split(/[_-]/)
    .every((word) => word === word.toLowerCase() || /^[A-Z](?:[A-Z]*|[a-z]*)$/.test(word));
}
