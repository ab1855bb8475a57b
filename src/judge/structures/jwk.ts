/** JSON Web Keys (RFC 7517) with their private part, of which a match shows only some members. */
import { decodeBase64Url } from '../checksums/encodings.js';
import { parseObject } from './json.js';
import { doubtful, plain, sound, unsound } from './results.js';
import type { Structure } from './types.js';

/** Bytes of `d`, by the curve (RFC 7518, RFC 8037, RFC 8812). */
const curves = new Map([
  ['P-256', 32],
  ['P-384', 48],
  ['P-521', 66],
  ['secp256k1', 32],
  ['Ed25519', 32],
  ['X25519', 32],
  ['Ed448', 57],
  ['X448', 56],
]);
/** An RSA key of 1,024 bits has 128; the first ones can be zero, and are left out by some. */
const shortestRsa = 120;
/** A symmetric key of 128 bits. */
const shortestSymmetric = 16;

export const jwk: Structure = {
  check(token, secret) {
    // From one member to another, without the braces around them.
    const members = parseObject(`{${token.trim().replace(/,$/, '')}}`) ?? parseObject(token);
    if (members === null) return plain;
    const fits = sizeCheck(members.kty, members.crv);
    if (fits === null) return unsound('no kind of key that has a private part');
    if (!fits(Math.floor((secret.length * 3) / 4)))
      return unsound('the private part is not as long as such keys are');
    return decodeBase64Url(secret) === null
      ? doubtful('the private part is no whole number of bytes')
      : sound();
  },
  complete(token) {
    const member = /"([dk])"\s{0,4}:\s{0,4}"([A-Za-z0-9_-]{22,})"/.exec(token);
    if (member === null) return token;
    const [, name, value] = member;
    const key = `"${name}":"${value!.padEnd(42, 'A').slice(0, 42)}A"`;
    if (name === 'k') return `"kty":"oct",${key}`;
    return member.index === 0 ? `${key},"crv":"P-256","kty":"EC"` : `"kty":"EC","crv":"P-256",${key}`;
  },
};

/** Tells whether a number of bytes is right for the private part of a kind; null where there is no such kind. */
function sizeCheck(kind: unknown, curve: unknown): ((bytes: number) => boolean) | null {
  switch (kind) {
    case 'RSA':
      return (bytes) => bytes >= shortestRsa;
    case 'oct':
      return (bytes) => bytes >= shortestSymmetric;
    case 'EC':
    case 'OKP': {
      const sizes = typeof curve === 'string' ? [curves.get(curve)] : [...curves.values()];
      return (bytes) => sizes.includes(bytes);
    }
    default:
      return null;
  }
}
