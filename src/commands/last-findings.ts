/**
 * The findings that were shown last, for `keyfence allow --last`: their fingerprints and nothing else, in the Git
 * directory. No scan fails because they cannot be kept.
 */
import { lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isKnown } from '../errors.js';
import { gitPath } from '../git/git-path.js';
import { readRegularFile, toBytes } from '../sources/read-file.js';
import type { Finding } from '../types.js';
import { hasNothingKept, KEPT_FINDINGS } from './kept-findings.js';

const FINGERPRINT = /^kf1-[a-z2-7]{16}$/;
const LARGEST = 1024 * 1024; // bytes

/** Keeps those that block, or forgets the ones before them. */
export async function keepLast(findings: readonly Finding[], cwd: string): Promise<void> {
  const shown = new Set(findings.filter(({ status }) => status === 'new').map((one) => one.fingerprint));
  try {
    if (shown.size === 0 && hasNothingKept(cwd)) return;
    const file = await gitPath(KEPT_FINDINGS, cwd);
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
  const result = readRegularFile(toBytes(await gitPath(KEPT_FINDINGS, cwd)), LARGEST);
  if (result.kind !== 'read' || result.isLink) return [];
  return result.bytes
    .toString('latin1')
    .split('\n')
    .filter((line) => FINGERPRINT.test(line));
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
