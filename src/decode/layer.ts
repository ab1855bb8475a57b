/** Other text that stands inside bytes, and what it takes to read it. */
import type { ByteRange, ByteString } from '../types.js';

export interface Layer {
  /** What was undone, as a report names it: "base64", "utf-16le", "zip:config/app.js". */
  name: ByteString;
  /** The text as it reads then. */
  bytes: Buffer;
  /** Where a range of `bytes` comes from: the smallest range known of the outer bytes. */
  outerRange(range: ByteRange): ByteRange;
  /** Whether `outerRange` tells ranges apart (base64), or gives the place of the whole (an entry that is compressed). */
  isExact: boolean;
  /** Whether a match in that range of `bytes` says something that the outer bytes do not say as they stand. */
  isNews(range: ByteRange): boolean;
}
