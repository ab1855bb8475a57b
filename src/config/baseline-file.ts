/** The baseline: fingerprints of what was there when a team began, one on a line. */
import { KeyfenceError } from '../errors.js';

export const BASELINE_FILE = '.keyfence-baseline';

const FINGERPRINT = /^kf1-[a-z2-7]{16}$/;
const MOST = 1024 * 1024; // bytes

/**
 * @param text the content of `.keyfence-baseline`; null where there is none.
 * @throws KeyfenceError with the line of what is no fingerprint, and never its text.
 */
export function readBaseline(text: Buffer | null): Set<string> {
  return new Set(readBaselineLines(text).keys());
}

/** The same, each with its line, 1-based. */
export function readBaselineLines(text: Buffer | null): Map<string, number> {
  const lines = new Map<string, number>();
  if (text === null) return lines;
  if (text.length > MOST) throw broken('', `expected at most ${MOST / 1024 / 1024} MB`);
  for (const [position, line] of text.toString('latin1').split('\n').entries()) {
    const entry = line.trim();
    if (entry === '' || entry.startsWith('#')) continue;
    if (!FINGERPRINT.test(entry))
      throw broken(`line ${position + 1}: `, 'expected a fingerprint, or # and a comment');
    if (!lines.has(entry)) lines.set(entry, position + 1);
  }
  return lines;
}

function broken(place: string, expected: string): KeyfenceError {
  return new KeyfenceError(
    `${BASELINE_FILE}: ${place}${expected}`,
    'mend it, or write it anew with keyfence baseline; nothing was scanned',
  );
}
