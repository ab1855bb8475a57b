/** Tokens that are a JSON object in base64: Sentry, Grafana, Cloudflare Tunnel. */
import type { ByteString } from '../../types.js';
import { decodeBase64, decodeBase64Url } from '../checksums/encodings.js';
import { hasAll, type JsonObject, parseObject } from './json.js';
import { sound, unsound } from './results.js';
import type { Structure } from './types.js';

/** `sntrys_`, a JSON object, `_`, 32 bytes of secret. */
export const sentryOrgToken: Structure = {
  check(token) {
    const [mark, head = '', secret = '', ...more] = token.split('_', 4);
    const claims = readObject(head);
    if (mark !== 'sntrys' || more.length > 0 || !claims) return unsound('the middle is no JSON object');
    if (!hasAll(claims, ['iat', 'url', 'region_url', 'org'])) return unsound('a claim is missing');
    return decodeBase64(secret)?.length === 32 ? sound() : unsound('the last part is not 32 bytes long');
  },
  complete(token) {
    const letters = lettersOf(token);
    const claims = { iat: 1.7e9, url: 'https://sentry.io', region_url: 'https://us.sentry.io', org: letters };
    return `sntrys_${writeObject(claims)}_${token.slice(-43, -1).padStart(42, 'A')}A`;
  },
};

/** `glc_` and a JSON object with organisation, name and key; or, of the older kind, the object alone. */
export const grafanaBase64Json: Structure = {
  check(token) {
    const isPolicy = token.startsWith('glc_');
    const claims = readObject(isPolicy ? token.slice(4) : token);
    if (!claims) return unsound('no JSON object');
    return hasAll(claims, isPolicy ? ['o', 'n', 'k'] : ['k', 'n', 'id'])
      ? sound()
      : unsound('a key is missing');
  },
  complete(token) {
    const letters = lettersOf(token);
    if (!token.startsWith('glc_')) return writeObject({ k: letters, n: 'name', id: 1 });
    return `glc_${writeObject({ o: '1', n: 'name', k: letters, m: { r: 'eu' } })}`;
  },
};

/** A JSON object with account, tunnel and secret, and nothing else. */
export const cloudflareTunnel: Structure = {
  check(token) {
    const claims = readObject(token);
    if (!claims) return unsound('no JSON object');
    const { a, t, s } = claims;
    const exact = Object.keys(claims).length === 3 && typeof s === 'string';
    const account = typeof a === 'string' && /^[0-9a-f]{32}$/.test(a);
    const tunnel = typeof t === 'string' && /^[0-9a-f-]{36}$/.test(t);
    return exact && account && tunnel ? sound() : unsound('not account, tunnel and secret');
  },
  complete(token) {
    const hex = Buffer.from(token, 'latin1').toString('hex').padEnd(64, '0').slice(-64);
    const tunnel = hex.slice(32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    return writeObject({
      a: hex.slice(0, 32),
      t: tunnel,
      s: Buffer.from(lettersOf(token)).toString('base64'),
    });
  },
};

function readObject(text: ByteString): JsonObject | null {
  const bytes = decodeBase64(text) ?? decodeBase64Url(text);
  return bytes && parseObject(bytes.toString('latin1'));
}

function writeObject(object: JsonObject): ByteString {
  return Buffer.from(JSON.stringify(object)).toString('base64');
}

/** Up to 40 letters and digits of a token, to make its completed form as random as it was itself. */
function lettersOf(token: ByteString): string {
  return token.replace(/[^A-Za-z0-9]/g, '').slice(-40);
}
