/** `keyfence init`: installs the hooks and says what was written where. */

import { relative } from 'node:path';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { isInside } from '../git/hooks-path.js';
import { type InitOptions, init } from '../install/index.js';
import type { InstallReport } from '../install/manager.js';
import { display } from '../report/display.js';

/** @returns the exit code. @throws what `init` throws: errors that name the way out. */
export async function runInit(options: InitOptions & { print: (line: string) => void }): Promise<ExitCode> {
  const report = await init(options);
  for (const line of describeReport(report)) options.print(line);
  return EXIT.clean;
}

/** One line per file, then the notes. Paths inside the repository are relative to its top level. */
export function describeReport(report: InstallReport): string[] {
  const would = report.dryRun ? 'would be ' : '';
  const files = report.files.map(({ path, action, manager }) => {
    const shown = isInside(report.topLevel, path) ? relative(report.topLevel, path) : path;
    return `${shown}: ${action === 'unchanged' ? '' : would}${action} (${manager})`;
  });
  // What still keeps the hooks from running is the last thing to be read.
  const isUrgent = (note: string) => note.startsWith('NOT ACTIVE');
  const notes = report.notes.filter((note) => !isUrgent(note)).map((note) => `note: ${note}`);
  const lines = [...files, ...notes, ...report.notes.filter(isUrgent)];
  return lines.map((line) => display(Buffer.from(line, 'utf8').toString('latin1')));
}
