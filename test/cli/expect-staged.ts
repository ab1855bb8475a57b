/** What the real bin says of an index, compared whole: findings, what was skipped, and the exit code. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { BIN, type Ran, type Report, type Repository, scratch, summary } from '../support/repository.js';
import { sample } from '../support/sample.js';

/** The pattern of the secrets that `token` makes. */
export const TOKEN = 'github-personal-access-token';

/** A fresh secret of that pattern. */
export const token = () => sample(TOKEN);

/** A file of `count` plain lines; `changes` replaces some of them, by their 1-based number. */
export function lines(count: number, changes: Record<number, string> = {}): string {
  return Array.from({ length: count }, (_, index) => `${changes[index + 1] ?? `line ${index + 1}`}\n`).join(
    '',
  );
}

/** Where the bin is run, and what it finds in its environment besides the usual. */
export interface Place {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

export interface Circumstances extends Place {
  /** `file (reason)` of all that is named as not scanned. */
  skipped?: string[];
  /** 1 where there are findings, else 0, unless said otherwise. */
  exit?: number;
}

/** @param findings `pattern file:line` of each, in the order of the index. */
export function expectStaged(
  repository: Repository,
  findings: string[],
  { skipped = [], exit, ...place }: Circumstances = {},
): void {
  const ran = runBin(repository, ['scan', '--staged', '--format', 'json'], place);
  if (ran.stdout === '') assert.unreachable(`no report, exit ${ran.status}: ${ran.stderr}`);
  const report = JSON.parse(Buffer.from(ran.stdout, 'latin1').toString('utf8')) as Report;
  const status = exit ?? (findings.length > 0 ? 1 : 0);
  assert.equal(
    {
      findings: summary(report),
      skipped: report.receipt.skipped.map(({ file, reason }) => `${file} (${reason})`),
      exit: ran.status,
    },
    { findings, skipped, exit: status },
  );
}

/** The job could not be done: no report, exit 2, and the words that say why. */
export function expectFailure(repository: Repository, words: RegExp, place: Place = {}): void {
  const ran = runBin(repository, ['pre-commit'], place);
  assert.equal({ stdout: ran.stdout, exit: ran.status }, { stdout: '', exit: 2 });
  assert.match(ran.stderr, words);
}

/** Runs the bin; its output is latin1, one character a byte. */
export function runBin(repository: Repository, words: string[], place: Place = {}): Ran {
  return repository.run(process.execPath, [BIN, ...words], place);
}

/** A PATH on which `git` is a script that does something else for one subcommand. */
export function standIn(subcommand: string, script: string): NodeJS.ProcessEnv {
  const folder = scratch();
  const real = process.env.PATH?.split(':').find((place) => existsSync(join(place, 'git')));
  const file = join(folder, 'git');
  const text = `case " $* " in *" ${subcommand} "*) ${script};; esac\nexec "${real}/git" "$@"\n`;
  writeFileSync(file, `#!/bin/sh\n${text}`, { mode: 0o755 });
  return { PATH: `${folder}:${process.env.PATH}` };
}
