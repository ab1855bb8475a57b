/** Commits, one by one, oldest first: what each introduces that no parent of it has, and the words written into it. */
import { type CommitChange, SUBMODULE } from '../git/commit-changes.js';
import { type CommitRange, listCommits } from '../git/commit-listing.js';
import { CommitTree } from '../git/commit-tree.js';
import { mergeBase } from '../git/merge-base.js';
import type { GitObject, ObjectReader } from '../git/objects.js';
import { type ListedFile, listTreeFiles } from '../git/tree-files.js';
import { parseWritten } from '../git/written-objects.js';
import type { ByteString, Chunk, CommitFacts, Origin, Parent, Source } from '../types.js';
import { askAhead } from './ask-ahead.js';
import { blobChunk } from './blob-chunk.js';
import { CommitSkips } from './commit-skips.js';
import { Introduction } from './introduction.js';
import { readProjectFile } from './project-file.js';
import { wordsOf, wordsOfName } from './words.js';

/** A tree or a blob that a ref or a tag names without any commit. */
export interface LooseObject {
  oid: string;
  type: 'tree' | 'blob';
  /** The tag that names it, if it is an annotated one. */
  facts: CommitFacts | null;
}

/** What to scan, by object id. */
export interface CommitPlan {
  range: CommitRange;
  /** The commit whose files say what to look for; null where there is none. */
  newest: string | null;
  /** Commits that are there already; the newest is compared with the last of these, or with what it has of several. */
  bases: readonly string[];
  /** Names of refs that are new where they go. */
  names: readonly ByteString[];
  /** Annotated tags. */
  tags: readonly string[];
  /** Annotated tags that count where the commit they name lies in the range. */
  tagsOfCommits: ReadonlyMap<string, readonly string[]>;
  loose: readonly LooseObject[];
  /** How many refs a push names; null where it is none. */
  refs: number | null;
  /** What is known not to be in this clone and should be scanned, in words; nothing if left out. */
  missed?: readonly string[];
}

type Item =
  | { kind: 'commit'; oid: string; introduction: Introduction }
  | { kind: 'change'; oid: string; introduction: Introduction; change: CommitChange }
  | { kind: 'loose'; oid: string; file: Pick<ListedFile, 'path' | 'mode'>; facts: CommitFacts | null }
  | { kind: 'tag'; oid: string };

export class CommitSource implements Source {
  readonly name = 'range';
  readonly counted: { refs?: number; commits: number; objects: number };
  readonly expected = { files: null, bytes: null };
  private readonly reader: ObjectReader;
  private readonly plan: CommitPlan;
  private readonly cwd: string;
  private readonly skips = new CommitSkips();
  private readonly sides = new WeakMap<Origin, Parent[]>();
  private readonly tree: CommitTree | null;
  private base: Promise<CommitTree | null> | null = null;

  constructor(reader: ObjectReader, plan: CommitPlan, cwd: string) {
    this.reader = reader;
    this.plan = plan;
    this.cwd = cwd;
    this.tree = plan.newest === null ? null : new CommitTree(reader, plan.newest);
    for (const reason of plan.missed ?? []) this.skips.missed(reason);
    this.counted = { ...(plan.refs === null ? {} : { refs: plan.refs }), commits: 0, objects: 0 };
  }

  get skipped() {
    return this.skips.list;
  }

  async *chunks(): AsyncIterable<Chunk> {
    for (const name of this.plan.names) yield wordsOfName(name);
    for await (const { item, object } of askAhead(this.items(), ({ oid }) => this.reader.read(oid))) {
      yield* this.chunksOf(item, object);
    }
    this.skips.finish();
  }

  parents(chunk: Chunk): Parent[] {
    return this.sides.get(chunk.origin) ?? [];
  }

  readFile(path: ByteString): Promise<Buffer | null> {
    return readProjectFile(this.tree, path);
  }

  /** Of the commit that the newest one is added to; a first push is added to nothing. */
  readonly readBase = async (path: ByteString): Promise<Buffer | null> => {
    this.base ??= this.findBase();
    return readProjectFile(await this.base, path);
  };

  close(): Promise<void> {
    return this.reader.close();
  }

  private async findBase(): Promise<CommitTree | null> {
    const { newest, bases } = this.plan;
    const [only, ...more] = bases;
    if (newest === null || only === undefined) return null;
    const base = more.length === 0 ? only : await mergeBase(newest, bases, this.cwd);
    return base === null ? null : new CommitTree(this.reader, base);
  }

  private async *items(): AsyncIterable<Item> {
    const { plan, cwd, reader, skips } = this;
    for (const oid of plan.tags) yield { kind: 'tag', oid };
    for (const loose of plan.loose) yield* this.looseFiles(loose);
    for await (const commit of listCommits(plan.range, cwd)) {
      const introduction = new Introduction(commit, { reader, skips, cwd });
      yield { kind: 'commit', oid: commit.oid, introduction };
      for (const change of introduction.files()) {
        yield { kind: 'change', oid: change.oid, introduction, change };
      }
      for (const oid of plan.tagsOfCommits.get(commit.oid) ?? []) yield { kind: 'tag', oid };
    }
  }

  private async *looseFiles({ oid, type, facts }: LooseObject): AsyncIterable<Item> {
    if (type === 'blob') return yield { kind: 'loose', oid, file: { path: '(blob)', mode: '100644' }, facts };
    for await (const file of listTreeFiles(oid, this.cwd)) {
      if (file.mode === SUBMODULE) this.skips.submodule(file.path);
      else yield { kind: 'loose', oid: file.oid, file, facts };
    }
  }

  private chunksOf(item: Item, object: GitObject): Chunk[] {
    switch (item.kind) {
      case 'commit':
        return this.commitWords(item.introduction, object);
      case 'tag':
        return this.tagWords(item.oid, object);
      case 'loose':
        return this.fileChunk({ ...item.file, oid: item.oid }, object, item.facts);
      case 'change': {
        const { change, introduction } = item;
        const chunks = this.fileChunk(change, object, introduction.facts);
        for (const { origin } of chunks) this.sides.set(origin, introduction.parentsOf(change));
        return chunks;
      }
    }
  }

  private commitWords(introduction: Introduction, object: GitObject): Chunk[] {
    const { oid, parents } = introduction.commit;
    this.counted.commits++;
    if (object.kind !== 'found') {
      this.skips.unread('(commit message)', object, oid);
      return [];
    }
    const written = parseWritten(oid, object.bytes);
    introduction.facts = written.facts;
    if (written.parents.length > parents.length) this.skips.boundary(oid);
    return wordsOf(written, 'commit');
  }

  private tagWords(oid: string, object: GitObject): Chunk[] {
    if (object.kind !== 'found') {
      this.skips.unread('(tag message)', object, null);
      return [];
    }
    this.counted.objects++;
    return wordsOf(parseWritten(oid, object.bytes), 'tag');
  }

  private fileChunk(
    { path, mode, oid }: { path: ByteString; mode: string; oid: string },
    object: GitObject,
    commit: CommitFacts | null,
  ): Chunk[] {
    if (object.kind === 'missing' || object.kind === 'damaged') {
      this.skips.unread(path, object, commit?.oid ?? null);
      return [];
    }
    this.counted.objects++;
    return [blobChunk(object, { kind: 'commit', path, mode, oid, commit }, { cwd: this.cwd })];
  }
}
