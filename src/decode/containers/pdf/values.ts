/** PDF's own notation: numbers, names, strings, arrays, dictionaries and operators. ISO 32000-1, 7.2 and 7.3. */
import type { ByteString } from '../../../types.js';

/** A name begins with `/`; a word without it is an operator. */
export type PdfValue = number | ByteString | PdfString | PdfReference | PdfValue[] | PdfDictionary;

export type PdfDictionary = Map<ByteString, PdfValue>;

export interface PdfString {
  string: Buffer;
  /** Whether it is written as it reads. */
  isPlain: boolean;
}

export interface PdfReference {
  object: number;
}

const DEEPEST = 32;
const MOST_VALUES = 200_000; // in one array or dictionary, with all inside it
const SPACE = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);
const DELIMITERS = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)));
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
/** Where one of these stands inside a dictionary, its end is missing. */
const ENDS = new Set(['obj', 'endobj', 'stream', 'endstream', 'xref', 'trailer']);

/** Reads value after value; it never goes back, so that bytes of any kind cost one pass. */
export class PdfReader {
  at: number;
  private readonly bytes: Buffer;
  private values = 0;

  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** The next value or operator; null at the end. */
  next(): PdfValue | null {
    this.values = 0;
    return this.value(0);
  }

  private value(depth: number): PdfValue | null {
    this.skipSpace();
    this.values++;
    const byte = this.bytes[this.at];
    if (byte === undefined) return null;
    const start = this.at++;
    const following = this.bytes[this.at];
    switch (String.fromCharCode(byte)) {
      case '(':
        return this.literal();
      case '<':
        if (following !== byte) return this.hex();
        this.at++;
        return toDictionary(this.list('>>', depth));
      case '[':
        return this.list(']', depth);
      case '>':
        if (following === byte) this.at++;
        return '>>';
      case '/':
        return `/${this.word(this.at).replace(/#([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))}`;
      case ']':
      case '{':
      case '}':
      case ')':
        return String.fromCharCode(byte);
      default: {
        const word = this.word(start);
        return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word) ? Number(word) : word;
      }
    }
  }

  private list(end: string, depth: number): PdfValue[] {
    const values: PdfValue[] = [];
    while (depth < DEEPEST && this.values < MOST_VALUES) {
      const before = this.at;
      const value = this.value(depth + 1);
      if (value === null || value === end) break;
      if (typeof value === 'string' && ENDS.has(value)) {
        this.at = before;
        break;
      }
      if (value === 'R') values.push({ object: Number(values.splice(-2)[0]) });
      else values.push(value);
    }
    return values;
  }

  private literal(): PdfString {
    const start = this.at;
    let open = 1;
    let isPlain = true;
    for (; this.at < this.bytes.length; this.at++) {
      const byte = this.bytes[this.at];
      if (byte === 0x5c) {
        isPlain = false;
        this.at++;
      } else if (byte === 0x28) open++;
      else if (byte === 0x29 && --open === 0) break;
    }
    const string = this.bytes.subarray(start, this.at++);
    return isPlain ? { string, isPlain } : { string: unescaped(string), isPlain };
  }

  private hex(): PdfString {
    const close = this.bytes.indexOf(0x3e, this.at);
    const end = close < 0 ? this.bytes.length : close;
    const digits = this.bytes.toString('latin1', this.at, end).replace(/[^\da-f]/gi, '');
    this.at = end + 1;
    return { string: Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex'), isPlain: false };
  }

  private word(start: number): ByteString {
    while (this.at < this.bytes.length) {
      const byte = this.bytes[this.at] as number;
      if (SPACE.has(byte) || DELIMITERS.has(byte)) break;
      this.at++;
    }
    return this.bytes.toString('latin1', start, this.at);
  }

  private skipSpace(): void {
    for (; this.at < this.bytes.length; this.at++) {
      const byte = this.bytes[this.at] as number;
      if (byte === 0x25) {
        while (
          this.at + 1 < this.bytes.length &&
          this.bytes[this.at + 1] !== 0x0a &&
          this.bytes[this.at + 1] !== 0x0d
        )
          this.at++;
      } else if (!SPACE.has(byte)) break;
    }
  }
}

export function isDictionary(value: PdfValue | null | undefined): value is PdfDictionary {
  return value instanceof Map;
}

export function isReference(value: PdfValue | null | undefined): value is PdfReference {
  return typeof value === 'object' && value !== null && 'object' in value;
}

function toDictionary(values: PdfValue[]): PdfDictionary {
  const dictionary: PdfDictionary = new Map();
  for (let index = 0; index + 1 < values.length; index += 2) {
    dictionary.set(String(values[index]), values[index + 1] as PdfValue);
  }
  return dictionary;
}

function unescaped(string: Buffer): Buffer {
  const text = string.toString('latin1');
  const plain = text.replace(/\\(\r\n|[0-7]{1,3}|[\s\S])/g, (_, after: string) => {
    if (after === '\r\n' || after === '\n' || after === '\r') return '';
    if (/^[0-7]/.test(after)) return String.fromCharCode(Number.parseInt(after, 8) & 0xff);
    return ESCAPES[after] ?? after;
  });
  return Buffer.from(plain, 'latin1');
}
