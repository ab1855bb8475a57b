/** Files of the index, read by path: what a staged scan needs besides the change itself, such as the schema. */
import { KeyfenceError } from '../errors.js';
import { splitNulList } from '../git/nul-list.js';
import type { ObjectReader } from '../git/objects.js';
import { runGit } from '../git/run.js';
import type { ByteString } from '../types.js';
import { toText } from './read-file.js';

const SUBMODULE = '160000';

export const WHY_UNREAD = { missing: 'object missing from this clone', 'too-large': 'too large' };

export class IndexFiles {
  private readonly reader: ObjectReader;
  private readonly cwd: string;
  private readonly listings = new Map<ByteString, Promise<Map<ByteString, string>>>();

  constructor(reader: ObjectReader, cwd: string) {
    this.reader = reader;
    this.cwd = cwd;
  }

  /**
   * @param path relative to the top level.
   * @returns null where the index has no such file.
   * @throws KeyfenceError where it has one that cannot be read, GitError.
   */
  async readFile(path: ByteString): Promise<Buffer | null> {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const listing = this.listings.get(name) ?? this.listNamed(name);
    this.listings.set(name, listing);
    const oid = (await listing).get(path);
    if (oid === undefined) return null;
    const object = await this.reader.read(oid);
    if (object.kind === 'found') return object.bytes;
    throw new KeyfenceError(
      `${toText(path)}: ${WHY_UNREAD[object.kind]}`,
      'it says what to look for: make it readable (git checkout fetches it), then try again',
    );
  }

  /**
   * Object ids by path of the index entries with that file name. Not asked of the reader as `:0:path`: it answers the
   * same for a path that is not in the index and for an object that this clone lacks.
   */
  private async listNamed(name: ByteString): Promise<Map<ByteString, string>> {
    const pathspec = `:(top,glob)**/${name.replace(/[*?[\\]/g, '\\$&')}`;
    const output = await runGit(['ls-files', '-s', '-z', '--full-name', '--', pathspec], { cwd: this.cwd });
    const merged = new Map<ByteString, string>();
    for (const entry of splitNulList(output)) {
      const facts = /^(\d{6}) ([0-9a-f]+) (\d)\t([\s\S]*)$/.exec(entry);
      if (!facts) throw new Error('git ls-files: an entry that keyfence cannot read');
      const [, mode, oid, stage, path] = facts as unknown as [string, string, string, string, string];
      if (mode !== SUBMODULE && stage === '0') merged.set(path, oid);
    }
    return merged;
  }
}
