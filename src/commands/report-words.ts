/** Which reports were asked for: each `--output` takes the `--format` typed right before it, else the one its name tells. */
import { resolve } from 'node:path';
import { UsageError } from '../errors.js';
import { FORMAT_NAMES, type FormatName, formatOfFile, TELLING_ENDINGS } from '../report/formats.js';
import { readWord } from './read-word.js';

/** One report, and where it goes. */
export interface ReportRequest {
  format: FormatName;
  /** As typed; null for standard output. */
  file: string | null;
}

/** What is reported where nothing else was asked for. */
export const TEXT_ALONE: readonly ReportRequest[] = [{ format: 'text', file: null }];

/** For yargs, which only tells of the two: the words are read here. */
export const FORMAT_OPTION = {
  type: 'string',
  describe: `${FORMAT_NAMES.join(', ')}; may be given several times, each with its --output`,
} as const;
export const OUTPUT_OPTION = {
  type: 'string',
  describe:
    'write a report to this file (- is standard output): in the --format given right before it, else in the one its name tells',
} as const;

const OPTION = /^--(format|output)(?:=(.*))?$/s;

/**
 * @param words those before any `--`.
 * @returns the others of them, and the reports, null if none was asked for.
 * @throws UsageError where a word is missing or unknown, two reports want one place, or a file's name does not tell a format.
 */
export function readReportWords(words: readonly string[]): {
  words: string[];
  reports: readonly ReportRequest[] | null;
} {
  const others: string[] = [];
  const reports: ReportRequest[] = [];
  let waiting: FormatName | null = null;
  const place = (file: string | null) => {
    if (waiting !== null) reports.push({ format: waiting, file });
    waiting = null;
  };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    const [, option, joined] = OPTION.exec(word) ?? [];
    if (option === undefined) {
      others.push(word);
      continue;
    }
    const next = words[at + 1];
    const value = joined ?? (next === undefined || /^-./s.test(next) ? '' : next);
    if (joined === undefined && value !== '') at++;
    if (option === 'format') {
      place(null);
      waiting = readWord(value, 'format', FORMAT_NAMES, undefined) as FormatName;
    } else {
      if (value === '') {
        throw new UsageError('--output: expected a file', 'give one, or - for standard output');
      }
      waiting ??= formatFor(value);
      place(value === '-' ? null : value);
    }
  }
  place(null);
  checkPlaces(reports);
  return { words: others, reports: reports.length > 0 ? reports : null };
}

function formatFor(file: string): FormatName {
  if (file === '-') return 'text';
  const format = formatOfFile(file);
  if (format !== null) return format;
  throw new UsageError(
    '--output: its name tells no format',
    `type --format before it, or end it with one of ${TELLING_ENDINGS.join(', ')}`,
  );
}

function checkPlaces(reports: readonly ReportRequest[]): void {
  const files = reports.flatMap(({ file }) => (file === null ? [] : [resolve(file)]));
  if (reports.length - files.length > 1) {
    throw new UsageError(
      'only one report can go to standard output',
      'give the others a file: --format sarif --output FILE',
    );
  }
  if (new Set(files).size < files.length) {
    throw new UsageError('--output: two reports cannot go to one file', 'give each a file of its own');
  }
}
