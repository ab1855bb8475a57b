/** What a script of a shell is made of. */

/** A word as the program gets it, its variables not expanded. */
export interface Word {
  /** Without quotes. A `$` that is none to the shell is the character HIDDEN. */
  text: string;
  /** The scripts whose output stands in it. */
  scripts: readonly Script[];
}

export interface Redirect {
  /** `>`, `>>`, `<`, `>&`, `&>`, `<<<` … */
  operator: string;
  /** What is redirected: 0 is the input, 1 the output, 2 the errors. */
  descriptor: number;
  target: Word;
}

export interface Command {
  /** 1-based, in the script. */
  line: number;
  /** `NAME=value` before the words. */
  assignments: readonly { name: string; value: Word }[];
  words: readonly Word[];
  redirects: readonly Redirect[];
  /** What stands in it as its input. */
  documents: readonly Word[];
  /** What stands between its braces, `do` and `done` and the like. */
  group: Script | null;
}

/** Commands of which each reads what the one before it writes. */
export type Pipeline = readonly Command[];

export type Script = readonly Pipeline[];

export const HIDDEN = '\u0003';
