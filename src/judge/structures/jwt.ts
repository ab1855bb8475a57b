/** JSON Web Tokens (RFC 7519), also where something stands before them (`ghs_<id>_eyJ…`). */
import type { ByteString } from '../../types.js';
import { decodeBase64Url, withoutPadding } from '../checksums/encodings.js';
import { sha256 } from '../checksums/sha256.js';
import { checkExpiry } from './expiry.js';
import { type JsonObject, parseObject, writeObject } from './json.js';
import { issuerAt } from './jwt-hosts.js';
import { type Issuer, type IssuerName, issuers } from './jwt-issuers.js';
import { lettersOf } from './material.js';
import { doubtful, lowered, placeholder, plain, sound, unsound } from './results.js';
import type { Structure, StructureResult } from './types.js';

/** SHA-256, first 16 hex digits, of `sub`, a line feed and `name` in the sample that jwt.io shows. */
const samplePerson = 'd2075461e9952d92';

/** Signature lengths in characters, where the algorithm fixes them (RFC 7518, RFC 8812). */
const signatureLengths = new Map([
  ['HS256', 43],
  ['HS384', 64],
  ['HS512', 86],
  ['ES256', 86],
  ['ES256K', 86],
  ['ES384', 128],
  ['ES512', 176],
]);

/** Of anyone: the note says by whom it was issued, where that is known. */
export const jwt: Structure = {
  check(token, _secret, now = Date.now()) {
    const { result, claims } = read(token, now);
    const issuer = result.outcome === 'sound' && claims !== null ? nameIssuer(claims) : null;
    return issuer === null ? result : sound(`issued by ${issuer}`);
  },
  complete(token) {
    const [, body = ''] = partsOf(token);
    const claims = { sub: lettersOf(body, 16), iat: 1_700_000_000 };
    return write(token, readPart(body) ? body : writeObject(claims, 'base64url'));
  },
};

/** Of one issuer, where the pattern tells its tokens from any other. */
export function jwtOf(name: IssuerName): Structure {
  return byIssuer(issuers[name], unsound('its claims are those of another issuer'));
}

/** Of one issuer, where the name that it is assigned to says so. */
export function jwtNamed(name: IssuerName): Structure {
  return byIssuer(issuers[name], doubtful('its claims are not what such tokens have'));
}

function byIssuer({ isOf, sample }: Issuer, otherwise: StructureResult): Structure {
  return {
    check(token, _secret, now = Date.now()) {
      const { result, claims } = read(token, now);
      return claims === null || isOf(claims) ? result : otherwise;
    },
    complete: (token) => write(token, writeObject(sample(token), 'base64url')),
  };
}

function nameIssuer(claims: JsonObject): string | null {
  const known = Object.values<Issuer>(issuers).find(({ vague, isOf }) => !vague && isOf(claims));
  return known?.name ?? issuerAt(claims.iss);
}

interface Reading {
  result: StructureResult;
  /** Of header and payload; null where nothing is to be made of them. */
  claims: JsonObject | null;
}

function read(token: ByteString, now: number): Reading {
  const [head = '', body = '', signature = '', ...more] = partsOf(token);
  const fail = (result: StructureResult): Reading => ({ result, claims: null });
  const header = readPart(head);
  if (typeof header?.alg !== 'string') return fail(unsound('the header is no JSON object with "alg"'));
  if (more.length === 2 && typeof header.enc === 'string') return fail(lowered('low', 'encrypted (JWE)'));
  const payload = readPart(body);
  if (more.length > 0 || payload === null) return fail(unsound('the payload is no JSON object'));
  if (isSample(payload)) return fail(placeholder);
  const signed = checkSignature(header.alg, signature);
  const harmless = signed?.outcome === 'lowered' ? signed : checkClaims(payload, now);
  return harmless ? fail(harmless) : { result: signed ?? sound(), claims: { ...header, ...payload } };
}

/** The token with that payload, and with a header and a signature that fit. */
function write(token: ByteString, body: ByteString): ByteString {
  const [head = '', , signature = ''] = partsOf(token);
  const header =
    typeof readPart(head)?.alg === 'string' ? head : writeObject({ alg: 'HS256', typ: 'JWT' }, 'base64url');
  const end = signature.padEnd(43, 'A').slice(0, 42).concat('A');
  return `${token.slice(0, findStart(token))}${header}.${body}.${end}`;
}

/** Header, payload and signature; more where it is no such token. */
function partsOf(token: ByteString): ByteString[] {
  return token.slice(findStart(token)).split('.', 6);
}

/** Where the header begins: `{"`, or `{` and white space, in base64. */
function findStart(token: ByteString): number {
  if (/^e[yw]/.test(token)) return 0;
  return Math.max(0, token.search(/ey[AIJ]|ew[0ok]/));
}

function readPart(part: ByteString): JsonObject | null {
  const bytes = decodeBase64Url(withoutPadding(part));
  return bytes && parseObject(bytes.toString('latin1'));
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

function checkClaims(payload: JsonObject, now: number): StructureResult | null {
  const { exp, iss, role } = payload;
  const expired = checkExpiry(exp, now);
  if (expired !== null) return expired;
  if (iss === 'supabase-demo') return lowered('low', 'the published key of local Supabase');
  if (iss === 'supabase' && role === 'anon') return lowered('low', 'made to be public (role anon)');
  return null;
}
