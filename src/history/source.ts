/** All that a history holds: every blob under every name it ever had, and the words written into commits and tags. */
import { CommitTree } from '../git/commit-tree.js';
import { gitPath } from '../git/git-path.js';
import type { GitObject } from '../git/objects.js';
import { ObjectReader } from '../git/objects.js';
import { listTreeFiles } from '../git/tree-files.js';
import { parseWritten } from '../git/written-objects.js';
import { KeptBirths } from '../recall/kept-births.js';
import { askAhead } from '../sources/ask-ahead.js';
import { blobChunk, HELD_BLOB } from '../sources/blob-chunk.js';
import { CommitSkips } from '../sources/commit-skips.js';
import { readProjectFile } from '../sources/project-file.js';
import { wordsOf, wordsOfName } from '../sources/words.js';
import {
  type ByteString,
  type Chunk,
  type CommitFacts,
  type HistoryObjects,
  type Parent,
  type Pass,
  type Skip,
  type Source,
  UNREAD,
} from '../types.js';
import { attributeTexts } from './attribute-texts.js';
import { type History, readHistory } from './history.js';
import { HistoryListing } from './listing.js';
import { findTips, type HistoryChoice, type Tips } from './tips.js';
import { addUnreached, type UnreachedWords } from './unreached.js';

const NO_WORDS: UnreachedWords = { commits: [], tags: [] };
/** Commits whose facts are kept: what a commit brings comes together. */
const FACTS_KEPT = 64;

/**
 * @param options `recalls`: whether what was found out in earlier scans is used, and what is found out is kept.
 * @throws KeyfenceError where a given ref names nothing.
 * @throws GitError outside a repository.
 */
export async function openHistory(
  choice: HistoryChoice,
  { recalls }: { recalls: boolean } = { recalls: false },
): Promise<HistorySource> {
  const { cwd } = choice;
  const reader = new ObjectReader(HELD_BLOB, { cwd });
  try {
    const keptFor = recalls ? await gitPath('objects', cwd) : null;
    return new HistorySource(choice, { tips: await findTips(choice, reader), reader, keptFor });
  } catch (error) {
    await reader.close().catch(() => {});
    throw error;
  }
}

export class HistorySource implements Source {
  readonly name = 'history';
  readonly counted = { commits: 0, objects: 0 };
  readonly expected: { files: number | null; bytes: number | null } = { files: null, bytes: null };
  readonly objects: HistoryObjects;
  private readonly choice: HistoryChoice;
  private readonly tips: Tips;
  private readonly reader: ObjectReader;
  private readonly skips = new CommitSkips();
  private readonly facts = new Map<number, Promise<CommitFacts>>();
  private tree: Promise<CommitTree | null> | null = null;
  private everything: Promise<Listed> | null = null;
  private told: readonly Skip[] = [];

  constructor(
    choice: HistoryChoice,
    { tips, reader, keptFor }: { tips: Tips; reader: ObjectReader; keptFor: string | null },
  ) {
    this.choice = choice;
    this.tips = tips;
    this.reader = reader;
    this.objects = {
      cwd: choice.cwd,
      keptFor,
      listed: async () => (await this.listed()).listing,
      newestPaths: () => this.newestPaths(),
    };
  }

  get skipped(): readonly Skip[] {
    return [...this.told, ...this.skips.list];
  }

  /** Everything that was listed: births, and what is attributed by them. */
  async history(): Promise<History> {
    return (await this.listed()).history;
  }

  async *chunks(pass: Pass = () => 0, isTold = (_: number) => false): AsyncIterable<Chunk> {
    const { history, words } = await this.listed();
    this.told = history.skips;
    if (this.choice.all || this.choice.unreachable)
      for (const { name } of this.tips.refs) yield wordsOfName(name);
    for (const oid of [...this.tips.tags, ...words.tags]) yield* await this.words(oid, 'tag');
    for (const oid of words.commits) yield* await this.words(oid, 'commit');
    const read = async ({ oid, isRead }: Item) => (isRead ? this.reader.read(oid) : null);
    for await (const { item, object } of askAhead(this.items(pass, isTold), read)) {
      yield* await this.chunksOf(item, object);
    }
    this.skips.finish();
  }

  /** Where each of some secrets stands. */
  readonly attribute: NonNullable<Source['attribute']> = async (secrets) =>
    attributeTexts(secrets, await this.history(), { reader: this.reader, cwd: this.choice.cwd });

  parents(): Parent[] {
    return [];
  }

  async readFile(path: ByteString): Promise<Buffer | null> {
    this.tree ??= this.newest().then((oid) => (oid === null ? null : new CommitTree(this.reader, oid)));
    return readProjectFile(await this.tree, path);
  }

