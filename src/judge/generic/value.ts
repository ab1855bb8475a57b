/** Whether a value can be the credential that its name promises. Placeholders and references are let go before. */
import type { ByteString } from '../../types.js';
import { MARKING_WORDS, NAMING_WORDS } from '../placeholder/word-lists.js';
import { bitsPerByteAsWords } from '../randomness/randomness.js';
import type { CredentialKind } from './name.js';

/** From here on a text with digits is unlike words: 1 random text in 100 of 12 letters and digits stands below, and 1 word in 200 above. */
const RANDOM_BITS = 5.2;
/** The same for letters alone: 1 random text in 12 of 8 small letters stands below. */
const RANDOM_LETTER_BITS = 5.8;
/** What people make up from words and digits lies between. */
const MADE_UP_BITS = 4.2;
/** Below this, what people write with digits for letters (`w0rd`) reads as words. */
const READABLE_BITS = 5;
/** How often letters and digits change in what is no name: `base64Sha256` has three changes. */
const RANDOM_CHANGES = 4;
const SHORTEST: Record<CredentialKind, number> = { password: 5, secret: 8, key: 16 };
const SHORTEST_MADE_UP = 6;
const WORD_AND_DIGITS = /^[A-Z]?[A-Za-z]+[-_.@]?[0-9]+[-_.]?$/;
/** Words of one case, as tools that make up passphrases join them. */
const PASSPHRASE =
  /^[a-z]{3,10}(?:-[a-z]{3,10}){2,6}$|^[a-z]{3,10}(?:_[a-z]{3,10}){2,6}$|^[a-z]{3,10}(?:\.[a-z]{3,10}){3,6}$/;
