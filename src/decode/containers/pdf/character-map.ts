/** What the codes of a font mean: its ToUnicode map. ISO 32000-1, 9.10.3, and Adobe Technical Note 5411. */
import type { ByteString } from '../../../types.js';
import { PdfReader, type PdfString, type PdfValue } from './values.js';

const MOST_RANGE = 0x10000; // codes

export interface CharacterMap {
  /** In bytes. */
  codeSize: number;
  /** The characters of a code, as bytes of UTF-8. */
  characters: Map<number, ByteString>;
}

/** @param most how many codes it may have. */
export function readCharacterMap(bytes: Buffer, most: number): CharacterMap {
  const map: CharacterMap = { codeSize: 1, characters: new Map() };
  const reader = new PdfReader(bytes);
  let operands: PdfValue[] = [];
  for (let value = reader.next(); value !== null; value = reader.next()) {
    if (typeof value !== 'string' || value.startsWith('/')) {
      operands.push(value);
      continue;
    }
    if (value === 'endcodespacerange') map.codeSize = Math.max(1, stringOf(operands[0])?.length ?? 1);
    if (value === 'endbfchar') addCharacters(map, operands, most);
    if (value === 'endbfrange') addRanges(map, operands, most);
    operands = [];
  }
  return map;
}

/** A shown string as bytes of UTF-8; a code that the map does not have is one byte as it stands, or U+FFFD. */
export function decodeShown(shown: Buffer, { codeSize, characters }: CharacterMap): ByteString {
  const texts: ByteString[] = [];
  for (let at = 0; at + codeSize <= shown.length; at += codeSize) {
    const code = codeOf(shown.subarray(at, at + codeSize));
    texts.push(characters.get(code) ?? (codeSize === 1 ? String.fromCharCode(code) : '\xef\xbf\xbd'));
  }
  return texts.join('');
}

/** UTF-16 with its high bytes first, as bytes of UTF-8. */
export function fromUtf16(bytes: Buffer): ByteString {
  const even = Buffer.from(bytes.subarray(0, bytes.length & ~1));
  return Buffer.from(even.swap16().toString('utf16le')).toString('latin1');
}

function addCharacters({ characters }: CharacterMap, operands: readonly PdfValue[], most: number): void {
  for (let index = 0; index + 1 < operands.length && characters.size < most; index += 2) {
    const code = stringOf(operands[index]);
    const text = stringOf(operands[index + 1]);
    if (code && text) characters.set(codeOf(code), fromUtf16(text));
  }
}

function addRanges({ characters }: CharacterMap, operands: readonly PdfValue[], most: number): void {
  for (let index = 0; index + 2 < operands.length; index += 3) {
    const [first, last] = [stringOf(operands[index]), stringOf(operands[index + 1])];
    if (!first || !last) continue;
    const start = codeOf(first);
    const count = Math.min(codeOf(last) - start + 1, MOST_RANGE, most - characters.size);
    for (let step = 0; step < count; step++) {
      const text = textAt(operands[index + 2] as PdfValue, step);
      if (text) characters.set(start + step, fromUtf16(text));
    }
  }
}

/** The text of a range's code: one of a list, or the first one counted up. */
function textAt(target: PdfValue, step: number): Buffer | null {
  if (Array.isArray(target)) return stringOf(target[step]);
  const first = stringOf(target);
  if (!first || first.length < 2) return null;
  const text = Buffer.from(first);
  text.writeUInt16BE((text.readUInt16BE(text.length - 2) + step) & 0xffff, text.length - 2);
  return text;
}

function stringOf(value: PdfValue | undefined): Buffer | null {
  return typeof value === 'object' && 'string' in value ? (value as PdfString).string : null;
}

function codeOf(bytes: Buffer): number {
  return bytes.length === 0 ? 0 : bytes.readUIntBE(0, Math.min(bytes.length, 4));
}
