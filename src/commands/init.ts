/** `keyfence init`: installs the hooks and says what was written where. */
import { EXIT, type ExitCode } from '../exit-codes.js';
import { type InitOptions, init } from '../install/index.js';
import { describeReport } from './install-words.js';

/** @returns the exit code. @throws what `init` throws: errors that name the way out. */
export async function runInit(options: InitOptions & { print: (line: string) => void }): Promise<ExitCode> {
  const report = await init(options);
  for (const line of describeReport(report)) options.print(line);
  return EXIT.clean;
}
