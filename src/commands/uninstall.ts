/** `keyfence uninstall`: takes the hooks away and says which files changed. */
import { EXIT, type ExitCode } from '../exit-codes.js';
import { type UninstallOptions, uninstall, uninstallGlobal } from '../install/index.js';
import { describeReport } from './install-words.js';
import { proposeTo } from './propose.js';

export interface UninstallArguments extends Omit<UninstallOptions, 'propose'> {
  dryRun: boolean;
  /** What `init --global` wrote, rather than what is in the repository. */
  isGlobal: boolean;
  print: (line: string) => void;
}

/**
 * Nobody is asked: only what keyfence wrote is taken away.
 * @returns the exit code; nothing to remove is no failure. @throws what `uninstall` throws.
 */
export async function runUninstall(options: UninstallArguments): Promise<ExitCode> {
  const { isGlobal, print } = options;
  const remove = isGlobal ? uninstallGlobal : uninstall;
  const report = await remove({ ...options, propose: proposeTo({ ...options, yes: true }) });
  if (report.files.length === 0) {
    print(isGlobal ? 'keyfence is in no global hook' : 'keyfence is in no hook of this repository');
  }
  for (const line of describeReport(report)) print(line);
  return EXIT.clean;
}
