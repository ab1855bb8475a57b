/** The engine in JavaScript against the native one: the hook and the tree. */
import { atMost, type Benchmark, contestOf, rowsOf, timeOf } from './benchmark.js';
import { hookOn, makeCommits } from './hook.js';
import { KEYFENCE, type Variant } from './ours.js';
import { type Contestant, compare } from './timing.js';
import { groundOf, scanOf } from './tree.js';

const MOST_HOOK = 1.2;
const MOST_TREE = 3;
const [NATIVE, PORT]: [Variant, Variant] = [
  { ...KEYFENCE, name: 're2', env: { KEYFENCE_ENGINE: 're2' } },
  { ...KEYFENCE, name: 're2js', env: { KEYFENCE_ENGINE: 're2js' } },
];

export const engines: Benchmark = async (plan) => {
  const ground = groundOf(plan);
  const works: { work: string; limit: number; rounds: number; of: (variant: Variant) => Contestant }[] =
    makeCommits(plan).map((commit) => ({
      work: commit.work,
      limit: MOST_HOOK,
      rounds: commit.files > 10 ? 5 : 15,
      of: (variant) => hookOn(variant, commit),
    }));
  works.push({ work: 'tree', limit: MOST_TREE, rounds: 3, of: (variant) => scanOf(variant, ground) });
  const results: Awaited<ReturnType<Benchmark>> = {
    ground: 'KEYFENCE_ENGINE=re2 and =re2js',
    measured: [],
    targets: [],
    faults: [],
    details: {},
  };
  for (const { work, limit, rounds, of } of works) {
    const contest = contestOf(plan, { full: rounds, quick: 3, memory: 'none' });
    const timed = await compare([of(NATIVE), of(PORT)], contest);
    results.measured.push(...rowsOf(work, timed));
    const what = `${work}: re2js, of re2`;
    results.targets.push(...atMost(what, timeOf(timed, PORT.name), timeOf(timed, NATIVE.name), limit));
  }
  return results;
};
