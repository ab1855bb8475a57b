/** Carries out a plan: all of its changes or none. */
import { chmodSync, lstatSync, mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { KeyfenceError } from '../errors.js';
import type { ByteString } from '../types.js';
import { actionOf, type Change, type Plan } from './change.js';
import { explainFailure, readFileState } from './files.js';

/** A change, and the mode of the file that is there. */
interface Step extends Change {
  mode: number | null;
}

/**
 * Every file is looked at once more, and every new text is on the disk under another name, before the first file changes;
 * where one cannot be put in its place after that, those before it are put back.
 * @throws KeyfenceError where a file changed since it was read, or the disk refuses; the files are then as they were.
 */
export function applyPlan(plan: Plan): void {
  const changes = plan.changes.filter((change) => actionOf(change) !== 'unchanged');
  if (new Set(changes.map(({ path }) => path)).size < changes.length) {
    throw new Error('a plan holds two changes of one file');
  }
  const steps = changes.map((change) => ({ ...change, mode: modeOf(change) }));
  const made: string[] = [];
  const done: Step[] = [];
  try {
    for (const step of steps) writeDraft(step, made);
    for (const step of steps) {
      done.push(step);
      putInPlace(step);
    }
  } catch (error) {
    for (const step of done.reverse()) putBack(step);
    for (const { path } of steps) removeDraft(path);
    for (const folder of made.reverse()) removeEmpty(folder);
    throw error;
  }
  for (const { after, withDirectory, path } of steps) {
    if (after === null && withDirectory) removeEmpty(dirname(path));
  }
}

/** @throws KeyfenceError where another text stands there than was read. */
function modeOf({ path, before }: Change): number | null {
  const state = readFileState(path);
  const now = state.kind === 'file' ? state.text : null;
  if (state.kind !== 'other' && now === before) {
    return before === null ? null : lstatSync(path).mode & 0o777;
  }
  throw new KeyfenceError(
    `${path} is not what it was when keyfence read it, so nothing was written`,
    'run the command again',
  );
}

function writeDraft({ path, after, mode, isExecutable }: Step, made: string[]): void {
  if (after === null) return;
  explainFailure({ verb: 'write', path }, () => {
    const first = mkdirSync(dirname(path), { recursive: true });
    if (first !== undefined) made.push(...foldersBetween(first, dirname(path)));
    writeNew(draftOf(path), after, mode ?? (isExecutable ? 0o755 : 0o644));
    if (mode !== null) chmodSync(draftOf(path), mode); // as it was, whatever the umask
  });
}

function putInPlace({ path, after }: Step): void {
  explainFailure({ verb: after === null ? 'remove' : 'write', path }, () => {
    if (after === null) rmSync(path);
    else renameSync(draftOf(path), path);
  });
}

/** As far as the disk still lets us: the first failure is the one that is told. */
function putBack({ path, before, mode }: Step): void {
  try {
    rmSync(draftOf(path), { force: true });
    if (before === null) {
      rmSync(path, { force: true });
      return;
    }
    writeNew(draftOf(path), before, mode ?? 0o644);
    if (mode !== null) chmodSync(draftOf(path), mode);
    renameSync(draftOf(path), path);
  } catch {}
}

function removeDraft(path: string): void {
  try {
    rmSync(draftOf(path), { force: true });
  } catch {
    // Below what is no directory there is none.
  }
}

function writeNew(path: string, text: ByteString, mode: number): void {
  writeFileSync(path, text, { encoding: 'latin1', flag: 'wx', mode });
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody else's files live there by now.
  }
}

/** From the outermost to the innermost. */
function foldersBetween(first: string, last: string): string[] {
  return first === last || dirname(last) === last ? [last] : [...foldersBetween(first, dirname(last)), last];
}

function draftOf(path: string): string {
  return `${path}.keyfence-${process.pid}`;
}
