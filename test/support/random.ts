/**
 * The chance of the tests: the same in every run, so that a failure can be seen again. `KEYFENCE_TEST_SEED=<number>`
 * gives others.
 */
import { createHash } from 'node:crypto';

const seed = process.env.KEYFENCE_TEST_SEED ?? '1';

let blocks = 0;
let pool = Buffer.alloc(0);

/** That many random bytes: SHA-256 over the seed and a counter. */
export function randomBytes(length: number): Buffer {
  const parts = [pool];
  for (let have = pool.length; have < length; have += 32) {
    parts.push(createHash('sha256').update(`${seed} ${blocks++}`).digest());
  }
  const bytes = Buffer.concat(parts);
  pool = bytes.subarray(length);
  return Buffer.from(bytes.subarray(0, length));
}

/** A random whole number from 0 to below `limit`. */
export function randomInt(limit: number): number {
  return Math.floor((randomBytes(6).readUIntBE(0, 6) / 2 ** 48) * limit);
}
