/** What a project writes for keyfence (its configuration, its schemas), as the index has it. */
import { GitError, KeyfenceError } from '../errors.js';
import { mayHavePaths } from '../git/index-text.js';
import { splitNulList } from '../git/nul-list.js';
import type { ObjectReader } from '../git/objects.js';
import { runGit, runGitNow } from '../git/run.js';
import type { ByteString } from '../types.js';
import { toText } from './read-file.js';

const TOP = ':(top,literal)';
/** Looked up by every scan, so one Git process is asked for all of them. */
const PROJECT_FILES = ['.keyfence.json', '.keyfence-baseline', 'secrets/schema.json'].map(pathspecFor);
/** What each of their paths has in it. */
const PROJECT_NAMES = ['.keyfence', 'schema.json'];

export const WHY_UNREAD = {
  missing: 'object missing from this clone',
  damaged: 'object damaged: git fsck tells more',
  'too-large': 'too large',
};

type Entry = { kind: 'file'; oid: string } | { kind: 'other'; what: string };

/** Files of the index by their paths. Of those in folders each name is listed once. */
export class IndexFiles {
  private readonly reader: Pick<ObjectReader, 'read'>;
  private readonly cwd: string;
  private readonly listings = new Map<ByteString, Promise<Map<ByteString, Entry>>>();

  constructor(reader: Pick<ObjectReader, 'read'>, options: { cwd: string }) {
    this.reader = reader;
    this.cwd = options.cwd;
  }

  /** Asks Git for what every scan looks up, while other things are done. */
  start(): void {
    this.listingFor(PROJECT_FILES[0] as string).catch(() => {}); // whoever reads is told
  }

  /**
   * The same, while everything else waits.
   * @returns the object ids of the files that it has of these.
   */
  startNow(): string[] {
    try {
      const output = mayHavePaths(PROJECT_NAMES, this.cwd)
        ? runGitNow(listing(PROJECT_FILES), { cwd: this.cwd })
        : Buffer.alloc(0);
      const entries = parseEntries(PROJECT_FILES, output);
      for (const one of PROJECT_FILES) this.listings.set(one, Promise.resolve(entries));
      return [...entries.values()].flatMap((entry) => (entry.kind === 'file' ? [entry.oid] : []));
    } catch (error) {
      if (error instanceof GitError) return []; // whoever reads asks again, and is told
      throw error;
    }
  }

  /**
   * @param path from the top level. Null where the index has nothing there.
   * @throws KeyfenceError for anything else than a file that can be read.
   */
  async read(path: ByteString): Promise<Buffer | null> {
    const entry = (await this.listingFor(pathspecFor(path))).get(path);
    if (entry === undefined) return null;
    if (entry.kind === 'other') {
      throw new KeyfenceError(
        `${toText(path)}: expected a file in the index, found ${entry.what}`,
        'put the file itself in its place and add it; nothing was scanned',
      );
    }
    const object = await this.reader.read(entry.oid);
    if (object.kind === 'found') return object.bytes;
    throw new KeyfenceError(
      `${toText(path)}: ${WHY_UNREAD[object.kind]}`,
      'it says what to look for: make it readable (git checkout fetches what is missing), then try again',
    );
  }

  private listingFor(pathspec: string): Promise<Map<ByteString, Entry>> {
    const known = this.listings.get(pathspec);
    if (known) return known;
    const pathspecs = PROJECT_FILES.includes(pathspec) ? PROJECT_FILES : [pathspec];
    const listing = listEntries(pathspecs, this.cwd);
    for (const one of pathspecs) this.listings.set(one, listing);
    return listing;
  }
}

/** A file at the top level, with all below it should it be a folder; or every file of that name in any folder. */
function pathspecFor(path: ByteString): string {
  const end = path.lastIndexOf('/');
  if (end < 0) return TOP + path;
  return `:(top,glob)**/${path.slice(end + 1).replace(/[*?[\\]/g, '\\$&')}`;
}

/**
 * The index entries that match. Not asked of the reader as `:0:path`: it answers the same for a path that is not in the
 * index and for an object that this clone lacks.
 */
async function listEntries(pathspecs: readonly string[], cwd: string): Promise<Map<ByteString, Entry>> {
  return parseEntries(pathspecs, await runGit(listing(pathspecs), { cwd }));
}

function listing(pathspecs: readonly string[]): string[] {
  return ['ls-files', '-s', '-z', '--full-name', '--', ...pathspecs];
}

function parseEntries(pathspecs: readonly string[], output: Buffer): Map<ByteString, Entry> {
  const entries = new Map<ByteString, Entry>();
  for (const line of splitNulList(output)) {
    const facts = /^(\d{6}) ([0-9a-f]+) (\d)\t([\s\S]*)$/.exec(line);
    if (!facts) throw new Error('git ls-files: an entry that keyfence cannot read');
    const [, mode, oid, stage, path] = facts as unknown as [string, string, string, string, string];
    const folder = path.slice(0, Math.max(0, path.indexOf('/')));
    if (pathspecs.includes(TOP + folder)) entries.set(folder, { kind: 'other', what: 'a folder' });
    entries.set(path, stage === '0' ? entryOf(mode, oid) : { kind: 'other', what: 'a conflict' });
  }
  return entries;
}

function entryOf(mode: string, oid: string): Entry {
  if (mode.startsWith('100')) return { kind: 'file', oid };
  return { kind: 'other', what: mode === '120000' ? 'a symbolic link' : 'a submodule' };
}
