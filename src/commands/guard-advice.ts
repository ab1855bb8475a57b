/** For a refused file: whether `.gitignore` covers it, and the line to add where it does not. */
import { isKnown } from '../errors.js';
import { ignoredPaths, topLevelOf } from '../git/working-tree.js';
import { display } from '../report/display.js';
import type { ByteString, Finding } from '../types.js';

/** Completes the notes of guarded files in place. Asks Git only when there are any. */
export async function adviseOnGuardedFiles(findings: readonly Finding[], cwd: string): Promise<void> {
  const guarded = findings.filter((finding) => finding.verdict === 'file' && !finding.file.startsWith('/'));
  if (guarded.length === 0) return;
  try {
    await advise(guarded, cwd);
  } catch (error) {
    // The finding stands without advice: a Git that cannot answer (started inside `.git`) must not cost the report.
    if (!isKnown(error)) throw error;
  }
}

async function advise(guarded: readonly Finding[], cwd: string): Promise<void> {
  const top = await topLevelOf(cwd);
  if (top === null) return;
  const paths = guarded.map((finding) => finding.file);
  const covered = await ignoredPaths(paths, top);
  const underRule = paths.filter((path) => covered.has(path));
  const outside = await ignoredPaths(underRule, top, { untracked: true });
  for (const finding of guarded) finding.note = adviceOn(finding.file, covered, outside);
}

function adviceOn(path: ByteString, covered: Set<ByteString>, outside: Set<ByteString>): string {
  if (outside.has(path)) return '.gitignore covers it, and Git does not have it: no commit will hold it';
  if (covered.has(path)) return '.gitignore covers it, yet it is in Git (added by force, or before the rule)';
  const name = path.slice(path.lastIndexOf('/') + 1);
  const line = name.replace(/[\\*?[\]]|^[#!]| $/g, '\\$&');
  return `.gitignore does not cover it: add the line ${display(line)}`;
}
