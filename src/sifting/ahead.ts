/** Sifts the files of a tree ahead of its scan, in threads of their own and, where it would wait for them, in its own. */
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { FileReader } from '../sources/read-file.js';
import type { FileListing } from '../types.js';
import { Crew } from './crew.js';
import { type Run, siftBatch } from './runs.js';
import { BATCH, Batches, shareFiles } from './shared.js';
import { Sieve, type SieveOptions } from './sieve.js';
import type { WorkerTask } from './worker.js';

const SCAN = 1; // the thread that scans
const MOST_WORKERS = 7;

export interface AheadOptions {
  listing: FileListing;
  /** The position of the file that is scanned next. */
  from: number;
  /** For the thread that scans. */
  sieve: Omit<SieveOptions, 'reader'>;
  /** For all workers alike. */
  task: Omit<WorkerTask, 'files' | 'thread' | 'root'>;
  /** The file that the workers run, where it is not their own. */
  program?: string;
}

/** Starts the threads. */
export function startAhead(options: AheadOptions): Ahead {
  return new Ahead(options);
}

export class Ahead {
  private readonly listing: FileListing;
  private readonly sieve: Sieve;
  private readonly batches: Batches;
  private readonly crew: Crew;
  /** What was sifted in this thread. */
  private readonly own = new Map<number, Run[]>();
  /** Of the batch that the scan has come to: what is left of it, and where the next run of dull files begins. */
  private current: { batch: number; runs: Run[]; next: number } = { batch: -1, runs: [], next: 0 };

  constructor({ listing, from, sieve, task, program }: AheadOptions) {
    this.listing = listing;
    this.sieve = new Sieve({ ...sieve, reader: new FileReader() });
    const files = shareFiles(listing.files, listing.special);
    this.batches = new Batches(files, SCAN);
    for (let batch = 0; batch * BATCH <= from; batch++) this.batches.take(batch);
    const workers = Math.min(availableParallelism() - 1, MOST_WORKERS, this.batches.count - 1);
    const numbers = Array.from({ length: Math.max(0, workers) }, (_, index) => SCAN + 1 + index);
    const tasks = numbers.map((thread) => ({ ...task, files, thread, root: listing.root }));
    this.crew = new Crew(tasks, program);
  }

  /**
   * @param position of a file in the listing; each time further on than before.
   * @returns the run of dull files that begins with it: they need not be opened. Null where it is not dull.
   */
  pass(position: number): Run | null | Promise<Run | null> {
    const batch = Math.floor(position / BATCH);
    if (batch === this.current.batch) return this.runAt(position);
    return this.enter(batch, position);
  }

  /** Ends all threads. */
  async end(): Promise<void> {
    await this.crew.end();
  }

  private async enter(batch: number, position: number): Promise<Run | null> {
    // What this thread takes now it scans at once, without sifting it first.
    const runs = this.batches.take(batch) ? [] : await this.runsOf(batch);
    this.current = { batch, runs, next: batch * BATCH };
    return this.runAt(position);
  }

  private runAt(position: number): Run | null {
    const { current } = this;
    if (position !== current.next) return null;
    const run = current.runs.shift();
    if (!run) return null;
    // Behind them comes one that is not dull, and then the next run.
    current.next += run.files + 1;
    return run.files > 0 ? run : null;
  }

  /** What a batch came to; none where the thread that took it is lost. */
  private async runsOf(batch: number): Promise<Run[]> {
    for (;;) {
      const runs = this.own.get(batch) ?? this.crew.take(batch);
      this.own.delete(batch);
      if (runs) return runs;
      const taker = this.batches.takerOf(batch);
      if (taker === SCAN || !this.crew.isWorking(taker)) return [];
      const other = this.batches.takeNext();
      if (other === null) {
        await this.crew.news();
      } else {
        const files = this.batches.filesOf(other);
        this.own.set(other, await siftBatch(this.sieve, files, this.listing.root));
        await setImmediate(); // what the threads tell comes in here
      }
    }
  }
}
