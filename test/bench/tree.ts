/** A work tree of 4,800 files and 48 MB: keyfence, bare Node and the rivals; or any folder (`--tree`). */
import { join } from 'node:path';
import { scratch } from '../support/repository.js';
import { atMost, type Benchmark, contestOf, type Plan, rowsOf, type Target, timeOf } from './benchmark.js';
import { borrowFolder } from './corpus/borrowed.js';
import { reportOf } from './corpus/project.js';
import { makeTree, type Tree } from './corpus/tree.js';
import { BARE_NODE, bareNode, environment, KEYFENCE, keyfence, type Variant } from './ours.js';
import { type Contestant, compare, type Timed } from './timing.js';

const LEAST_SPEED = 250; // MB/s beyond the start

/** A tree and what was in it. */
export interface Ground extends Tree {
  files: number;
  bytes: number;
}

/** The tree of the plan; a quick plan has a tenth of the generated one. @throws where a scan misses what was planted. */
export function groundOf(plan: Plan): Ground {
  const tree =
    plan.tree === null ? makeTree(plan.pace === 'quick' ? 0.1 : 1) : borrowFolder(plan.tree, 'tree');
  return { ...tree, ...checkScan(KEYFENCE, tree) };
}

/** A scan of a variant. @throws where it is not complete or tells other findings than it must. */
export function scanOf(variant: Variant, ground: Tree): Contestant {
  checkScan(variant, ground);
  return keyfence(variant, { words: ['scan'], cwd: ground.folder, exits: [0, 1, 3] });
}

function checkScan({ name, bin, env }: Variant, tree: Tree): { files: number; bytes: number } {
  const { receipt } = reportOf(bin, tree.folder, { ...environment(), ...env });
  const { findings, suppressed, complete, files, bytes } = receipt;
  if (tree.findings === null) return { files, bytes };
  if (!complete || findings !== tree.findings || (suppressed.allowed ?? 0) !== tree.allowed)
    throw new Error(`${name}: ${findings} findings, ${suppressed.allowed} allowed, complete: ${complete}`);
  return { files, bytes };
}

/** The rivals at the same folder; their reports go into a scratch folder. */
export function rivalsOn(
  folder: string,
  plan: Plan,
): { contestants: Contestant[]; notes: Record<string, string> } {
  const reports = scratch();
  const notes: Record<string, string> = {};
  const contestants = plan.rivals.map(({ rival, command, version }) => {
    notes[rival.name] = version;
    const args = rival.scan(folder, join(reports, `${rival.name}.json`));
    return { ...bareNode(reports), name: rival.name, command, args, exits: rival.exits };
  });
  return { contestants, notes };
}

export const tree: Benchmark = async (plan) => {
  const ground = groundOf(plan);
  const { contestants, notes } = rivalsOn(ground.folder, plan);
  const timed = await compare(
    [bareNode(ground.folder), scanOf(KEYFENCE, ground), ...contestants],
    contestOf(plan, { full: 9, quick: 3, memory: 'peak' }),
  );
  const work = `${ground.files.toLocaleString('en')} files, ${(ground.bytes / 1e6).toFixed(1)} MB`;
  return {
    ground: plan.tree === null ? `generated, like git/git: ${work}` : `${plan.tree}: ${work}`,
    measured: rowsOf(work, timed, { bytes: ground.bytes, notes }),
    targets: targetsOf(timed, ground),
    faults: [],
    details: {},
  };
};

function targetsOf(timed: readonly Timed[], { bytes }: Ground): Target[] {
  const [ours, bare] = [timeOf(timed, 'keyfence'), timeOf(timed, BARE_NODE)];
  const targets = [
    ...atMost('tree, of betterleaks', ours, timeOf(timed, 'betterleaks'), 0.5),
    ...atMost(`tree, of ${BARE_NODE}`, ours, bare, 5),
  ];
  if (ours === null || bare === null) return targets;
  const speed = bytes / 1e6 / ((ours - bare) / 1000);
  targets.push({
    what: 'tree, beyond the start',
    is: speed,
    bound: 'at least',
    limit: LEAST_SPEED,
    unit: 'MB/s',
  });
  return targets;
}
