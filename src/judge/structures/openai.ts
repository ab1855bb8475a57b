/** OpenAI keys: two halves of equal length around the base64 of "OpenAI". */
import type { ByteString } from '../../types.js';
import { sound, unsound } from './results.js';
import type { Structure } from './types.js';

const marker = Buffer.from('OpenAI').toString('base64');
const shortestHalf = 20;

export const openai: Structure = {
  check(token) {
    for (let at = token.indexOf(marker); at >= 0; at = token.indexOf(marker, at + 1)) {
      const half = token.length - at - marker.length;
      if (half >= shortestHalf && half <= at && isPrefix(token.slice(0, at - half))) return sound();
    }
    return unsound('the halves around the marker are not of one length');
  },
  complete(token) {
    const prefix = /^sk-(?:(?:proj|svcacct|admin|None)-)?/.exec(token)?.[0] ?? '';
    const body = token.slice(prefix.length);
    const half = Math.max(shortestHalf, Math.floor((body.length - marker.length) / 2));
    const filled = body.padEnd(2 * half, 'A');
    return prefix + filled.slice(0, half) + marker + filled.slice(-half);
  },
};

/** `sk-`, `sk-proj-` and their kin, known or new. */
function isPrefix(text: ByteString): boolean {
  return text.length < 30 && /^sk-(?:[A-Za-z]+-)*$/.test(text);
}
