/** What `init` and `uninstall` say of a plan: its files, its notes and what is to be done next. */
import { relative } from 'node:path';
import { isInside } from '../git/hooks-path.js';
import type { InstallReport } from '../install/change.js';
import { displayText } from '../report/display.js';

/** One line for each file, then the notes; what still keeps the hooks from running is the last to be read. */
export function describeReport({ topLevel, outcome, files, notes, next }: InstallReport): string[] {
  if (outcome === 'declined') return ['nothing was written'];
  const lines = files.map(({ path, action, why }) => {
    const would = outcome === 'dry run' && action !== 'unchanged' ? 'would be ' : '';
    return `${shownPath(path, topLevel)}: ${would}${action} (${why})`;
  });
  return [...lines, ...notes.map((note) => `note: ${note}`), ...next].map(displayText);
}

/** For programs, on one line: version 1 of a contract. Paths are absolute. */
export function reportAsJson(report: InstallReport): string {
  return JSON.stringify({ version: 1, ...report });
}

/** A path inside the repository as seen from its top level. */
export function shownPath(path: string, topLevel: string | null): string {
  return topLevel !== null && isInside(topLevel, path) ? relative(topLevel, path) : path;
}
