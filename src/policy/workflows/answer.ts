/** How the lines about workflows answer: what is wrong first, then what could not be read, then whether there was anything. */

import { readsAsWords } from '../../schema/schema-form.js';
import { type Answer, fail, manual, notApplicable, type Problem, pass } from '../line.js';
import type { Pipelines } from './pipelines.js';

/** The name where it reads as one: a secret could have slipped into its place. */
export function shown(name: string): string {
  return readsAsWords(name) ? name : 'a name that is not shown';
}

/** Several names in a row. */
export function shownAll(names: readonly string[]): string {
  return [...new Set(names.map(shown))].join(', ');
}

/**
 * @param problems what is wrong; none for a sound project.
 * @param words `passed`: what the outcome rests on. `failed`: what is wrong, for so many places.
 */
export function conclude(
  pipelines: Pipelines,
  problems: Problem[],
  words: { passed: string; failed: string; remedy?: string },
): Answer {
  if (problems.length > 0) return fail(words.failed, problems, { remedy: words.remedy ?? null });
  if (pipelines.unread.length > 0) {
    return manual(
      'not every workflow of the project can be read',
      'mend those that workflows-readable names, then look again',
    );
  }
  return pass(words.passed);
}

/** The answer where there is nothing to look at; null where there is. */
export function withoutAny(files: readonly unknown[], { unread }: Pipelines): Answer | null {
  return files.length === 0 && unread.length === 0 ? notApplicable('there are no CI workflows') : null;
}

/** `1 workflow`, `3 workflows`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
