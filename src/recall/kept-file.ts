/** A file of the cache that holds what it was given, or is not there: a checksum tells. */
import { createHash } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeCacheFolder, openCacheFolder } from '../cache/cache-folder.js';
import { readCachedFile, writeCachedFile } from '../cache/cached-file.js';

const FOLDER = 'history';
const DIGEST = 32; // bytes
const MONTH = 30 * 24 * 60 * 60 * 1000; // milliseconds
/** Bytes: a history whose records take more is read anew each time. */
const LARGEST = 96 * 1024 * 1024;

export class KeptFile {
  private readonly folder: string;
  private readonly file: string;

  private constructor(folder: string, file: string) {
    this.folder = folder;
    this.file = file;
  }

  /**
   * @param facts whatever makes it another file when it changes.
   * @returns null where there is no place that is only the user's.
   */
  static open(facts: readonly string[]): KeptFile | null {
    try {
      const folder = openCacheFolder(FOLDER);
      const name = createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 32);
      return folder === null ? null : new KeptFile(folder, join(folder, name));
    } catch {
      return null; // without it everything works as well
    }
  }

  /** What was written last; null where there is nothing, or not all of it. */
  read(): Buffer | null {
    const bytes = readCachedFile(this.file, { largest: LARGEST });
    if (bytes === null || bytes.length < DIGEST) return null;
    const content = bytes.subarray(DIGEST);
    return digestOf([content]).equals(bytes.subarray(0, DIGEST)) ? content : null;
  }

  /** Keeps it, if that is possible; what nobody has used for a month goes. */
  write(parts: readonly Buffer[]): void {
    if (parts.reduce((sum, { length }) => sum + length, DIGEST) > LARGEST) return;
    try {
      makeCacheFolder(this.folder);
      writeCachedFile(this.file, [digestOf(parts), ...parts]);
      for (const name of readdirSync(dirname(this.file))) {
        const other = join(this.folder, name);
        if (statSync(other).mtimeMs < Date.now() - MONTH) rmSync(other, { force: true });
      }
    } catch {
      // A full disk, a folder that may not be written: the next scan finds out again.
    }
  }
}

function digestOf(parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
