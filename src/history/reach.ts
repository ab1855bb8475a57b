/** Which tips have which commits in their history: one walk over all commits for every 32 tips. */
import type { Lineage } from './lineage.js';

const BATCH = 32; // tips: the bits of a number

/**
 * @param tips positions of commits.
 * @param sets commits by position.
 * @returns for each set the indexes of those tips that reach any of it, ascending.
 */
export function tipsThatReach(
  lineage: Lineage,
  tips: readonly number[],
  sets: readonly Iterable<number>[],
): number[][] {
  const reaching: number[][] = sets.map(() => []);
  for (let first = 0; first < tips.length; first += BATCH) {
    const batch = tips.slice(first, first + BATCH);
    const bits = spread(lineage, batch);
    for (const [set, commits] of [...sets].entries()) {
      let any = 0;
      for (const commit of commits) any |= bits[commit] as number;
      for (let tip = 0; tip < batch.length; tip++) {
        if ((any >>> tip) & 1) reaching[set]?.push(first + tip);
      }
    }
  }
  return reaching;
}

/** By commit: one bit for each of the tips that reach it. */
function spread({ commits, order }: Lineage, tips: readonly number[]): Uint32Array {
  const bits = new Uint32Array(order.length);
  for (const [tip, commit] of tips.entries()) bits[commit] = (bits[commit] as number) | (1 << tip);
  for (let rank = order.length - 1; rank >= 0; rank--) {
    const commit = order[rank] as number;
    const own = bits[commit] as number;
    if (own === 0) continue;
    for (const parent of commits.parentsOf(commit)) bits[parent] = (bits[parent] as number) | own;
  }
  return bits;
}
