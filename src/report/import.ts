/** What `keyfence init --import` says: of each foreign decision what became of it. */
import { displayText } from './display.js';

/** One line of the report; both texts are keyfence's own words. */
export interface ImportLine {
  where: string;
  isCarried: boolean;
  told: string;
}

/** Lines for stdout. */
export function reportImport(
  lines: readonly ImportLine[],
  files: readonly string[],
  dryRun: boolean,
): string {
  const carried = lines.filter(({ isCarried }) => isCarried).length;
  const told = lines.map(
    ({ where, isCarried, told }) => `${isCarried ? 'carried over' : 'left        '}  ${where}: ${told}`,
  );
  const written = files.map((file) => `${file}: ${dryRun ? 'would be written' : 'written'}`);
  const summary = `${carried} of ${lines.length} carried over; the files and comments it came from stay as they are`;
  return [...told, summary, ...written].map((line) => `${displayText(line)}\n`).join('');
}
