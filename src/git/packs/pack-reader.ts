/** Reads the objects of one pack in the order in which they stand in it, each once, deltas made whole. */
import { applyDelta, type Changes, changesOf, readSizes } from './delta.js';
import { BLOB, COMMIT, type EntryHeader, TAG, TREE } from './entry-header.js';
import { inflateEntry } from './inflate.js';
import { Kinds, NO_KIND } from './kinds.js';
import type { Pack } from './pack.js';
import { type Place, TextRing } from './text-ring.js';

export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag';

const TYPES: Record<number, ObjectType> = {
  [COMMIT]: 'commit',
  [TREE]: 'tree',
  [BLOB]: 'blob',
  [TAG]: 'tag',
};

/**
 * Why an object is not read here. `large` and `damaged`: Git may still have it, whatever its size or in another pack.
 * `costly`: it is made of so much that has left the ring that Git would take as long; packs that Git makes have none.
 */
export type Apart = 'large' | 'damaged' | 'costly';

/** One object of a pack. `number` is that of its entry: see `PackEntries` for its id and its offset. */
export type PackObject =
  | {
      kind: 'text';
      number: number;
      type: ObjectType;
      /** All of it; valid until the next object is asked for. */
      text: Buffer;
      /** The entry that it is a delta of. */
      base: number | null;
      /** What is new in it beside its base; null where it is no delta. */
      changes: Changes | null;
    }
  /** `type` is null where even that cannot be told. */
  | { kind: 'apart'; number: number; type: ObjectType | null; reason: Apart };

export interface ReaderLimits {
  /** The longest object that is held, in bytes; so must a delta and all that it is made of be. */
  object: number;
  /** For the texts that were read last, in bytes: at least three times `object`. */
  ring: number;
  /** How much may be made a second time, in bytes, over what is handed out. */
  again: number;
}

const MB = 1024 * 1024;
export const READER_LIMITS: ReaderLimits = { object: 16 * MB, ring: 96 * MB, again: 4096 * MB };

/** By which what zlib stores can be longer than what it unpacks to, in bytes, for an object of 16 MB: 5 KB, or little more. */
const OVERHEAD = 64 * 1024;

/** Entries by their numbers: the first, and the one after the last. */
export interface Slice {
  from: number;
  to: number;
}

/**
 * Holds the ring, 8 MB of the pack, and while one entry is read what is stored of it and what it unpacks to: 137 MB at most
 * with the limits as they are, however long the chains and whatever the pack says.
 */
export class PackReader {
  private readonly pack: Pack;
  private readonly kinds: Kinds;
  private readonly limits: ReaderLimits;
  private readonly ring: TextRing;
  private surplus = 0;
  private readonly apart = new Map<number, Apart>();

  /** @param ring for texts of this pack alone; it is emptied first. */
  constructor(
    pack: Pack,
    { kinds = new Kinds(pack), limits = READER_LIMITS, ring = new TextRing(limits.ring) } = {},
  ) {
    this.pack = pack;
    this.kinds = kinds;
    this.limits = limits;
    this.ring = ring;
    ring.empty();
  }

  /**
   * The wanted objects of a slice, each once: in the order of their entries, but never before what they are made of, if
   * that is in the slice, too.
   * @throws KeyfenceError where the pack itself cannot be read any more.
   */
  *read(slice: Slice, wanted: ReadonlySet<ObjectType>): Generator<PackObject, void, undefined> {
    const isDone = new Uint8Array(slice.to - slice.from);
    for (let number = slice.from; number < slice.to; number++) {
      if (isDone[number - slice.from] === 1) continue;
      this.pack.readFrom(number);
      const type = this.typeOf(number);
      if (type === null) yield { kind: 'apart', number, type, reason: 'damaged' };
      if (type === null || !wanted.has(type)) continue;
      const chain = this.chainOf(number);
      if (chain.length > 1 && this.surplus > this.limits.again) {
        yield { kind: 'apart', number, type, reason: 'costly' };
        continue;
      }
      for (const one of chain) {
        const object = this.make(one, type);
        const index = one - slice.from;
        // What it is made of can stand elsewhere, or be made a second time.
        const isNew = index >= 0 && index < isDone.length && isDone[index] === 0;
        if (object.kind === 'text') this.surplus += isNew ? -object.text.length : object.text.length;
        if (!isNew) continue;
        isDone[index] = 1;
        yield object;
      }
    }
  }

  /** One object. @throws KeyfenceError as above. */
  readOne(number: number): PackObject {
    const type = this.typeOf(number);
    let object: PackObject = { kind: 'apart', number, type, reason: 'damaged' };
    if (type !== null) for (const one of this.chainOf(number)) object = this.make(one, type);
    return object;
  }

  private typeOf(number: number): ObjectType | null {
    const kind = this.kinds.of(number);
    return kind === NO_KIND ? null : (TYPES[kind] ?? null);
  }

  /** An entry of a known type, after all that has to be made before it; that it ends is known by its type. */
  private chainOf(number: number): number[] {
    const chain = [number];
    for (let at = number; !this.isKnown(at); ) {
      const header = this.pack.header(at) as EntryHeader;
      if (header.base === null) break;
      at = this.pack.baseOf(header);
      chain.push(at);
    }
    // What is at hand already is not made again, unless it is what was asked for.
    if (chain.length > 1 && this.isKnown(chain[chain.length - 1] as number)) chain.pop();
    return chain.reverse();
  }

  private isKnown(number: number): boolean {
    return this.ring.has(number) || this.apart.has(number);
  }

  private make(number: number, type: ObjectType): PackObject {
    const object = this.attempt(number, type);
    if (object.kind === 'apart') this.apart.set(number, object.reason);
    return object;
  }

  private attempt(number: number, type: ObjectType): PackObject {
    const known = this.ring.get(number);
    const header = this.pack.header(number) as EntryHeader;
    const base = header.base === null ? null : this.pack.baseOf(header);
    const reason = this.apart.get(number) ?? (base === null ? undefined : this.apart.get(base));
    if (reason !== undefined) return { kind: 'apart', number, type, reason };
    if (header.size > this.limits.object || this.pack.storedSize(number) > this.limits.object + OVERHEAD) {
      return { kind: 'apart', number, type, reason: 'large' };
    }
    const mayEndBefore = !this.pack.shared.isWhole;
    const content = inflateEntry(this.pack.data(number, header), header.size, { mayEndBefore });
    if (content === null) return { kind: 'apart', number, type, reason: 'damaged' };
    const place =
      known ?? (base === null ? this.whole(number, content) : this.fromDelta(number, base, content));
    if (typeof place === 'string') return { kind: 'apart', number, type, reason: place };
    const changes = base === null ? null : changesOf(content);
    return { kind: 'text', number, type, text: this.ring.text(place), base, changes };
  }

  private whole(number: number, content: Buffer): Place {
    const place = this.ring.room(number, content.length, null);
    this.ring.memory.set(content, place.start);
    this.ring.add(place);
    return place;
  }

  private fromDelta(number: number, baseNumber: number, delta: Buffer): Place | Apart {
    const base = this.ring.get(baseNumber) as Place;
    const sizes = readSizes(delta);
    if (sizes === null || sizes.base !== base.length) return 'damaged';
    if (sizes.result > this.limits.object) return 'large';
    const place = this.ring.room(number, sizes.result, base);
    const places = { memory: this.ring.memory, base: base.start, result: place.start };
    if (!applyDelta(places, delta)) return 'damaged';
    this.ring.add(place);
    return place;
  }
}
