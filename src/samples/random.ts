/** Where the chance of samples comes from: a parameter of all that makes them, so that it can be the same in every run. */
import { createHash, randomInt } from 'node:crypto';

/** A whole number from 0 to below `limit`, each as likely as any other. */
export type Random = (limit: number) => number;

/** Chance that nobody can foresee. */
export const freshRandom: Random = (limit) => randomInt(limit);

export interface SeededRandom {
  int: Random;
  /** That many random bytes. */
  bytes(length: number): Buffer;
}

/** The same chance for the same seed: SHA-256 over the seed and a counter. */
export function createSeededRandom(seed: string): SeededRandom {
  let blocks = 0;
  let pool = Buffer.alloc(0);
  const bytes = (length: number) => {
    const parts = [pool];
    for (let have = pool.length; have < length; have += 32) {
      parts.push(createHash('sha256').update(`${seed} ${blocks++}`).digest());
    }
    const all = Buffer.concat(parts);
    pool = all.subarray(length);
    return Buffer.from(all.subarray(0, length));
  };
  return { bytes, int: (limit) => Math.floor((bytes(6).readUIntBE(0, 6) / 2 ** 48) * limit) };
}
