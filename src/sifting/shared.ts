/** What the threads share: the names of the files, and who has taken which batch of them. */
import type { ByteString } from '../types.js';

/** Files in one batch: enough that taking one costs nothing, few enough that all threads end at the same time. */
export const BATCH = 32;

/** Memory that all threads see. */
export interface SharedFiles {
  /** The names one after the other. */
  names: SharedArrayBuffer;
  /** Where each name ends. */
  ends: SharedArrayBuffer;
  /** For each batch 0, or the number of the thread that has taken it. */
  takers: SharedArrayBuffer;
}

/** @param files absolute. @param special those of them that must not be opened ahead. */
export function shareFiles(files: readonly ByteString[], special: ReadonlySet<ByteString>): SharedFiles {
  const nameOf = (file: ByteString) => (special.has(file) ? '' : file);
  let length = 0;
  for (const file of files) length += nameOf(file).length;
  const names = new SharedArrayBuffer(length);
  const ends = new SharedArrayBuffer(files.length * Uint32Array.BYTES_PER_ELEMENT);
  const takers = new SharedArrayBuffer(Math.ceil(files.length / BATCH) * Int32Array.BYTES_PER_ELEMENT);
  const text = Buffer.from(names);
  const places = new Uint32Array(ends);
  let end = 0;
  files.forEach((file, position) => {
    end += text.write(nameOf(file), end, 'latin1');
    places[position] = end;
  });
  return { names, ends, takers };
}

/** The batches as one thread sees them. */
export class Batches {
  readonly count: number;
  private readonly names: Buffer;
  private readonly ends: Uint32Array;
  private readonly takers: Int32Array;
  private readonly self: number;
  private next = 0;

  /** @param self the number of this thread, from 1 on. */
  constructor({ names, ends, takers }: SharedFiles, self: number) {
    this.names = Buffer.from(names);
    this.ends = new Uint32Array(ends);
    this.takers = new Int32Array(takers);
    this.count = this.takers.length;
    this.self = self;
  }

  /** Takes a batch. @returns whether nobody has taken it before. */
  take(batch: number): boolean {
    return Atomics.compareExchange(this.takers, batch, 0, this.self) === 0;
  }

  /** Takes the first one that nobody has taken; null where there is none. */
  takeNext(): number | null {
    while (this.next < this.count) if (this.take(this.next++)) return this.next - 1;
    return null;
  }

  /** Who has taken it: the number of a thread, or 0. */
  takerOf(batch: number): number {
    return Atomics.load(this.takers, batch);
  }

  /** The files of a batch; an empty name for one that must not be opened ahead. */
  filesOf(batch: number): ByteString[] {
    const files: ByteString[] = [];
    const last = Math.min((batch + 1) * BATCH, this.ends.length);
    for (let position = batch * BATCH; position < last; position++) {
      const start = position === 0 ? 0 : (this.ends[position - 1] as number);
      files.push(this.names.toString('latin1', start, this.ends[position] as number));
    }
    return files;
  }
}
