/** Which signs may begin an escape that tells something. What is told here is looked at again; what is not never tells anything. */
import { BLANK, is, JOINING, LINE_END, QUOTE, TOKEN, WORD } from './classes';

/** For each byte a bit for each kind of sign that it is, and for each byte the kinds that it can follow on. */
export const SIGNS: i32 = i32(memory.data(256, 16));
export const FOLLOWING: i32 = i32(memory.data(256, 16));

const WIDEST_JOINT: i32 = 160; // bytes from the one string to the other
const LONGEST_NAME: i32 = 64;
const BACKSLASH: u8 = 0x5c;
const EQUALS: u8 = 0x3d;

export function mayBeEscape(sign: i32): bool {
  const byte = load<u8>(sign);
  const next = load<u8>(sign, 1);
  if ((load<u8>(SIGNS + byte) & load<u8>(FOLLOWING + next)) === 0) return false;
  if (is(sign, QUOTE)) return mayJoin(sign);
  if (byte === EQUALS) return next === 0x33 || mayGoOn(sign, next === 0x0d ? sign + 3 : sign + 2);
  if (byte !== BACKSLASH) return true;
  if (next === 0x6e) return mayBeginLine(sign + 2);
  if (next === 0x22) return load<u8>(sign, 2) === 0x53; // "Secret"
  if ((next | 0x20) === 0x65) return load<u8>(sign, 2) === 0x5b; // \e[
  return !is(sign + 1, LINE_END) || is(sign - 1, TOKEN);
}

/** Whether token characters stand before a sign and at the beginning of the next line. */
function mayGoOn(sign: i32, next: i32): bool {
  return is(sign - 1, TOKEN) && is(next, TOKEN);
}

/** Whether a sign may be undone: of any kind but the ends of strings, these only where another string follows. */
export function mayBeUndone(sign: i32): bool {
  return !is(sign, QUOTE) || mayJoin(sign);
}

/** Whether token characters stand before the quote and behind the next one, and between them nothing but a sign or two. */
function mayJoin(quote: i32): bool {
  if (!is(quote - 1, TOKEN)) return false;
  const limit = quote + WIDEST_JOINT;
  const sign = skipBreaks(quote + 1, limit);
  let end = sign;
  while (end - sign < 3 && is(end, JOINING)) end++;
  const next = skipBreaks(end, limit);
  if (end === sign && (is(quote - 2, QUOTE) || !is(next - 1, BLANK))) return false;
  let at = next;
  while (at - next < 2 && is(at, WORD)) at++;
  return is(at, QUOTE) && is(at + 1, TOKEN);
}

function skipBreaks(from: i32, limit: i32): i32 {
  let at = from;
  while (at < limit && (is(at, BLANK | LINE_END) || load<u8>(at) === BACKSLASH || isContinued(at))) at++;
  return at;
}

/** `_` at a line's end. */
function isContinued(at: i32): bool {
  return load<u8>(at) === 0x5f && is(at + 1, LINE_END);
}

/** Whether `",` or a name that something is assigned to follows on an escaped line end. */
function mayBeginLine(from: i32): bool {
  if (load<u16>(from) === 0x2c22) return true;
  let start = from;
  while (is(start, BLANK) && start - from < LONGEST_NAME) start++;
  let end = start;
  while (isNamed(end) && end - start < LONGEST_NAME) end++;
  if (end - start < 3) return false;
  while (is(end, BLANK) && end - start < 2 * LONGEST_NAME) end++;
  const sign = load<u8>(end);
  return sign === 0x3d || sign === 0x3a;
}

function isNamed(at: i32): bool {
  const byte = load<u8>(at);
  return is(at, WORD) || byte === 0x2d || byte === 0x2e;
}
