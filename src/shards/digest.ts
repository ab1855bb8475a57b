/** Digests by which shards tell whether they divide the same, by the same rules. */
import { createHash } from 'node:crypto';
import type { ByteString } from '../types.js';

const DIGITS = 32; // 128 bits: nobody meets two equal ones by chance

/** Takes one text after the other. Where each of them ends counts: `ab`, `c` is not `a`, `bc`. */
export class Digest {
  private readonly hash = createHash('sha256');

  /** Null for what is not there. */
  add(text: ByteString | Uint8Array | null): void {
    this.hash.update(`${text === null ? 'none' : text.length}:`);
    if (text !== null) this.hash.update(typeof text === 'string' ? Buffer.from(text, 'latin1') : text);
  }

  /** In hexadecimal digits. */
  get text(): string {
    return this.hash.copy().digest('hex').slice(0, DIGITS);
  }
}
