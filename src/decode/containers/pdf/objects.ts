/**
 * The objects of a PDF file. They are found by reading the file from its beginning, not by its table of contents: so
 * nothing is missed that a later version replaced, and a broken table hides nothing.
 */
import type { ByteRange, ByteString } from '../../../types.js';
import { isDictionary, isReference, type PdfDictionary, PdfReader, type PdfValue } from './values.js';

const MOST_OBJECTS = 500_000;
const HEADING = 30; // bytes of "12 0 obj" before its last letter, and more
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

/** Objects by their numbers; they are read again each time, since a tree of all of them would be many times the file. */
export class ObjectTable {
  private readonly places = new Map<number, { bytes: Buffer; at: number }>();

  /** @returns false where the table is full. */
  add(number: number, bytes: Buffer, at: number): boolean {
    if (this.places.size >= MOST_OBJECTS) return false;
    this.places.set(number, { bytes, at });
    return true;
  }

  /** What a value refers to, or the value itself. */
  resolve(value: PdfValue | undefined): PdfValue | undefined {
    let found = value;
    for (let steps = 0; steps < 10 && isReference(found); steps++) {
      const place = this.places.get(found.object);
      found = place ? (new PdfReader(place.bytes, place.at).next() ?? undefined) : undefined;
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
}

/** Every object in order, and every trailer as an object with the number 0. */
export function* objectsOf(bytes: Buffer): Iterable<PdfObject> {
  let at = 0;
  let trailer = bytes.indexOf('trailer');
  for (;;) {
    const object = bytes.indexOf('obj', at);
    while (trailer >= 0 && trailer < at) trailer = bytes.indexOf('trailer', at);
    if (trailer >= 0 && (object < 0 || trailer < object)) {
      const read = objectAt(bytes, trailer + 'trailer'.length, 0);
      at = read.range.end;
      yield read;
    } else if (object >= 0) {
      const number = numberBefore(bytes, object);
      at = object + 3;
      if (number === null) continue;
      const read = objectAt(bytes, at, number);
      at = read.range.end;
      yield read;
    } else return;
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
  const before = bytes.toString('latin1', Math.max(0, at - HEADING), at);
  const words = before.trimEnd().split(/\s/);
  const [number = '', generation = ''] = words.slice(-2);
  return /\s$/.test(before) && /^\d{1,10}$/.test(number) && /^\d{1,5}$/.test(generation)
    ? Number(number)
    : null;
}
