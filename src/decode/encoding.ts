/** Text in another dress than UTF-8: UTF-16 and UTF-32, either end first, with or without a byte order mark. */

export type Encoding = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

/** The longer marks first: that of UTF-32 begins with that of UTF-16. */
const MARKS: [encoding: Encoding, mark: number[]][] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Where the byte of an ASCII character stands in a unit, and how many bytes a unit has. */
const UNITS: [encoding: Encoding, width: number, position: number][] = [
  ['utf-32le', 4, 0],
  ['utf-32be', 4, 3],
  ['utf-16le', 2, 0],
  ['utf-16be', 2, 1],
];

const FIRST_LOOK = 256; // bytes in which wide ASCII text shows a zero byte
const LEAST_UNITS = 4;
const WIDE_SHARE = 0.7; // of all units, for text without a mark; no file format's tables come near
const PLAIN_SHARE = 0.85; // of all bytes: text read byte by byte, whatever its first two bytes
const BROKEN_SHARE = 0.02; // of all units; of random ones a 32nd are halves of pairs

/** @param start the beginning of a text (64 KB tell enough). @returns null for anything that reads byte by byte. */
export function encodingOf(start: Buffer): Encoding | null {
  const first = start[0] as number;
  if (first === 0xff || first === 0xfe || first === 0) {
    const marked = markedEncoding(start);
    if (marked && !isPlain(start)) return marked;
  }
  if (!hasZero(start)) return null; // most files end here
  const beginning = (width: number) => start.subarray(0, LEAST_UNITS * width);
  const found = UNITS.find(
    ([, width, position]) =>
      isWide(beginning(width), { width, position, share: 1 }) &&
      isWide(start, { width, position, share: WIDE_SHARE }),
  );
  return found?.[0] ?? null;
}

/** How many of the bytes are whole characters, from a whole one on: at an end that is cut, a part of one is left out. */
export function wholeLength(bytes: Buffer, encoding: Encoding): number {
  const width = encoding.startsWith('utf-32') ? 4 : 2;
  const length = bytes.length - (bytes.length % width);
  if (width === 4 || length === 0) return length;
  const unit = unitAt(bytes, length - width, width, encoding.endsWith('le'));
  return unit >= 0xd800 && unit < 0xdc00 ? length - width : length;
}

function markedEncoding(start: Buffer): Encoding | null {
  const found = MARKS.find(
    ([encoding, mark]) => mark.every((byte, at) => start[at] === byte) && !isBroken(start, encoding),
  );
  return found?.[0] ?? null;
}

function hasZero(start: Buffer): boolean {
  const end = Math.min(start.length, FIRST_LOOK);
  for (let at = 0; at < end; at++) if (start[at] === 0) return true;
  return false;
}

/** Whether a byte is one of readable ASCII text: printable, a tab or a line end. */
export function isPlainByte(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/** Whether that share of all units holds one ASCII character and else zeros. */
function isWide(
  start: Buffer,
  { width, position, share }: Record<'width' | 'position' | 'share', number>,
): boolean {
  const units = Math.floor(start.length / width);
  if (units < LEAST_UNITS) return false;
  let wide = 0;
  for (let at = 0; at < units * width; at += width) {
    if (!isPlainByte(start[at + position] as number)) continue;
    const zeros = width === 2 ? start[at + 1 - position] === 0 : isRestZero(start, at, position);
    if (zeros) wide++;
  }
  return wide >= units * share;
}

function isRestZero(start: Buffer, at: number, position: number): boolean {
  for (let i = 0; i < 4; i++) if (i !== position && start[at + i] !== 0) return false;
  return true;
}

function isPlain(start: Buffer): boolean {
  let plain = 0;
  for (const byte of start) if (isPlainByte(byte)) plain++;
  return plain >= (start.length - 2) * PLAIN_SHARE && plain > 0;
}

/** Whether the units are no text's: halves of surrogate pairs, control characters, code points that cannot be. */
function isBroken(start: Buffer, encoding: Encoding): boolean {
  const width = encoding.startsWith('utf-32') ? 4 : 2;
  const isLittle = encoding.endsWith('le');
  const units = Math.floor(start.length / width);
  let broken = 0;
  let open = false; // a first half of a pair stands before
  for (let at = 0; at + width <= start.length; at += width) {
    const unit = unitAt(start, at, width, isLittle);
    const isFirst = unit >= 0xd800 && unit < 0xdc00;
    const isSecond = unit >= 0xdc00 && unit < 0xe000;
    if (open !== isSecond || unit > 0x10ffff || unit === 0xffff || unit === 0xfffe) broken++;
    else if (unit > 0 && unit < 0x20 && !isPlainByte(unit)) broken++;
    open = isFirst;
  }
  return broken > Math.max(4, units * BROKEN_SHARE);
}

function unitAt(start: Buffer, at: number, width: number, isLittle: boolean): number {
  if (width === 4) return isLittle ? start.readUInt32LE(at) : start.readUInt32BE(at);
  return isLittle ? start.readUInt16LE(at) : start.readUInt16BE(at);
}
