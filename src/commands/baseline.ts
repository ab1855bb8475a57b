/** `keyfence baseline`: records today's findings, so that only new ones block; `--prune` removes what is gone. */
import { join } from 'node:path';
import { BASELINE_FILE, readBaseline } from '../config/baseline-file.js';
import { writeBaseline } from '../config/write-baseline.js';
import { writeConfiguration } from '../config/write-file.js';
import { KeyfenceError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { topLevelOf } from '../git/working-tree.js';
import { type BaselineChange, reportBaseline } from '../report/baseline.js';
import { reportReceipt } from '../report/receipt.js';
import type { ScanResult } from '../scan/options.js';
import { createScanner } from '../scanner.js';
import { readWorkingFile } from '../sources/working-files.js';
import type { Confidence, Finding } from '../types.js';
import { write } from './output.js';

export interface BaselineArguments {
  cwd: string;
  /** The lowest confidence that is recorded; null for what the configuration says. */
  confidence: Confidence | null;
  /** Removes entries whose secret is gone, and adds nothing. */
  prune: boolean;
  dryRun: boolean;
}

/**
 * @returns the exit code: what was found is recorded, so only an incomplete scan is not 0.
 * @throws KeyfenceError where nothing could be scanned or written; the baseline is then as it was.
 */
export async function runBaseline({ cwd, confidence, prune, dryRun }: BaselineArguments): Promise<ExitCode> {
  const top = await topLevelOf(cwd);
  if (top === null) {
    throw new KeyfenceError('this is no Git repository', 'run keyfence inside a Git repository');
  }
  const text = readWorkingFile(Buffer.from(top, 'utf8').toString('latin1'), BASELINE_FILE);
  const before = readBaseline(text);
  const { findings, receipt } = await scanTree(top, confidence);
  const gone = await findGone(before, { top, confidence, findings });
  const added = prune ? [] : findings.filter((finding) => isNew(finding, before));
  const canPrune = prune && receipt.complete;
  const after = new Set([
    ...[...before].filter((fingerprint) => !(canPrune && gone.has(fingerprint))),
    ...added.map(({ fingerprint }) => fingerprint),
  ]);
  const isChanged = after.size !== before.size; // a run adds or removes, never both
  if (isChanged && !dryRun) writeConfiguration(join(top, BASELINE_FILE), writeBaseline(text, after));
  const change: BaselineChange = {
    added,
    gone: [...gone].sort(),
    entries: after.size,
    isComplete: receipt.complete,
    isWritten: isChanged && !dryRun,
    prune,
    dryRun,
  };
  await write('stdout', reportBaseline(change));
  await write('stderr', reportReceipt(receipt, { verbose: false }));
  return receipt.complete ? EXIT.clean : EXIT.incomplete;
}

function scanTree(top: string, confidence: Confidence | null): Promise<ScanResult> {
  return createScanner(confidence === null ? {} : { confidence }).scanFiles([], { cwd: top });
}

/** What is allowed has an entry of its own already. */
function isNew({ fingerprint, status }: Finding, before: ReadonlySet<string>): boolean {
  return status !== 'allowed' && !before.has(fingerprint);
}

/** The entries whose secret no scan finds any more, not even one that reports the least believed. */
async function findGone(
  before: ReadonlySet<string>,
  { top, confidence, findings }: { top: string; confidence: Confidence | null; findings: readonly Finding[] },
): Promise<Set<string>> {
  const gone = new Set(before);
  for (const { fingerprint } of findings) gone.delete(fingerprint);
  if (gone.size === 0 || confidence === 'low') return gone;
  const { findings: all } = await scanTree(top, 'low');
  for (const { fingerprint } of all) gone.delete(fingerprint);
  return gone;
}
