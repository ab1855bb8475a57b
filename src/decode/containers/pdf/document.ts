/** What a PDF file holds, noted while its objects go by. */
import type { ByteRange } from '../../../types.js';
import { Patchwork } from '../patchwork.js';
import { fromUtf16 } from './character-map.js';
import { isWithoutText } from './filters.js';
import { ObjectTable, type PdfObject } from './objects.js';
import { isDictionary, type PdfDictionary, type PdfValue } from './values.js';

const MOST_OBJECTS = 500_000;
const SHORTEST = 8; // bytes of a string that can be a secret
const BYTE_ORDER_MARK = Buffer.from([0xfe, 0xff]);
const NEWLINE = Buffer.from('\n');

/** A stream by its object's number, and where that object stands in the file. */
export interface StreamPlace {
  number: number;
  at: number;
}

export class PdfDocument {
  readonly table = new ObjectTable();
  /** The numbers of the pages. */
  readonly pages: number[] = [];
  /** The streams that hold other objects, and the others. */
  readonly holders: StreamPlace[] = [];
  readonly streams: StreamPlace[] = [];
  /** The strings in objects that are written otherwise than they read. */
  readonly strings = new Patchwork(Buffer.alloc(0));
  isEncrypted = false;
  /** Whether there are more objects than are looked at. */
  isFull = false;
  private count = 0;

  /**
   * Takes note of an object.
   * @param place its bytes, and where they come from in the file.
   */
  add({ number, value, range, stream }: PdfObject, place: { bytes: Buffer; outer: ByteRange }): void {
    this.isFull ||= ++this.count > MOST_OBJECTS;
    if (this.isFull) return;
    this.table.add(number, place.bytes, range.start);
    this.addStrings(value, place.outer);
    if (!isDictionary(value)) return;
    const type = value.get('/Type');
    if (value.has('/Contents') && type === '/Page') this.pages.push(number);
    if (value.has('/Encrypt') && (number === 0 || type === '/XRef')) this.isEncrypted = true;
    if (stream !== null) this.addStream(value, { number, at: range.start });
  }

  private addStream(dictionary: PdfDictionary, stream: StreamPlace): void {
    if (dictionary.get('/Type') === '/ObjStm') this.holders.push(stream);
    else if (!isWithoutText(dictionary)) this.streams.push(stream);
  }

  private addStrings(value: PdfValue, outer: ByteRange): void {
    if (typeof value !== 'object' || 'object' in value) return;
    if (Array.isArray(value)) {
      for (const one of value) this.addStrings(one, outer);
    } else if (isDictionary(value)) {
      for (const one of value.values()) this.addStrings(one, outer);
    } else if (!value.isPlain && value.string.length >= SHORTEST) {
      const isWide = value.string.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
      const wide = value.string.subarray(BYTE_ORDER_MARK.length);
      this.strings.add(isWide ? Buffer.from(fromUtf16(wide), 'latin1') : value.string, outer);
      this.strings.add(NEWLINE, outer);
    }
  }
}
