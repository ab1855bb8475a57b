/** Private keys in DER and base64, without the lines of a PEM block around them. */
import { decodeBase64 } from '../checksums/encodings.js';
import { fitDer } from './der.js';
import { lowered, sound, unsound } from './results.js';
import type { Structure } from './types.js';

const LONG_FORM = 0x82; // the length of the outer SEQUENCE is in the next two bytes

export const bareKey: Structure = {
  check(token) {
    const bytes = decodeBase64(token);
    switch (bytes === null ? 'none' : fitDer(bytes)) {
      case 'exact':
        return sound();
      case 'inexact':
        return lowered('medium', 'cut short, or followed by more');
      default:
        return unsound('the body is too short or is no key');
    }
  },
  complete(token) {
    const bytes = Buffer.from(token, 'base64');
    if (bytes[1] === LONG_FORM) bytes.writeUInt16BE(bytes.length - 4, 2);
    return bytes.toString('base64');
  },
};
