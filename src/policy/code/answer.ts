/** How the lines about code answer. */
import { type Answer, fail, manual, type Problem, pass } from '../line.js';
import type { Reads } from './reads.js';

/** @param words `passed`: what the outcome rests on. `failed`: what is wrong. */
export function concludeOn(
  { unread }: Reads,
  problems: Problem[],
  words: { passed: string; failed: string },
): Answer {
  if (problems.length > 0) return fail(words.failed, problems);
  if (unread.length === 0) return pass(words.passed);
  const first = Buffer.from(unread[0] as string, 'latin1').toString('utf8');
  const files = unread.length === 1 ? 'one file of code was' : `${unread.length} files of code were`;
  return manual(
    `${files} too large to be looked through`,
    `look yourself for names of secrets, first in ${first}`,
  );
}
