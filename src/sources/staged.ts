/** The index: exactly what a commit made now would add to every parent. Never the working tree. */
import { readFile } from 'node:fs/promises';
import { KeyfenceError } from '../errors.js';
import { type GitObject, ObjectReader } from '../git/objects.js';
import { type Change, readChanges } from '../git/raw-diff.js';
import { runGit } from '../git/run.js';
import type { ByteString, Chunk, DeletedPaths, Parent, Skip, Source } from '../types.js';
import { blobChunk, HELD_BLOB } from './blob-chunk.js';
import { IndexFiles, WHY_UNREAD } from './index-files.js';
import type { StagedPaths } from './tree-files.js';

const SUBMODULE = '160000';
const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

export interface StagedOptions {
  cwd: string;
}

/**
 * @throws GitError when Git cannot list the index.
 * @throws KeyfenceError in a bare repository, whose index says nothing.
 */
export async function openStaged(options: StagedOptions): Promise<StagedPathsSource> {
  const reader = new ObjectReader(HELD_BLOB, { cwd: options.cwd });
  const files = new IndexFiles(reader, options);
  try {
    const toHead = readChanges(['--cached'], options.cwd);
    toHead.catch(() => {}); // awaited below: outside a repository, the other call's error says more
    files.start();
    const merged = await readMergedHeads(reader, options.cwd);
    const toMerged = merged.map((oid) => readChanges(['--cached', oid], options.cwd));
    const perParent = await Promise.all([toHead, ...toMerged]);
    return new StagedSource({ reader, files, cwd: options.cwd }, perParent);
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

/** What is staged, as a source that knows its paths. */
export interface StagedPathsSource extends Source {
  readonly paths: StagedPaths;
}

interface StagedTools {
  reader: ObjectReader;
  files: IndexFiles;
  cwd: string;
}

class StagedSource implements StagedPathsSource {
  readonly name = 'staged';
  readonly skipped: Skip[] = [];
  readonly counted = {};
  readonly expected: Source['expected'];
  readonly paths: StagedPaths;
  private readonly reader: ObjectReader;
  private readonly cwd: string;
  private readonly files: IndexFiles;
  private readonly changes: Change[];
  private readonly parentSides: { byPath: Map<ByteString, Change>; deleted: DeletedPaths }[];

  constructor({ reader, files, cwd }: StagedTools, perParent: Change[][]) {
    this.reader = reader;
    this.cwd = cwd;
    this.files = files;
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
    this.paths = pathsOf([...(toHead?.byPath.values() ?? [])]);
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

  readFile(path: ByteString): Promise<Buffer | null> {
    return this.files.read(path);
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
}

/** Of a merge, what differs from HEAD: what came with the other side is staged as well, though it is not new. */
function pathsOf(changes: Change[]): StagedPaths {
  const scanned = changes.filter(
    ({ status, newMode }) => status !== 'U' && newMode !== SUBMODULE && !isAbsent(newMode),
  );
  const setOf = (some: Change[]) => new Set(some.map(({ path }) => path));
  return { scanned: setOf(scanned), changed: setOf(changes) };
}

function isAbsent(mode: string): boolean {
  return mode === '000000';
}
