/** How far a scan has come, in one line of a terminal. */
import { size } from './receipt.js';

export interface ProgressFacts {
  files: number;
  bytes: number;
  /** How many files there are, where that is known. */
  expectedFiles: number | null;
  /** Since the scan began, in milliseconds. */
  elapsed: number;
  /** Null where nobody can tell yet. */
  secondsLeft: number | null;
  /** A drawn bar, or nothing. */
  bar: string;
}

/** @param width the columns of the terminal; the line leaves its last one free, where a cursor would wrap. */
export function progressLine(facts: ProgressFacts, width: number): string {
  const { files, bytes, expectedFiles, elapsed, secondsLeft, bar } = facts;
  const rate = elapsed > 0 ? (bytes * 1000) / elapsed : 0;
  const parts = [
    ...(expectedFiles !== null
      ? [`${files} of ${expectedFiles} files`]
      : files > 0
        ? [`${files} files`]
        : []),
    size(bytes),
    `${size(Math.round(rate))}/s`,
    ...(secondsLeft === null ? [] : [`${duration(secondsLeft)} left`]),
  ];
  return `keyfence: ${bar === '' ? '' : `[${bar}] `}${parts.join(', ')}`.slice(0, Math.max(0, width - 1));
}

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
