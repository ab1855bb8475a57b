/**
 * The findings that were shown last, for `keyfence allow --last`: their fingerprints and nothing else, in the Git
 * directory. No scan fails because they cannot be kept.
 */
import { lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isKnown } from '../errors.js';
import { gitPath } from '../git/git-path.js';
import { readRegularFile, toBytes } from '../sources/read-file.js';
import type { Finding } from '../types.js';

const NAME = 'keyfence/last';
const FINGERPRINT = /^kf1-[a-z2-7]{16}$/;
const LARGEST = 1024 * 1024; // bytes

/** Keeps those that block, or forgets the ones before them. */
export async function keepLast(findings: readonly Finding[], cwd: string): Promise<void> {
  const shown = new Set(findings.filter(({ status }) => status === 'new').map((one) => one.fingerprint));
  try {
    if (shown.size === 0 && hasNothingKept(cwd)) return;
    const file = await gitPath(NAME, cwd);
    if (shown.size === 0) rmSync(file, { force: true });
    else replace(file, [...shown].map((fingerprint) => `${fingerprint}\n`).join(''));
  } catch (error) {
    if (!isKnown(error) && (error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}

/**
 * The fingerprints that were kept, none where the last scan found nothing.
 * @throws GitError outside a repository.
 */
export async function readLast(cwd: string): Promise<string[]> {
  const result = readRegularFile(toBytes(await gitPath(NAME, cwd)), LARGEST);
  if (result.kind !== 'read' || result.isLink) return [];
  return result.bytes
    .toString('latin1')
    .split('\n')
    .filter((line) => FINGERPRINT.test(line));
}

/** Whether it is plain without Git that nothing is kept: a hook that finds nothing starts no process for this. */
function hasNothingKept(cwd: string): boolean {
  if (process.env.GIT_DIR !== undefined) return false;
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const git = lstatSync(join(folder, '.git'), { throwIfNoEntry: false });
    if (git) return git.isDirectory() && !lstatSync(join(folder, '.git', NAME), { throwIfNoEntry: false });
    if (folder === dirname(folder)) return true;
  }
}

/** A link in its place is replaced, not followed. */
function replace(file: string, text: string): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true });
  if (!lstatSync(folder).isDirectory()) return;
  const draft = `${file}-${process.pid}`;
  try {
    writeFileSync(draft, text, { flag: 'wx', mode: 0o600 });
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}
