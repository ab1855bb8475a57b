/** What a commit made now says besides its files: its message, and the name of the branch it goes to. */
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { KeyfenceError } from '../errors.js';
import { currentBranch } from '../git/branch.js';
import { ObjectReader } from '../git/objects.js';
import type { ByteString, Chunk, Source } from '../types.js';
import { HELD_BLOB } from './blob-chunk.js';
import { IndexFiles } from './index-files.js';
import { type ReadResult, readRegularFile, toBytes } from './read-file.js';
import { endOfMessage } from './scissors.js';

const MESSAGE_LIMIT = 256 * 1024 * 1024; // bytes; `git commit -v` has put the whole diff in there

export interface MessageOptions {
  cwd: string;
  /** The file that Git gives to its commit-msg hook; relative to `cwd`. */
  file: string;
}

/**
 * @throws KeyfenceError where the file cannot be read.
 * @throws GitError outside a repository.
 */
export async function openMessage({ cwd, file }: MessageOptions): Promise<Source> {
  const text = readMessage(resolve(cwd, file));
  const branch = await currentBranch(cwd);
  const chunks = [wordsOf('(commit message)', text.subarray(0, endOfMessage(text, process.env.GIT_EDITOR)))];
  if (branch !== null) chunks.push(wordsOf('(branch name)', Buffer.from(branch, 'latin1')));
  const reader = new ObjectReader(HELD_BLOB, { cwd });
  const index = new IndexFiles(reader, { cwd });
  return {
    name: 'message',
    skipped: [],
    counted: {},
    expected: { files: chunks.length, bytes: null },
    async *chunks(): AsyncIterable<Chunk> {
      yield* chunks;
    },
    parents: () => [],
    readFile: (path) => index.read(path),
    close: () => reader.close(),
  };
}

function wordsOf(path: ByteString, bytes: Buffer): Chunk {
  return { bytes, rest: null, origin: { kind: 'words', path, commit: null } };
}

function readMessage(file: string): Buffer {
  const result = readLinked(file);
  if (result.kind === 'read') return result.bytes;
  const reason = result.kind === 'unreadable' ? result.code : REASONS[result.kind];
  throw new KeyfenceError(
    `the file with the commit message cannot be read (${reason})`,
    'the commit-msg hook gets its name from Git: keyfence commit-msg "$1"; nothing was passed as clean',
  );
}

const REASONS = {
  absent: 'no such file',
  directory: 'a folder',
  special: 'not a regular file',
  'too-large': 'too large',
};

/** The file itself where it is a link: it was named. */
function readLinked(file: string): ReadResult {
  try {
    return readRegularFile(toBytes(realpathSync.native(file)), MESSAGE_LIMIT);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    return code === 'ENOENT' ? { kind: 'absent' } : { kind: 'unreadable', code };
  }
}
