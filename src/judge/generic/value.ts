/** Whether a value can be the credential that its name promises. Placeholders and references are let go before. */
import type { ByteString } from '../../types.js';
import { bitsPerByteAsWords } from '../randomness/randomness.js';
import type { CredentialKind } from './name.js';

/** From here on a text is unlike words: 1 random text in 100 of 12 letters and digits stands below, and 1 word in 200 above. */
const RANDOM_BITS = 5.2;
/** What people make up from words and digits lies between. */
const MADE_UP_BITS = 4.2;
const SHORTEST: Record<CredentialKind, number> = { password: 6, secret: 12 };
const LONGEST = 512;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const HEX = /^(?:0x)?[0-9a-f]+$/i;
const NUMBER = /^[-+]?[0-9][0-9.,:_/ -]*$/;
const NAME = /^[A-Za-z_$@#%][A-Za-z_$-]*(?:[.:/][A-Za-z_$-]+)*[0-9]?$/;
const HASHED =
  /^(?:sha(?:1|256|384|512)|md5)[-:]|^\$(?:1|2[abxy]?|5|6|7|y|argon2[a-z]*|scrypt|pbkdf2[a-z0-9-]*)\$|^\{(?:SSHA|SHA|MD5|CRYPT)\}/i;
/** Tags, templates, conditions, regular expressions. */
const MARKUP = /[<>{}]|\\[dwsbDWSB]|\$\(|%[sd]\b|=>|&&|\|\||\(\?[:=!<]|\[\^|\]\[/;

/** Of what stands without quotes much is code that was not told from a literal: minified, or in a string of code. */
const CODE =
  /\\|===|!==|[-+|&]=|=!|\(\)|\/\*|^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$#][\w$]*)+$|^[A-Za-z_]+[$][A-Za-z]/;
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
  if (EXAMPLE.test(value) || (!quoted && CODE.test(value))) return null;
  if (/[\x00-\x20\x7f-\xff]/.test(value) || UUID.test(value) || HASHED.test(value) || MARKUP.test(value)) {
    return null;
  }
  if (NUMBER.test(value)) return null;
  if (HEX.test(value)) return judgeHex(value);
  const bits = bitsPerByteAsWords(value);
  if (kind === 'secret') return isRandom(value, bits) ? 'random' : null;
  if (isRandom(value, bits)) return 'random';
  return isMadeUp(value, bits) ? 'made-up' : null;
}

/** What people make of words, digits and signs: `Word2019!`, `w0rd#word`. */
function isMadeUp(value: ByteString, bits: number): boolean {
  if (NAME.test(value) || !/[A-Za-z]/.test(value)) return false;
  const digits = value.replace(/[^0-9]/g, '').length;
  const hasSign = /[!@#$%^&*+=?~]/.test(value);
  if (digits >= 2 && (hasSign || /^[A-Za-z]+[0-9]+$/.test(value))) return true;
  return (digits > 0 || hasSign) && bits >= MADE_UP_BITS;
}

/** Letters alone are a word or two unless they are very unlike one. */
function isRandom(value: ByteString, bits: number): boolean {
  const hasDigit = /[0-9]/.test(value);
  const hasBothCases = /[a-z]/.test(value) && /[A-Z]/.test(value);
  if (!hasDigit && !hasBothCases) return bits >= RANDOM_BITS + 0.8 && value.length >= 12;
  return bits >= (hasDigit ? RANDOM_BITS : RANDOM_BITS + 0.5);
}

/** A number in hex counts where it is long, and neither all digits nor all letters. */
function judgeHex(value: ByteString): 'random' | null {
  return value.length >= 16 && /[0-9]/.test(value) && /[a-f]/i.test(value) ? 'random' : null;
}
