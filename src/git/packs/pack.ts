/** One pack: its entries, and the file that they are read from. */
import type { ByteString } from '../../types.js';
import { damaged } from './damage.js';
import { type EntryHeader, LONGEST_HEADER, readHeader } from './entry-header.js';
import type { PackIndex } from './index-file.js';
import { PackEntries, type SharedEntries } from './pack-entries.js';
import { PositionedFile } from './positioned-file.js';

const MAGIC = 0x5041434b; // "PACK"
const HEADER = 12; // bytes
const SLICE = 8 * 1024 * 1024; // bytes that are read at once where entries are read one after the other
const AROUND = 64 * 1024; // bytes that are read to each side of an entry elsewhere: what it is made of stands near it

/** What another thread needs to open the same pack; it can be posted to it. */
export interface SharedPack {
  path: ByteString;
  entries: SharedEntries;
  /** Whether every entry of the pack is among these, so that one ends where the next begins. */
  isWhole: boolean;
}

/** Bytes of the file, from a position on. */
interface Window {
  from: number;
  bytes: Buffer;
}

const NOTHING: Window = { from: 0, bytes: Buffer.alloc(0) };

/** Holds 8 MB of the file at most, beside an entry that is larger than that. */
export class Pack {
  readonly entries: PackEntries;
  readonly shared: SharedPack;
  private file: PositionedFile | null = null;
  private slice = NOTHING;
  private around = NOTHING;
  private last: { number: number; header: EntryHeader | null } = { number: -1, header: null };
  private readonly spare: { slice: Buffer | null; around: Buffer | null } = { slice: null, around: null };

  /** For a thread: of a pack that another one has opened. */
  constructor(shared: SharedPack) {
    this.shared = shared;
    this.entries = new PackEntries(shared.entries);
  }

  /**
   * @param index of this pack. Without the pack's checksum (null) it may know a part of the entries only.
   * @throws KeyfenceError where the two do not belong together, or the pack is none.
   */
  static open(
    path: ByteString,
    index: Omit<PackIndex, 'packChecksum'> & { packChecksum: Buffer | null },
  ): Pack {
    const file = new PositionedFile(path);
    try {
      const count = readCount(file);
      const end = file.size - index.hashLength;
      const { packChecksum } = index;
      if (packChecksum && !packChecksum.equals(file.read(end, index.hashLength))) {
        throw damaged(path, 'is not the pack that its index is for');
      }
      const isWhole = count === index.offsets.length;
      if (packChecksum && !isWhole) throw damaged(path, 'has another number of objects than its index');
      const entries = PackEntries.of(index, end);
      if (entries === null) throw damaged(path, 'has two objects in one place, if its index is right');
      const last = entries.count - 1;
      if (last >= 0 && (entries.start(0) < HEADER || entries.start(last) >= end)) {
        throw damaged(path, 'has no entry where its index says that there is one');
      }
      return new Pack({ path, entries: entries.shared, isWhole });
    } finally {
      file.close();
    }
  }

  /** How many bytes an entry takes in the pack. */
  storedSize(number: number): number {
    return this.entries.end(number) - this.entries.start(number);
  }

  /** Null where no entry begins there. */
  header(number: number): EntryHeader | null {
    if (this.last.number !== number) this.last = { number, header: this.readHeader(number) };
    return this.last.header;
  }

  private readHeader(number: number): EntryHeader | null {
    const offset = this.entries.start(number);
    const length = Math.min(LONGEST_HEADER, this.storedSize(number));
    const { hashLength } = this.entries.shared;
    return readHeader(this.view(offset, length), { offset, hashLength });
  }

  /** All bytes of an entry after its header: valid until the next call. */
  data(number: number, { length }: EntryHeader): Buffer {
    return this.view(this.entries.start(number), this.storedSize(number)).subarray(length);
  }

  /** The entry that a delta is made for; -1 where this pack does not have it. */
  baseOf({ base }: EntryHeader): number {
    if (base === null) return -1;
    return 'oid' in base ? this.entries.find(base.oid) : this.entries.at(base.offset);
  }

  /** Says that entries are read one after the other from this one on. */
  readFrom(number: number): void {
    const start = this.entries.start(number);
    if (this.isIn(this.slice, start, this.storedSize(number))) return;
    this.spare.slice ??= Buffer.allocUnsafeSlow(SLICE);
    this.slice = this.load(this.spare.slice, start);
  }

  /** A pack that is read again after this is opened anew. */
  close(): void {
    this.file?.close();
    this.file = null;
    this.slice = NOTHING;
    this.around = NOTHING;
  }

  private view(start: number, length: number): Buffer {
    if (this.isIn(this.slice, start, length)) return viewOf(this.slice, start, length);
    if (this.isIn(this.around, start, length)) return viewOf(this.around, start, length);
    if (length > AROUND) return this.opened().read(start, length);
    this.spare.around ??= Buffer.allocUnsafeSlow(2 * AROUND);
    this.around = this.load(this.spare.around, Math.max(0, start - AROUND));
    return viewOf(this.around, start, length);
  }

  private isIn({ from, bytes }: Window, start: number, length: number): boolean {
    return start >= from && start + length <= from + bytes.length;
  }

  private load(into: Buffer, from: number): Window {
    const file = this.opened();
    const bytes = into.subarray(0, Math.min(into.length, this.entries.shared.end - from));
    file.fill(bytes, from);
    return { from, bytes };
  }

  private opened(): PositionedFile {
    this.file ??= new PositionedFile(this.shared.path);
    return this.file;
  }
}

function viewOf({ from, bytes }: Window, start: number, length: number): Buffer {
  return bytes.subarray(start - from, start - from + length);
}

/** The number of objects that the pack's own header says. */
function readCount(file: PositionedFile): number {
  const header = file.read(0, HEADER);
  const version = header.readUInt32BE(4);
  if (header.readUInt32BE(0) !== MAGIC) throw damaged(file.path, 'is no pack');
  if (version !== 2 && version !== 3) throw damaged(file.path, 'is of a version that keyfence does not know');
  return header.readUInt32BE(8);
}
