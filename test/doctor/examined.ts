/** Runs `keyfence doctor` in a scratch project, and sees that nothing of the project changed. */
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { DoctorReport, Trial } from '../../src/doctor/report.js';
import type { Project } from '../install/project.js';
import { BIN } from '../support/repository.js';

export interface Examined {
  status: number | null;
  report: DoctorReport;
  stdout: string;
  stderr: string;
}

export interface Circumstances {
  /** Options besides `--json`. */
  args?: string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
}

/** With the usual PATH alone, unless `args` says otherwise: half of the time. */
export function examine(
  project: Project,
  { args = ['--no-bare-path'], env = {}, cwd }: Circumstances = {},
): Examined {
  const before = fingerprintOf(project.root);
  const temporary = `${project.root} temporary`;
  mkdirSync(temporary, { recursive: true });
  const ran = project.run('env', [process.execPath, BIN, 'doctor', '--json', ...args], {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, TMPDIR: temporary, ...env },
  });
  assert.equal(fingerprintOf(project.root), before, 'nothing of the repository changed');
  assert.equal(readdirSync(temporary), [], 'the copy is gone');
  if (ran.stdout === '') throw new Error(`no report, exit ${ran.status}: ${ran.stderr}`);
  const report = JSON.parse(ran.stdout) as DoctorReport;
  return { status: ran.status, report, stdout: ran.stdout, stderr: ran.stderr };
}

/** `hook path: result` of each trial. */
export function resultsOf({ trials }: DoctorReport): string[] {
  return trials.map(({ hook, path, result }) => `${hook} ${path}: ${result}`);
}

/** What `resultsOf` gives where every trial has this result. */
export function allOf(result: Trial['result'], paths: readonly Trial['path'][] = ['user']): string[] {
  const hooks = ['pre-commit', 'pre-merge-commit', 'commit-msg', 'pre-push'];
  return paths.flatMap((path) => hooks.map((hook) => `${hook} ${path}: ${result}`));
}

/** The reasons of a hook's first trial, by their ids. */
export function causesOf({ trials }: DoctorReport, hook: string): string[] {
  const trial = trials.find((one) => one.hook === hook);
  return (trial?.causes ?? []).map(({ id }) => id);
}

/** Every file, folder and link below: its mode, its time and its bytes. */
export function fingerprintOf(folder: string): Record<string, string> {
  const seen: Record<string, string> = {};
  const visit = (path: string): void => {
    const whole = join(folder, path);
    const stat = lstatSync(whole);
    const head = `${stat.mode.toString(8)} ${stat.mtimeMs}`;
    if (stat.isSymbolicLink()) seen[path] = `${head} ${readlinkSync(whole)}`;
    else if (stat.isFile()) seen[path] = `${head} ${digest(readFileSync(whole))}`;
    else {
      seen[path] = head;
      for (const name of readdirSync(whole)) visit(join(path, name));
    }
  };
  visit('.');
  return seen;
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
