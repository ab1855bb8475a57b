/** The index: exactly what a commit made now would add to every parent. Never the working tree. */
import { GitError } from '../errors.js';
import { type GitObject, ObjectReader } from '../git/objects.js';
import { type Change, readChanges, readChangesNow } from '../git/raw-diff.js';
import type { ByteString, Chunk, DeletedPaths, Parent, Skip, Source } from '../types.js';
import { blobChunk, HELD_BLOB } from './blob-chunk.js';
import { IndexFiles, WHY_UNREAD } from './index-files.js';
import { askForMergeHead, readMergedHeads } from './merged-heads.js';
import type { StagedPaths } from './tree-files.js';

const SUBMODULE = '160000';
const FEW = 64; // files: more are read while they are scanned

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
    const toHead = readOrFailure(options.cwd);
    if (toHead instanceof GitError) {
      await askForMergeHead(options.cwd); // outside a repository, its error says more
      throw toHead;
    }
    const merged = await readMergedHeads(reader, options.cwd);
    const project = files.startNow();
    const toMerged = merged.map((oid) => readChanges(['--cached', oid], options.cwd));
    const source = new StagedSource({ reader, files, cwd: options.cwd }, [
      toHead,
      ...(await Promise.all(toMerged)),
    ]);
    if (source.changes.length <= FEW && project.length <= FEW) {
      const staged = source.changes.filter(hasBlob).map(({ newOid }) => newOid);
      reader.readNow([...new Set([...project, ...staged])]);
    }
    return source;
  } catch (error) {
    await reader.close().catch(() => {});
    throw error;
  }
}

function readOrFailure(cwd: string): Change[] | GitError {
  try {
    return readChangesNow(['--cached'], cwd);
  } catch (error) {
    if (error instanceof GitError) return error;
    throw error;
  }
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
  readonly changes: readonly Change[];
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
      if (object.kind === 'missing' || object.kind === 'damaged') {
        this.skipped.push({ file: change.path, reason: WHY_UNREAD[object.kind], listed: false });
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
    if (object.kind === 'found' || object.kind === 'too-large') {
      return this.chunkOf(object, { path, mode: oldMode, oid: oldOid });
    }
    this.skipped.push({ file: path, reason: `its old version: ${WHY_UNREAD[object.kind]}`, listed: true });
    return null;
  }

  private chunkOf(
    object: Exclude<GitObject, { kind: 'missing' | 'damaged' }>,
    blob: { path: ByteString; mode: string; oid: string },
  ): Chunk {
    return blobChunk(object, { kind: 'index', ...blob }, { cwd: this.cwd });
  }
}

/** Of a merge, what differs from HEAD: what came with the other side is staged as well, though it is not new. */
function pathsOf(changes: Change[]): StagedPaths {
  const scanned = changes.filter(hasBlob);
  const setOf = (some: Change[]) => new Set(some.map(({ path }) => path));
  return { scanned: setOf(scanned), changed: setOf(changes) };
}

function hasBlob({ status, newMode }: Change): boolean {
  return status !== 'U' && newMode !== SUBMODULE && !isAbsent(newMode);
}

function isAbsent(mode: string): boolean {
  return mode === '000000';
}
