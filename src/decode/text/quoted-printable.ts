/** Quoted-printable, as mail is written: `=3D`, and lines that end in `=` and go on. */
import { BASE64, hexPair, isBlank, isLineEnd, TELLING, TOKEN } from './byte-classes.js';
import { type Escape, SIGHT } from './rewriting.js';
import { signsOf } from './signs.js';

const EQUALS = 0x3d;
/** Between these lengths, in bytes, a line ends in a soft break; base64 lines with such an end have no blank. */
const SHORTEST_LINE = 56;
const LONGEST_LINE = 78;

/** Whether the `=` at `at` begins an escape of a character that changes what a token could be, or breaks a line. */
export function tellsQuotedPrintable(bytes: Buffer, at: number): boolean {
  const next = bytes[at + 1];
  if (isLineEnd(next)) return isSoftBreak(bytes, at);
  if (next !== 0x33 || ((bytes[at + 2] as number) | 0x20) !== 0x64) return false;
  const [before, after] = [bytes[at - 1] as number, bytes[at + 3] as number];
  return TOKEN[before] === 1 && (TELLING[after] === 1 || isLineEnd(after));
}

/** Whether a token could go on behind the line end: token characters on both sides, in a line as mail has them. */
function isSoftBreak(bytes: Buffer, at: number): boolean {
  const next = at + (bytes[at + 1] === 0x0d ? 3 : 2);
  if (!TOKEN[bytes[at - 1] as number] || !TOKEN[bytes[next] as number]) return false;
  let start = at;
  let isBase64 = true;
  while (start > 0 && !isLineEnd(bytes[start - 1])) {
    start--;
    if (at - start > LONGEST_LINE) return false;
    if (!BASE64[bytes[start] as number] && bytes[start] !== EQUALS) isBase64 = false;
    else if (bytes[start] === EQUALS && start < at - 2) isBase64 = false;
  }
  return at - start >= SHORTEST_LINE && !isBase64;
}

export const quotedPrintableEscape: Escape = {
  signs: signsOf('='),
  sight: SIGHT,
  undo(bytes, at, rewriting) {
    let end = at + 1;
    while (end - at < 8 && isBlank(bytes[end])) end++;
    if (bytes[end] === 0x0d) end++;
    if (bytes[end] === 0x0a) {
      if (end + 1 > rewriting.end) return at;
      rewriting.drop(at, end + 1);
      return end + 1;
    }
    const code = hexPair(bytes, at + 1);
    if (code < 0 || at + 3 > rewriting.end) return at;
    rewriting.putByte(code, at, at + 3);
    return at + 3;
  },
};
