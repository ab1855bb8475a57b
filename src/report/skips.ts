/** What was not scanned, in lines for a person: first what makes the scan incomplete, then what is only listed. */
import type { Skip } from '../types.js';
import { display } from './display.js';

const MOST = 10; // lines of a kind, unless everything was asked for
const FEW = 3; // skips that are named one by one even where they share their reason

/** @param options `verbose`: every one by its name. */
export function skipLines(skipped: readonly Skip[], { verbose }: { verbose: boolean }): string[] {
  const missed = skipped.filter(({ listed }) => !listed).map((skip) => `NOT SCANNED: ${describe(skip)}`);
  const listed = skipped.filter((skip) => skip.listed && skip.accepted === undefined);
  const accepted = skipped.filter((skip) => skip.accepted !== undefined);
  if (verbose) {
    return [
      ...missed,
      ...listed.map((skip) => `not scanned: ${describe(skip)}`),
      ...accepted.map((skip) => `accepted: ${describe(skip)}`),
    ];
  }
  const lines = missed.slice(0, MOST);
  if (missed.length > MOST) lines.push(`NOT SCANNED: ${more(missed.length - MOST)}`);
  return [...lines, ...groupLines('not scanned', listed), ...groupLines('accepted', accepted)];
}

/** One line for each reason that many share, one for each skip of the others. */
function groupLines(word: string, skips: readonly Skip[]): string[] {
  const groups = new Map<string, Skip[]>();
  for (const skip of skips) {
    const group = groups.get(reasonOf(skip)) ?? [];
    group.push(skip);
    groups.set(reasonOf(skip), group);
  }
  const entries: { text: string; count: number }[] = [];
  for (const [reason, group] of groups) {
    if (group.length <= FEW) {
      entries.push(...group.map((skip) => ({ text: describe(skip), count: 1 })));
    } else {
      const names = group.slice(0, FEW).map(({ file }) => display(file));
      const text = `${group.length} files (${reason}), such as ${names.join(', ')}`;
      entries.push({ text, count: group.length });
    }
  }
  const lines = entries.slice(0, MOST).map(({ text }) => `${word}: ${text}`);
  const rest = entries.slice(MOST).reduce((total, { count }) => total + count, 0);
  return rest > 0 ? [...lines, `${word}: ${more(rest)}`] : lines;
}

function describe(skip: Skip): string {
  return `${display(skip.file)} (${reasonOf(skip)})`;
}

function reasonOf({ reason, accepted }: Skip): string {
  const own = display(reason);
  return accepted === undefined ? own : `${own}; ${display(accepted)}`;
}

function more(count: number): string {
  return `${count} more: --verbose or --format json names them all`;
}
