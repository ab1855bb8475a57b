/** PDF: its streams (pages, attached files, metadata) as they read decoded, and the text that its pages show. */
import type { ByteRange } from '../../types.js';
import type { Layer } from '../layer.js';
import { type Place, takeBytes, takeEntry, Unread, unpackedPart } from './part.js';
import { PdfDocument, type StreamPlace } from './pdf/document.js';
import { decodeStream, filtersOf } from './pdf/filters.js';
import { FontTable } from './pdf/fonts.js';
import { innerObjects, objectAt, objectsOf } from './pdf/objects.js';
import { shownText } from './pdf/shown-text.js';
import { isDictionary, type PdfDictionary } from './pdf/values.js';

const NAME = 'pdf';

export function* pdfLayers(bytes: Buffer, place: Place): Iterable<Layer> {
  const unread = new Unread(place);
  yield* new Reading(bytes, place, unread).layers();
  unread.tell();
}

/** A stream as it reads decoded, and where it stands. */
interface Decoded {
  number: number;
  bytes: Buffer;
  dictionary: PdfDictionary;
  range: ByteRange;
  /** Whether the file has it as it reads. */
  isStored: boolean;
}

class Reading {
  private readonly bytes: Buffer;
  private readonly place: Place;
  private readonly unread: Unread;
  private readonly document = new PdfDocument();
  private readonly fonts: FontTable;
  private isOver = false;

  constructor(bytes: Buffer, place: Place, unread: Unread) {
    this.bytes = bytes;
    this.place = place;
    this.unread = unread;
    this.fonts = new FontTable(this.document.table, place.budget);
  }

  *layers(): Iterable<Layer> {
    const { document } = this;
    for (const object of objectsOf(this.bytes))
      document.add(object, { bytes: this.bytes, outer: object.range });
    if (document.isEncrypted) this.unread.add(NAME, 'encrypted', { listed: true });
    else yield* this.decodedLayers();
    if (document.isFull) this.unread.add(NAME, 'limit reached: too many objects', { listed: false });
  }

  private *decodedLayers(): Iterable<Layer> {
    const { document, fonts, place } = this;
    for (const holder of document.holders) {
      const stream = this.decode(holder);
      if (!stream) continue;
      const { bytes, range: outer } = stream;
      for (const object of innerObjects(bytes, stream.dictionary)) document.add(object, { bytes, outer });
      yield unpackedPart(NAME, bytes, outer);
    }
    for (const page of document.pages) fonts.addPage(page);
    for (const one of document.streams) {
      const stream = this.decode(one);
      if (!stream) continue;
      if (!stream.isStored) yield unpackedPart(NAME, stream.bytes, stream.range);
      yield* this.shownLayers(stream);
    }
    if (document.strings.length > 0 && takeBytes(document.strings.length, place)) {
      yield { ...document.strings.layer(NAME), isExact: false };
    }
  }

  /** @returns null for a stream that cannot be read, or is empty; that is named where it matters. */
  private decode({ number, at }: StreamPlace): Decoded | null {
    const { value: dictionary, stream: range } = objectAt(this.bytes, at, number);
    if (!isDictionary(dictionary) || range === null || this.isOver) return null;
    this.isOver = !takeEntry(this.place);
    if (this.isOver) return null;
    const stored = this.bytes.subarray(range.start, range.end);
    const { bytes, reason, isOver } = decodeStream(stored, dictionary, this.place.budget);
    this.isOver = isOver;
    if (reason !== null) this.unread.add(NAME, reason, { listed: false });
    if (bytes.length === 0) return null;
    return { number, bytes, dictionary, range, isStored: filtersOf(dictionary).length === 0 };
  }

  /** What a stream shows on its page, if it is one that draws. */
  private *shownLayers({ number, bytes, dictionary, range }: Decoded): Iterable<Layer> {
    if (!bytes.includes('BT') || !bytes.includes('ET')) return;
    const { joined, spaced, isObscure } = shownText(bytes, this.fonts.of(number, dictionary));
    if (isObscure) {
      this.unread.add(NAME, 'text in a font that does not tell its characters', { listed: true });
    }
    for (const text of joined.equals(spaced) ? [joined] : [joined, spaced]) {
      if (!takeBytes(text.length, this.place)) return;
      if (text.length > 0) yield unpackedPart(NAME, text, range);
    }
  }
}
