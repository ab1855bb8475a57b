/** Reads each format back as the programs that it is made for do, strictly; a report that they would refuse throws. */
import { parse as parseCsv } from 'csv-parse/sync';
import { type DefaultTreeAdapterTypes, parse as parsePage } from 'parse5';
import type { FormatName } from '../../../src/report/formats.js';
import { checkCodeQuality, checkSecretDetection } from './gitlab-schema.js';
import { checkJUnit } from './junit-schema.js';
import { checkSarif } from './sarif-schema.js';
import { readCommands } from './workflow-commands.js';

/** What all formats must agree on. */
export interface Outcome {
  newFindings: number;
  complete: boolean;
}

interface Told {
  type?: string;
  status: string;
  complete: boolean;
}

export const PARSERS: Record<FormatName, (report: string) => Outcome> = {
  text: (report) => ({
    newFindings: report.match(/^ {2}why {5}/gm)?.length ?? 0,
    complete: !report.includes('INCOMPLETE'),
  }),
  json: (report) => {
    const { findings, receipt } = JSON.parse(report) as { findings: Told[]; receipt: Told };
    return outcomeOf(findings, receipt);
  },
  jsonl: (report) => {
    const records = report
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Told);
    const receipt = records.pop() as Told;
    if (receipt.type !== 'receipt' || records.some(({ type }) => type !== 'finding'))
      throw new Error('types');
    return outcomeOf(records, receipt);
  },
  sarif: (report) => {
    const [run, ...others] = checkSarif(report).runs;
    if (run === undefined || others.length > 0) throw new Error('not one run');
    return {
      newFindings: run.results.filter(({ suppressions }) => suppressions.length === 0).length,
      complete: run.invocations.every(({ executionSuccessful }) => executionSuccessful),
    };
  },
  html: (report) => {
    const page = parsePage(report, { onParseError: ({ code }) => fail(code) });
    const elements = [...elementsOf(page)];
    const has = (name: string, value: string) =>
      elements.filter(({ attrs }) => attrs.some((one) => one.name === name && one.value === value));
    return {
      newFindings: has('data-status', 'new').length,
      complete: has('class', 'completeness incomplete').length === 0,
    };
  },
  github: (report) => {
    const { commands, lines } = readCommands(report);
    return {
      newFindings:
        commands.filter(({ name }) => name === 'error').length +
        lines.filter((line) => line.startsWith('finding: ')).length,
      complete: !commands.some(({ properties }) => properties.title === 'keyfence: INCOMPLETE'),
    };
  },
  gitlab: (report) => {
    const { vulnerabilities, scan } = checkSecretDetection(report);
    return { newFindings: vulnerabilities.length, complete: scan.status === 'success' };
  },
  'gitlab-quality': (report) => {
    const issues = checkCodeQuality(report);
    const missed = issues.filter(({ check_name }) => check_name === 'keyfence:not-scanned').length;
    return { newFindings: issues.length - missed, complete: missed === 0 };
  },
  junit: (report) => {
    const { failures, errors } = checkJUnit(report);
    return { newFindings: failures, complete: errors === 0 };
  },
  csv: (report) => {
    const rows = readCsv(report);
    const receipt = rows.pop();
    if (receipt?.kind !== 'receipt') throw new Error('no receipt in the last row');
    return {
      newFindings: rows.filter(({ kind, status }) => kind === 'finding' && status === 'new').length,
      complete: receipt.status === 'complete',
    };
  },
  markdown: (report) => ({
    newFindings: report.match(/^\| (?:critical|high|medium|low) \|/gm)?.length ?? 0,
    complete: !report.startsWith('## keyfence: INCOMPLETE'),
  }),
};

/** The rows of a report by the names of their columns; RFC 4180 and nothing beyond it. */
export function readCsv(report: string): Record<string, string>[] {
  if (/(?<!\r)\n|\r(?!\n)/.test(report)) throw new Error('a line that does not end as RFC 4180 has it');
  return parseCsv(report, { columns: true, record_delimiter: '\r\n', relax_quotes: false });
}

function outcomeOf(findings: readonly Told[], { complete }: Told): Outcome {
  return { newFindings: findings.filter(({ status }) => status === 'new').length, complete };
}

function fail(code: string): never {
  throw new Error(`HTML: ${code}`);
}

function* elementsOf(node: DefaultTreeAdapterTypes.Node): Iterable<DefaultTreeAdapterTypes.Element> {
  if ('attrs' in node) yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsOf(child);
}
