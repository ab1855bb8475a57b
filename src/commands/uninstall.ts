/** `keyfence uninstall`: takes the hooks away and says which files changed. */
import { EXIT, type ExitCode } from '../exit-codes.js';
import { type UninstallOptions, uninstall } from '../install/index.js';
import { describeReport } from './install-words.js';

/** @returns the exit code; nothing to remove is no failure. @throws what `uninstall` throws. */
export async function runUninstall(
  options: UninstallOptions & { print: (line: string) => void },
): Promise<ExitCode> {
  const report = await uninstall(options);
  if (report.files.length === 0) options.print('keyfence is in no hook of this repository');
  for (const line of describeReport(report)) options.print(line);
  return EXIT.clean;
}
