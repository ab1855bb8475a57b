/** Tokens that are a JSON object in base64: Sentry, Grafana, Cloudflare Tunnel. */
import { decodeBase64 } from '../checksums/encodings.js';
import { hasAll, readObject, writeObject } from './json.js';
import { hexOf, lettersOf, uuidOf } from './material.js';
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
    const letters = lettersOf(token, 40);
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
    const letters = lettersOf(token, 40);
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
    return writeObject({
      a: hexOf(token, 32),
      t: uuidOf(token),
      s: Buffer.from(lettersOf(token, 32)).toString('base64'),
    });
  },
};
