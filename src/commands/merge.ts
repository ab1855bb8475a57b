/** `keyfence merge`: one report out of several, of the shards of a scan or of several repositories. */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { Detectors } from '../detect/detectors.js';
import { loadEngine } from '../detect/regex.js';
import { loadCatalog } from '../detect/stored-catalog.js';
import { KeyfenceError, UsageError } from '../errors.js';
import { maskName } from '../examine/examine.js';
import { type ExitCode, exitCodeOf } from '../exit-codes.js';
import { cannotMerge } from '../merge/check-shards.js';
import { mergeReports } from '../merge/merge-reports.js';
import { type Mask, readJsonText, readReport } from '../merge/read-report.js';
import type { ReadReport } from '../merge/report.js';
import { isSarif, mergeSarif, readSarif, type SarifReport } from '../merge/sarif.js';
import { display } from '../report/display.js';
import { receiptFields } from '../report/json.js';
import { reportReceipt } from '../report/receipt.js';
import { type ReadResult, readRegularFile, toBytes } from '../sources/read-file.js';
import { write } from './output.js';
import { writeReportFile } from './report-file.js';
import { type ReportRequest, TEXT_ALONE } from './report-words.js';
import { openTelling, type Telling } from './tell-result.js';

/** Bytes of all reports together: they are held at once. */
const LARGEST = 256 * 1024 * 1024;
const SARIF_ALONE: ReportRequest = { format: 'sarif', file: null };

export interface MergeArguments extends Omit<Telling, 'reports'> {
  files: readonly string[];
  /** Null where none was asked for: text of JSON, SARIF of SARIF. */
  reports: readonly ReportRequest[] | null;
}

/**
 * The exit code is that of a scan with this outcome.
 * @throws KeyfenceError where a report is broken, they do not go together, or one cannot be written.
 */
export async function runMerge({ files, reports, quiet, verbose }: MergeArguments): Promise<ExitCode> {
  if (files.length === 0) {
    throw new UsageError('merge takes reports', 'keyfence merge report-1.json report-2.json …');
  }
  const { json, sarif } = readAll(files);
  const [oneJson] = json;
  const [oneSarif] = sarif;
  if (oneJson && oneSarif) {
    throw cannotMerge(`${oneJson.name} is JSON, ${oneSarif.name} is SARIF`, 'merge those of one form');
  }
  if (oneSarif) return tellSarif(sarif, { reports, quiet, verbose });
  const tell = await openTelling({ reports: reports ?? TEXT_ALONE, quiet, verbose });
  return tell(mergeReports(json));
}

/** What other formats need is not in it. */
async function tellSarif(
  reports: readonly SarifReport[],
  { reports: asked, quiet, verbose }: Omit<MergeArguments, 'files'>,
): Promise<ExitCode> {
  const [request = SARIF_ALONE, ...others] = asked ?? [];
  if (others.length > 0 || request.format !== 'sarif') {
    throw new UsageError('--format: SARIF reports make SARIF', 'merge the JSON reports for anything else');
  }
  const { document, receipt } = mergeSarif(reports, receiptFields);
  const text = `${JSON.stringify(document, null, 2)}\n`;
  const problem = request.file === null ? null : writeReportFile(request.file, text);
  if (request.file === null) await write('stdout', text);
  if (problem !== null) {
    throw new KeyfenceError(
      `--output: ${problem}`,
      'give a file in a folder that is there; - is standard output',
    );
  }
  const isCleanAndQuiet = quiet && receipt.findings === 0 && receipt.complete;
  if (!isCleanAndQuiet) await write('stderr', reportReceipt(receipt, { verbose, findings: [] }));
  return exitCodeOf(receipt);
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
