/** What the real bin says of a range of commits, compared whole: findings, what was skipped, counts, and the exit code. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import {
  BIN,
  type Ran,
  type Report,
  type ReportedFinding,
  type Repository,
  scratch,
} from '../support/repository.js';
import { type Place, runBin } from './expect-staged.js';

export interface RangeReport extends Omit<Report, 'findings' | 'receipt'> {
  findings: (ReportedFinding & { commit?: string; author?: string; date?: string; layers?: string[] })[];
  receipt: Report['receipt'] & { refs?: number; commits: number; objects: number };
}

/** What a receipt counts; compared where it is given. */
interface Counts {
  refs?: number | undefined;
  commits?: number | undefined;
  objects?: number | undefined;
}

interface Expected extends Counts {
  skipped?: string[];
  exit?: number | undefined;
}

/** The JSON report of the bin with these words. */
export function rangeReport(repository: Repository, words: string[], place: Place = {}): RangeReport {
  return readReport(runBin(repository, [...words, '--format', 'json'], place));
}

/** @param findings `pattern file:line` of each, in the order of the commits. */
export function expectRange(
  repository: Repository,
  range: string,
  findings: string[],
  expected: Expected & Place = {},
): RangeReport {
  const report = rangeReport(repository, ['scan', '--range', range], expected);
  expectReport(report, findings, expected);
  return report;
}

export function expectReport(report: RangeReport, findings: string[], expected: Expected = {}): void {
  const { receipt } = report;
  const { skipped = [], exit = findings.length > 0 ? 1 : 0 } = expected;
  const counted = (['refs', 'commits', 'objects'] as const).filter((name) => expected[name] !== undefined);
  const counts = (from: Counts) => Object.fromEntries(counted.map((name) => [name, from[name]]));
  assert.equal(
    {
      findings: report.findings.map(({ pattern, file, line }) => `${pattern} ${file}:${line}`),
      skipped: receipt.skipped.map(({ file, reason }) => `${file} (${reason})`),
      source: receipt.source,
      ...counts(receipt),
      exit: report.status,
    },
    { findings, skipped, source: 'range', ...counts(expected), exit },
  );
}

/** The job could not be done: no report, exit 2, and the words that say why. */
export function expectRangeFailure(ran: Ran, words: RegExp): void {
  assert.equal({ stdout: ran.stdout, exit: ran.status }, { stdout: '', exit: 2 }, ran.stderr);
  assert.match(ran.stderr, words);
}

/** Runs `keyfence pre-push` as a hook does, with these lines on its standard input. */
export function prePush(
  repository: Repository,
  lines: string[],
  words: string[] = [],
  place: Place = {},
): Ran {
  const file = join(scratch(), 'refs');
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''), 'latin1');
  const command = 'input=$1; shift; exec "$0" "$@" < "$input"';
  return repository.run('sh', ['-c', command, process.execPath, file, BIN, 'pre-push', ...words], place);
}

/** The same, with its JSON report. */
export function prePushReport(
  repository: Repository,
  lines: string[],
  words: string[] = [],
  place: Place = {},
): RangeReport {
  return readReport(prePush(repository, lines, ['--format', 'json', ...words], place));
}

function readReport(ran: Ran): RangeReport {
  if (ran.stdout === '') assert.unreachable(`no report, exit ${ran.status}: ${ran.stderr}`);
  const document = JSON.parse(Buffer.from(ran.stdout, 'latin1').toString('utf8')) as Omit<
    RangeReport,
    'status'
  >;
  return { ...document, status: ran.status };
}
