/**
 * The trials: for each hook the command of Git that starts it, with the canary in what is committed, merged, said or
 * pushed. A trial proves something only where keyfence named this canary; that something refused is no proof.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HookName } from '../install/manager.js';
import type { Canary } from './canary.js';
import type { PathKind, Trial, TrialResult } from './report.js';
import type { Tried } from './scratch/copy-git.js';
import { MERGE_RESULT } from './scratch/own-settings.js';
import type { Scratch } from './scratch/scratch.js';
import type { StartedHook } from './trace.js';

export interface TrialRequest {
  hook: HookName;
  path: PathKind;
  canary: Canary;
  /** Where keyfence keeps the fingerprints that it showed last, in the Git directory. */
  keptFindings: string;
  /** Milliseconds for the command and all its hooks. */
  patience: number;
}

/** A trial before anybody asked why. */
export interface TrialDone extends Omit<Trial, 'causes'> {
  /** What the command and its hooks printed: never shown as it is. */
  output: Buffer;
  /** The hook that ended the command before this one, null where none did. */
  endedBy: string | null;
}

/** As projects want their messages that look at them. */
const MESSAGE = 'chore: keyfence doctor';

/** Puts the repository in order, sets the canary out and has Git run into it. @throws KeyfenceError where that fails. */
export async function tryHook(scratch: Scratch, request: TrialRequest): Promise<TrialDone> {
  const { hook, canary } = request;
  let done: TrialDone | null = null;
  for (const start of START[hook]) {
    rmSync(join(scratch.top, canary.file), { force: true }); // where Git ignores such files, it does not clean them away
    await scratch.reset();
    const args = await start(scratch, canary);
    const begun = performance.now();
    const tried = await scratch.try(args, request);
    const durationMs = Math.round(performance.now() - begun);
    const next = { ...judge(tried, request, isNamed(scratch, tried, request)), durationMs };
    // An older Git does not know the second command.
    if (done === null || next.result !== 'failed') done = next;
    if (done.result !== 'not-reached') break;
  }
  return done as TrialDone;
}

/** Sets the canary out. @returns the words behind `git` that run into it. */
type Start = (scratch: Scratch, canary: Canary) => Promise<string[]>;

const commit: Start = async (scratch, canary) => {
  await scratch.stage(canary.file, textOf(canary));
  return ['commit', '-q', '-m', MESSAGE];
};

/** Both sides add the file, and the merge makes of it what neither had: what one side had is that side's affair. */
const merge: Start = async (scratch, canary) => {
  const sides: string[] = [];
  for (const side of ['ours', 'theirs']) {
    await scratch.stage(canary.file, `${side}\n`);
    sides.push(await scratch.commitIndex());
  }
  const [ours = '', theirs = ''] = sides;
  await scratch.moveTo(ours);
  writeFileSync(join(scratch.gitDirectory, MERGE_RESULT), textOf(canary), 'latin1');
  return ['merge', '-q', '--no-ff', '--no-verify-signatures', '-m', MESSAGE, theirs];
};

const say: Start = async (scratch, canary) => {
  const file = join(scratch.folder, 'message');
  writeFileSync(file, messageOf(canary), 'latin1');
  return ['commit', '-q', '--allow-empty', '-F', file];
};

/** The hook by itself (since Git 2.36), for where pre-commit ends every commit. */
const sayAlone: Start = async (scratch, canary) => {
  const file = join(scratch.gitDirectory, 'COMMIT_EDITMSG');
  writeFileSync(file, messageOf(canary), 'latin1');
  return ['hook', 'run', '--ignore-missing', 'commit-msg', '--', file];
};

const push: Start = async (scratch, canary) => {
  await scratch.stage(canary.file, textOf(canary));
  await scratch.moveTo(await scratch.commitIndex());
  const ref = `refs/heads/${scratch.branch}`;
  return ['push', '-q', scratch.remote, `${ref}:${ref}`];
};

/** For each hook what starts it: the next one where Git never came to the hook. */
const START: Record<HookName, readonly Start[]> = {
  'pre-commit': [commit],
  'pre-merge-commit': [merge],
  'commit-msg': [say, sayAlone],
  'pre-push': [push],
};

function messageOf(canary: Canary): string {
  return `${MESSAGE}\n\n${textOf(canary)}`;
}

function textOf({ secret }: Canary): string {
  return `token = "${secret}"\n`;
}

/** By what it prints, or, where a hook manager keeps that to itself, by what it keeps of the findings that it showed last. */
function isNamed(scratch: Scratch, { output }: Tried, { canary, keptFindings }: TrialRequest): boolean {
  const names = [canary.fingerprint, canary.otherFingerprint];
  const kept = join(scratch.gitDirectory, keptFindings);
  const last = existsSync(kept) ? readFileSync(kept, 'latin1') : '';
  return names.some((name) => output.includes(name) || last.includes(name));
}

function judge(tried: Tried, { hook, path }: TrialRequest, isCanaryNamed: boolean): TrialDone {
  const own = tried.started.filter((one) => one.hook === hook);
  const refusing = own.find(({ exitCode }) => exitCode !== 0);
  const told = refusing ?? own.at(-1) ?? null;
  const ended = tried.started.find((one) => one.hook !== hook && one.exitCode !== 0) ?? null;
  return {
    hook,
    path,
    result: resultOf(tried, { own, refusing, ended, isCanaryNamed }),
    started: told?.command ?? null,
    exitCode: told?.exitCode ?? null,
    durationMs: 0,
    output: tried.output,
    endedBy: own.length === 0 ? (ended?.hook ?? null) : null,
  };
}

function resultOf(
  { isLate, exitCode }: Tried,
  seen: {
    own: readonly StartedHook[];
    refusing: StartedHook | undefined;
    ended: StartedHook | null;
    isCanaryNamed: boolean;
  },
): TrialResult {
  if (isLate && !seen.own.some((one) => one.exitCode !== null)) return 'hung';
  if (seen.refusing) return seen.isCanaryNamed && exitCode !== 0 ? 'proven' : 'refused-otherwise';
  if (seen.own.length > 0) return 'passed';
  if (seen.ended) return 'not-reached';
  return exitCode === 0 ? 'not-run' : 'failed';
}
