/** Amazon Bedrock API keys: a name and an account, or a signed URL, in base64. */
import type { ByteString } from '../../types.js';
import { decodeBase64 } from '../checksums/encodings.js';
import { checkExpiry } from './expiry.js';
import { hexOf, lettersOf } from './material.js';
import { doubtful, sound } from './results.js';
import type { Structure } from './types.js';

const longTerm = 'ABSK';
const shortTerm = 'bedrock-api-key-';

export const bedrockLongTerm: Structure = {
  check(token) {
    const text = decode(token, longTerm);
    const isKey = /^BedrockAPIKey-[A-Za-z0-9]{1,40}-at-[0-9]{12}:./.test(text);
    return isKey ? sound() : doubtful('it does not name a key and an account');
  },
  complete: (token) =>
    encode(longTerm, `BedrockAPIKey-${lettersOf(token, 4)}-at-${'0'.repeat(12)}:${lettersOf(token, 44)}`),
};

export const bedrockShortTerm: Structure = {
  check(token, _secret, now = Date.now()) {
    const text = decode(token, shortTerm);
    const isSigned =
      text.startsWith('bedrock.amazonaws.com/?Action=CallWithBearerToken') && text.includes('X-Amz-');
    return isSigned ? (checkExpiry(readEnd(text), now) ?? sound()) : doubtful('it holds no signed URL');
  },
  complete(token) {
    const length = Math.ceil((token.length * 3) / 4);
    const security = `&X-Amz-Security-Token=${lettersOf(token, Math.max(500, length - 250))}`;
    return encode(
      shortTerm,
      `bedrock.amazonaws.com/?Action=CallWithBearerToken&X-Amz-Signature=${hexOf(token, 64)}${security}`,
    );
  },
};

function decode(token: ByteString, prefix: string): ByteString {
  return token.startsWith(prefix) ? (decodeBase64(token.slice(prefix.length))?.toString('latin1') ?? '') : '';
}

function encode(prefix: string, text: ByteString): ByteString {
  return prefix + Buffer.from(text, 'latin1').toString('base64');
}

/** In seconds since 1970: `X-Amz-Date` and, after it, `X-Amz-Expires`. Null where the URL does not say. */
function readEnd(url: ByteString): number | null {
  const [, date = '', time = ''] = /[?&]X-Amz-Date=([0-9]{8})T([0-9]{6})Z/.exec(url) ?? [];
  const lifetime = /[?&]X-Amz-Expires=([0-9]{1,7})(?![0-9])/.exec(url)?.[1];
  const start = Date.parse(
    `${date.replace(/^(....)(..)/, '$1-$2-')}T${time.replace(/^(..)(..)/, '$1:$2:')}Z`,
  );
  return lifetime === undefined || Number.isNaN(start) ? null : start / 1000 + Number(lifetime);
}
