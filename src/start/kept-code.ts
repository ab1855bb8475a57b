/**
 * What V8 has compiled, kept from one run for the next: half of what a hook does is to compile the same functions again.
 * V8 itself refuses code of another version of it, of other flags, and of a source of another length; that the source is
 * the same otherwise is seen to here. It does not look whether the code is as it was written, and would run anything, so
 * each file holds it twice: the two must be equal. (A checksum would be had from Node's zlib, which takes longer to load.)
 * Nothing of what is scanned gets into it: it holds functions, no values.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Script } from 'node:vm';
import { makeCacheFolder, openCacheFolder } from '../cache/cache-folder.js';
import { readCachedFile, type Wanted, writeCachedFile } from '../cache/cached-file.js';

declare const BUILD: string | undefined; // set by the build: tells its stages from those of any other

const LARGEST = 16 * 1024 * 1024; // bytes
const DAY = 24 * 60 * 60 * 1000; // milliseconds
/** Seconds. In longer runs V8 throws away what it has not used for a while; what is kept of them would lack it. */
const SHORT_RUN = 3;

/** The code that is kept for the bin in `folder`, or null where none may be. */
export function openKeptCode(folder: string): KeptCode | null {
  try {
    if (typeof BUILD === 'undefined' || process.env.NODE_DISABLE_COMPILE_CACHE) return null;
    const build = `${BUILD}-${process.version}-${process.arch}`;
    const cache = openCacheFolder(build);
    return cache === null ? null : new KeptCode(folder, cache);
  } catch {
    return null; // without it everything works as well
  }
}

class KeptCode {
  private readonly folder: string;
  private readonly cache: string;
  private readonly scripts = new Map<string, Script>();
  /** Whether there is something to keep that is not kept yet, or was long ago. */
  private isStale = false;

  constructor(folder: string, cache: string) {
    this.folder = folder;
    this.cache = cache;
    process.once('exit', () => this.keep());
  }

  /** What is kept of a stage, if it is not older than the stage itself. */
  read(stage: string): Buffer | undefined {
    const code = readTwice(join(this.cache, stage), ({ mtimeMs }) => {
      this.isStale ||= mtimeMs < Date.now() - DAY;
      return mtimeMs > statSync(join(this.folder, stage)).ctimeMs;
    });
    this.isStale ||= code === undefined;
    return code;
  }

  /** Says what a stage was compiled to. */
  note(stage: string, script: Script): void {
    this.scripts.set(stage, script);
    this.isStale ||= script.cachedDataRejected === true;
  }

  /** At the end of a run more functions are compiled than at its beginning. */
  private keep(): void {
    if (!this.isStale || process.uptime() > SHORT_RUN) return;
    try {
      makeCacheFolder(this.cache);
      for (const [stage, script] of this.scripts) {
        writeTwice(join(this.cache, stage), script.createCachedData());
      }
    } catch {
      // A full disk, a folder that may not be written: the next run compiles again.
    }
  }
}

/** What `writeTwice` wrote; undefined where there is none, or it is not as it was written. */
function readTwice(file: string, isWanted: Wanted['isWanted']): Buffer | undefined {
  const twice = readCachedFile(file, { largest: LARGEST, isWanted });
  const once = twice?.subarray(0, twice.length / 2);
  return once && twice?.subarray(once.length).equals(once) ? once : undefined;
}

function writeTwice(file: string, bytes: Buffer): void {
  writeCachedFile(file, [bytes, bytes]);
}
