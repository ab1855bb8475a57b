/** The receipt: one line that says what was scanned, and so what was not. */
import type { Receipt } from '../types.js';
import { display } from './display.js';

const SHOWN_SKIPS = 10;

/** Lines for stderr: what was skipped, what was let go, and last the receipt itself. */
export function reportReceipt(receipt: Receipt): string {
  return [...skipLines(receipt), receiptLine(receipt)].map((line) => `keyfence: ${line}\n`).join('');
}

function receiptLine(receipt: Receipt): string {
  const parts = [
    ...counts(receipt),
    size(receipt.bytes),
    `${receipt.patterns} formats`,
    `engine ${receipt.engine}`,
    `${receipt.skipped.length} skipped`,
    ...Object.entries(receipt.suppressed).map(([reason, count]) => `${count} ${reason}`),
    `${receipt.durationMs} ms`,
  ];
  return `${parts.join(', ')} - ${outcome(receipt)}`;
}

function counts({ source, files, refs, commits, objects = 0 }: Receipt): string[] {
  if (commits === undefined)
    return [`${files} ${source === 'staged' ? 'staged ' : ''}${plural(files, 'file')}`];
  return [
    ...(refs === undefined ? [] : [`${refs} ${plural(refs, 'ref')}`]),
    `${commits} ${plural(commits, 'commit')}`,
    `${objects} ${plural(objects, 'object')}`,
  ];
}

function outcome(receipt: Receipt): string {
  const found = `${receipt.findings} ${plural(receipt.findings, 'finding')}`;
  // A scan of nothing is not called clean.
  const { files, commits = 0, objects = 0 } = receipt;
  const clean = files + commits + objects > 0 ? 'clean' : 'nothing to scan';
  if (receipt.complete) return receipt.findings > 0 ? found : clean;
  return receipt.findings > 0 ? `${found}, INCOMPLETE` : 'INCOMPLETE: not everything was scanned';
}

function skipLines(receipt: Receipt): string[] {
  // What makes the scan incomplete comes first: it must not be overlooked.
  const skipped = [...receipt.skipped].sort((a, b) => Number(a.listed) - Number(b.listed));
  const lines = skipped
    .slice(0, SHOWN_SKIPS)
    .map(
      ({ file, reason, listed }) => `${listed ? 'not scanned' : 'NOT SCANNED'}: ${display(file)} (${reason})`,
    );
  const rest = skipped.length - lines.length;
  return rest > 0 ? [...lines, `not scanned: ${rest} more (--format json lists them all)`] : lines;
}

function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}

function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
