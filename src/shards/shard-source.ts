/** A source of which only one consecutive range is scanned: what stands before it and behind it is left out. */
import type {
  ByteString,
  Chunk,
  FileListing,
  HistoryObjects,
  ObjectListing,
  Parent,
  Pass,
  Skip,
  Source,
} from '../types.js';
import type { Range } from './split.js';

/** How much a source has counted by itself when its first entry is asked for. */
interface Begun {
  skips: number;
  objects: number;
}

export interface ShardOptions {
  source: Source;
  /** How many entries the source has. */
  length: number;
  range: Range;
  /** Whether it is the first shard: what belongs to no entry (a folder that cannot be listed, the name of a branch) is its own. */
  isFirst: boolean;
  /** Of a history: all of it. */
  objects: ObjectListing | null;
  /** Of a tree: the paths of all its files. */
  paths: readonly ByteString[];
}

export class ShardSource implements Source {
  readonly name: Source['name'];
  readonly expected: Source['expected'];
  readonly isWhole: boolean;
  readonly listing?: FileListing;
  readonly objects?: HistoryObjects;
  private readonly source: Source;
  private readonly length: number;
  private readonly range: Range;
  private readonly isFirst: boolean;
  private readonly all: ObjectListing | null;
  private readonly ownCommits: number;
  private readonly allCommits: number;
  /** What was let go in a history. */
  letGo: readonly string[] = [];
  readonly otherPaths: Iterable<ByteString>;
  private begun: Begun | null = null;
  private leftOut = 0;

  constructor({ source, length, range, isFirst, objects, paths }: ShardOptions) {
    this.otherPaths = [...paths.slice(0, range.from), ...paths.slice(range.to)];
    this.source = source;
    this.length = length;
    this.range = range;
    this.isFirst = isFirst;
    this.all = objects;
    this.name = source.name;
    this.isWhole = source.isWhole === true;
    this.ownCommits = countCommits(objects, range);
    this.allCommits = countCommits(objects, { from: 0, to: length });
    this.expected = { files: range.to - range.from - this.ownCommits, bytes: null };
    const { listing } = source;
    if (listing) this.listing = { ...listing, files: listing.files.slice(range.from, range.to) };
    if (source.objects && objects)
      this.objects = { ...source.objects, listed: async () => new ListedRange(objects, range) };
  }

  get skipped(): readonly Skip[] {
    const { skipped } = this.source;
    return this.isFirst ? skipped : skipped.slice(this.begun?.skips ?? skipped.length);
  }

  get counted(): Source['counted'] {
    const { counted } = this.source;
    if (this.all === null) return counted;
    const { commits = 0, objects = 0 } = counted;
    const others = this.isFirst ? 0 : (this.begun?.objects ?? objects);
    const elsewhere = this.isFirst ? commits - this.allCommits : 0;
    return { ...counted, commits: this.ownCommits + elsewhere, objects: objects - this.leftOut - others };
  }

  async *chunks(pass: Pass = () => 0): AsyncIterable<Chunk> {
    for await (const chunk of this.source.chunks((position) => this.pass(position, pass))) {
      if (this.begun !== null || this.isFirst) yield chunk;
    }
  }

  noteLetGo(digests: Iterable<string>): void {
    if (this.all !== null) this.letGo = [...digests];
  }

  parents(chunk: Chunk): Parent[] {
    return this.source.parents(chunk);
  }

  readFile(path: ByteString): Promise<Buffer | null> {
    return this.source.readFile(path);
  }

  close(): Promise<void> {
    return this.source.close();
  }

  private pass(position: number, pass: Pass): number | Promise<number> {
    const { range, source } = this;
    this.begun ??= { skips: source.skipped.length, objects: source.counted.objects ?? 0 };
    if (position >= range.from && position < range.to) return pass(position - range.from);
    const end = position < range.from ? range.from : this.length;
    const left = { from: position, to: end };
    this.leftOut += left.to - left.from - countCommits(this.all, left);
    return end - position;
  }
}

/** Objects of a range, as if there were no others. */
class ListedRange implements ObjectListing {
  readonly length: number;
  private readonly all: ObjectListing;
  private readonly from: number;

  constructor(all: ObjectListing, { from, to }: Range) {
    this.length = to - from;
    this.all = all;
    this.from = from;
  }

  idAt(position: number): Uint8Array {
    return this.all.idAt(this.from + position);
  }

  pathAt(position: number): ByteString | null {
    return this.all.pathAt(this.from + position);
  }
}

/** Those that have no path. */
function countCommits(objects: ObjectListing | null, { from, to }: Range): number {
  let commits = 0;
  if (objects) for (let at = from; at < to; at++) if (objects.pathAt(at) === null) commits++;
  return commits;
}
