/** Whether a match stands alone: the bytes left and right of it must not continue a word or the token's alphabet. */

const BACKSLASH = 0x5c;
const CONTROL_LETTERS = 'nrtfbv0a';

/** 256 flags for the bytes of a bound. */
export function boundFlags(bound: string): Uint8Array {
  const flags = new Uint8Array(256);
  for (let i = 0; i < bound.length; i++) flags[bound.charCodeAt(i)] = 1;
  return flags;
}

/**
 * Whether the byte before `start` continues the token to the left. A letter or digit that ends an escape does not:
 * `\n`, `\x0a`, `\u000a`, `%20` and the colour codes of terminals stand right before tokens in real files.
 */
export function continuesLeft(bytes: Uint8Array, start: number, flags: Uint8Array): boolean {
  if (start === 0 || !flags[bytes[start - 1] as number]) return false;
  return !endsEscape(bytes, start);
}

/** Whether the byte at `end` continues the token to the right. */
export function continuesRight(bytes: Uint8Array, end: number, flags: Uint8Array): boolean {
  return end < bytes.length && flags[bytes[end] as number] === 1;
}

function endsEscape(bytes: Uint8Array, end: number): boolean {
  const last = bytes[end - 1] as number;
  if (bytes[end - 2] === BACKSLASH && CONTROL_LETTERS.includes(String.fromCharCode(last))) return true;
  if (isHex(last) && isHex(bytes[end - 2])) {
    if (bytes[end - 3] === 0x25) return true; // %20
    if (bytes[end - 3] === 0x78 && bytes[end - 4] === BACKSLASH) return true; // \x0a
    if (isHex(bytes[end - 3]) && isHex(bytes[end - 4])) {
      if (bytes[end - 5] === 0x75 && bytes[end - 6] === BACKSLASH) return true; // \u000a
    }
  }
  return last === 0x6d && endsColour(bytes, end); // ESC [ 1 ; 31 m
}

/** ESC as a byte, and the ways to write it in source code. */
const ESCAPES = ['\x1b', '\\x1b', '\\x1B', '\\033', '\\e', '\\E', '\\u001b', '\\u001B'];

function endsColour(bytes: Uint8Array, end: number): boolean {
  let at = end - 2;
  const first = Math.max(0, end - 16);
  while (at >= first && (isDigit(bytes[at]) || bytes[at] === 0x3b)) at--;
  if (bytes[at] !== 0x5b) return false;
  return ESCAPES.some((sequence) => {
    const start = at - sequence.length;
    for (let i = 0; i < sequence.length; i++) if (bytes[start + i] !== sequence.charCodeAt(i)) return false;
    return true;
  });
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isHex(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const lower = byte | 0x20;
  return isDigit(byte) || (lower >= 0x61 && lower <= 0x66);
}