  close(): Promise<void> {
    return this.reader.close();
  }

  /** The commit whose files say what to look for: HEAD, or where others were asked for, the newest of these. */
  private async newest(): Promise<string | null> {
    const { commits, head } = this.tips;
    if (head !== null && commits.includes(head)) return head;
    const { table } = await this.history();
    return table.commits.length === 0 ? null : table.commits.oidOf(0);
  }

  private async *newestPaths(): AsyncIterable<ByteString> {
    const newest = await this.newest();
    if (newest === null) return;
    for await (const { path } of listTreeFiles(newest, this.choice.cwd)) yield path;
  }

  private listed(): Promise<Listed> {
    this.everything ??= this.list();
    return this.everything;
  }

  private async list(): Promise<Listed> {
    const { cwd, unreachable } = this.choice;
    const { keptFor } = this.objects;
    const known = keptFor === null ? null : new KeptBirths(keptFor);
    const history = await readHistory(this.tips, { reader: this.reader, cwd, known });
    const words = unreachable ? await addUnreached(history, cwd) : NO_WORDS;
    const listing = new HistoryListing(history.table);
    this.counted.commits = history.table.commits.length + words.commits.length;
    this.expected.files = listing.blobCount;
    return { history, words, listing };
  }

  private async *items(pass: Pass, isTold: (position: number) => boolean): AsyncIterable<Item> {
    const { history, listing } = await this.listed();
    const { table } = history;
    for (let position = 0; position < listing.length; ) {
      const passed = await pass(position);
      for (let last = position + passed; position < last; position++) {
        if (listing.pathAt(position) !== null) this.counted.objects++;
      }
      if (passed > 0) continue;
      const isRead = !isTold(position);
      const item = listing.at(position++);
      if (item.kind === 'commit') {
        yield { kind: 'commit', oid: table.commits.oidOf(item.commit), isRead, commit: item.commit };
        continue;
      }
      const { event, commit, blob } = item;
      const path = table.paths.textOf(table.pathOf(event));
      const facts = () => (commit === null ? this.looseFacts(history, event) : this.factsOf(commit, history));
      yield { kind: 'blob', oid: table.blobs.textOf(blob), isRead, path, mode: table.modeOf(event), facts };
    }
  }

  private async chunksOf(item: Item, object: GitObject | null): Promise<Chunk[]> {
    if (item.kind === 'commit') return object === null ? [] : this.wordsOf(item.oid, object, 'commit');
    const { path, mode, oid } = item;
    const commit = await item.facts();
    if (object === null) {
      this.counted.objects++;
      return [{ bytes: UNREAD, rest: null, origin: { kind: 'commit', path, mode, oid, commit } }];
    }
    if (object.kind === 'missing' || object.kind === 'damaged') {
      this.skips.unread(path, object, commit?.oid ?? null);
      return [];
    }
    this.counted.objects++;
    return [blobChunk(object, { kind: 'commit', path, mode, oid, commit }, { cwd: this.choice.cwd })];
  }

  private async words(oid: string, what: 'commit' | 'tag'): Promise<Chunk[]> {
    return this.wordsOf(oid, await this.reader.read(oid), what);
  }

  private wordsOf(oid: string, object: GitObject, what: 'commit' | 'tag'): Chunk[] {
    if (object.kind !== 'found') {
      this.skips.unread(`(${what} message)`, object, what === 'commit' ? oid : null);
      return [];
    }
    if (what === 'tag') this.counted.objects++;
    return wordsOf(parseWritten(oid, object.bytes), what);
  }

  private factsOf(commit: number, { table }: History): Promise<CommitFacts> {
    const known = this.facts.get(commit);
    if (known) return known;
    const oid = table.commits.oidOf(commit);
    const facts = this.reader.read(oid).then((object) => {
      if (object.kind === 'found') return parseWritten(oid, object.bytes).facts;
      return { oid, author: '', date: '' };
    });
    this.facts.set(commit, facts);
    const [oldest] = this.facts.keys();
    if (this.facts.size > FACTS_KEPT && oldest !== undefined) this.facts.delete(oldest);
    return facts;
  }

  private async looseFacts({ loose }: History, event: number): Promise<CommitFacts | null> {
    return loose.find(({ begin, end }) => begin <= event && event < end)?.facts ?? null;
  }
}

interface Listed {
  history: History;
  words: UnreachedWords;
  listing: HistoryListing;
}

type Item = { oid: string; isRead: boolean } & (
  | { kind: 'commit'; commit: number }
  | { kind: 'blob'; path: ByteString; mode: string; facts: () => Promise<CommitFacts | null> }
);
