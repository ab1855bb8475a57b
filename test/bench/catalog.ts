/** The whole catalog against one of 60 formats: the hook, the tree, one large file, and the packages where there are some. */
import { Repository } from '../support/repository.js';
import { atMost, type Benchmark, contestOf, type Plan, rowsOf, timeOf } from './benchmark.js';
import { borrowFolder } from './corpus/borrowed.js';
import { buildWith } from './corpus/small-catalog.js';
import { hookOn, makeCommits } from './hook.js';
import { bundledCode, LARGE_FILE, writeLarge } from './large.js';
import { KEYFENCE, keyfence, type Variant } from './ours.js';
import { type Contestant, compare } from './timing.js';
import { groundOf, scanOf } from './tree.js';

const FORMATS = 60;
const MOST = 1.15;

interface Work {
  work: string;
  rounds: number;
  of: (variant: Variant) => Contestant;
}

export const catalog: Benchmark = async (plan) => {
  const small: Variant = { name: `${FORMATS} formats`, bin: buildWith(FORMATS), env: {} };
  const results: Awaited<ReturnType<Benchmark>> = {
    ground: `the whole catalog and one of ${FORMATS} formats`,
    measured: [],
    targets: [],
    faults: [],
    details: {},
  };
  for (const { work, rounds, of } of await worksOf(plan)) {
    const contest = contestOf(plan, { full: rounds, quick: 3, memory: 'none' });
    const timed = await compare([of(KEYFENCE), of(small)], contest);
    results.measured.push(...rowsOf(work, timed));
    const what = `${work}: the whole catalog, of ${small.name}`;
    results.targets.push(...atMost(what, timeOf(timed, KEYFENCE.name), timeOf(timed, small.name), MOST));
  }
  return results;
};

async function worksOf(plan: Plan): Promise<Work[]> {
  const commits = makeCommits(plan).map((commit) => ({
    work: commit.work,
    rounds: commit.files > 10 ? 7 : 25,
    of: (variant: Variant) => hookOn(variant, commit),
  }));
  const ground = groundOf(plan);
  const { top } = new Repository();
  const megabytes = plan.pace === 'quick' ? 32 : 256;
  await writeLarge(top, bundledCode(), megabytes);
  const works: Work[] = [
    ...commits,
    { work: 'tree', rounds: 7, of: (variant) => scanOf(variant, ground) },
    {
      work: `one line of ${megabytes} MB`,
      rounds: 3,
      of: (variant) => keyfence(variant, { words: ['scan', LARGE_FILE], cwd: top, exits: [1] }),
    },
  ];
  if (plan.packages === null) return works;
  const { folder } = borrowFolder(plan.packages, 'packages');
  const of = (variant: Variant) => keyfence(variant, { words: ['scan'], cwd: folder, exits: [0, 1, 3] });
  return [...works, { work: 'packages', rounds: 3, of }];
}
