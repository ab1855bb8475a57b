/** Reads the units of wide text: UTF-16 and UTF-32, either end first. */
import type { Encoding } from './encoding.js';

const REPLACEMENT = 0xfffd;

export interface Units {
  /** The code point at that byte; U+FFFD for what is none, and for what is left of a unit at the end. */
  codeAt(at: number): number;
  /** How many bytes a code point takes. */
  widthOf(code: number): number;
}

export function unitsOf(bytes: Buffer, encoding: Encoding): Units {
  switch (encoding) {
    case 'utf-16le':
      return new Units16(bytes, 0);
    case 'utf-16be':
      return new Units16(bytes, 1);
    case 'utf-32le':
      return units32(bytes, (at) => bytes.readUInt32LE(at));
    case 'utf-32be':
      return units32(bytes, (at) => bytes.readUInt32BE(at));
  }
}

/** How many bytes a code point takes in UTF-8. */
export function narrowLength(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** The code points of `bytes` from `start` to `end` in UTF-8. */
export function toNarrow(bytes: Buffer, { encoding, start, end }: Stretch): Buffer {
  const stretch = bytes.subarray(start, end);
  if (encoding.startsWith('utf-32')) return narrowCodes(stretch, unitsOf(stretch, encoding));
  const whole = stretch.length & ~1;
  const even = stretch.subarray(0, whole);
  const little = encoding === 'utf-16le' ? even : Buffer.from(even).swap16();
  const text = little.toString('utf16le');
  return Buffer.from(whole < stretch.length ? `${text}\ufffd` : text, 'utf8');
}

export interface Stretch {
  encoding: Encoding;
  start: number;
  end: number;
}

class Units16 implements Units {
  private readonly bytes: Buffer;
  private readonly low: number;

  /** @param low where the low byte of a unit stands in it. */
  constructor(bytes: Buffer, low: number) {
    this.bytes = bytes;
    this.low = low;
  }

  codeAt(at: number): number {
    if (at + 1 >= this.bytes.length) return REPLACEMENT;
    const unit = this.unitAt(at);
    if (unit < 0xd800 || unit > 0xdfff) return unit;
    if (unit > 0xdbff || at + 3 >= this.bytes.length) return REPLACEMENT;
    const next = this.unitAt(at + 2);
    return next < 0xdc00 || next > 0xdfff ? REPLACEMENT : 0x10000 + ((unit & 0x3ff) << 10) + (next & 0x3ff);
  }

  widthOf(code: number): number {
    return code > 0xffff ? 4 : 2;
  }

  private unitAt(at: number): number {
    return (this.bytes[at + this.low] as number) | ((this.bytes[at + 1 - this.low] as number) << 8);
  }
}

function units32(bytes: Buffer, read: (at: number) => number): Units {
  return {
    codeAt(at) {
      if (at + 3 >= bytes.length) return REPLACEMENT;
      const code = read(at);
      return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? REPLACEMENT : code;
    },
    widthOf: () => 4,
  };
}

function narrowCodes(bytes: Buffer, units: Units): Buffer {
  const text = Buffer.allocUnsafe(bytes.length + 3);
  let to = 0;
  for (let at = 0; at < bytes.length; at += 4) to = writeCode(text, to, units.codeAt(at));
  return text.subarray(0, to);
}

/** Writes a code point in UTF-8. @returns where it ends. */
export function writeCode(text: Buffer, at: number, code: number): number {
  const length = narrowLength(code);
  if (length === 1) {
    text[at] = code;
    return at + 1;
  }
  for (let i = length - 1, rest = code; i > 0; i--, rest >>= 6) text[at + i] = 0x80 | (rest & 0x3f);
  const lead = [0, 0, 0xc0, 0xe0, 0xf0][length] as number;
  text[at] = lead | (code >> (6 * (length - 1)));
  return at + length;
}
