/** JSON Web Tokens and other tokens with JSON or base64 inside. */
import { randomBytes } from '../../support/random.js';
import { ALPHABETS, BASE36 } from './alphabets.js';
import { between, pick, textOver } from './chance.js';
import { CHECKSUMS, digits } from './checksums.js';
import { name } from './words.js';

const hex = (length: number) => textOver(ALPHABETS.h as string, length);
const word = (length: number) => textOver(ALPHABETS.w as string, length);
const safe = (length: number) => textOver(ALPHABETS.s as string, length);
const url64 = (text: string | Buffer) => Buffer.from(text).toString('base64url');
const plain64 = (text: string | Buffer) => Buffer.from(text).toString('base64');

/** A random UUID, version 4. */
export function uuid(): string {
  const digitsOf = hex(32);
  const variant = pick(['8', '9', 'a', 'b']);
  return `${digitsOf.slice(0, 8)}-${digitsOf.slice(8, 12)}-4${digitsOf.slice(13, 16)}-${variant}${digitsOf.slice(17, 20)}-${digitsOf.slice(20)}`;
}

const ISSUED = 1_735_689_600;

function issued(): number {
  return ISSUED + between(0, 30_000_000);
}

/** The payload of a token, by who issues it. */
const PAYLOADS: Record<string, () => { header: object; payload: object; signature: number }> = {
  supabase: () => ({
    header: { alg: 'HS256', typ: 'JWT' },
    payload: {
      iss: 'supabase',
      ref: textOver(ALPHABETS.a as string, 20),
      role: 'service_role',
      iat: issued(),
      exp: 2_051_222_400,
    },
    signature: 32,
  }),
  n8n: () => ({
    header: { alg: 'HS256', typ: 'JWT' },
    payload: { sub: uuid(), iss: 'n8n', aud: 'public-api', iat: issued() },
    signature: 32,
  }),
  monday: () => ({
    header: { alg: 'HS256' },
    payload: {
      tid: between(1e8, 9e8),
      aai: 11,
      uid: between(1e7, 9e7),
      iad: '2026-01-09T10:11:12.000Z',
      per: 'me:write',
      actid: between(1e6, 9e6),
      rgn: 'euc1',
    },
    signature: 32,
  }),
  calendly: () => ({
    header: { kid: hex(64), alg: 'ES256' },
    payload: {
      iss: 'https://auth.calendly.com',
      token_type: 'personal',
      scope: 'default',
      iat: issued(),
      jti: uuid(),
      user_uuid: uuid(),
    },
    signature: 64,
  }),
  pinata: () => ({
    header: { alg: 'HS256', typ: 'JWT' },
    payload: {
      userInformation: { id: uuid(), email: `${name()}@example.org` },
      scopedKeyKey: hex(20),
      scopedKeySecret: hex(64),
      iat: issued(),
    },
    signature: 32,
  }),
  turso: () => ({
    header: { alg: 'EdDSA', typ: 'JWT' },
    payload: { a: 'rw', iat: issued(), id: uuid(), rid: uuid() },
    signature: 64,
  }),
  kubernetes: () => ({
    header: { alg: 'RS256', kid: safe(43) },
    payload: {
      iss: 'kubernetes/serviceaccount',
      'kubernetes.io/serviceaccount/namespace': 'ci',
      'kubernetes.io/serviceaccount/secret.name': `deployer-token-${textOver(BASE36, 5)}`,
      'kubernetes.io/serviceaccount/service-account.uid': uuid(),
      sub: 'system:serviceaccount:ci:deployer',
    },
    signature: 256,
  }),
  session: () => ({
    header: { alg: 'HS256', typ: 'JWT' },
    payload: {
      sub: String(between(1000, 999_999)),
      name: name(),
      role: 'admin',
      iat: issued(),
      exp: 2_051_222_400,
    },
    signature: 32,
  }),
};

/** A signed JSON Web Token of that issuer. */
export function webToken(issuer: string): string {
  const make = PAYLOADS[issuer];
  if (!make) throw new Error('no payload for this issuer');
  const { header, payload, signature } = make();
  return `${url64(JSON.stringify(header))}.${url64(JSON.stringify(payload))}.${url64(randomBytes(signature))}`;
}

/** GitLab's routable tokens: payload, ".01.", its length and a checksum. */
function routable(soFar: string): string {
  const lines = `c:1\no:${between(1, 9)}\nu:${textOver(BASE36, 3)}`;
  const payload = url64(Buffer.concat([randomBytes(16), Buffer.from(lines), Buffer.from([lines.length])]));
  const head = `${payload}.01.${digits(payload.length, BASE36, 2)}`;
  return head + (CHECKSUMS.routable as (text: string) => string)(soFar + head);
}

function pypi(): string {
  const identifier = Buffer.from(uuid());
  const caveats = Buffer.concat([Buffer.from([2, 0x2a]), Buffer.from(JSON.stringify([3, uuid()]))]);
  return `pypi-${url64(
    Buffer.concat([
      Buffer.from([2, 1, 8]),
      Buffer.from('pypi.org'),
      Buffer.from([2, 36]),
      identifier,
      Buffer.from([0]),
      caveats,
      Buffer.from([0, 0, 6, 32]),
      randomBytes(32),
    ]),
  )}`;
}

/** Tokens with something readable inside, by the name a shape calls them by. */
export const WITH_CONTENT: Record<string, (soFar: string) => string> = {
  routable,
  pypi,
  discord: () => `${url64(String(between(1e17, 9e17))).slice(0, 24)}.${safe(6)}.${safe(38)}`,
  elastic: () => plain64(`${safe(20)}:${safe(22)}`),
  grafana: () => plain64(JSON.stringify({ k: word(32), n: name(), id: 1 })),
  glc: () =>
    plain64(
      JSON.stringify({
        o: String(between(1e5, 9e5)),
        n: `stack-${name()}`,
        k: word(24),
        m: { r: 'prod-eu-west-2' },
      }),
    ),
  intercom: () => plain64(`tok:${hex(8)}_${hex(4)}_${hex(4)}_${hex(4)}_${hex(12)}:1:0`),
  jfrog: () => plain64(`reftkn:01:${issued()}:${word(26)}`),
  mapbox: () => url64(JSON.stringify({ u: name(), a: `cl${textOver(BASE36, 23)}` })),
  tinybird: () => url64(JSON.stringify({ u: uuid(), id: uuid(), host: 'eu_shared' })),
  tunnel: () => plain64(JSON.stringify({ a: hex(32), t: uuid(), s: plain64(randomBytes(32)) })),
  bedrock: () =>
    plain64(`BedrockAPIKey-${textOver(BASE36, 4)}-at-${between(1e11, 9e11)}:${plain64(randomBytes(32))}`),
  sentry: () =>
    `sntrys_${plain64(JSON.stringify({ iat: issued() + 0.5, url: 'https://sentry.io', region_url: 'https://de.sentry.io', org: name() }))}_${plain64(randomBytes(32)).replace('=', '')}`,
};
