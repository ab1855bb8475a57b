/** Where the chance of samples comes from: a parameter of all that makes them, so that it can be the same in every run. */
import { createHash, randomInt } from 'node:crypto';

/** A whole number from 0 to below `limit`, each as likely as any other. */
export type Random = (limit: number) => number;

/** Chance that nobody can foresee. */
export const freshRandom: Random = (limit) => randomInt(limit);

const AT_ONCE = 32; // blocks of 32 bytes

export interface SeededRandom {
  int: Random;
  /** That many random bytes. */
  bytes(length: number): Buffer;
}

/** The same chance for the same seed: SHA-256 over the seed and a counter. */
export function createSeededRandom(seed: string): SeededRandom {
  let blocks = 0;
  let pool = Buffer.alloc(0);
  let at = 0;
  const bytes = (length: number) => {
    while (pool.length - at < length) {
      const more = Array.from({ length: AT_ONCE }, () =>
        createHash('sha256').update(`${seed} ${blocks++}`).digest(),
      );
      pool = Buffer.concat([pool.subarray(at), ...more]);
      at = 0;
    }
    at += length;
    return pool.subarray(at - length, at);
  };
  return { bytes, int: (limit) => Math.floor((bytes(6).readUIntBE(0, 6) / 2 ** 48) * limit) };
}
