/** What an offline checksum algorithm can do for a token. */
import type { ByteString } from '../../types.js';

export interface Checksum {
  /**
   * False where nobody who makes such tokens describes the algorithm: it was found by testing samples. Then a right
   * value proves nothing, and a wrong one casts a doubt and no more.
   */
  documented?: false;
  /**
   * Whether the check value inside the token is the right one. Anything malformed is false; it never throws.
   */
  verify(token: ByteString): boolean;
  /**
   * The same token with the right check value: takes the right shape with any characters where the check
   * value stands. Length digits and bits that the format fixes are set too. Throws a TypeError, which holds
   * nothing of the token, where the shape is not one of the algorithm's.
   */
  complete(token: ByteString): ByteString;
}
