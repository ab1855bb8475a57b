/** Digests by which shards tell whether they divide the same, by the same rules. */
import { createHash, createHmac } from 'node:crypto';
import type { ByteString } from '../types.js';

const KEYED = 16; // characters: 96 bits
const DIGITS = 32; // 128 bits: nobody meets two equal ones by chance

/** Takes one text after the other. Where each of them ends counts: `ab`, `c` is not `a`, `bc`. */
export class Digest {
  private readonly hash = createHash('sha256');
  private readonly secret = createHash('sha256').update('key:');

  /** Null for what is not there. */
  add(text: ByteString | Uint8Array | null): void {
    for (const hash of [this.hash, this.secret]) {
      hash.update(`${text === null ? 'none' : text.length}:`);
      if (text !== null) hash.update(typeof text === 'string' ? Buffer.from(text, 'latin1') : text);
    }
  }

  /** A function that makes digests of other texts, the same wherever the same was added, and nowhere else. */
  get keyed(): (text: ByteString) => string {
    const key = this.secret.copy().digest();
    return (text) => createHmac('sha256', key).update(text, 'latin1').digest('base64url').slice(0, KEYED);
  }

  /** In hexadecimal digits. */
  get text(): string {
    return this.hash.copy().digest('hex').slice(0, DIGITS);
  }
}
