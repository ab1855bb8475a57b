/** A bare repository that plays the server, a developer's clone that pushes to it, and clones as CI services make them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import type { CiReceipt } from '../../src/types.js';
import { expectReport, type RangeReport } from '../cli/expect-range.js';
import { runBin, TOKEN, token } from '../cli/expect-staged.js';
import { type Ran, Repository, scratch } from '../support/repository.js';

export const ZEROS = '0'.repeat(40);

/** How a service clones. */
export interface Checkout {
  /** How many commits of each ref; all if left out. */
  depth?: number | undefined;
  /** What is fetched; every branch and tag if left out. */
  refspecs?: string[];
  /** What is checked out, detached. */
  at: string;
}

export class Server {
  readonly developer = new Repository();
  readonly bare: Repository;

  /** `main` is on the server, with so many commits, each of which has a file without a secret. */
  constructor(commits = 1) {
    const { developer } = this;
    this.bare = new Repository({ top: join(developer.top, '../server.git') });
    this.bare.git('init', '-q', '--bare', '-b', 'main', '.');
    developer.git('remote', 'add', 'origin', '../server.git');
    for (let i = 1; i <= commits; i++) developer.stage({ [`base${i}.txt`]: `base ${i}\n` }).commit('base');
    this.push('main');
  }

  /** Commits one after the other on the branch that is checked out, each of a file `NAME.txt` with a secret in it. */
  leak(...names: string[]): string[] {
    return names.map((name) => this.developer.stage({ [`${name}.txt`]: `${token()}\n` }).commit(name));
  }

  /** Commits without a secret. */
  commit(...names: string[]): string[] {
    return names.map((name) => this.developer.stage({ [`${name}.txt`]: `${name}\n` }).commit(name));
  }

  /** Past any hook. */
  push(...words: string[]): void {
    this.developer.git('push', '-q', '--no-verify', 'origin', ...words);
  }

  /** The branch, new at HEAD or at another commit. */
  branch(name: string, at = 'HEAD'): void {
    this.developer.git('checkout', '-q', '-B', name, at);
  }

  oid(name: string): string {
    return this.developer.git('rev-parse', name).trim();
  }

  /** The commit by which a service tries a pull request, on the server under `refs/pull/7/merge` (and `head`). */
  testMerge(target: string, head: string): string {
    const { developer } = this;
    const branch = developer.git('rev-parse', '--abbrev-ref', 'HEAD').trim();
    developer.git('checkout', '-q', '--detach', target);
    developer.git('merge', '-q', '--no-verify', '--no-ff', '-m', 'merge to try', head);
    const merge = this.oid('HEAD');
    developer.git('checkout', '-q', branch);
    this.push(`+${merge}:refs/pull/7/merge`, `+${head}:refs/pull/7/head`);
    return merge;
  }

  clone({ depth, refspecs, at }: Checkout): Repository {
    const top = join(scratch(), 'work');
    const clone = new Repository({ top });
    clone.git('init', '-q', '-b', 'nothing', '.');
    clone.git('remote', 'add', 'origin', `file://${this.bare.top}`);
    const all = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'];
    const depths = depth === undefined ? [] : [`--depth=${depth}`];
    clone.git('fetch', '-q', '--no-tags', ...depths, 'origin', ...(refspecs ?? all));
    clone.git('checkout', '-q', '--detach', at);
    return clone;
  }
}

const PAYLOADS = fileURLToPath(new URL('payloads', import.meta.url));

/** A recorded event with these object ids in it; its path. */
export function payload(name: string, ids: Record<string, string> = {}): string {
  const words = new RegExp(`\\b(?:${Object.keys(ids).join('|') || 'NOTHING'})\\b`, 'g');
  const text = readFileSync(join(PAYLOADS, `${name}.json`), 'utf8');
  const path = join(scratch(), 'event.json');
  writeFileSync(
    path,
    text.replace(words, (word) => ids[word] as string),
  );
  return path;
}

/** The variables of a run of GitHub Actions. */
export function github(
  event: string,
  path: string | undefined,
  more: NodeJS.ProcessEnv = {},
): NodeJS.ProcessEnv {
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: event,
    ...(path === undefined ? {} : { GITHUB_EVENT_PATH: path }),
    ...more,
  };
}

export interface CiReport extends RangeReport {
  receipt: RangeReport['receipt'] & { ci: CiReceipt };
}

/** The JSON report of `keyfence ci`. */
export function ciReport(clone: Repository, env: NodeJS.ProcessEnv, words: string[] = []): CiReport {
  const ran = ci(clone, env, [...words, '--format', 'json']);
  if (ran.stdout === '') assert.unreachable(`no report, exit ${ran.status}: ${ran.stderr}`);
  return {
    ...(JSON.parse(Buffer.from(ran.stdout, 'latin1').toString('utf8')) as CiReport),
    status: ran.status,
  };
}

/** @param folder from the top level; the top level itself if left out. */
export function ci(clone: Repository, env: NodeJS.ProcessEnv, words: string[] = [], folder = '.'): Ran {
  return runBin(clone, ['ci', ...words], { env, cwd: join(clone.top, folder) });
}

export interface Expected {
  rule: string;
  /** How many commits; for each in `leaks` there is a file with a secret. */
  commits: number;
  /** The names of the commits that `leak` made and that are found, in any order. */
  leaks?: string[];
  skipped?: string[];
  exit?: number;
}

/** Which commits a run scans: by the rule it names, their number, and the secrets in them. */
export function expectCi(
  clone: Repository,
  { env, words = [] }: { env: NodeJS.ProcessEnv; words?: string[] },
  { rule, commits, leaks = [], skipped = [], exit }: Expected,
): CiReport {
  const report = ciReport(clone, env, words);
  assert.equal(
    { rule: report.receipt.ci.rule, commits: report.receipt.commits },
    { rule, commits },
    JSON.stringify(report.receipt.ci),
  );
  const sorted = { ...report, findings: [...report.findings].sort((a, b) => (a.file < b.file ? -1 : 1)) };
  const source = rule === 'whole-history' && report.receipt.source === 'history' ? 'history' : 'range';
  assert.is(report.receipt.source, source);
  expectReport(
    { ...sorted, receipt: { ...report.receipt, source: 'range' } },
    leaks.map((name) => `${TOKEN} ${name.startsWith('(') ? name : `${name}.txt`}:1`).sort(),
    { skipped, exit },
  );
  return report;
}

/** What says that the history of a shallow clone ends inside. */
export function olderThan(oid: string): string {
  return `(commits) (shallow clone: what is older than ${oid.slice(0, 12)} is not here)`;
}

/** The job could not be done, and the words that say why. */
export function expectCiFailure(ran: Ran, words: RegExp): void {
  assert.equal({ stdout: ran.stdout, exit: ran.status }, { stdout: '', exit: 2 }, ran.stderr);
  assert.match(ran.stderr, words);
}
