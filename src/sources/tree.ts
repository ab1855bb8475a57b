/** The working tree as Git sees it: tracked and untracked files, not ignored. Outside a repository: a plain folder. */
import type { ByteString, Chunk, FileListing, Pass, Skip, Source } from '../types.js';
import type { FileRest } from './file-rest.js';
import { FileReader, openRegularFile, type ReadResult, toBytes } from './read-file.js';
import { listTree, type StagedPaths, type TreeFiles } from './tree-files.js';
import { labelOf, readWorkingFile } from './working-files.js';

export interface TreeOptions {
  cwd: string;
  /** Files and folders to scan, as typed; none means the whole working tree (or the folder, outside a repository). */
  paths: readonly string[];
  includeIgnored: boolean;
  /** Where the index is scanned too: what it answers for. */
  staged?: StagedPaths;
}

/**
 * @throws KeyfenceError where a path cannot be found.
 * @throws GitError when Git cannot list the working tree.
 */
export async function openTree(options: TreeOptions): Promise<Source> {
  return new TreeSource(await listTree(options), options.paths.length === 0);
}

class TreeSource implements Source {
  readonly name = 'tree';
  readonly skipped: Skip[];
  readonly counted = {};
  readonly expected: Source['expected'];
  readonly isWhole: boolean;
  private readonly root: ByteString;
  private readonly tree: TreeFiles;

  constructor(tree: TreeFiles, isWhole: boolean) {
    this.isWhole = isWhole;
    this.root = toBytes(tree.root);
    this.tree = tree;
    this.expected = { files: tree.files.length, bytes: null };
    this.skipped = tree.skipped.map((skip) => ({ ...skip, file: labelOf(this.root, skip.file) }));
  }

  get listing(): FileListing {
    return { root: this.root, files: this.tree.files, special: this.tree.special };
  }

  async *chunks(pass: Pass = () => 0): AsyncIterable<Chunk> {
    const reader = new FileReader();
    const { files } = this.tree;
    for (let position = 0; position < files.length; ) {
      const passed = pass(position);
      const dull = typeof passed === 'number' ? passed : await passed;
      position += dull;
      if (dull > 0) continue;
      const file = files[position++] as ByteString;
      const path = labelOf(this.root, file);
      const result = this.tree.special.has(file) ? openRegularFile(file) : reader.open(file);
      if (result.kind === 'read') {
        const { bytes, rest, mode } = result;
        try {
          yield { bytes, rest: rest && this.read(rest, path), origin: { kind: 'file', path, mode } };
        } finally {
          rest?.close();
        }
      } else {
        const { reason, listed } = skipOf(result);
        // What was asked for by name and not scanned leaves the scan incomplete, whatever it is.
        this.skipped.push({ file: path, reason, listed: listed && !this.tree.named.has(file) });
      }
    }
  }

  private async *read(rest: FileRest, path: ByteString): AsyncIterable<Buffer> {
    yield* rest.parts();
    if (rest.problem !== null) this.skipped.push({ file: path, reason: rest.problem, listed: false });
  }

  parents(): [] {
    return [];
  }

  async readFile(path: ByteString): Promise<Buffer | null> {
    return readWorkingFile(this.root, path);
  }

  async close(): Promise<void> {}
}

/** Why a pipe, a socket or a device is not scanned. */
export const NO_FILE = 'not a regular file';

type Unread = Exclude<ReadResult, { kind: 'read' | 'too-large' }>;

function skipOf(result: Unread): { reason: string; listed: boolean } {
  switch (result.kind) {
    case 'absent':
      return { reason: 'not in the working tree', listed: true };
    case 'directory':
      return { reason: 'submodule or nested repository', listed: true };
    case 'special':
      return { reason: NO_FILE, listed: true };
    case 'unreadable':
      return { reason: `unreadable (${result.code})`, listed: false };
  }
}
