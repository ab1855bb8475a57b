/** Colours and other control sequences of terminals, as they are sent and as source code writes them. */

import { isLineEnd, isQuote, TOKEN } from './byte-classes.js';
import { readNumeric } from './numeric-escapes.js';
import { type Escape, SIGHT } from './rewriting.js';
import { signsOf } from './signs.js';

const ESC = 0x1b;
const BELL = 0x07;
const BACKSLASH = 0x5c;
const LONGEST_SEQUENCE = 64;
const LONGEST_TITLE = 1024;
const MOST_IN_A_ROW = 16;

/** Whether a control sequence at `at` stands between the characters of something. */
export function tellsTerminal(bytes: Buffer, at: number): boolean {
  // Source code that writes a colour in quotes is no coloured text.
  const isSent = bytes[at] === ESC;
  if (!goesOn(bytes[at - 1], isSent)) return false;
  let end = sequenceEnd(bytes, at);
  if (end === at) return false;
  for (let times = 0; times < MOST_IN_A_ROW; times++) {
    const next = sequenceEnd(bytes, end);
    if (next === end) break;
    end = next;
  }
  return goesOn(bytes[end], isSent);
}

/** Whether something goes on there; in what was sent to a terminal, a quoted value or the next line, too. */
function goesOn(byte: number | undefined, isSent: boolean): boolean {
  if (byte === undefined) return isSent;
  return TOKEN[byte] === 1 || (isSent && (isQuote(byte) || isLineEnd(byte)));
}

export const terminalEscape: Escape = {
  signs: signsOf('\x1b\\'),
  sight: SIGHT,
  undo(bytes, at, rewriting) {
    const end = sequenceEnd(bytes, at);
    if (end === at || end > rewriting.end) return at;
    rewriting.drop(at, end);
    return end;
  },
};

/** Where the control sequence ends that begins at `at`; `at` where none does. */
function sequenceEnd(bytes: Buffer, at: number): number {
  if (bytes[at] === BACKSLASH) {
    const start = writtenEnd(bytes, at);
    return start > 0 && bytes[start] === 0x5b ? controlEnd(bytes, start + 1, at) : at;
  }
  if (bytes[at] !== ESC) return at;
  const next = bytes[at + 1] as number;
  if (next === 0x5b) return controlEnd(bytes, at + 2, at);
  if (next === 0x5d) return titleEnd(bytes, at + 2, at);
  if (next >= 0x28 && next <= 0x2f) return at + 3; // a character set
  return next >= 0x30 && next < 0x7f ? at + 2 : at;
}

/** Where an ESC that source code writes ends: `\x1b`, `\033`, `\u001b`, `\e`. */
function writtenEnd(bytes: Buffer, at: number): number {
  const sign = bytes[at + 1] as number;
  if ((sign | 0x20) === 0x65) return at + 2;
  const escaped = readNumeric(bytes, at + 1);
  return escaped?.code === ESC ? escaped.end : -1;
}

function controlEnd(bytes: Buffer, from: number, none: number): number {
  for (let at = from; at < from + LONGEST_SEQUENCE; at++) {
    const byte = bytes[at] as number;
    if (byte >= 0x40 && byte < 0x7f) return at + 1;
    if (!(byte >= 0x20 && byte < 0x40)) return none;
  }
  return none;
}

/** A window's title, or an address, up to BEL or ESC \. */
function titleEnd(bytes: Buffer, from: number, none: number): number {
  for (let at = from; at < from + LONGEST_TITLE && at < bytes.length; at++) {
    if (bytes[at] === BELL) return at + 1;
    if (bytes[at] === ESC) return bytes[at + 1] === BACKSLASH ? at + 2 : none;
  }
  return none;
}
