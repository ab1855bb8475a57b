/** zip, and everything made of it: jar, whl, apk, docx, xlsx, pptx, odt. */
import type { ByteString } from '../../types.js';
import type { Layer } from '../layer.js';
import { checksumOf, inflate, reasonFor } from './inflate.js';
import { type Place, storedPart, takeEntry, Unread, unpackedPart } from './part.js';
import { endOfStored, findLocalEntry, readDirectory, type ZipEntry } from './zip-entries.js';

const STORED = 0;
const DEFLATED = 8;
const AES = 99;

/**
 * The comments, and every entry once, by its place: those of the directory, and those whose headers stand between them
 * or where the directory is broken. An entry ends at the next one at the latest, so no byte is unpacked twice.
 */
export async function* zipLayers(bytes: Buffer, place: Place): AsyncIterable<Layer> {
  const { entries, comments, isDamaged } = await readDirectory(bytes, place.budget.limits.entries + 1);
  for (const { name, ...range } of comments) yield storedPart(name, bytes, range);
  const reading = new Reading(bytes, place);
  if (isDamaged) reading.unread.add('', 'damaged: its directory cannot be read', { listed: false });
  yield* reading.layers(entries);
  reading.unread.tell();
}

class Reading {
  readonly unread: Unread;
  private readonly bytes: Buffer;
  private readonly place: Place;
  /** Where what has been read ends. */
  private done = 0;
  private isOver = false;

  constructor(bytes: Buffer, place: Place) {
    this.bytes = bytes;
    this.place = place;
    this.unread = new Unread(place);
  }

  /** @param entries in the order of their place. */
  *layers(entries: readonly ZipEntry[]): Iterable<Layer> {
    for (const [index, entry] of entries.entries()) {
      yield* this.unlisted(entry.header);
      yield* this.entry(entry, entries[index + 1]?.header ?? this.bytes.length);
    }
    yield* this.unlisted(this.bytes.length);
  }

  /** The entries that no directory tells of, up to there. */
  private *unlisted(end: number): Iterable<Layer> {
    while (!this.isOver) {
      const entry = findLocalEntry(this.bytes, { start: this.done, end });
      if (!entry) return;
      yield* this.entry(entry, end);
    }
  }

  /** @param next where the next entry begins. */
  private *entry(entry: ZipEntry, next: number): Iterable<Layer> {
    this.isOver ||= !takeEntry(this.place);
    if (this.isOver) return;
    const name = `zip:${entry.name}`;
    this.done = Math.min(next, entry.data + (entry.size ?? 0));
    if (entry.isEncrypted || entry.method === AES) {
      this.unread.add(name, 'encrypted', { listed: true });
    } else if (entry.method === STORED) {
      yield* this.stored(name, entry, next);
    } else if (entry.method === DEFLATED) {
      yield* this.deflated(name, entry, next);
    } else {
      const reason = `compressed in a way that cannot be read here (method ${entry.method})`;
      this.unread.add(name, reason, { listed: false });
    }
  }

  private *stored(name: ByteString, { data: start, size }: ZipEntry, next: number): Iterable<Layer> {
    const end = size === null ? endOfStored(this.bytes, { start, end: next }) : start + size;
    if (end > next) this.unread.add(name, 'cut off: read up to where it ends', { listed: false });
    this.done = Math.min(end, next);
    if (this.done > start) yield storedPart(name, this.bytes, { start, end: this.done });
  }

  /** Deflated data tells its own end: what its headers say of its size is not needed. */
  private *deflated(name: ByteString, entry: ZipEntry, next: number): Iterable<Layer> {
    const { data: start, size, checksum } = entry;
    const { budget } = this.place;
    const inflated = inflate(this.bytes.subarray(start, next), 'deflate', budget);
    const reason = reasonFor(inflated.end, budget);
    const isWrong = reason === null && checksum !== null && checksumOf(inflated.bytes) !== checksum;
    const isEmpty = size === 0 && inflated.end !== 'whole'; // an empty file or folder, as some write it
    if (isEmpty) return;
    if (reason !== null) this.unread.add(name, reason, { listed: false });
    if (isWrong) this.unread.add(name, 'damaged: its checksum is wrong', { listed: false });
    this.isOver = inflated.end === 'total';
    const end = start + inflated.consumed;
    this.done = Math.max(this.done, end);
    if (inflated.bytes.length > 0) yield unpackedPart(name, inflated.bytes, { start, end });
  }
}
