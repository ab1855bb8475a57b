/** Character references of HTML and XML. `&amp;quot;`, escaped more than once, is undone at once. */
import { HEX, isBlank, TELLING, WORD } from './byte-classes.js';
import { type Escape, SIGHT } from './rewriting.js';
import { signsOf } from './signs.js';

const AMPERSAND = 0x26;
const SEMICOLON = 0x3b;
const BACKSLASH = 0x5c;
const LONGEST_NUMBER = 8;
const MOST_TIMES = 32;

const NAMED = new Map([
  ['amp', 0x26],
  ['quot', 0x22],
  ['apos', 0x27],
  ['lt', 0x3c],
  ['gt', 0x3e],
]);

interface Reference {
  code: number;
  end: number;
}

/** Whether the `&` at `at` begins a reference to a character that changes what is read there. */
export function tellsHtml(bytes: Buffer, at: number): boolean {
  const next = bytes[at + 1] as number;
  if (next !== 0x23 && !WORD[next]) return false; // most are operators
  const reference = readReference(bytes, at);
  if (reference === null) return false;
  const { code, end } = reference;
  const after = bytes[end] as number;
  switch (code) {
    case 0x22:
    case 0x27:
      return after === 0x3a || after === 0x3d || opensValue(bytes, at);
    case 0x3c: // a closing tag, right behind a text
      return after === 0x2f && WORD[bytes[at - 1] as number] === 1;
    case 0x26:
      return false;
    default:
      return code < 0x80 && TELLING[code] === 1;
  }
}

/** Whether `:`, `=` or an opening bracket stands before a quote. */
function opensValue(bytes: Buffer, at: number): boolean {
  let before = at - 1;
  while (at - before < 8 && isBlank(bytes[before])) before--;
  const byte = bytes[before];
  return byte === 0x3a || byte === 0x3d || byte === 0x28 || byte === 0x5b || byte === 0x7b;
}

export const htmlEscape: Escape = {
  signs: signsOf('&'),
  sight: SIGHT,
  undo(bytes, at, rewriting) {
    const reference = readReference(bytes, at);
    if (reference === null || reference.end > rewriting.end) return at;
    // A quote inside an attribute's value ends neither that nor a string that it stands in.
    if (reference.code === 0x22 || reference.code === 0x27) rewriting.putByte(BACKSLASH, at, at + 1);
    rewriting.putCode(reference.code, at, reference.end);
    return reference.end;
  },
};

function readReference(bytes: Buffer, from: number): Reference | null {
  let reference = readOnce(bytes, from + 1);
  for (let times = 0; times < MOST_TIMES && reference?.code === AMPERSAND; times++) {
    const inner = readOnce(bytes, reference.end);
    if (inner === null) break;
    reference = inner;
  }
  return reference;
}

/** @param at behind the `&`. */
function readOnce(bytes: Buffer, at: number): Reference | null {
  if (bytes[at] === 0x23) return readNumber(bytes, at + 1);
  for (const [name, code] of NAMED) {
    const end = at + name.length;
    if (bytes[end] === SEMICOLON && bytes.toString('latin1', at, end) === name) return { code, end: end + 1 };
  }
  return null;
}

function readNumber(bytes: Buffer, from: number): Reference | null {
  const isHex = ((bytes[from] as number) | 0x20) === 0x78;
  const start = isHex ? from + 1 : from;
  let code = 0;
  let at = start;
  for (; at < start + LONGEST_NUMBER; at++) {
    const digit = (HEX[bytes[at] as number] as number) - 1;
    if (digit < 0 || (!isHex && digit > 9)) break;
    code = code * (isHex ? 16 : 10) + digit;
  }
  return at > start && bytes[at] === SEMICOLON ? { code, end: at + 1 } : null;
}
