/** JFrog reference tokens: `reftkn`, a version, the time of expiry and random characters, in base64. */
import { decodeEitherBase64 } from '../checksums/encodings.js';
import { checkExpiry } from './expiry.js';
import { lettersOf } from './material.js';
import { doubtful, sound } from './results.js';
import type { Structure } from './types.js';

export const jfrogReference: Structure = {
  check(token, _secret, now = Date.now()) {
    const text = decodeEitherBase64(token)?.toString('latin1') ?? '';
    const end = /^reftkn:[0-9]{2}:([0-9]{1,12}):[!-~]+$/.exec(text)?.[1];
    if (end === undefined) return doubtful('it does not say when it expires');
    // Zero stands for never.
    return (Number(end) > 0 ? checkExpiry(Number(end), now) : null) ?? sound();
  },
  complete: (token) => Buffer.from(`reftkn:01:0000000000:${lettersOf(token, 27)}`).toString('base64'),
};
