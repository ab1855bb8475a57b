/** Tokens of which a part is a JSON object in base64: its names tell them from random characters. */
import type { ByteString } from '../../types.js';
import { decodeEitherBase64 } from '../checksums/encodings.js';
import { checkExpiry } from './expiry.js';
import { hasAll, type JsonObject, readObject, writeObject } from './json.js';
import { hexOf, lettersOf, uuidOf } from './material.js';
import { doubtful, sound } from './results.js';
import type { Structure } from './types.js';

interface JsonToken {
  /** Its first group is the object; what a second one holds must be base64 too. */
  parts: RegExp;
  /** The names that the object has at least. */
  names: readonly string[];
  /** The name under which it says when it expires, in seconds since 1970. */
  expiry?: string;
  sample(outline: ByteString): JsonObject;
}

/** 2100-01-01. */
const farAway = 4_102_444_800;

export const onePasswordServiceAccount = jsonToken({
  parts: /^ops_(.+)$/,
  names: ['signInAddress', 'email', 'secretKey', 'muk', 'srpX', 'throttleSecret', 'deviceUuid'],
  sample: (outline) => ({
    signInAddress: 'my.1password.com',
    email: `${lettersOf(outline, 12)}@1passwordserviceaccounts.com`,
    secretKey: `A3-${lettersOf(outline, 26)}`,
    muk: { k: lettersOf(outline, 43) },
    srpX: hexOf(outline, 64),
    throttleSecret: { seed: hexOf(outline, 64) },
    deviceUuid: lettersOf(outline, 26),
  }),
});

export const mapboxSecret = jsonToken({
  parts: /^sk\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/,
  names: ['u', 'a'],
  sample: (outline) => ({ u: lettersOf(outline, 8), a: lettersOf(outline, 25) }),
});

export const mapboxTemporary = jsonToken({
  parts: /^tk\.([A-Za-z0-9_-]+)\./,
  names: ['u', 'exp'],
  expiry: 'exp',
  sample: (outline) => ({ u: lettersOf(outline, 8), exp: farAway }),
});

export const miro = jsonToken({
  parts: /^(eyJtaXJv[A-Za-z0-9]+)_/,
  names: [],
  sample: () => ({ 'miro.origin': 'eu01' }),
});

export const snyk = jsonToken({
  parts: /^snyk_[us]at\.[0-9a-f]{8}\.([A-Za-z0-9_-]+)\./,
  names: ['e', 'h', 'j', 's', 't'],
  expiry: 'e',
  sample: (outline) => ({ e: farAway, h: 'snyk.io', j: uuidOf(outline), s: lettersOf(outline, 9), t: 'uat' }),
});

export const tinybird = jsonToken({
  parts: /^p\.([A-Za-z0-9_-]+)\./,
  names: ['u', 'id'],
  sample: (outline) => ({ u: uuidOf(outline), id: uuidOf(outline.slice(0, -9)), host: 'eu_shared' }),
});

export const upstash = jsonToken({
  parts: /^(.+)$/,
  names: ['UserID', 'Password'],
  sample: (outline) => ({ UserID: uuidOf(outline), Password: hexOf(outline, 32) }),
});

function jsonToken({ parts, names, expiry, sample }: JsonToken): Structure {
  return {
    check(token, _secret, now = Date.now()) {
      const [, part = '', more] = parts.exec(token) ?? [];
      const object = readObject(part);
      if (object === null) return doubtful('no JSON object');
      if (!hasAll(object, names)) return doubtful('a name is missing in its JSON object');
      if (more !== undefined && decodeEitherBase64(more) === null)
        return doubtful('its end is no whole number of bytes');
      const expired = expiry === undefined ? null : checkExpiry(object[expiry], now);
      return expired ?? sound();
    },
    complete(token) {
      const [, part, more] = parts.exec(token) ?? [];
      if (part === undefined) return token;
      const encoded = writeObject(sample(token), token.endsWith(part) ? 'base64' : 'base64url');
      const completed = token.replace(part, encoded);
      return more === undefined ? completed : `${completed.slice(0, -1)}A`;
    },
  };
}
