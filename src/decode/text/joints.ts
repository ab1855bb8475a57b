/** String literals that are joined: `"abc" + "def"`, over one line or two, and lines that a backslash continues. */
import { flagsOf, isBlank, isLineEnd, isQuote, JOINING, TOKEN, WORD } from './byte-classes.js';
import { type Escape, INSIDE } from './rewriting.js';
import { signsOf } from './signs.js';

const BACKSLASH = 0x5c;
const WIDEST = 160; // bytes from the one literal to the other
const ALONE = flagsOf('+.&~^');
const DOUBLED = flagsOf('+.|');
const LONGEST_PREFIX = 2;

/** Whether the quote or the backslash at `at` ends the part of a literal that goes on. */
export function tellsJoint(bytes: Buffer, at: number): boolean {
  if (!TOKEN[bytes[at - 1] as number]) return false;
  const next = jointEnd(bytes, at);
  return next > at && TOKEN[bytes[next] as number] === 1;
}

export const jointEscape: Escape = {
  signs: signsOf('"\'`\\'),
  sight: INSIDE, // a match on one side of a joint is read as it stands
  undo(bytes, at, rewriting) {
    const end = jointEnd(bytes, at);
    if (end === at || end > rewriting.end || !tellsJoint(bytes, at)) return at;
    rewriting.drop(at, end);
    return end;
  },
};

/** Where the literal goes on whose part ends at `at`; `at` where it does not. */
function jointEnd(bytes: Buffer, at: number): number {
  if (bytes[at] === BACKSLASH) return continuationEnd(bytes, at);
  const after = bytes[at + 1] as number;
  // Most quotes end here: behind them a comma, a colon, a bracket.
  if (!JOINING[after] && !isBlank(after) && !isLineEnd(after) && after !== BACKSLASH) return at;
  const sign = skipBreaks(bytes, at + 1, at + WIDEST);
  let end = sign;
  while (end - sign < 3 && JOINING[bytes[end] as number]) end++;
  if (end > sign && !isOperator(bytes, sign, end - sign)) return at;
  // Nobody goes on with a literal of one byte without a sign: in logs `"-" "…"` are two fields.
  if (end === sign && isQuote(bytes[at - 2])) return at;
  const next = skipBreaks(bytes, end, at + WIDEST);
  const quote = prefixEnd(bytes, next);
  if (!isQuote(bytes[quote])) return at;
  // Lines of a table begin with a quote, too; a literal that is continued is indented.
  return end > sign || isBlank(bytes[next - 1]) ? quote + 1 : at;
}

/** `'a' | 'b'` is a type, so one sign more or less matters. */
function isOperator(bytes: Buffer, at: number, length: number): boolean {
  const [first, second] = [bytes[at] as number, bytes[at + 1]];
  if (length === 1) return ALONE[first] === 1;
  return length === 2 && ((first === second && DOUBLED[first] === 1) || (first === 0x3c && second === 0x3e));
}

function skipBreaks(bytes: Buffer, from: number, limit: number): number {
  let at = from;
  while (at < limit && (isBlank(bytes[at]) || isLineEnd(bytes[at]) || isContinued(bytes, at))) at++;
  return at;
}

/** A backslash, as it stands before a line end or an escaped quote; Visual Basic's `_` at the end of a line. */
function isContinued(bytes: Buffer, at: number): boolean {
  return bytes[at] === BACKSLASH || (bytes[at] === 0x5f && isLineEnd(bytes[at + 1]));
}

/** Where a literal's prefix ends: Python's `rb"…"`, C's `u8"…"`. */
function prefixEnd(bytes: Buffer, from: number): number {
  let at = from;
  while (at - from < LONGEST_PREFIX && WORD[bytes[at] as number]) at++;
  return at;
}

/** A backslash at the end of a line: what follows, indented or not, goes on. */
function continuationEnd(bytes: Buffer, at: number): number {
  let end = at + 1;
  if (bytes[end] === 0x0d) end++;
  if (bytes[end] !== 0x0a) return at;
  end++;
  while (end - at < WIDEST && isBlank(bytes[end])) end++;
  return end;
}
