/** The receipt of a hook that has nothing to scan. */

/** The line for stderr. It names neither formats nor an engine: none was loaded. */
export function reportNothingStaged(durationMs: number): string {
  return `keyfence: 0 staged files, 0 bytes, 0 skipped, ${durationMs} ms - nothing to scan\n`;
}
