/** All packs of a repository: to be walked one by one, or asked for an object. */

import { openPacks } from './find-packs.js';
import { findObjectFolders } from './object-folders.js';
import type { Pack } from './pack.js';
import { type Apart, type ObjectType, PackReader, READER_LIMITS } from './pack-reader.js';
import { TextRing } from './text-ring.js';

export type StoredObject =
  | { kind: 'found'; type: ObjectType; bytes: Buffer }
  /** A pack has it, but it is too large to hold or damaged: Git may still be able to read it. */
  | { kind: 'apart'; reason: Apart };

/** Holds what `PackEntries` and, once an object is asked for, what one `PackReader` holds. */
export class PackStore {
  readonly packs: readonly Pack[];
  private readonly limits: typeof READER_LIMITS;
  private ring: TextRing | null = null;
  private reading: { pack: Pack; reader: PackReader } | null = null;

  /** @param limits of the objects that `readObject` holds. */
  constructor(packs: readonly Pack[], limits = READER_LIMITS) {
    this.packs = packs;
    this.limits = limits;
  }

  /**
   * Opens the packs of a repository and of those that it borrows objects from.
   * @throws GitError outside a repository.
   * @throws KeyfenceError where a pack, an index or a list of alternates cannot be relied on.
   */
  static async open(cwd: string, limits = READER_LIMITS): Promise<PackStore> {
    const { folders, hashLength } = await findObjectFolders(cwd);
    return new PackStore(
      folders.flatMap((folder) => openPacks(folder, hashLength)),
      limits,
    );
  }

  /**
   * @param oid in hexadecimal.
   * @returns null where no pack has it. The bytes stay valid.
   * @throws KeyfenceError where a pack cannot be read any more.
   */
  readObject(oid: string): StoredObject | null {
    const id = Buffer.from(oid, 'hex');
    let apart: StoredObject | null = null;
    for (const pack of this.packs) {
      const number = pack.entries.find(id);
      if (number < 0) continue;
      const object = this.readerOf(pack).readOne(number);
      if (object.kind === 'text') {
        return { kind: 'found', type: object.type, bytes: Buffer.from(object.text) };
      }
      apart ??= { kind: 'apart', reason: object.reason };
    }
    return apart;
  }

  close(): void {
    for (const pack of this.packs) pack.close();
    this.reading = null;
  }

  /** One pack is open at a time, and there is one ring. */
  private readerOf(pack: Pack): PackReader {
    if (this.reading?.pack === pack) return this.reading.reader;
    this.reading?.pack.close();
    this.ring ??= new TextRing(this.limits.ring);
    const reader = new PackReader(pack, { limits: this.limits, ring: this.ring });
    this.reading = { pack, reader };
    return reader;
  }
}
