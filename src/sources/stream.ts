/** A stream of any size, such as standard input; it belongs to the project around the folder it is scanned in. */
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { GitError } from '../errors.js';
import { topLevelOf } from '../git/working-tree.js';
import type { ByteString, Chunk, Skip, Source } from '../types.js';
import { unreadableAfter } from './file-rest.js';
import { toBytes } from './read-file.js';
import { labelOf, readWorkingFile } from './working-files.js';

/** Bytes, or text that becomes UTF-8. A Node stream is one of these. */
export type Readable = AsyncIterable<Uint8Array | string>;

export interface StreamOptions {
  cwd: string;
  /** What the stream stands for: a path from `cwd`. The file guard looks at it, and the schemas above it hold. */
  name: string;
}

/** @throws GitError where it is not known which project this is. */
export async function openStream(readable: Readable, options: StreamOptions): Promise<Source> {
  return new StreamSource(readable, await placeOfStream(options));
}

/**
 * The top level of the project that a stream belongs to, and the path it stands for there.
 * @throws GitError as above.
 */
export async function placeOfStream({
  cwd,
  name,
}: StreamOptions): Promise<{ root: ByteString; path: ByteString }> {
  const folder = realpathSync.native(cwd);
  const root = toBytes((await workingTreeAround(folder)) ?? folder);
  return { root, path: labelOf(root, toBytes(resolve(folder, name))) };
}

/**
 * A bare repository has none, and no project files that would hold for a stream.
 * @throws GitError where it is not known.
 */
export async function workingTreeAround(cwd: string): Promise<string | null> {
  try {
    return await topLevelOf(cwd);
  } catch (error) {
    if (error instanceof GitError && error.stderr.includes('must be run in a work tree')) return null;
    throw error;
  }
}

class StreamSource implements Source {
  readonly name = 'stdin';
  readonly skipped: Skip[] = [];
  readonly counted = {};
  readonly expected = { files: 1, bytes: null };
  private readonly readable: Readable;
  private readonly root: ByteString;
  private readonly path: ByteString;

  constructor(readable: Readable, { root, path }: { root: ByteString; path: ByteString }) {
    this.readable = readable;
    this.root = root;
    this.path = path;
  }

  /** One chunk, or none where nothing comes at all. */
  async *chunks(): AsyncIterable<Chunk> {
    const parts = this.parts()[Symbol.asyncIterator]();
    try {
      const first = await parts.next();
      if (first.done) return;
      const rest = { [Symbol.asyncIterator]: () => parts };
      yield { bytes: first.value, rest, origin: { kind: 'stream', path: this.path } };
    } finally {
      await parts.return?.();
    }
  }

  parents(): [] {
    return [];
  }

  async readFile(path: ByteString): Promise<Buffer | null> {
    return readWorkingFile(this.root, path);
  }

  async close(): Promise<void> {}

  /** What could be read counts, whatever comes after it. None of the parts is empty. */
  private async *parts(): AsyncIterable<Buffer> {
    let length = 0;
    try {
      for await (const data of this.readable) {
        const bytes = bytesOf(data);
        length += bytes.length;
        if (bytes.length > 0) yield bytes;
      }
    } catch (error) {
      this.skipped.push({ file: this.path, reason: unreadableAfter(length, error), listed: false });
    }
  }
}

function bytesOf(data: Uint8Array | string): Buffer {
  if (typeof data === 'string') return Buffer.from(data, 'utf8');
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}
