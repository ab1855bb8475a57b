/** Commands as a person pastes them into a POSIX shell. The new value is in a variable of that shell, and never an argument. */

import { quoteWord } from '../policy/quote-word.js';

/** Asks for the value without showing it, and keeps it out of the shell's history. In bash and zsh. */
export const ASK_VALUE = 'read -rs NEW';
export const FORGET_VALUE = 'unset NEW';
/** `printf` is a part of the shell: its arguments are in no list of processes. */
export const GIVE_VALUE = `printf %s "$NEW"`;

/** The words of a command, quoted and joined. */
export function commandLine(...words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

/** A command that reads the new value from its standard input. */
export function given(...words: readonly string[]): string {
  return `${GIVE_VALUE} | ${commandLine(...words)}`;
}
