/** Looks at the packs of a repository ahead of the scan of its history: which objects are dull, and need not be opened. */
import { availableParallelism } from 'node:os';
import type { FileGuard } from '../../detect/file-names.js';
import { insideSkip } from '../../examine/examine.js';
import type { LetGo } from '../../examine/let-go.js';
import { openAllPacks } from '../../git/packs/find-packs.js';
import { Kinds } from '../../git/packs/kinds.js';
import type { Pack } from '../../git/packs/pack.js';
import type { FolderDetectors } from '../../project/folder-detectors.js';
import type { Note as ToldNote, ToldText, ToldTexts } from '../../recall/told-texts.js';
import type { ByteString, HistoryObjects, ObjectListing, Skip } from '../../types.js';
import { PackCrew } from './crew.js';
import { findDullPaths } from './dull-paths.js';
import type { Note } from './sieve.js';
import { dullOnes, hotOnes, QUIET, shareStates } from './states.js';
import { ToldBefore } from './told-before.js';
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
/** Of a pack that holds much that is known from earlier, this many new objects are worth the threads, … */
const ENOUGH = 1000;
/** … where they are at least one in so many: all of it is read. */
const SHARE = 10;

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
  /** What earlier scans told; null where none is asked. */
  toldBefore: ToldTexts | null;
  /** Is told how many bytes of all packs are searched. */
  onProgress: (done: number, all: number) => void | Promise<void>;
}

