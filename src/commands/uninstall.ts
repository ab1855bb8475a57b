/** `keyfence uninstall`: takes away what `init` wrote and says which files changed. */
import { EXIT, type ExitCode } from '../exit-codes.js';
import { type UninstallOptions, uninstall, uninstallGlobal } from '../install/index.js';
import { withdrawOffers } from '../offers/withdraw-offers.js';
import { describeReport, reportAsJson } from './install-words.js';
import { proposeTo } from './propose.js';

export interface UninstallArguments extends Omit<UninstallOptions, 'propose' | 'offers'> {
  dryRun: boolean;
  /** What `init --global` wrote, rather than what is in the repository. */
  isGlobal: boolean;
  /** Print the report as JSON. */
  json: boolean;
  print: (line: string) => void;
}

/**
 * Nobody is asked: only what keyfence wrote is taken away.
 * @returns the exit code; nothing to remove is no failure. @throws what `uninstall` throws.
 */
export async function runUninstall(options: UninstallArguments): Promise<ExitCode> {
  const { isGlobal, json, print } = options;
  const remove = isGlobal ? uninstallGlobal : uninstall;
  const propose = proposeTo({ ...options, yes: true });
  const report = await remove({ ...options, offers: [withdrawOffers], ...(json ? {} : { propose }) });
  if (json) {
    print(reportAsJson(report));
    return EXIT.clean;
  }
  if (report.files.length === 0) {
    print(isGlobal ? 'keyfence is in no global hook' : 'keyfence is in no hook of this repository');
  }
  for (const line of describeReport(report)) print(line);
  return EXIT.clean;
}
