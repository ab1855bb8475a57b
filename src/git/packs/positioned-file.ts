/** A file that is read by position: only what is asked for, and never less without saying so. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteString } from '../../types.js';
import { damaged } from './damage.js';

// Links are followed, as Git does; a pipe that stands there must not block.
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

export class PositionedFile {
  readonly path: ByteString;
  /** In bytes, when it was opened. */
  readonly size: number;
  private readonly descriptor: number;

  /** @throws KeyfenceError where it cannot be opened, or is no regular file. */
  constructor(path: ByteString) {
    this.path = path;
    this.descriptor = this.attempt(() => openSync(Buffer.from(path, 'latin1'), FLAGS));
    const status = fstatSync(this.descriptor);
    this.size = status.size;
    if (!status.isFile()) {
      this.close();
      throw damaged(path, 'is no regular file');
    }
  }

  /**
   * Fills `into`, or its beginning.
   * @throws KeyfenceError where the file does not have that many bytes there.
   */
  fill(into: Uint8Array, position: number, length = into.length): void {
    for (let filled = 0; filled < length; ) {
      const got = this.attempt(() =>
        readSync(this.descriptor, into, filled, length - filled, position + filled),
      );
      if (got === 0) throw damaged(this.path, 'is cut off');
      filled += got;
    }
  }

  /** The bytes in a buffer of their own. @throws KeyfenceError as above, before anything is allocated for them. */
  read(position: number, length: number): Buffer {
    if (length < 0 || position + length > this.size) throw damaged(this.path, 'is cut off');
    const bytes = Buffer.allocUnsafe(length);
    this.fill(bytes, position);
    return bytes;
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private attempt<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw damaged(this.path, 'cannot be read', { cause: error });
    }
  }
}
