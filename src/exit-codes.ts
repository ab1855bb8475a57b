/** The exit codes, in the order in which one outdoes another. A hook blocks on everything but 0. */
import type { Receipt } from './types.js';

export const EXIT = {
  clean: 0,
  findings: 1,
  /** Bad usage, broken configuration, Git failed. */
  failed: 2,
  /** Something that should have been scanned was not. */
  incomplete: 3,
} as const;

/** The exit code of a command that keyfence ran for somebody: whatever it was. */
export type CommandExitCode = number & { readonly ofCommand: unique symbol };

export type ExitCode = (typeof EXIT)[keyof typeof EXIT] | CommandExitCode;

/** Passes on what a command ended with. */
export function exitCodeOfCommand(code: number): ExitCode {
  return code as CommandExitCode;
}

/** The exit code of a scan that could be done: findings before incomplete. */
export function exitCodeOf(receipt: Receipt): ExitCode {
  if (receipt.findings > 0) return EXIT.findings;
  return receipt.complete ? EXIT.clean : EXIT.incomplete;
}
