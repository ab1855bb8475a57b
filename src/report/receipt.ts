/** The receipt: one line that says what was scanned, and so what was not. */
import type { Finding, Receipt } from '../types.js';
import { ciLines, ciRemedy } from './ci.js';
import { display } from './display.js';
import { exceptionLines } from './exceptions.js';
import { remedyFor } from './remedies.js';
import { skipLines } from './skips.js';

/** What is counted as let go, in words. */
export const LET_GO: Record<string, string> = {
  placeholder: 'placeholders, or values printed in documentation',
  reference: 'references to a value that is kept elsewhere',
  template: 'blanks of a template',
  'low-confidence': 'believed less than --confidence asks for',
  allowed: 'let through by a decision of this project',
  baseline: 'there when the project began with keyfence',
  'already-committed': 'in this place before, so nothing that this change adds',
};

/**
 * Lines for stderr: what was let through and what was skipped, then the receipt itself, and where it is incomplete what
 * to do.
 * @param options `verbose`: every skip by its name, skip entries that matched nothing, and what was let go in words.
 *   `findings`: of the same scan.
 */
export function reportReceipt(
  receipt: Receipt,
  options: { verbose: boolean; findings?: readonly Finding[] },
): string {
  const missed = receipt.skipped.filter(({ listed }) => !listed);
  const lines = [
    ...exceptionLines(options.findings ?? [], receipt, options),
    ...skipLines(receipt.skipped, options),
    ...(options.verbose ? detailLines(receipt) : []),
    ...ciLines(receipt.ci, options),
    receiptLine(receipt),
    ...(missed.length > 0 ? [ciRemedy(receipt.ci) ?? remedyFor(missed)] : []),
  ];
  return lines.map((line) => `keyfence: ${line}\n`).join('');
}

/** One line: what was scanned, what was let go, and how it ended. */
export function receiptLine(receipt: Receipt): string {
  const { knownValues = 0 } = receipt;
  const accepted = receipt.skipped.filter((skip) => skip.accepted !== undefined).length;
  const { shard } = receipt;
  const parts = [
    ...(shard ? [`shard ${shard.index} of ${shard.count}`] : []),
    ...scanned(receipt),
    size(receipt.bytes),
    `${receipt.patterns} formats`,
    ...(knownValues > 0 ? [`${knownValues} known ${plural(knownValues, 'value')}`] : []),
    `engine ${receipt.engine}`,
    `${receipt.skipped.length} skipped${accepted > 0 ? ` (${accepted} accepted)` : ''}`,
    ...Object.entries(receipt.suppressed).map(([reason, count]) => `${count} ${reason}`),
    `${receipt.durationMs} ms`,
  ];
  return `${parts.join(', ')} - ${outcome(receipt)}`;
}

/** What was scanned, by what it was. */
export function scanned({ source, files, named = 0, refs, commits, objects = 0 }: Receipt): string[] {
  if (commits !== undefined) {
    return [
      ...(refs === undefined ? [] : [`${refs} ${plural(refs, 'ref')}`]),
      `${commits} ${plural(commits, 'commit')}`,
      `${objects} ${plural(objects, 'object')}`,
    ];
  }
  if (source === 'message') return [`${files} ${plural(files, 'text')} of the commit`];
  if (source !== 'staged') return [`${files} ${plural(files, 'file')}`];
  const staged = `${files - named} staged ${plural(files - named, 'file')}`;
  return named > 0 ? [staged, `${named} named ${plural(named, 'file')}`] : [staged];
}

function outcome(receipt: Receipt): string {
  const found = `${receipt.findings} ${plural(receipt.findings, 'finding')}`;
  // A scan of nothing is not called clean.
  const { files, commits = 0, objects = 0 } = receipt;
  const clean = files + commits + objects > 0 ? 'clean' : 'nothing to scan';
  if (receipt.complete) return receipt.findings > 0 ? found : clean;
  return receipt.findings > 0 ? `${found}, INCOMPLETE` : 'INCOMPLETE: not everything was scanned';
}

function detailLines({ unusedSkips, suppressed }: Receipt): string[] {
  return [
    ...unusedSkips.map((path) => `skip entry that matched nothing in this scan: ${display(path)}`),
    ...Object.entries(suppressed).map(
      ([reason, count]) => `let go: ${count} ${reason} (${LET_GO[reason] ?? reason})`,
    ),
  ];
}

/** The noun for that many. */
export function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}

/** A number of bytes, for a person. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
