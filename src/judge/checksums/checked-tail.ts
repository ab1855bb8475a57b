/** Makes a checksum of the commonest kind: the check value is the end of the token. */
import type { ByteString } from '../../types.js';
import type { Checksum } from './types.js';

/** The error of `complete` for a token that the algorithm does not know how to complete. */
export function wrongShape(): TypeError {
  return new TypeError('the token is not of the shape that this checksum stands in');
}

/**
 * `width` is the length of the check value in bytes; `compute` makes it from everything before, or answers
 * null for a shape it does not know.
 */
export function checkedTail(width: number, compute: (head: ByteString) => ByteString | null): Checksum {
  return {
    verify: (token) => token.length > width && compute(token.slice(0, -width)) === token.slice(-width),
    complete(token) {
      const head = token.slice(0, -width);
      const tail = compute(head);
      if (tail === null) throw wrongShape();
      return head + tail;
    },
  };
}