export class PacksAhead {
  private readonly options: PacksAheadOptions;
  private readonly opened: readonly Pack[];
  private readonly packs: readonly TaskPack[];
  private readonly threads = Math.min(availableParallelism(), MOST_THREADS);
  private hired: PackCrew | null = null;
  /** All packs, where no earlier scan told anything. */
  private readonly sifted: Promise<void> | null;
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
    this.sifted = options.toldBefore?.isEmpty === false ? null : this.sift(this.opened.keys());
    this.sifted?.catch(() => {}); // awaited in `pass`
  }

  /** Starts to search the packs. @returns null where there is nothing to be known before the scan. */
  static async start(options: PacksAheadOptions): Promise<PacksAhead | null> {
    const opened = await openAllPacks(options.objects.cwd);
    return opened.length === 0 && options.toldBefore === null ? null : new PacksAhead(options, opened);
  }

  /** Threads are started when there is work for them. */
  private get crew(): PackCrew {
    const { task, paths } = this.options;
    this.hired ??= new PackCrew({ ...task, paths, packs: this.packs }, this.threads);
    return this.hired;
  }

  /**
   * @param position of an object in the listing; each time further on than before.
   * @returns the run of dull objects that begins with it: they need not be opened. Null where it is not dull.
   */
  async pass(position: number): Promise<DullObjects | null> {
    this.whole ??= this.searchWhole();
    this.known ??= await this.whole;
    const { listing, isTextDull, isPathDull, noteOf, sizeOf } = this.known;
    const isDull = (at: number) => isTextDull(at) && isPathDull(listing.pathAt(at));
    const run: DullObjects = { objects: 0, files: 0, bytes: 0, letGo: [], skips: [] };
    let end = position;
    for (; end < listing.length && isDull(end); end++) {
      run.bytes += sizeOf(end);
      if (listing.pathAt(end) !== null) run.files++;
      const note = noteOf(end);
      if (note) addNote(run, note, listing.pathAt(end) ?? '(commit message)');
    }
    run.objects = end - position;
    return run.objects === 0 ? null : run;
  }

  /** What an earlier scan told of an object, where that is all that there is to tell of it; after `pass`. */
  told(position: number): ToldText | null {
    if (this.known === null) return null;
    const { listing, before, isPathDull } = this.known;
    return isPathDull(listing.pathAt(position)) ? before.told(position) : null;
  }

  /** Keeps what was found out for the next scan. */
  keep(): void {
    const { toldBefore } = this.options;
    if (toldBefore === null || this.known === null) return;
    const { listing, before, isTextDull, noteOf, sizeOf } = this.known;
    for (let position = 0; position < listing.length; position++) {
      if (before.isDull(position) || !isTextDull(position)) continue;
      toldBefore.addDull(listing.idAt(position), sizeOf(position), noteOf(position));
    }
    toldBefore.keep();
  }

  /** Ends all threads. */
  async end(): Promise<void> {
    await this.hired?.end();
    for (const pack of this.opened) pack.close();
  }

  /** @param packs their numbers. */
  private async sift(packs: Iterable<number>): Promise<void> {
    const chosen = [...packs];
    const all = chosen.reduce((sum, pack) => sum + (this.packs[pack] as TaskPack).shared.entries.end, 0);
    const size = Math.max(SMALLEST_PART, all / (this.threads * PARTS));
    let done = 0;
    const parts = chosen.flatMap((pack) => {
      const { entries } = this.opened[pack] as Pack;
      return entries.slices(size).map(({ from, to }) => ({
        order: { kind: 'sift', pack, from, to } as const,
        bytes: entries.end(to - 1) - entries.start(from),
      }));
    });
    await Promise.all(
      parts.map(async ({ order, bytes }) => {
        await this.crew.carryOut(order);
        done += bytes;
        await this.options.onProgress(done, all);
      }),
    );
  }

  private async searchWhole(): Promise<Known> {
    const { objects, folders, guard, paths, toldBefore } = this.options;
    const listing = await objects.listed();
    const before = new ToldBefore(toldBefore, listing);
    const isKnown = (position: number) =>
      this.sifted === null && (before.isDull(position) || before.told(position) !== null);
    const places = this.locate(listing, isKnown);
    const dullPaths = findDullPaths(listing, { folders, guard, paths });
    dullPaths.catch(() => {}); // awaited below
    await (this.sifted ?? this.sift(this.mostlyNew(places)));
    const searched = await Promise.all(this.packs.map((_, pack) => this.searchPackWhole(pack, places)));
    const isPathDull = await dullPaths;
    const at = (position: number) => {
      const pack = places.packs[position] as number;
      const number = places.numbers[position] as number;
      return { number, search: searched[pack], states: this.packs[pack]?.states };
    };
    return {
      listing,
      before,
      isPathDull,
      isTextDull(position) {
        const { search, number } = at(position);
        return before.isDull(position) || search?.isDull[number] === 1;
      },
      noteOf(position) {
        const { search, number } = at(position);
        return before.isDull(position) ? before.noteOf(position) : (search?.notes.get(number) ?? null);
      },
      sizeOf(position) {
        const { states, number } = at(position);
        return before.isDull(position) ? before.sizeOf(position) : (states?.sizes[number] ?? 0);
      },
    };
  }

  /** The packs of which enough is not known from earlier. What is new elsewhere is scanned in the ordinary way. */
  private mostlyNew({ packs }: Places): number[] {
    const counts = new Map<number, number>();
    for (const pack of packs) if (pack !== NOWHERE) counts.set(pack, (counts.get(pack) ?? 0) + 1);
    return [...counts.keys()].filter((pack) => {
      const { count } = (this.opened[pack] as Pack).entries;
      const fresh = counts.get(pack) as number;
      return fresh >= ENOUGH && fresh * SHARE >= count;
    });
  }

  /** Where the objects of the listing are. @param isKnown which need not be looked for. */
  private locate(listing: ObjectListing, isKnown: (position: number) => boolean): Places {
    const packs = new Int16Array(listing.length).fill(NOWHERE);
    const numbers = new Int32Array(listing.length).fill(NOWHERE);
    for (let position = 0; position < listing.length; position++) {
      if (isKnown(position)) continue;
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
  isTextDull: (position: number) => boolean;
  isPathDull: (path: ByteString | null) => boolean;
  /** By earlier scans. */
  before: ToldBefore;
  noteOf: (position: number) => ToldNote | null;
  /** In bytes. */
  sizeOf: (position: number) => number;
}

function addNote(run: DullObjects, { letGo, skips }: ToldNote, path: ByteString): void {
  run.letGo.push(...letGo);
  for (const skip of skips) run.skips.push(insideSkip(path, skip));
}
