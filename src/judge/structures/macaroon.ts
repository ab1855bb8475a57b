/** PyPI tokens: a macaroon of version 2 in URL-safe base64 after `pypi-`. */
import type { ByteString } from '../../types.js';
import { decodeBase64Url } from '../checksums/encodings.js';
import { lowered, sound, unsound } from './results.js';
import type { Structure } from './types.js';

const prefix = 'pypi-';
/** Version 2, then `test.` of the location with its length. */
const testPrefix = 'pypi-AgENdGVzdC';
const endOfSection = 0;
const locationField = 1;
const identifierField = 2;
const signatureField = 6;

export const pypiMacaroon: Structure = {
  check(token) {
    const bytes = token.startsWith(prefix) ? decodeBase64Url(token.slice(prefix.length)) : null;
    const location = bytes && readLocation(bytes);
    if (location === null) return unsound('no complete macaroon');
    return location === 'test.pypi.org' ? lowered('medium', 'for test.pypi.org') : sound();
  },
  complete(token) {
    const given = Buffer.from(token.slice(prefix.length), 'base64url');
    const location = token.startsWith(testPrefix) ? 'test.pypi.org' : 'pypi.org';
    const id = given.toString('hex').padEnd(36, '0').slice(-36);
    const start = Buffer.concat([Buffer.from([2]), field(1, location), field(2, id), Buffer.from([0])]);
    const room = Math.min(100, Math.max(1, given.length - start.length - 38));
    const caveat = Buffer.concat([field(2, 'c'.repeat(room)), Buffer.from([0, 0])]);
    const signature = field(signatureField, given.toString('latin1').padEnd(32, '0').slice(-32));
    return prefix + Buffer.concat([start, caveat, signature]).toString('base64url');
  },
};

/** Up to 127 bytes with their type and length in front. */
function field(type: number, content: ByteString): Buffer {
  return Buffer.concat([Buffer.from([type, content.length]), Buffer.from(content, 'latin1')]);
}

/**
 * The location of a macaroon whose every byte is accounted for: version, head, caveats, 32 bytes of
 * signature. Null for anything else. https://github.com/rescrv/libmacaroons/blob/master/doc/format.txt
 */
function readLocation(bytes: Buffer): ByteString | null {
  const fields = readFields(bytes);
  const [location, identifier] = fields ?? [];
  const signature = fields?.at(-1);
  const closed = fields?.at(-2)?.type === endOfSection && fields.at(-3)?.type === endOfSection;
  const sections = location?.type === locationField && identifier?.type === identifierField && closed;
  if (!sections || signature?.type !== signatureField || signature.content.length !== 32) return null;
  return location.content.toString('latin1');
}

interface Field {
  type: number;
  content: Buffer;
}

function readFields(bytes: Buffer): Field[] | null {
  if (bytes[0] !== 2) return null;
  const fields: Field[] = [];
  let at = 1;
  while (at < bytes.length) {
    const type = bytes[at++]!;
    let length = 0;
    if (type !== endOfSection) {
      // A length of 128 and more takes two bytes, seven bits each, the lower ones first; none is longer than
      // that.
      length = bytes[at++] ?? 0;
      if (length > 127) length = (length & 127) | ((bytes[at++] ?? 0) << 7);
    }
    if (type > signatureField || at + length > bytes.length) return null;
    fields.push({ type, content: bytes.subarray(at, at + length) });
    at += length;
  }
  return fields;
}
