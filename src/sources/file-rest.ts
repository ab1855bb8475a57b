/** What follows the beginning of a large file, read from the same descriptor. */
import { closeSync, readSync } from 'node:fs';

const PART = 1024 * 1024; // bytes read at once
const GROWTH = 64 * 1024 * 1024; // bytes: a file that grows by more while it is read is not read to its end

/** Must be closed. */
export class FileRest {
  /** Why the end of the file was not reached, once all that could be read was. */
  problem: string | null = null;
  private readonly descriptor: number;
  private readonly most: number;
  private length: number;
  private isOpen = true;

  /** @param file `size`: what it was when the file was opened; `length`: how many bytes of it were read already. */
  constructor(descriptor: number, { size, length }: { size: number; length: number }) {
    this.descriptor = descriptor;
    this.length = length;
    this.most = size + GROWTH;
  }

  /** The bytes, in parts that are valid until the next one. What could be read counts, whatever comes after it. */
  async *parts(): AsyncIterable<Buffer> {
    const part = Buffer.allocUnsafe(PART);
    while (this.isOpen) {
      const got = this.readInto(part);
      if (got === 0) return;
      yield part.subarray(0, got);
    }
  }

  close(): void {
    if (this.isOpen) closeSync(this.descriptor);
    this.isOpen = false;
  }

  private readInto(part: Buffer): number {
    try {
      const got = readSync(this.descriptor, part, 0, PART, null);
      if (got > 0 && this.length >= this.most) {
        this.problem = `grows while it is read: only its first ${this.length} bytes were scanned`;
        return 0;
      }
      this.length += got;
      return got;
    } catch (error) {
      this.problem = unreadableAfter(this.length, error);
      return 0;
    }
  }
}

/** The reason of a skip. @param length how many bytes could be read. */
export function unreadableAfter(length: number, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  return length === 0 ? `unreadable (${code})` : `unreadable (${code}) after its first ${length} bytes`;
}
