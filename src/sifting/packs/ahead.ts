/** Looks at the packs of a repository ahead of the scan of its history: which objects are dull, and need not be opened. */
import { availableParallelism } from 'node:os';
import type { FileGuard } from '../../detect/file-names.js';
import { insideSkip } from '../../examine.js';
import type { FolderDetectors } from '../../folder-detectors.js';
import { openAllPacks } from '../../git/packs/find-packs.js';
import { Kinds } from '../../git/packs/kinds.js';
import type { Pack } from '../../git/packs/pack.js';
import type { LetGo } from '../../let-go.js';
import type { ByteString, HistoryObjects, ObjectListing, Skip } from '../../types.js';
import { PackCrew } from './crew.js';
import { findDullPaths } from './dull-paths.js';
import type { Note } from './sieve.js';
import { dullOnes, hotOnes, QUIET, shareStates } from './states.js';
import type { Order, PackTask, TaskPack } from './worker.js';

/** Parts that each thread gets of all packs: some take longer than others. */
const PARTS = 8;
/** Bytes of a pack that are worth a part of their own: at the start of one, what its first objects are made of is read again. */
const SMALLEST_PART = 4 * 1024 * 1024;
/** Objects that a thread is given at once to search whole. */
const WHOLE = 256;
/** Each holds about 100 MB. */
const MOST_THREADS = 4;
const NOWHERE = -1;

/** Dull objects that follow one another. */
export interface DullObjects {
  objects: number;
  /** How many of them are blobs. */
  files: number;
  bytes: number;
  letGo: LetGo[];
  skips: Skip[];
}

export interface PacksAheadOptions {
  objects: HistoryObjects;
  folders: FolderDetectors;
  guard: FileGuard;
  /** Paths that stand for all others: what is looked for anywhere is looked for in one of these. */
  paths: readonly ByteString[];
  task: Omit<PackTask, 'packs' | 'paths'>;
  /** Is told how many bytes of all packs are searched. */
  onProgress: (done: number, all: number) => void | Promise<void>;
}

export class PacksAhead {
  private readonly options: PacksAheadOptions;
  private readonly opened: readonly Pack[];
  private readonly packs: readonly TaskPack[];
  private readonly crew: PackCrew;
  private readonly sifted: Promise<void>;
  private whole: Promise<Known> | null = null;
  private known: Known | null = null;

  private constructor(options: PacksAheadOptions, opened: readonly Pack[]) {
    this.options = options;
    this.opened = opened;
    this.packs = opened.map((pack) => ({
      shared: pack.shared,
      kinds: new Kinds(pack).table,
      states: shareStates(pack.entries.count),
    }));
    const threads = Math.min(availableParallelism(), MOST_THREADS);
    this.crew = new PackCrew({ ...options.task, paths: options.paths, packs: this.packs }, threads);
    this.sifted = this.sift(threads);
    this.sifted.catch(() => {}); // awaited in `pass`
  }

  /** Starts to search the packs. @returns null where there are none. */
  static async start(options: PacksAheadOptions): Promise<PacksAhead | null> {
    const opened = await openAllPacks(options.objects.cwd);
    return opened.length === 0 ? null : new PacksAhead(options, opened);
  }

  /**
   * @param position of an object in the listing; each time further on than before.
   * @returns the run of dull objects that begins with it: they need not be opened. Null where it is not dull.
   */
  async pass(position: number): Promise<DullObjects | null> {
    this.whole ??= this.searchWhole();
    this.known ??= await this.whole;
    const { listing, isDull, notes, sizes } = this.known;
    const run: DullObjects = { objects: 0, files: 0, bytes: 0, letGo: [], skips: [] };
    let end = position;
    for (; end < listing.length && isDull(end); end++) {
      run.bytes += sizes(end);
      if (listing.pathAt(end) !== null) run.files++;
      const note = notes.get(end);
      if (note) addNote(run, note, listing.pathAt(end) ?? '(commit message)');
    }
    run.objects = end - position;
    return run.objects === 0 ? null : run;
  }

  /** Ends all threads. */
  async end(): Promise<void> {
    await this.crew.end();
    for (const pack of this.opened) pack.close();
  }

