/** Groq's keys: their name in base64 stands in the middle. */
import { doubtful, sound } from './results.js';
import type { Structure } from './types.js';

/** The characters that the four letters make at each of the three places they can have among the bytes. */
const marks = /Z3Jvc[Q-T]|dyb3F|ncm9x/;
const usual = Buffer.from('XgroqX').toString('base64');

export const groq: Structure = {
  check: (token) => (marks.test(token) ? sound() : doubtful('without the mark of such keys')),
  complete: (token) => token.slice(0, 24) + usual + token.slice(24 + usual.length),
};
