/** The index: exactly what a commit made now would add to every parent. Never the working tree. */
import { readFile } from 'node:fs/promises';
import { KeyfenceError } from '../errors.js';
import { splitNulList } from '../git/nul-list.js';
import { type GitObject, ObjectReader } from '../git/objects.js';
import { type Change, readChanges } from '../git/raw-diff.js';
import { runGit } from '../git/run.js';
import type { ByteString, Chunk, DeletedPaths, Parent, Skip, Source } from '../types.js';
import { blobChunk, HELD_BLOB } from './blob-chunk.js';
import { toText } from './read-file.js';

const SUBMODULE = '160000';
const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

const WHY_UNREAD = { missing: 'object missing from this clone', 'too-large': 'too large' };

export interface StagedOptions {
  cwd: string;
}

/**
 * @throws GitError when Git cannot list the index.
 * @throws KeyfenceError in a bare repository, whose index says nothing.
 */
export async function openStaged(options: StagedOptions): Promise<Source> {
  const reader = new ObjectReader(HELD_BLOB, { cwd: options.cwd });
  try {
    const toHead = readChanges(['--cached'], options.cwd);
    toHead.catch(() => {}); // awaited below: outside a repository, the other call's error says more
    const merged = await readMergedHeads(reader, options.cwd);
    const toMerged = merged.map((oid) => readChanges(['--cached', oid], options.cwd));
    return new StagedSource(reader, await Promise.all([toHead, ...toMerged]), options);
  } catch (error) {
    await reader.close().catch(() => {});
    throw error;
  }
}

/**
 * The commits being merged into HEAD: from MERGE_HEAD, or while `git merge` runs pre-merge-commit, before MERGE_HEAD is
 * written, from the GITHEAD_<oid> variables it sets (git/builtin/merge.c).
 */
async function readMergedHeads(reader: ObjectReader, cwd: string): Promise<string[]> {
  const answers = await runGit(
    ['rev-parse', '--is-bare-repository', '--path-format=absolute', '--git-path', 'MERGE_HEAD'],
    { cwd },
  );
  const end = answers.indexOf('\n');
  if (answers.toString('latin1', 0, end) !== 'false') {
    throw new KeyfenceError(
      'this repository is bare: nothing is staged in it',
      'run keyfence in a working tree',
    );
  }
  try {
    const text = await readFile(answers.subarray(end + 1, -1), 'latin1');
    return text.split('\n').filter((line) => OBJECT_ID.test(line));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const announced = Object.keys(process.env)
    .filter((name) => name.startsWith('GITHEAD_'))
    .map((name) => name.slice('GITHEAD_'.length))
    .filter((oid) => OBJECT_ID.test(oid));
  return announced.length > 0 ? stillToMerge(announced, reader, cwd) : [];
}

/** Variables outlive the merge: in what its hooks and its editor start, in this repository and in others. */
async function stillToMerge(announced: string[], reader: ObjectReader, cwd: string): Promise<string[]> {
  const objects = await Promise.all(announced.map((oid) => reader.read(oid)));
  const known = announced.filter((_, position) => objects[position]?.kind === 'found');
  if (known.length === 0) return [];
  const output = await runGit(['merge-base', '--independent', 'HEAD', ...known], { cwd });
  const independent = output.toString('latin1').split('\n');
  return known.filter((oid) => independent.includes(oid));
}

class StagedSource implements Source {
  readonly name = 'staged';
  readonly skipped: Skip[] = [];
  readonly counted = {};
  readonly expected: Source['expected'];
  private readonly reader: ObjectReader;
  private readonly cwd: string;
  private readonly listings = new Map<ByteString, Promise<Map<ByteString, string>>>();
  private readonly changes: Change[];
  private readonly parentSides: { byPath: Map<ByteString, Change>; deleted: DeletedPaths }[];

  constructor(reader: ObjectReader, perParent: Change[][], options: StagedOptions) {
    this.reader = reader;
    this.cwd = options.cwd;
    this.parentSides = perParent.map((changes) => ({
      byPath: new Map(changes.map((change) => [change.path, change])),
      deleted: this.deletedPaths(changes),
    }));
    // What counts is what differs from every parent: during a merge, only what the merge itself introduces.
    const [toHead, ...toMerged] = this.parentSides;
    this.changes = [...(toHead?.byPath.values() ?? [])].filter((change) =>
      toMerged.every((side) => side.byPath.has(change.path)),
    );
    this.expected = { files: this.changes.length, bytes: null };
  }

  async *chunks(): AsyncIterable<Chunk> {
    const wanted = this.changes.filter((change) => this.isScannable(change));
    // Asked for a few at a time: Git stays busy, and memory holds a few blobs only.
    const asked: { change: Change; answer: Promise<GitObject> }[] = [];
    let next = 0;
    while (next < wanted.length || asked.length > 0) {
      while (next < wanted.length && asked.length < 16) {
        const change = wanted[next++] as Change;
        const answer = this.reader.read(change.newOid);
        answer.catch(() => {}); // the await below reports it
        asked.push({ change, answer });
      }
      const { change, answer } = asked.shift() as { change: Change; answer: Promise<GitObject> };
      const object = await answer;
      if (object.kind === 'missing') {
        this.skipped.push({ file: change.path, reason: WHY_UNREAD.missing, listed: false });
      } else {
        yield this.chunkOf(object, { path: change.path, mode: change.newMode, oid: change.newOid });
      }
    }
  }

  parents(chunk: Chunk): Parent[] {
    return this.parentSides.map((side) => ({
      samePath: async () => {
        const change = side.byPath.get(chunk.origin.path);
        if (!change || isAbsent(change.oldMode) || change.oldMode === SUBMODULE) return null;
        return this.readOld(change);
      },
      deleted: side.deleted,
    }));
  }

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

  close(): Promise<void> {
    return this.reader.close();
  }

  private isScannable(change: Change): boolean {
    if (change.status === 'U') {
      this.skipped.push({
        file: change.path,
        reason: 'unmerged: resolve the conflict and add it',
        listed: false,
      });
      return false;
    }
    if (isAbsent(change.newMode)) return false;
    if (change.newMode === SUBMODULE) {
      this.skipped.push({ file: change.path, reason: 'submodule', listed: true });
      return false;
    }
    // A link that becomes a file with the same text is a new file all the same.
    return change.newOid !== change.oldOid || change.status === 'T';
  }

  private deletedPaths(changes: Change[]): DeletedPaths {
    // A file that leaves a link or a submodule in its place has moved away, too.
    const deleted = changes.filter(({ status, oldMode }) => /[DT]/.test(status) && oldMode !== SUBMODULE);
    const source = this;
    return {
      async *chunks() {
        for (const change of deleted) {
          const chunk = await source.readOld(change);
          if (chunk) yield chunk;
        }
      },
    };
  }

  /** Without the old text a secret counts as new and is told, so the scan is complete all the same. */
  private async readOld({ path, oldMode, oldOid }: Change): Promise<Chunk | null> {
    const object = await this.reader.read(oldOid);
    if (object.kind !== 'missing') return this.chunkOf(object, { path, mode: oldMode, oid: oldOid });
    this.skipped.push({ file: path, reason: `its old version: ${WHY_UNREAD.missing}`, listed: true });
    return null;
  }

  private chunkOf(
    object: Exclude<GitObject, { kind: 'missing' }>,
    blob: { path: ByteString; mode: string; oid: string },
  ): Chunk {
    return blobChunk(object, { kind: 'index', ...blob }, { cwd: this.cwd });
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

function isAbsent(mode: string): boolean {
  return mode === '000000';
}
