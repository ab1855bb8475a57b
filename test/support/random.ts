/**
 * The chance of the tests: the same in every run, so that a failure can be seen again. `KEYFENCE_TEST_SEED=<number>`
 * gives others.
 */
import { createSeededRandom } from '../../src/samples/random.js';

/** `randomBytes(length)`: that many random bytes. `randomInt(limit)`: a whole number from 0 to below `limit`. */
export const { bytes: randomBytes, int: randomInt } = createSeededRandom(
  process.env.KEYFENCE_TEST_SEED ?? '1',
);
