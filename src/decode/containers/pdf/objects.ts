/**
 * The objects of a PDF file. They are found by reading the file from its beginning, not by its table of contents: so
 * nothing is missed that a later version replaced, and a broken table hides nothing.
 */
import type { ByteRange, ByteString } from '../../../types.js';
import { isDictionary, isReference, type PdfDictionary, PdfReader, type PdfValue } from './values.js';

const REMEMBERED = 8; // objects: a page, what stands above it, and its resources
const HEADING = 20; // bytes of a number, and of the space behind it
const SPACE = 0x20;
const ZERO = 0x30;
const STREAM_END = 'endstream';

/** An object and where its stream stands, if it has one. */
export interface PdfObject {
  number: number;
  value: PdfValue;
  /** From the value's beginning to the end of the object or of its stream. */
  range: ByteRange;
  /** As stored. */
  stream: ByteRange | null;
}

/** Objects by their numbers; they are read again when needed, since a tree of all of them would be many times the file. */
export class ObjectTable {
  private readonly places = new Map<number, { bytes: Buffer; at: number }>();
  /** What was read last. */
  private readonly values = new Map<number, PdfValue>();

  add(number: number, bytes: Buffer, at: number): void {
    this.places.set(number, { bytes, at });
    this.values.delete(number);
  }

  /** What a value refers to, or the value itself. */
  resolve(value: PdfValue | undefined): PdfValue | undefined {
    let found = value;
    for (let steps = 0; steps < 10 && isReference(found); steps++) {
      found = this.read(found.object);
    }
    return found;
  }

  dictionary(value: PdfValue | undefined): PdfDictionary | null {
    const found = this.resolve(value);
    return isDictionary(found) ? found : null;
  }

  /** A stream as stored, and the dictionary before it. */
  stream(number: number): { bytes: Buffer; dictionary: PdfDictionary } | null {
    const place = this.places.get(number);
    const object = place ? objectAt(place.bytes, place.at, number) : null;
    if (!place || !object?.stream || !isDictionary(object.value)) return null;
    return { bytes: place.bytes.subarray(object.stream.start, object.stream.end), dictionary: object.value };
  }

  /** The value that a page, or a page above it, has under that key. */
  inherited(page: PdfDictionary, key: ByteString): PdfValue | undefined {
    let found: PdfDictionary | null = page;
    for (let steps = 0; found !== null && steps < 10; steps++) {
      if (found.has(key)) return found.get(key);
      found = this.dictionary(found.get('/Parent'));
    }
    return undefined;
  }

  private read(number: number): PdfValue | undefined {
    const place = this.places.get(number);
    const value = this.values.get(number) ?? (place ? new PdfReader(place.bytes, place.at).next() : null);
    if (value === null) return undefined;
    this.values.delete(number);
    this.values.set(number, value);
    if (this.values.size > REMEMBERED) this.values.delete(this.values.keys().next().value as number);
    return value;
  }
}

/** Every object in order, and every trailer as an object with the number 0. */
export function* objectsOf(bytes: Buffer): Iterable<PdfObject> {
  const words = [new Occurrences(bytes, 'obj'), new Occurrences(bytes, 'trailer')] as const;
  for (let at = 0; ; ) {
    const [object, trailer] = [words[0].after(at), words[1].after(at)];
    const place = Math.min(object, trailer);
    if (place === Number.POSITIVE_INFINITY) return;
    at = place + (place === trailer ? 'trailer' : 'obj').length;
    const number = place === trailer ? 0 : numberBefore(bytes, place);
    if (number === null) continue;
    const read = objectAt(bytes, at, number);
    at = read.range.end;
    yield read;
  }
}

/** Where a word stands, asked for with rising offsets: one pass in all. */
class Occurrences {
  private readonly bytes: Buffer;
  private readonly word: string;
  private next = -1;

  constructor(bytes: Buffer, word: string) {
    this.bytes = bytes;
    this.word = word;
  }

  after(at: number): number {
    if (this.next >= at) return this.next;
    const found = this.bytes.indexOf(this.word, at);
    this.next = found < 0 ? Number.POSITIVE_INFINITY : found;
    return this.next;
  }
}

/** The objects in an object stream, as it reads decoded: pairs of number and offset, then the objects. */
export function* innerObjects(bytes: Buffer, dictionary: PdfDictionary): Iterable<PdfObject> {
  const first = dictionary.get('/First');
  if (typeof first !== 'number') return;
  const pairs = new PdfReader(bytes.subarray(0, first));
  for (let number = pairs.next(); typeof number === 'number'; number = pairs.next()) {
    const offset = pairs.next();
    if (typeof offset !== 'number' || first + offset >= bytes.length) return;
    yield objectAt(bytes, first + offset, number);
  }
}

/** The object whose value begins there; a trailer has the number 0. */
export function objectAt(bytes: Buffer, start: number, number: number): PdfObject {
  const reader = new PdfReader(bytes, start);
  const value = reader.next() ?? '';
  const end = reader.at;
  const stream = isDictionary(value) && number > 0 ? streamAfter(bytes, end, value) : null;
  return { number, value, range: { start, end: stream?.end ?? end }, stream };
}

function streamAfter(bytes: Buffer, at: number, dictionary: PdfDictionary): ByteRange | null {
  const reader = new PdfReader(bytes, at);
  if (reader.next() !== 'stream') return null;
  let start = reader.at;
  if (bytes[start] === 0x0d) start++;
  if (bytes[start] === 0x0a) start++;
  const length = dictionary.get('/Length');
  const told = typeof length === 'number' && length >= 0 ? start + length : bytes.length;
  // The length may be a lie, or stand in another object.
  if (told < bytes.length && bytes.subarray(told, told + STREAM_END.length + 2).includes(STREAM_END)) {
    return { start, end: told };
  }
  const end = bytes.indexOf(STREAM_END, start);
  return { start, end: end < 0 ? bytes.length : end };
}

/** The number in "12 0 obj", whose last word stands at `at`. */
function numberBefore(bytes: Buffer, at: number): number | null {
  const generation = digitsBefore(bytes, at);
  const number = generation === null ? null : digitsBefore(bytes, generation.start);
  return number === null ? null : number.value;
}

/** The digits that stand before a place, with space behind them. */
function digitsBefore(bytes: Buffer, at: number): { value: number; start: number } | null {
  const latest = Math.max(0, at - HEADING);
  let end = at;
  while (end > latest && (bytes[end - 1] as number) <= SPACE) end--;
  let start = end;
  let value = 0;
  for (let unit = 1; start > latest && isDigit(bytes[start - 1] as number); unit *= 10) {
    value += ((bytes[--start] as number) - ZERO) * unit;
  }
  return end === at || start === end ? null : { value, start };
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte < ZERO + 10;
}
