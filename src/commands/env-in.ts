/** `keyfence env --in`: compares the schema's names with those that stores and environments have. */
import { consumersOf } from '../environment/declared-names.js';
import { refuseUnknown } from '../environment/refuse-unknown.js';
import { UsageError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { redact } from '../redact/text.js';
import { reportStores, reportStoresReceipt } from '../report/stores.js';
import { reportStoresJson } from '../report/stores-json.js';
import { examineStores } from '../stores/examine-stores.js';
import { countOutcome, type StoresReport, silentStores } from '../stores/report.js';
import { write } from './output.js';
import { choosePaint } from './tell-result.js';

/** As typed. */
export interface StoresArguments {
  stores: unknown;
  consumer: string | null;
  json: boolean;
}

/**
 * @returns 2 where a store did not answer at all, 1 where a name is missing or too old or a value is open to read, 3 where it
 *   is not known of some name, else 0.
 * @throws UsageError for what names no store, and for a consumer that no schema knows; neither is repeated.
 * @throws KeyfenceError for a broken schema.
 * @throws GitError
 */
export async function runStores({ stores, consumer, json }: StoresArguments): Promise<ExitCode> {
  const words = Array.isArray(stores) ? stores : [stores];
  if (!words.every((word) => typeof word === 'string')) {
    throw new UsageError('--in: expected names of stores', 'such as --in github,vercel');
  }
  const request = {
    cwd: process.cwd(),
    env: process.env,
    words: words as string[],
    consumer,
    now: Date.now(),
  };
  const report = await examineStores(request, (declared) => {
    if (consumer !== null) refuseUnknown(consumer, 'for', consumersOf(declared));
  });
  const told = json ? reportStoresJson(report) : reportStores(report, await choosePaint(report.names.length));
  // Names and groups of a schema are a project's own: a secret may have slipped into one.
  await write('stdout', await redact(told));
  await write('stderr', await redact(reportStoresReceipt(report)));
  return exitCodeFor(report);
}

function exitCodeFor(report: StoresReport): ExitCode {
  if (silentStores(report).length > 0) return EXIT.failed;
  const isOpen = report.places.some(({ openValues }) => openValues.length > 0);
  if (isOpen || countOutcome(report, 'wrong') > 0) return EXIT.findings;
  return countOutcome(report, 'unknown') > 0 ? EXIT.incomplete : EXIT.clean;
}