/** What else the parts of a program are called. */
const OF_PROGRAMS = new Set(
  `field form label button error message title page view link modal dialog screen text show hide toggle icon group
  strength manager policy rule rules validator validation changed mismatch match required weak strong minimum length
  updated expired incorrect wrong not must with does have same than more less click submit new old again retype type
  provider handler store manager factory builder resolver middleware generic component module class style block wrapper
  container input select option item list row column table grid left right top bottom center margin padding color
  background border font size width height small large medium default primary secondary success warning danger info`.split(
    /\s+/,
  ),
);
/** In bytes: a shorter secret must have more to show than letters. */
const SHORT_SECRET = 12;
const LONGEST = 512;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Version 4: made of random bits, and so used for keys. The others are made of the time or of names. */
const RANDOM_UUID = /^.{14}4.{4}[89ab]/i;
/** What keys of maps and queries are made of, too: nothing else is taken for a secret one. */
const KEY = /^(?=.*[A-Za-z])(?!.*\.[A-Za-z]{1,4}$)(?!(?:[a-z]+|[0-9]+)\/)[\w+/=.~-]+$/;
/** Numbers of programs, and the addresses of Ethereum, which are public. */
const ADDRESS = /^0x(?:[0-9a-fA-F]{1,16}|[0-9a-fA-F]{40})$/;
const HEX = /^(?:0x)?[0-9a-f]+$/i;
const NUMBER = /^[-+]?[0-9][0-9.,:_/ -]*$/;
const NAME = /^[A-Za-z_$@#%][A-Za-z_$-]*(?:[.:/][A-Za-z_$-]+)*[0-9]?$/;
/** Words and indices joined by dots, as queries have them: `Jobs[-1].JobId`. */
const QUERY_PATH = /^[A-Za-z_]+(?:\[-?[0-9*]*\])?(?:\.[A-Za-z_]+(?:\[-?[0-9*]*\])?)+$/;
const MEASURE = /^[0-9]+-[a-z]+$/i;
/** Of a command: `--no-cache`, `--with-name=/path`. */
const OPTION = /^--?[a-z][a-z-]*(?:=[a-z0-9./_-]*)?$/i;
/** Names of character sets and of algorithms. */
const ALGORITHM =
  /^(?:utf[-_]?(?:8|16|32)(?:[-_]?[lb]e)?|utf8mb[34]|latin[-_]?\d|iso-8859-\d{1,2}|cp\d{3,4}|windows-\d{3,4}|(?:sha|md|aes|rsa|hmac|rs|hs|es|ps|ed)[-_]?\d{1,5}(?:[-_]?[a-z]{3,6})?|p-?\d{3})$/i;
const HASHED =
  /^\*[0-9A-F]{40}$|^md5[0-9a-f]{32}$|^SCRAM-SHA-|^(?:sha(?:1|256|384|512)|md5)[-:]|^\$(?:1|2[abxy]?|5|6|7|y|argon2[a-z]*|scrypt|pbkdf2[a-z0-9-]*)\$|^\{(?:SSHA|SHA|MD5|CRYPT)\}/i;
/** Tags, templates, conditions, regular expressions. */
const MARKUP =
  /^["'`]|^\/\^|<\/?[A-Za-z%?!]|\\[uUx][0-9A-Fa-f]{2}|\w\(["']|\{\{[^}]*\}\}|\{%|[$#]\{|\{\w*\}|^[<{].*[>}]$|\\[dwsbDWSB]|\$\(|%[sd]\b|=>|&&|\|\||\(\?[:=!<]|\[\^|\]\[/;

/** Of what stands without quotes much is code that was not told from a literal: minified, or in a string of code. */
const CODE =
  /\\|["'][)}\],;]|===|!==|[-+|&]=|=!|\(\)?$|\(\)|\/\*|^![01]\b|,[A-Za-z_$][\w$]*:|^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$#][\w$]*)+$|^[A-Za-z_]+[$][A-Za-z]|\)\$?\//;
/** What documentation writes into its keys, names of resources and of variables. */
const EXAMPLE = /EXAMPLE|^arn:|^urn:|^projects\/|^root:|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/**
 * @param options `quoted`: whether it stood in quotes.
 * @returns how random a value is: null where it is no credential.
 */
export function judgeCredential(
  value: ByteString,
  kind: CredentialKind,
  { quoted }: { quoted: boolean },
): 'random' | 'made-up' | null {
  if (value.length < SHORTEST[kind] || value.length > LONGEST) return null;
  if (EXAMPLE.test(value) || (!quoted && isCode(value))) return null;
  if (/[\x00-\x20\x7f-\xff]/.test(value) || HASHED.test(value) || MARKUP.test(value)) return null;
  if ([NUMBER, QUERY_PATH, MEASURE, ALGORITHM, OPTION].some((kind) => kind.test(value))) return null;
  if (UUID.test(value)) return kind === 'secret' && RANDOM_UUID.test(value) ? 'random' : null;
  if (ADDRESS.test(value)) return null;
  if (HEX.test(value)) return isRandomHex(value, kind) ? 'random' : null;
  if (isRandom(value, kind, { quoted })) return 'random';
  return kind === 'password' && isMadeUp(value, bitsPerByteAsWords(value)) ? 'made-up' : null;
}

/** Whether an unquoted value is code; a token with a dot in it is no path of names, where a part of it is random. */
function isCode(value: ByteString): boolean {
  if (!CODE.test(value) || isShuffled(value)) return false;
  const parts = value.split('.');
  return (
    parts.length > 3 || !parts.some((part) => part.length >= 16 && isRandom(part, 'key', { quoted: false }))
  );
}

/** What people make of words, digits and signs: `Word2019!`, `w0rd#word`, and of several words. */
function isMadeUp(value: ByteString, bits: number): boolean {
  if (value.length < SHORTEST_MADE_UP || !/[A-Za-z]/.test(value)) return false;
  if (isPassphrase(value)) return true;
  if (NAME.test(value)) return false;
  const digits = value.replace(/[^0-9]/g, '').length;
  const hasSign = /[!@#$%^&*+=?~]/.test(value);
  if (digits >= 2 && (hasSign || WORD_AND_DIGITS.test(value))) return true;
  return (digits > 0 || hasSign) && bits >= MADE_UP_BITS;
}

/** Three words or more that name no part of a program: `word-word-word`. */
function isPassphrase(value: ByteString): boolean {
  if (!PASSPHRASE.test(value)) return false;
  const words = value.split(/[-_.]/);
  const telling = words.filter((word) => NAMING_WORDS.has(word) || MARKING_WORDS.has(word));
  if (telling.length > 1 || telling.some((word) => /^(?:pass|secret|token|key$)/.test(word))) return false;
  return !words.some((word) => OF_PROGRAMS.has(word));
}

function isRandom(value: ByteString, kind: CredentialKind, { quoted }: { quoted: boolean }): boolean {
  const bits = bitsPerByteAsWords(value);
  const hasDigit = /[0-9]/.test(value);
  const hasBothCases = /[a-z]/.test(value) && /[A-Z]/.test(value);
  if (kind === 'key' && !(hasDigit && KEY.test(value))) return false;
  if (isShuffled(value) && value.length >= SHORT_SECRET) return true;
  if (kind === 'secret' && value.length < SHORT_SECRET) {
    return hasDigit && changesOf(value) >= 2 && bits >= RANDOM_LETTER_BITS;
  }
  if (kind !== 'password' && hasDigit && bitsOfLetters(value) >= RANDOM_LETTER_BITS + 0.4) return true;
  if (hasDigit) return bits >= RANDOM_BITS && bitsPerByteAsWords(inLetters(value)) >= READABLE_BITS;
  if (kind === 'password') return bits >= RANDOM_LETTER_BITS + (quoted && value.length > 5 ? 0 : 0.5);
  if (hasBothCases) return bits >= RANDOM_LETTER_BITS;
  return bits >= RANDOM_LETTER_BITS + 0.2 && value.length >= SHORT_SECRET;
}

const LETTERS: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' };

/** A text with the letters that its digits may stand for, but at its end. */
function inLetters(value: ByteString): ByteString {
  return value.replace(/[0-9!?.]{1,4}$/, '').replace(/[013457@$]/g, (digit) => LETTERS[digit] as string);
}

/** How unlike words the letters are, the digits left out; 0 where they are few. */
function bitsOfLetters(value: ByteString): number {
  const letters = value.replace(/[^A-Za-z]/g, '');
  return letters.length < 5 ? 0 : bitsPerByteAsWords(letters);
}

/** Whether letters and digits change as they do in no name: often, and after few letters. */
function isShuffled(value: ByteString): boolean {
  const runs = value.match(/[A-Za-z]+/g) ?? [];
  const letters = runs.reduce((sum, run) => sum + run.length, 0);
  return changesOf(value) >= RANDOM_CHANGES && letters < 3 * runs.length;
}

/** How often a letter follows a digit or a digit a letter. */
function changesOf(value: ByteString): number {
  return (value.match(/[A-Za-z](?=[0-9])|[0-9](?=[A-Za-z])/g) ?? []).length;
}

/** A number in hex counts where it is long, and neither all digits nor all letters. */
function isRandomHex(value: ByteString, kind: CredentialKind): boolean {
  const shortest = kind === 'key' ? 32 : kind === 'secret' ? 8 : 12;
  if (value.length < shortest || !/[0-9]/.test(value) || !/[a-f]/i.test(value)) return false;
  return value.length >= 16 || changesOf(value) >= 2;
}
