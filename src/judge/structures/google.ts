/**
 * Google service account files: JSON with a private key and an e-mail address, as it is, escaped or in
 * base64.
 */
import type { ByteString } from '../../types.js';
import { privateKey } from './private-key.js';
import { completePrivateKey } from './private-key-sample.js';
import { plain, sound, unsound } from './results.js';
import type { Structure } from './types.js';

const name = 'private_key';
/**
 * The longest way from the name to the BEGIN line, in bytes: quotes, a colon, white space and their escapes.
 */
const reach = 60;

export const googleServiceAccount: Structure = {
  check(token) {
    const text = token.includes(name) ? token : Buffer.from(token, 'base64').toString('latin1');
    const keys = countKeys(text);
    if (keys.named > 0 && keys.armoured === 0) return unsound('the private key in it is none');
    if (keys.armoured === 0 || !text.includes('client_email')) return plain;
    const key = privateKey.check(text, text);
    if (key.outcome === 'unsound') return unsound('the private key in it is none');
    return key.outcome === 'sound' ? sound() : key;
  },
  complete: completePrivateKey,
};

/** How often the name of the key stands there, and how often with a BEGIN line behind it. */
function countKeys(text: ByteString): { named: number; armoured: number } {
  let named = 0;
  let armoured = 0;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const after = text.slice(at + name.length, at + name.length + reach);
    if (/^\w/.test(after)) continue; // private_key_id
    named++;
    if (after.includes('-----BEGIN ')) armoured++;
  }
  return { named, armoured };
}