  private async sift(threads: number): Promise<void> {
    const all = this.packs.reduce((sum, { shared }) => sum + shared.entries.end, 0);
    const size = Math.max(SMALLEST_PART, all / (threads * PARTS));
    let done = 0;
    const parts = this.opened.flatMap(({ entries }, pack) =>
      entries.slices(size).map(({ from, to }) => ({
        order: { kind: 'sift', pack, from, to } as const,
        bytes: entries.end(to - 1) - entries.start(from),
      })),
    );
    await Promise.all(
      parts.map(async ({ order, bytes }) => {
        await this.crew.carryOut(order);
        done += bytes;
        await this.options.onProgress(done, all);
      }),
    );
  }

  private async searchWhole(): Promise<Known> {
    const { objects, folders, guard, paths } = this.options;
    const listing = await objects.listed();
    const places = this.locate(listing);
    const dullPaths = findDullPaths(listing, { folders, guard, paths });
    dullPaths.catch(() => {}); // awaited below
    await this.sifted;
    const searched = await Promise.all(this.packs.map((_, pack) => this.searchPackWhole(pack, places)));
    const notes = new Map<number, Note>();
    for (let position = 0; position < listing.length; position++) {
      const note = searched[places.packs[position] as number]?.notes.get(places.numbers[position] as number);
      if (note) notes.set(position, note);
    }
    const isPathDull = await dullPaths;
    const isDull = (position: number) => {
      const pack = places.packs[position] as number;
      if (pack === NOWHERE) return false;
      const isObjectDull = searched[pack]?.isDull[places.numbers[position] as number] === 1;
      return isObjectDull && isPathDull(listing.pathAt(position));
    };
    const sizes = (position: number) =>
      this.packs[places.packs[position] as number]?.states.sizes[places.numbers[position] as number] ?? 0;
    return { listing, isDull, notes, sizes };
  }

  /** Where the objects of the listing are. */
  private locate(listing: ObjectListing): Places {
    const packs = new Int16Array(listing.length).fill(NOWHERE);
    const numbers = new Int32Array(listing.length).fill(NOWHERE);
    for (let position = 0; position < listing.length; position++) {
      const id = listing.idAt(position);
      for (const [pack, { entries }] of this.opened.entries()) {
        const number = entries.find(id);
        if (number < 0) continue;
        packs[position] = pack;
        numbers[position] = number;
        break;
      }
    }
    return { packs, numbers };
  }

  /** First what is hot; then what was made from something that tells, or that is not wanted and lets something go. */
  private async searchPackWhole(pack: number, { packs, numbers }: Places): Promise<SearchedPack> {
    const { states } = this.packs[pack] as TaskPack;
    const isWanted = new Uint8Array(states.states.length);
    for (let position = 0; position < packs.length; position++) {
      if (packs[position] === pack) isWanted[numbers[position] as number] = 1;
    }
    const notes = await this.examine(pack, hotOnes(states));
    const counts = (number: number) => isWanted[number] === 1 || !notes.has(number);
    const isDull = dullOnes(states, counts);
    const open: number[] = [];
    for (const [number, state] of states.states.entries()) {
      if (state === QUIET && isWanted[number] === 1 && isDull[number] === 0) open.push(number);
    }
    for (const [number, note] of await this.examine(pack, Uint32Array.from(open))) notes.set(number, note);
    return { notes, isDull: dullOnes(states, counts) };
  }

  private async examine(pack: number, numbers: Uint32Array): Promise<Map<number, Note>> {
    const orders: Order[] = [];
    for (let first = 0; first < numbers.length; first += WHOLE) {
      orders.push({ kind: 'examine', pack, numbers: numbers.slice(first, first + WHOLE) });
    }
    const notes = await Promise.all(orders.map((order) => this.crew.carryOut(order)));
    return new Map(notes.flat().flatMap((note) => (note ? [[note.number, note] as const] : [])));
  }
}

/** What a pack comes to; by the numbers of its objects. */
interface SearchedPack {
  notes: Map<number, Note>;
  isDull: Uint8Array;
}

/** By position in the listing; NOWHERE for an object that no pack has. */
interface Places {
  packs: Int16Array;
  numbers: Int32Array;
}

/** What is known once all is searched; by position in the listing. */
interface Known {
  listing: ObjectListing;
  isDull: (position: number) => boolean;
  notes: ReadonlyMap<number, Note>;
  /** In bytes. */
  sizes: (position: number) => number;
}

function addNote(run: DullObjects, { letGo, skips }: Note, path: ByteString): void {
  run.letGo.push(...letGo);
  for (const skip of skips) run.skips.push(insideSkip(path, skip));
}
