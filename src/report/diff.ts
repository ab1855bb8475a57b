/** What a file would lose and gain, as a unified diff in plain text. */
import { structuredPatch } from 'diff';
import type { ByteString } from '../types.js';
import { display } from './display.js';

const CONTEXT = 3; // lines

export interface FileChange {
  /** As it is shown. */
  name: ByteString;
  /** Null where there is no file. */
  before: ByteString | null;
  after: ByteString | null;
}

/** The lines of the diff, each printable on one line; none where nothing changes. */
export function unifiedDiff({ name, before, after }: FileChange): string[] {
  const { hunks } = structuredPatch('', '', before ?? '', after ?? '', '', '', { context: CONTEXT });
  if (hunks.length === 0 && (before === null) === (after === null)) return [];
  const shown = display(name);
  const lines = hunks.flatMap((hunk) => [
    `@@ -${showRange(hunk.oldStart, hunk.oldLines)} +${showRange(hunk.newStart, hunk.newLines)} @@`,
    ...hunk.lines.map(showLine),
  ]);
  return [
    `--- ${before === null ? '(no file)' : shown}`,
    `+++ ${after === null ? '(no file)' : shown}`,
    ...lines,
  ];
}

/** Of no lines at all the place is that of the line before them. */
function showRange(start: number, count: number): string {
  return `${count === 0 ? start - 1 : start},${count}`;
}

/** Tabs stay, and the carriage return of a Windows line end is not shown. */
function showLine(line: ByteString): string {
  const [sign = '', text] = [line[0], line.slice(1).replace(/\r$/, '')];
  return sign + text.split('\t').map(display).join('\t');
}
