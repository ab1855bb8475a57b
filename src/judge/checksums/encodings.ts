/** Strict readers of base64 and base32: null for anything an encoder would not have written. */
import type { ByteString } from '../../types.js';

/**
 * Standard base64 (`+`, `/`), padded or not, without stray bits at its end. Null where it is anything else.
 */
export function decodeBase64(text: ByteString): Buffer | null {
  return decodeStrictly(text, 'base64');
}

/**
 * URL-safe base64 (`-`, `_`), padded or not, without stray bits at its end. Null where it is anything else.
 */
export function decodeBase64Url(text: ByteString): Buffer | null {
  return decodeStrictly(text, 'base64url');
}

/** Either alphabet, but only one of them in a text. Null where it is anything else. */
export function decodeEitherBase64(text: ByteString): Buffer | null {
  return decodeBase64(text) ?? decodeBase64Url(text);
}

// Node's own decoder skips what it does not know and takes both alphabets; what encodes back the same was
// strict.
function decodeStrictly(text: ByteString, encoding: 'base64' | 'base64url'): Buffer | null {
  const body = withoutPadding(text);
  if (body.length !== text.length && text.length % 4 !== 0) return null;
  const bytes = Buffer.from(body, encoding);
  return withoutPadding(bytes.toString(encoding)) === body ? bytes : null;
}

/** A text without up to two `=` at its end. */
export function withoutPadding(text: ByteString): ByteString {
  let end = text.length;
  while (end > 0 && text.length - end < 2 && text[end - 1] === '=') end--;
  return text.slice(0, end);
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Upper-case base32 of RFC 4648 without padding. Null where it is anything else. */
export function decodeBase32(text: ByteString): Buffer | null {
  const bytes = Buffer.alloc(Math.floor((text.length * 5) / 8));
  let written = 0;
  let buffer = 0;
  let bits = 0;
  for (const character of text) {
    const value = base32.indexOf(character);
    if (value < 0) return null;
    buffer = ((buffer << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[written++] = (buffer >> bits) & 0xff;
    }
  }
  const stray = buffer & ((1 << bits) - 1);
  return bits < 5 && stray === 0 ? bytes : null;
}

/** Upper-case base32 of RFC 4648 without padding. */
export function encodeBase32(bytes: Uint8Array): ByteString {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += base32[(buffer >> (bits - 5)) & 31];
  }
  return bits > 0 ? text + base32[(buffer << (5 - bits)) & 31] : text;
}
