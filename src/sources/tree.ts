/** The working tree as Git sees it: tracked and untracked files, not ignored. Outside a repository: a plain folder. */
import type { ByteString, Chunk, Skip, Source } from '../types.js';
import { type ReadResult, readRegularFile, toBytes } from './read-file.js';
import { listTree, type StagedPaths, type TreeFiles } from './tree-files.js';
import { readWorkingFile } from './working-files.js';

export interface TreeOptions {
  cwd: string;
  /** Files and folders to scan, as typed; none means the whole working tree (or the folder, outside a repository). */
  paths: readonly string[];
  includeIgnored: boolean;
  /** Where the index is scanned too: what it answers for. */
  staged?: StagedPaths;
  /** The largest file to scan, in bytes. */
  maxBytes: number;
}

/**
 * @throws KeyfenceError where a path cannot be found.
 * @throws GitError when Git cannot list the working tree.
 */
export async function openTree(options: TreeOptions): Promise<Source> {
  return new TreeSource(await listTree(options), options.maxBytes);
}

class TreeSource implements Source {
  readonly name = 'tree';
  readonly skipped: Skip[];
  readonly counted = {};
  readonly expected: Source['expected'];
  private readonly root: ByteString;
  private readonly tree: TreeFiles;
  private readonly maxBytes: number;

  constructor(tree: TreeFiles, maxBytes: number) {
    this.root = toBytes(tree.root);
    this.tree = tree;
    this.maxBytes = maxBytes;
    this.expected = { files: tree.files.length, bytes: null };
    this.skipped = tree.skipped.map((skip) => ({ ...skip, file: this.labelOf(skip.file) }));
  }

  async *chunks(): AsyncIterable<Chunk> {
    for (const file of this.tree.files) {
      const path = this.labelOf(file);
      const result = readRegularFile(file, this.maxBytes);
      if (result.kind === 'read') {
        yield { bytes: result.bytes, rest: null, origin: { kind: 'file', path, mode: result.mode } };
      } else {
        const { reason, listed } = skipOf(result);
        // What was asked for by name and not scanned leaves the scan incomplete, whatever it is.
        this.skipped.push({ file: path, reason, listed: listed && !this.tree.named.has(file) });
      }
    }
  }

  parents(): [] {
    return [];
  }

  async readFile(path: ByteString): Promise<Buffer | null> {
    return readWorkingFile(this.root, path);
  }

  async close(): Promise<void> {}

  /** Relative to the top level, or the absolute path where the file lies outside of it. */
  private labelOf(file: ByteString): ByteString {
    const folder = this.root.endsWith('/') ? this.root : `${this.root}/`;
    return file.startsWith(folder) ? file.slice(folder.length) : file;
  }
}

type Unread = Exclude<ReadResult, { kind: 'read' }>;

function skipOf(result: Unread): { reason: string; listed: boolean } {
  switch (result.kind) {
    case 'absent':
      return { reason: 'not in the working tree', listed: true };
    case 'directory':
      return { reason: 'submodule or nested repository', listed: true };
    case 'special':
      return { reason: 'not a regular file', listed: true };
    case 'too-large':
      return { reason: 'too large', listed: false };
    case 'unreadable':
      return { reason: `unreadable (${result.code})`, listed: false };
  }
}
