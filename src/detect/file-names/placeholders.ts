/** Recognises values that stand where a real one should be: `changeme`, `your-api-key`, `<token>`, `xxxx`, `test`. */

import { looksRandom } from './randomness.js';

/** A value made of nothing but such words is a placeholder. */
const FILLER_WORDS = new Set(
  (
    'a an and api app access account admin auth be bar baz ci client db database default dev development e for foo from ' +
    'here id in insecure it jwt key local localhost long me my mysql new not none null of only or pass passphrase password ' +
    'pk postgres private public qwerty random redis root s safe secret secrets sk some string super test testing tests ' +
    'testuser testpass testpassword testsecret the this to token undefined unit used user username value very with'
  ).split(' '),
);

/** One such word makes the whole value a placeholder, unless something random stands beside it. */
const TELLING_WORDS = new Set(
  (
    'your yours yourself changeme changeit change replace replaceme placeholder example dummy fake sample mock mocked ' +
    'redacted removed todo tbd fixme insert notreal notsecret unique phrase xxx'
  ).split(' '),
);

const TELLING_ENDINGS = ['example', 'placeholder', 'here'];

/** In characters. Nobody writes a longer placeholder. */
const LONGEST_PLACEHOLDER = 200;

/** Whether the value as a whole is a stand-in. An empty value is one. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  if (text === '') return true;
  if (text.length > LONGEST_PLACEHOLDER) return false;
  if (/^<[^<>]*>$/.test(text) || /^\[[A-Za-z _-]+\]$/.test(text)) return true;
  if (isRepeated(text)) return true;
  if (looksRandom(text)) return false;
  const words = splitValue(text);
  return words.some(isTelling) || words.every((word) => FILLER_WORDS.has(word) || isCount(word));
}

/** `xxxxxxxx`, `****`, `...`, `00000000`: one character, over and over. */
function isRepeated(text: string): boolean {
  for (let index = 1; index < text.length; index++) {
    if (text[index] !== text[0]) return false;
  }
  return text.length > 1 || !/[A-Za-z0-9]/.test(text);
}

/** Words in lower case, without the digits counted at their ends: `Test_User1` is `test`, `user`. */
function splitValue(text: string): string[] {
  const separated = text.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  const words = separated.split(/[^a-z0-9]+/).filter((word) => word !== '');
  return words.map((word) => (isCount(word) ? word : trimCount(word)));
}

function trimCount(word: string): string {
  let end = word.length;
  while (end > 0 && word[end - 1]! <= '9') end -= 1;
  const digits = word.slice(end);
  return isCount(digits) ? word.slice(0, end) : word;
}

/** 1, 42, 123, 12345: a short number, or digits in their order. */
function isCount(word: string): boolean {
  return /^\d{1,3}$/.test(word) || (word.length >= 4 && '01234567890'.includes(word));
}

function isTelling(word: string): boolean {
  return (
    TELLING_WORDS.has(word) || /^x{3,}$/.test(word) || TELLING_ENDINGS.some((ending) => word.endsWith(ending))
  );
}
