/** Keys with a short prefix, which words and names can begin with too: their body has letters and digits. */
import { plain, unsound } from './results.js';
import type { Structure } from './types.js';

/** Behind the prefix, which ends at the first `-` or `_`, or has three letters. */
export const mixedBody: Structure = {
  check(token) {
    const body = token.slice(Math.max(3, token.slice(0, 8).search(/[-_]/) + 1));
    return /[A-Za-z]/.test(body) && /[0-9]/.test(body) ? plain : unsound('not both letters and digits');
  },
};

/** One digit can stand in a name of capitals. */
export const twoDigits: Structure = {
  check: (token) => (/[0-9].*[0-9]/.test(token) ? plain : unsound('fewer than two digits')),
};
