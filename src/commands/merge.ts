/** `keyfence merge`: one report out of several, of the shards of a scan or of several repositories. */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { replaceFile } from '../config/write-file.js';
import { loadEngine } from '../detect/regex.js';
import { loadCatalog } from '../detect/stored-catalog.js';
import { Detectors } from '../detectors.js';
import { KeyfenceError, UsageError } from '../errors.js';
import { maskName } from '../examine.js';
import { type ExitCode, exitCodeOf } from '../exit-codes.js';
import { cannotMerge } from '../merge/check-shards.js';
import { mergeReports } from '../merge/merge-reports.js';
import { type Mask, readJsonText, readReport } from '../merge/read-report.js';
import type { ReadReport } from '../merge/report.js';
import { isSarif, mergeSarif, readSarif, type SarifReport } from '../merge/sarif.js';
import { display } from '../report/display.js';
import { receiptFields, reportJson } from '../report/json.js';
import { reportReceipt } from '../report/receipt.js';
import { reportText } from '../report/text.js';
import { type ReadResult, readRegularFile, toBytes } from '../sources/read-file.js';
import type { Finding, Receipt } from '../types.js';
import { write } from './output.js';
import { choosePaint } from './run-scan.js';

/** Bytes of all reports together: they are held at once. */
const LARGEST = 256 * 1024 * 1024;

export interface MergeArguments {
  files: readonly string[];
  /** Null for what fits the reports: text of JSON, SARIF of SARIF. */
  format: 'text' | 'json' | 'sarif' | null;
  /** Where the report goes; null for standard output. */
  output: string | null;
  quiet: boolean;
  verbose: boolean;
}

interface Merged {
  report: string;
  findings: readonly Finding[];
  receipt: Receipt;
}

/**
 * The exit code is that of a scan with this outcome.
 * @throws KeyfenceError where a report is broken, or they do not go together.
 */
export async function runMerge(typed: MergeArguments): Promise<ExitCode> {
  if (typed.files.length === 0) {
    throw new UsageError('merge takes reports', 'keyfence merge report-1.json report-2.json …');
  }
  const reports = readAll(typed.files);
  const { report, findings, receipt } = await mergeAll(reports, typed);
  if (typed.output !== null) writeOut(typed.output, report);
  else if (report !== '') await write('stdout', report);
  if (!(typed.quiet && receipt.findings === 0 && receipt.complete)) {
    await write('stderr', reportReceipt(receipt, { verbose: typed.verbose, findings }));
  }
  return exitCodeOf(receipt);
}

async function mergeAll(
  { json, sarif }: ReadAll,
  { format, output }: Pick<MergeArguments, 'format' | 'output'>,
): Promise<Merged> {
  const [oneJson] = json;
  const [oneSarif] = sarif;
  if (oneJson && oneSarif) {
    throw cannotMerge(`${oneJson.name} is JSON, ${oneSarif.name} is SARIF`, 'merge those of one form');
  }
  if (oneSarif) {
    if (format !== null && format !== 'sarif') {
      throw new UsageError('--format: SARIF reports make SARIF', 'merge the JSON reports for anything else');
    }
    const { document, receipt } = mergeSarif(sarif, receiptFields);
    return { report: `${JSON.stringify(document, null, 2)}\n`, findings: [], receipt };
  }
  if (format === 'sarif') {
    throw new UsageError('--format: JSON reports make json or text', 'merge the SARIF reports for SARIF');
  }
  const { findings, receipt } = mergeReports(json);
  if (format === 'json') return { report: reportJson(findings, receipt), findings, receipt };
  const paint = await choosePaint(output === null ? receipt.findings : 0);
  return { report: findings.length === 0 ? '' : reportText(findings, receipt, paint), findings, receipt };
}

interface ReadAll {
  json: ReadReport[];
  sarif: SarifReport[];
}

function readAll(files: readonly string[]): ReadAll {
  const mask = makeMask();
  const all: ReadAll = { json: [], sarif: [] };
  const known = new Map<string, string>();
  let left = LARGEST;
  for (const file of files) {
    const name = display(mask(toBytes(file)));
    const text = readFile(file, name, left);
    left -= text.length;
    const digest = createHash('sha256').update(text).digest('base64');
    const twin = known.get(digest);
    if (twin !== undefined) throw cannotMerge(`${twin} and ${name} are the same report`, 'give each once');
    known.set(digest, name);
    const data = readJsonText(text, name);
    if (isSarif(data)) all.sarif.push(readSarif(data, { name, mask }));
    else all.json.push(readReport(data, { name, mask }));
  }
  return all;
}

/** What takes secrets out of text: all patterns of the catalog. */
function makeMask(): Mask {
  const detectors = new Detectors(loadCatalog(), { engine: loadEngine(), disabled: new Set() });
  const detector = detectors.wholeFor(null);
  return (text) => maskName(text, detector);
}

/** @param name as messages call it. @param left how many bytes may come. */
function readFile(file: string, name: string, left: number): Buffer {
  let result: ReadResult;
  try {
    result = readRegularFile(toBytes(realpathSync.native(resolve(file))), left);
  } catch (error) {
    throw unreadable(name, (error as NodeJS.ErrnoException).code ?? 'unknown');
  }
  if (result.kind === 'read') return result.bytes;
  if (result.kind === 'too-large') {
    throw new KeyfenceError(
      `${name}: all reports together are over ${LARGEST / 1024 / 1024} MB`,
      'merge some of them first; nothing was merged',
    );
  }
  throw unreadable(name, result.kind === 'unreadable' ? result.code : 'no regular file');
}

function unreadable(name: string, reason: string): KeyfenceError {
  return new KeyfenceError(
    `${name}: the report cannot be read (${reason})`,
    'give the reports of all shards; nothing was merged',
  );
}

function writeOut(file: string, report: string): void {
  try {
    replaceFile(resolve(file), report);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new KeyfenceError(
      `--output: the file cannot be written (${code})`,
      'give one in a folder that is there',
    );
  }
}
