/** What a commit waits for: the hook on nothing, on ten small files and on a thousand, beside bare Node, Git and the rivals. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from '../support/repository.js';
import { atMost, type Benchmark, contestOf, type Plan, type Results, rowsOf, timeOf } from './benchmark.js';
import { type Commit, checkCommit, stageCommit } from './corpus/commits.js';
import { BARE_NODE, bareNode, environment, KEYFENCE, keyfence, type Variant } from './ours.js';
import { type Contestant, compare } from './timing.js';

const LISTING = 'git diff --cached --raw';
const READING = 'git cat-file --batch';
/** Of the processes that a hook's time is compared with, by how much is staged. */
const LIMITS = { nothing: 1.35, ten: 1.5, thousand: 2.5 };

/** The three commits; a quick plan has a tenth of the largest. */
export function makeCommits({ pace }: Plan): [nothing: Commit, ten: Commit, thousand: Commit] {
  return [stageCommit(0, 0), stageCommit(10, 2_000), stageCommit(pace === 'quick' ? 100 : 1_000, 20_000)];
}

/** The hook of a variant on a commit. @throws where it does not see all of it. */
export function hookOn(variant: Variant, commit: Commit): Contestant {
  checkCommit(commit, variant.bin, variant.env);
  return keyfence(variant, { words: ['pre-commit'], cwd: commit.repository.top, exits: [0] });
}

export const hook: Benchmark = async (plan) => {
  const [nothing, ten, thousand] = makeCommits(plan);
  const results: Results = {
    ground:
      'TypeScript, YAML, Markdown, JSON, C and shell, generated; a schema, six known values, an allow file',
    measured: [],
    targets: [],
    faults: [],
    details: {},
  };
  for (const [commit, limit] of [
    [nothing, LIMITS.nothing],
    [ten, LIMITS.ten],
  ] as const) {
    const timed = await compareOn(commit, plan, 25);
    results.measured.push(...timed.rows);
    results.targets.push(
      ...atMost(`${commit.work}, of ${BARE_NODE}`, timed.time('keyfence'), timed.time(BARE_NODE), limit),
    );
  }
  const timed = await compareOn(thousand, plan, 7);
  results.measured.push(...timed.rows);
  const [bare, listing, reading] = [BARE_NODE, LISTING, READING].map((name) => timed.time(name) ?? 0) as [
    number,
    number,
    number,
  ];
  const allowed = LIMITS.thousand * (listing + reading) + bare;
  const what = `${thousand.work}, of ${LIMITS.thousand} x Git's own ${Math.round(listing + reading)} ms and ${BARE_NODE}`;
  results.targets.push(...atMost(what, timed.time('keyfence'), allowed, 1));
  return results;
};

/** Git's two commands take part where there is something to read. */
async function compareOn(commit: Commit, plan: Plan, rounds: number) {
  const cwd = commit.repository.top;
  const contestants = [bareNode(cwd), hookOn(KEYFENCE, commit)];
  if (commit.files > 10) contestants.push(...gitAlone(cwd));
  const notes: Record<string, string> = {};
  for (const { rival, command, version } of plan.rivals.filter((one) => one.rival.staged !== null)) {
    notes[rival.name] = version;
    const args = rival.staged ?? [];
    contestants.push({ ...bareNode(cwd), name: rival.name, command, args, exits: rival.exits });
  }
  const timed = await compare(contestants, contestOf(plan, { full: rounds, quick: 3, memory: 'none' }));
  return { rows: rowsOf(commit.work, timed, { notes }), time: (name: string) => timeOf(timed, name) };
}

/** The least that Git must do for a hook: list what is staged, and give the bytes of it. */
function gitAlone(cwd: string): Contestant[] {
  const env = environment();
  const words = ['diff', '--cached', '--raw', '--no-abbrev'];
  const { stdout } = spawnSync('git', words, { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const ids = stdout.split('\n').flatMap((line) => line.split(' ')[3] ?? []);
  const input = join(scratch(), 'ids');
  writeFileSync(input, `${ids.join('\n')}\n`);
  const git = { ...bareNode(cwd), command: 'git' };
  return [
    { ...git, name: LISTING, args: words },
    { ...git, name: READING, args: ['cat-file', '--batch'], input },
  ];
}
