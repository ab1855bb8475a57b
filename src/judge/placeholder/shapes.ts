/** Values of a shape that no secret has: types, switches, durations, paths, addresses, regexes, ciphertext, public keys. */

import type { ByteString } from '../../types.js';
import { looksRandom } from './looks-random.js';

const TYPES =
  /^(?:str|string|text|char|n?varchar|number|int|integer|bool|boolean|any|object|uuid|guid|bytes|base64|hex|json|date|file|secretstr|securestring|credential)(?:\[\]|\?|\(\d{1,5}\))?$/i;
const VALIDATOR = /^(?:[a-z]{1,12}\.)(?:string|text|email|number|object|any|enum)\(/;
const RULES = /^[a-z_]{2,20}(?::[\w,.]{1,20})?(?:[|;][a-z_]{2,20}(?::[\w,.]{1,20})?){1,12}$/;
const SWITCH =
  /^(?:true|false|yes|no|on|off|enabled?|disabled?|n\/a|always|never|auto|inherit|optional|required)$/i;
const QUANTITY = /^[-+]?\d{1,5}(?:\.\d{1,3})?(?:ns|us|ms|s|sec|m|min|h|d|w|y|b|kb|mb|gb|k|ki|mi|gi|px|%)?$/i;

/** What encryption tools put before their output. The key to it is what matters. */
const CIPHERTEXT = [
  'ENC[',
  'ENC(',
  'encrypted:',
  '$ANSIBLE_VAULT',
  '!vault',
  '!encrypted',
  '{cipher}',
  '{AES}',
  '{DES}',
  '<encrypted>',
  'AQICAH',
  'gAAAAA',
  'U2FsdGVkX1',
  'age-encryption.org/',
  '01000000d08c9ddf',
  '-----BEGIN PGP MESSAGE',
  '-----BEGIN AGE ENCRYPTED',
];
/** Of Bitnami's sealed secrets: encrypted with an RSA key of the cluster, whose length stands first. */
const SEALED = /^Ag[A-D][A-Za-z0-9+/]{300}/;
const TRANSIT = /^(?:vault:)?v\d{1,3}:[A-Za-z0-9+/=]{16}/;

const PUBLIC_STARTS = [
  'ssh-rsa AAAA',
  'ssh-dss AAAA',
  'ssh-ed25519 AAAA',
  'ecdsa-sha2-',
  'sk-ssh-ed25519@openssh.com ',
  'sk-ecdsa-sha2-',
  // Subject public keys in DER: RSA of 1024 to 4096 bits, on curves, Ed25519 and its like.
  'MIGfMA0GCSqGSIb3',
  'MIIBIjANBgkqhkiG',
  'MIIBojANBgkqhkiG',
  'MIICIjANBgkqhkiG',
  'MFkwEwYHKoZIzj0C',
  'MHYwEAYHKoZIzj0C',
  'MCowBQYDK2V',
  'sha256-',
  'sha384-',
  'sha512-',
];
const PUBLIC_BLOCK =
  /^-----BEGIN (?:CERTIFICATE|TRUSTED CERTIFICATE|(?:NEW )?CERTIFICATE REQUEST|X509 CRL|(?:RSA |EC |DSA )?PUBLIC KEY|DH PARAMETERS|EC PARAMETERS|PGP PUBLIC KEY BLOCK|PGP SIGNATURE|PGP SIGNED MESSAGE|SSH SIGNATURE|SSH2 PUBLIC KEY)/;
const PUBLIC_KEYS =
  /^(?:age1[02-9ac-hj-np-z]{58}|npub1[02-9ac-hj-np-z]{58}|[xyz]pub[1-9A-HJ-NP-Za-km-z]{107})$/;

/** `string`, `varchar(255)`, `required|min:8`, `z.string()`. */
export function isType(value: ByteString): boolean {
  return TYPES.test(value) || VALIDATOR.test(value) || RULES.test(value);
}

/** `true`, `off`, `30s`, `100MB`, and numbers of at most five digits. */
export function isSwitchOrQuantity(value: ByteString): boolean {
  return SWITCH.test(value) || QUANTITY.test(value);
}

export function isCiphertext(value: ByteString): boolean {
  return CIPHERTEXT.some((start) => value.startsWith(start)) || TRANSIT.test(value) || SEALED.test(value);
}

/** Certificates, public keys, signatures, integrity hashes. */
export function isPublic(value: ByteString): boolean {
  return (
    PUBLIC_STARTS.some((start) => value.startsWith(start)) ||
    PUBLIC_BLOCK.test(value) ||
    PUBLIC_KEYS.test(value)
  );
}

const ROOTS = /^\/(?:etc|var|run|usr|home|opt|tmp|mnt|root|srv|dev|secrets?|vault|keys|certs|app|Users)\//;
const PATH_START =
  /^(?:~\/|\.{1,2}[\\/]|[A-Za-z]:[\\/]|%[A-Z_]{2,30}%[\\/]|\$[A-Z_]{2,30}\/|\$\{[A-Z_]{2,30}\}\/|@\/|\\\\)/;
const PATH_BYTES = /^(?:[~@]|%\w{2,30}%|\$\{?\w{2,30}\}?)?[\w .+/\\:()-]+$/;
/**
 * Path segments that are words: small letters, or capitalised words in a row. Base64 may begin with `/` too; of 20 random
 * characters of it, one in three million reads like this.
 */
const WORDS_PATH =
  /^\/?(?:[a-z0-9._-]+|[a-z]*(?:[A-Z][a-z]{2,})+)(?:\/(?:[a-z0-9._-]+|[a-z]*(?:[A-Z][a-z]{2,})+))*\/?$/;
const ENDING =
  /\.(?:pem|key|crt|cer|der|pub|p12|pfx|jks|json|ya?ml|toml|ini|env|txt|conf|cfg|xml|properties|html?|[cm]?[jt]sx?|py|rb|php|go|sh|md|asc|gpg|age|enc)$/i;

/** A path or a file name whose parts are words. */
export function isPath(value: ByteString): boolean {
  if (!PATH_BYTES.test(value)) return false;
  if (ROOTS.test(value)) return true;
  if (looksRandom(value)) return false;
  if (PATH_START.test(value)) return true;
  const ending = ENDING.exec(value);
  if (ending !== null) return WORDS_PATH.test(value.slice(0, ending.index));
  return value.startsWith('/') && WORDS_PATH.test(value);
}

const EXAMPLE_HOST =
  /^(?:[\w-]{1,63}\.){0,5}(?:example(?:\.(?:com|org|net|edu))?|test|invalid|(?:your-?)?domain\.com)(?::\d{1,5})?$/i;
const SCHEME = /^[a-z][a-z0-9+.-]{1,20}:\/\//i;
const CREDENTIAL_PARAMETER =
  /[?&#;](?:[\w-]{0,20}(?:key|token|secret|sig|signature|password|passwd|pwd|pass|auth|code))=[^&]{8}/i;

/** An address that carries no secret: without user and password (but on a reserved host), without random parts. */
export function isPlainAddress(value: ByteString): boolean {
  if (/^data:[a-z]+\/[\w.+-]{1,40}[;,]/i.test(value)) return true;
  const scheme = SCHEME.exec(value);
  if (scheme === null) return false;
  const rest = value.slice(scheme[0].length);
  const authority = rest.slice(0, endOfAuthority(rest));
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (EXAMPLE_HOST.test(host)) return true;
  if (host.length < authority.length || /\s/.test(rest)) return false;
  return !looksRandom(rest) && !CREDENTIAL_PARAMETER.test(rest);
}

function endOfAuthority(rest: ByteString): number {
  const end = rest.search(/[/?#]/);
  return end < 0 ? rest.length : end;
}

const CLEAR_REGEX_SIGNS = [
  /\[\^?(?:a-[fz]|A-[FZ]|[01]-9)/,
  /^\^?\(\?(?:[:=!<]|[imsx]{1,3}[):])/,
  /^\^?(?:\\[dwsDWS](?:[*+?]|\{\d{1,4}(?:,\d{0,4})?\})?)+\$?$/,
];
/** Each of these stands in one of 1,000 to 10,000 random passwords: it takes two. */
const REGEX_SIGNS = [
  /\\[dwsDWSb][*+{]/,
  /[\])]\{\d{1,4}(?:,\d{0,4})?\}/,
  /^\^.+\$$/s,
  /\.[*+]/,
  /\(\?[:=!<]/,
];
const GLOB = /^(?:(?:[a-z0-9_./-]{0,60}|[A-Z0-9_./-]{0,60})[/._-])?\*{1,2}(?:[/.][a-zA-Z_./*-]{0,60})?$/;

export function isRegexOrGlob(value: ByteString): boolean {
  if (CLEAR_REGEX_SIGNS.some((sign) => sign.test(value))) return true;
  if (REGEX_SIGNS.filter((sign) => sign.test(value)).length >= 2) return true;
  return GLOB.test(value) && !looksRandom(value);
}
