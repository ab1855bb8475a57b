/** Judges the password of a URL or of a login: is it one, and is it worth anything? */
import type { ByteString } from '../../types.js';
import { bitsPerByteAsWords } from '../randomness/randomness.js';
import { isReference, readDefault } from './references.js';
import { genericPasswords, genericUsers, placeholderWords, request, weakPasswords } from './words.js';

/** `weak`: real, but a default known to all, or of a few bytes only. `word`: one of a language. */
export type PasswordKind = 'empty' | 'reference' | 'placeholder' | 'weak' | 'word' | 'ordinary';

/**
 * What a password is, given as it stands, percent escapes and all, and the user before it, where there is
 * one.
 */
export function judgePassword(raw: ByteString, rawUser: ByteString | null): PasswordKind {
  const fallback = readDefault(raw);
  if (fallback !== null) return judgePassword(fallback, null) === 'ordinary' ? 'ordinary' : 'reference';
  const password = decodePercent(raw);
  const user = decodePercent(rawUser ?? '').toLowerCase();
  if (password === '') return 'empty';
  if (isReference(raw) || isReference(password)) return 'reference';
  if (isMasked(password) || isRequest(password)) return 'placeholder';
  const word = password.toLowerCase();
  if (genericUsers.has(user) && (genericPasswords.has(word) || word === user)) return 'placeholder';
  if (user.includes('user') && (word.includes('password') || genericPasswords.has(word)))
    return 'placeholder';
  if (word === user || isWeak(word)) return 'weak';
  return isWord(word) ? 'word' : 'ordinary';
}

/** Replaces each `%41` by its byte; leaves alone what is no such escape. */
export function decodePercent(text: ByteString): ByteString {
  return text.replace(/%[0-9a-fA-F]{2}/g, (hex) => String.fromCharCode(Number.parseInt(hex.slice(1), 16)));
}

/** Nothing longer is a default that people know. */
const longestWord = 40;

const marks: readonly (readonly [string, string])[] = [
  ['<', '>'],
  ['&lt;', '&gt;'],
  ['[', ']'],
  ['__', '__'],
  ['@@', '@@'],
  ['%%', '%%'],
  ['##', '##'],
  ['~', '~'],
];

/** Blotted out, or nothing but filling: `****`, `xxxx`, `...`, `sk-…`, `<password>`, `__TOKEN__`. */
function isMasked(text: ByteString): boolean {
  // The ellipsis, the bullet and the middle dot, as the bytes of their UTF-8.
  const plain = text.replace(/\xe2\x80[\xa2\xa6]|\xc2\xb7/g, '***');
  if (plain.includes('***') || plain.includes('...') || /^[*xX.\-_#?]{2,}$/.test(plain)) return true;
  return marks.some(([open, close]) => {
    const inside = text.slice(open.length, -close.length);
    return text.startsWith(open) && text.endsWith(close) && /^[A-Za-z][A-Za-z0-9_ .-]*$/.test(inside);
  });
}

function isRequest(text: ByteString): boolean {
  if (text.length > longestWord) return false;
  const word = text.toLowerCase().replace(/[-_. !]/g, '');
  const parts = text.toLowerCase().match(/[a-z]+/g) ?? [];
  if (parts.length > 1 && parts.join('').length === word.replace(/[^a-z0-9]/g, '').length) {
    if (parts.every((part) => placeholderWords.has(part))) return true;
  }
  if (placeholderWords.has(word) && !weakPasswords.has(text.toLowerCase())) return true;
  return request.test(word);
}

const runs = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '9876543210',
];

/** Below this, letters are a word: see randomness. */
const wordBits = 5;
const shortest = 5;

function isWeak(word: string): boolean {
  if (word.length > longestWord) return false;
  if (word.length < shortest) return true;
  const bare = word.replace(/(?:[!@#._-]+|1|12|123|1234|12345|123456)+$/, '');
  if (weakPasswords.has(word) || weakPasswords.has(bare)) return true;
  if (word.length >= 3 && runs.some((run) => run.includes(word))) return true;
  return word.split(word[0]!).length - 1 === word.length;
}

function isWord(word: string): boolean {
  return /^[a-z]{1,40}$/.test(word) && bitsPerByteAsWords(word) < wordBits;
}
