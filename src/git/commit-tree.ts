/** Finds files in the tree of a commit, folder by folder: what is not there, and what this clone lacks, are told apart. */
import type { ByteString } from '../types.js';
import type { GitObject, ObjectReader } from './objects.js';

const FOLDER = '40000';
const SUBMODULE = '160000';
const HELD = 64; // folders whose trees are kept in memory

/** `missing`, `too-large`: the file itself, or a folder on the way to it. */
export type TreeFile = GitObject | { kind: 'absent' };

/** The tree of one commit. It reads no more than the folders asked about. */
export class CommitTree {
  private readonly reader: ObjectReader;
  private readonly commit: string;
  private readonly held = new Map<ByteString, Promise<GitObject | null>>();

  constructor(reader: ObjectReader, commit: string) {
    this.reader = reader;
    this.commit = commit;
  }

  /**
   * @param path from the top level. A folder or a submodule in its place counts as no file.
   * @throws GitError
   */
  async read(path: ByteString): Promise<TreeFile> {
    const entry = await this.entryOf(path);
    if (entry === null) return { kind: 'absent' };
    if ('kind' in entry) return entry;
    if (entry.mode === FOLDER || entry.mode === SUBMODULE) return { kind: 'absent' };
    return this.reader.read(entry.oid);
  }

  private async entryOf(path: ByteString): Promise<Entry | Unread | null> {
    const slash = path.lastIndexOf('/');
    const folder = await this.folder(path.slice(0, Math.max(0, slash)));
    if (folder === null) return null;
    if (folder.kind !== 'found') return folder;
    return findEntry(folder.bytes, path.slice(slash + 1), this.commit.length / 2);
  }

  /** The tree object of a folder; null where the commit has no such folder. */
  private folder(path: ByteString): Promise<GitObject | null> {
    const known = this.held.get(path);
    if (known) return known;
    const reading = this.readFolder(path);
    this.held.set(path, reading);
    const [oldest] = this.held.keys();
    if (this.held.size > HELD && oldest !== undefined) this.held.delete(oldest);
    return reading;
  }

  private async readFolder(path: ByteString): Promise<GitObject | null> {
    if (path === '') return this.reader.read(`${this.commit}^{tree}`);
    const entry = await this.entryOf(path);
    if (entry === null) return null;
    if ('kind' in entry) return entry;
    return entry.mode === FOLDER ? this.reader.read(entry.oid) : null;
  }
}

interface Entry {
  mode: string;
  oid: string;
}

type Unread = Exclude<GitObject, { kind: 'found' }>;

/** A tree object is a row of "<mode> <name>\0<object id in binary>". */
function findEntry(tree: Buffer, name: ByteString, idLength: number): Entry | null {
  for (let at = 0; at < tree.length; ) {
    const space = tree.indexOf(0x20, at);
    const end = tree.indexOf(0, space);
    if (space < 0 || end < 0) throw new Error('git cat-file: a tree that keyfence cannot read');
    const next = end + 1 + idLength;
    if (tree.toString('latin1', space + 1, end) === name) {
      return { mode: tree.toString('latin1', at, space), oid: tree.toString('hex', end + 1, next) };
    }
    at = next;
  }
  return null;
}
