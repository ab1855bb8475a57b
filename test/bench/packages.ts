/** A gigabyte of npm packages (`--packages`): keyfence, reading alone, and the rivals. */
import { fileURLToPath } from 'node:url';
import { atMost, type Benchmark, contestOf, rowsOf, type Target, timeOf } from './benchmark.js';
import { borrowFolder } from './corpus/borrowed.js';
import { reportOf } from './corpus/project.js';
import { bareNode, environment, KEYFENCE, keyfence } from './ours.js';
import { compare } from './timing.js';
import { rivalsOn } from './tree.js';

const MOST_MEMORY = 250; // MB
const READER = fileURLToPath(new URL('read-alone.mjs', import.meta.url));

export const packages: Benchmark = async (plan) => {
  const { folder } = borrowFolder(plan.packages as string, 'packages');
  const { receipt } = reportOf(KEYFENCE.bin, folder, environment());
  const { contestants, notes } = rivalsOn(folder, plan);
  const timed = await compare(
    [
      { ...bareNode(folder), name: 'reading alone', args: [READER, folder] },
      keyfence(KEYFENCE, { words: ['scan'], cwd: folder, exits: [0, 1, 3] }),
      ...contestants,
    ],
    contestOf(plan, { full: 5, quick: 1, memory: 'peak' }),
  );
  const work = `${receipt.files.toLocaleString('en')} files, ${Math.round(receipt.bytes / 1e6)} MB`;
  const targets: Target[] = [
    ...atMost('packages, of kingfisher', timeOf(timed, 'keyfence'), timeOf(timed, 'kingfisher'), 0.5),
  ];
  const peak = timed.find(({ name }) => name === 'keyfence')?.peakMegabytes ?? null;
  if (peak !== null)
    targets.push({ what: 'packages, memory', is: peak, bound: 'at most', limit: MOST_MEMORY, unit: 'MB' });
  return {
    ground: `${work}, ${receipt.findings} findings, ${receipt.skipped.length} skipped`,
    measured: rowsOf(work, timed, { bytes: receipt.bytes, notes }),
    targets,
    faults: [],
    details: {},
  };
};
