/** The names of a provider that count where they stand near a value, instead of in the name it is assigned to. */
import type { NearWord } from '../types.js';
import { foldCase } from './fold-case.js';
import { COMMON_WORDS, JOINTS, MIN_WORD, ORDINARY_WORDS, QUALIFYING_WORDS, withoutJoints } from './names.js';

/**
 * What the names that a context asks for begin with, as far as it is the provider's own name: `datadog` of
 * `datadog_api_key`, and not `dd`, `server` or `wallet`.
 * @param asked the words that the pattern itself says, if it does.
 */
export function nearWordsOf(
  names: readonly string[],
  { provider, id, asked }: { provider: string; id: string; asked: readonly string[] | undefined },
): NearWord[] {
  const words = asked?.map((name) => compact(name)) ?? names.flatMap((name) => ownWord(name, provider, id));
  return [...new Set(words)].map((word) => ({ word, isDistinctive: !ORDINARY_WORDS.has(word) }));
}

function ownWord(name: string, provider: string, id: string): string[] {
  const words = foldCase(name).split(JOINTS);
  const whole = words.findIndex((_, last) => words.slice(0, last + 1).join('') === compact(provider));
  if (whole >= 0) return isFound(compact(provider)) ? [compact(provider)] : [];
  while (words.length > 0 && isQualifying(words.at(-1) as string)) words.pop();
  const word = words.join('');
  const isCommon = words.every((one) => COMMON_WORDS.has(one));
  const isOwn = compact(provider).includes(word) || compact(id).includes(word);
  return isOwn && !isCommon && isFound(word) ? [word] : [];
}

/** Whether a word can be looked for: a common one is found everywhere. */
function isFound(word: string): boolean {
  return word.length >= MIN_WORD && !COMMON_WORDS.has(word);
}

function isQualifying(word: string): boolean {
  return QUALIFYING_WORDS.has(word) || COMMON_WORDS.has(word);
}

function compact(text: string): string {
  return withoutJoints(foldCase(text)).replace(/[^a-z0-9]/g, '');
}
