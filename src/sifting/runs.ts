/** What a batch of files comes to: runs of dull files, and between any two of them one that is not dull. */
import { labelOf } from '../sources/working-files.js';
import type { ByteString, Skip } from '../types.js';
import type { Sieve } from './sieve.js';

/** Dull files that follow one another. */
export interface Run {
  files: number;
  bytes: number;
  /** How often each reason applied, in the order in which they first did. */
  reasons: Map<string, number>;
  skips: Skip[];
}

/** @param root what the paths that findings show are relative to. */
export async function siftBatch(
  sieve: Sieve,
  files: readonly ByteString[],
  root: ByteString,
): Promise<Run[]> {
  let run = emptyRun();
  const runs = [run];
  for (const file of files) {
    const dull = file === '' ? null : await sieve.sift(file, labelOf(root, file));
    if (dull === null) {
      run = emptyRun();
      runs.push(run);
      continue;
    }
    run.files++;
    run.bytes += dull.length;
    for (const reason of dull.reasons) run.reasons.set(reason, (run.reasons.get(reason) ?? 0) + 1);
    for (const skip of dull.skips) run.skips.push(skip);
  }
  return runs;
}

function emptyRun(): Run {
  return { files: 0, bytes: 0, reasons: new Map(), skips: [] };
}
