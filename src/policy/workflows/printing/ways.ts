/** What is said of a secret that leaves a script, and what to do about it. */
import type { ByteString } from '../../../types.js';
import type { Problem } from '../../line.js';
import { shownAll } from '../answer.js';
import type { Leak, Way } from '../shell/leaks.js';

const SAYS: Readonly<Record<Way, (names: string) => string>> = {
  log: (names) => `this writes ${names} to the log`,
  trace: (names) => `with set -x the shell writes ${names} to the log`,
  output: (names) => `this makes ${names} an output of the step, which logs and other jobs can show`,
  summary: (names) => `this writes ${names} into the summary of the run, which masks nothing`,
  environment: (names) =>
    `this gives ${names} to every later step in a spelling that is not masked, and each shows its environment`,
};

const REMEDIES: Readonly<Record<Way, string>> = {
  log: 'take it out; to see whether it is set: test -n "$NAME" && echo set; to give it to a program: its standard input, as in echo "$NAME" | docker login --password-stdin',
  trace: 'take set -x out, or put set +x before the lines that use the secret',
  output: 'read the secret in the step that needs it: env: NAME: ${{ secrets.NAME }}',
  summary: 'take it out; to see whether it is set: test -n "$NAME" && echo set',
  environment: 'write echo "::add-mask::$NAME" before it, or read the secret in the step that needs it',
};

/** @param place the file, and the line of the script's first line; null for the whole script at that line. */
export function problemOf(leak: Leak, place: { file: ByteString; line: number }): Problem {
  const { way, names, isReshaped, isList } = leak;
  const known = names.length > 0 ? shownAll(names) : 'a secret';
  const told = isList
    ? `every variable, ${names.length > 0 ? `${known} among them` : 'secrets among them'},`
    : known;
  const tail = isReshaped && (way === 'log' || way === 'trace') ? ', in a spelling that no runner masks' : '';
  return { ...place, says: `${SAYS[way](told)}${tail}`, remedy: REMEDIES[way] };
}
