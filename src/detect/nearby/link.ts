/** What a value has to do with the provider's name near it. */

import { credentialKind, wordsOf } from '../../judge/generic/name.js';
import { withoutJoints } from '../../patterns/names.js';
import type { ByteRange, ByteString, Nearness, NearWord } from '../../types.js';
import { isDigit, isLetter } from '../assignment/bytes.js';
import { belongTogether, isInUrl } from './between.js';
import { type Owner, ownerOf } from './owner.js';

type Link = Nearness['link'];

const split = (words: string): Set<string> => new Set(words.split(' '));
/** Words that call a value a credential. */
const CREDENTIALS = split(
  'key keys apikey token tokens secret secrets auth authorization password passwd pwd passphrase credential credentials ' +
    'bearer pat authtoken accesstoken apitoken appid',
);
/** Words that call it something else. */
const OTHERS = split(
  'id ids uuid guid hash sha sha1 sha256 sha512 md5 digest checksum fingerprint etag commit revision rev ref version ' +
    'integrity nonce public publishable signature sig csrf trace span asset image icon avatar build serial resolved uri path ' +
    'file',
);
/** And these, but not in the name of a function: `createClient("…")`. */
const HOLDERS = split('cache session request account user client tenant tag url host');
/** Owners that say nothing of what they own; of elements, cells of tables and the like. */
const NEUTRAL = split(
  'value values val data default content text string str plaintext body header headers param params arg args argv env config ' +
    'options opts settings is was are td th dd dt li p b strong code span label',
);
/** What a path says before a key that is a part of it. */
const BEFORE_KEYS =
  /^(?:v[0-9]{1,2}|api|key|keys|token|services|hooks|webhooks?|bot|rpc|query|input|collect|ingest)$/i;
const SHORT = 3; // letters beside the provider's name in a name that say nothing: `x-datadog`
const NEAREST_TOLD = 40; // bytes: further away a word does not tell what a value is
const FARTHEST_BEFORE = 60;
const FARTHEST_BEFORE_URL = 140;

/** The link of a value behind the name, or null where there is none. */
export function linkAfter(text: ByteString, word: ByteRange, value: ByteRange, near: NearWord): Link | null {
  if (!standsAlone(text, value) || !belongTogether(text, word, value.start)) return null;
  const owner = ownerOf(text, value.start);
  const between = text.slice(word.end, value.start);
  if (isCredential(owner.name)) return 'called';
  if (owner.kind !== 'path' && isOther(owner.name)) return null;
  if (owner.kind === 'assigned' && wordsOf(owner.name).some((one) => HOLDERS.has(one))) return null;
  switch (owner.kind) {
    case 'assigned':
      return linkOfAssigned(owner, between, near);
    case 'argument': {
      const isOwnCall = owner.start <= word.start || /^[\w.:]{0,40}\(/.test(between);
      if (tellsCredential(between)) return 'called';
      return isOwnCall && near.isDistinctive ? 'given' : 'beside';
    }
    case 'path':
      if (!isInUrl(text, word.start) || !BEFORE_KEYS.test(owner.name)) return null;
      return near.isDistinctive ? 'given' : 'beside';
    case 'told':
    case 'alone':
      if (tellsOther(between)) return null;
      if (between.length <= NEAREST_TOLD && tellsCredential(between)) return 'called';
      return between.trim() === '' ? 'beside' : null;
  }
}

/** Whether a value before the name belongs to it: in the same line or command, under a name that calls it a credential. */
export function linkBefore(text: ByteString, word: ByteRange, value: ByteRange): boolean {
  const between = text.slice(value.end, word.start);
  const isUrl = isInUrl(text, word.start);
  if (between.length > (isUrl ? FARTHEST_BEFORE_URL : FARTHEST_BEFORE) || !standsAlone(text, value))
    return false;
  const lines = between.split('\n');
  if (!lines.slice(0, -1).every((line) => isUrl && /\\\r?$/.test(line)) || /[;}]/.test(between)) return false;
  const owner = ownerOf(text, value.start);
  return owner.kind === 'assigned' && isCredential(owner.name);
}

function linkOfAssigned(owner: Owner, between: ByteString, near: NearWord): Link | null {
  const name = withoutJoints(owner.name.toLowerCase());
  const rest = name.replace(near.word, '');
  if (rest.length < name.length && (rest.length <= SHORT || NEUTRAL.has(rest)))
    return near.isDistinctive ? 'given' : 'beside';
  if (!NEUTRAL.has(name) && name !== '') return null;
  if (tellsOther(between)) return null;
  return tellsCredential(between) ? 'called' : 'beside';
}

/** Whether a value is no part of a path, of a file's name, of a reference to a commit. */
function standsAlone(text: ByteString, { start, end }: ByteRange): boolean {
  if ('#@%~+$'.includes(text.charAt(start - 1) || ' ')) return false;
  const next = text.charAt(end);
  if ('/@\\'.includes(next || ' ') && next !== '\\') return false;
  const second = text.charCodeAt(end + 1);
  return !(
    ('.-:'.includes(next || ' ') && (isLetter(second) || isDigit(second))) ||
    text.startsWith('%2F', end)
  );
}

/** Whether a name calls what it holds a credential: `apiKey`, `X-Key`, `DATADOG_TOKEN`, not `cache_key` or `token_id`. */
function isCredential(name: ByteString): boolean {
  if (credentialKind(name) !== null) return true;
  const words = wordsOf(name);
  return CREDENTIALS.has(words.at(-1) ?? '') && !words.some((word) => OTHERS.has(word) || HOLDERS.has(word));
}

function isOther(name: ByteString): boolean {
  return wordsOf(name).some((word) => OTHERS.has(word));
}

function tellsCredential(between: ByteString): boolean {
  return wordsOf(between).some((word) => CREDENTIALS.has(word));
}

function tellsOther(between: ByteString): boolean {
  return isOther(between);
}
