/** JSON Web Tokens (RFC 7519), also where something stands before them (`ghs_<id>_eyJ…`). */
import type { ByteString } from '../../types.js';
import { decodeBase64Url, withoutPadding } from '../checksums/encodings.js';
import { sha256 } from '../checksums/sha256.js';
import { type JsonObject, parseObject } from './json.js';
import { lowered, placeholder, plain, sound, unsound } from './results.js';
import type { Structure, StructureResult } from './types.js';

/** SHA-256, first 16 hex digits, of `sub`, a line feed and `name` in the sample that jwt.io shows. */
const samplePerson = 'd2075461e9952d92';

/** Signature lengths in characters, where the algorithm fixes them (RFC 7518, RFC 8037 for Ed25519). */
const signatureLengths = new Map([
  ['HS256', 43],
  ['HS384', 64],
  ['HS512', 86],
  ['ES256', 86],
  ['ES384', 128],
  ['ES512', 176],
]);

export const jwt: Structure = {
  check(token, _secret, now = Date.now()) {
    const [head = '', body = '', signature = '', ...more] = token.slice(findStart(token)).split('.', 6);
    const header = readPart(head);
    if (typeof header?.alg !== 'string') return unsound('the header is no JSON object with "alg"');
    if (more.length === 2 && typeof header.enc === 'string') return lowered('low', 'encrypted (JWE)');
    const payload = readPart(body);
    if (more.length > 0 || payload === null) return unsound('the payload is no JSON object');
    if (isSample(payload)) return placeholder;
    return checkSignature(header.alg, signature) ?? checkClaims(payload, now);
  },
  complete(token) {
    const start = findStart(token);
    const [head = '', body = '', signature = ''] = token.slice(start).split('.');
    const subject = body.replace(/[^A-Za-z0-9]/g, '').slice(-16);
    const parts = [
      typeof readPart(head)?.alg === 'string' ? head : writePart({ alg: 'HS256', typ: 'JWT' }),
      readPart(body) ? body : writePart({ sub: subject, iat: 1_700_000_000 }),
      signature.padEnd(43, 'A').slice(0, 42).concat('A'),
    ];
    return token.slice(0, start) + parts.join('.');
  },
};

/** Where the header begins: `{"`, or `{` and white space, in base64. */
function findStart(token: ByteString): number {
  if (/^e[yw]/.test(token)) return 0;
  return Math.max(0, token.search(/ey[AIJ]|ew[0ok]/));
}

function readPart(part: ByteString): JsonObject | null {
  const bytes = decodeBase64Url(withoutPadding(part));
  return bytes && parseObject(bytes.toString('latin1'));
}

function writePart(object: JsonObject): ByteString {
  return Buffer.from(JSON.stringify(object)).toString('base64url');
}

function isSample({ sub, name }: JsonObject): boolean {
  if (typeof sub !== 'string' || typeof name !== 'string') return false;
  return sha256(`${sub}\n${name}`).toString('hex').startsWith(samplePerson);
}

function checkSignature(algorithm: string, signature: ByteString): StructureResult | null {
  if (algorithm.toLowerCase() === 'none') return lowered('low', 'not signed (alg none)');
  if (signature === '') return lowered('low', 'without a signature');
  // Text that stands right behind a token can look like more of its signature: no reason to disbelieve it.
  const expected = signatureLengths.get(algorithm);
  return expected === undefined || withoutPadding(signature).length === expected ? null : plain;
}

function checkClaims(payload: JsonObject, now: number): StructureResult {
  const { exp, iss, role } = payload;
  if (typeof exp === 'number' && exp * 1000 < now) return lowered('low', `expired${formatDate(exp)}`);
  if (iss === 'supabase-demo') return lowered('low', 'the published key of local Supabase');
  if (iss === 'supabase' && role === 'anon') return lowered('low', 'made to be public (role anon)');
  return sound();
}

/** ` 2024-05-01`, or nothing where the number of seconds is no date. */
function formatDate(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) || seconds < 0 ? '' : ` ${date.toISOString().slice(0, 10)}`;
}
