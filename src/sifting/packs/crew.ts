/** The threads that search packs: each takes the next order when it is done with one. */
import { Worker } from 'node:worker_threads';
import { assetPath } from '../../package/assets.js';
import type { Note } from './sieve.js';
import type { Order, PackTask } from './worker.js';

/** Megabytes for what is short-lived: with Node's own 48 a thread holds more, and is no faster. */
const resourceLimits = { maxYoungGenerationSizeMb: 8 };

interface Job {
  order: Order;
  /** Null where the thread that had it is lost. */
  done: (notes: Note[] | null) => void;
}

export class PackCrew {
  private readonly jobs: Job[] = [];
  private readonly idle: Worker[] = [];
  private readonly working = new Map<Worker, Job | null>();

  /** @param threads how many. */
  constructor(task: PackTask, threads: number) {
    try {
      for (let thread = 0; thread < threads; thread++) this.start(task);
    } catch {
      // Node may be told to allow no threads. Then all is scanned in the ordinary way.
    }
  }

  /** @returns what is to be noted of the objects; null where nobody has searched them, or not all of them. */
  async carryOut(order: Order): Promise<Note[] | null> {
    if (this.working.size === 0) return null;
    return new Promise((done) => {
      this.jobs.push({ order, done });
      this.handOut();
    });
  }

  async end(): Promise<void> {
    for (const { done } of this.jobs.splice(0)) done(null);
    await Promise.all([...this.working.keys()].map((worker) => worker.terminate()));
  }

  private start(task: PackTask): void {
    const worker = new Worker(assetPath('pack-worker.cjs'), {
      workerData: task,
      execArgv: [],
      resourceLimits,
    });
    this.working.set(worker, null);
    this.idle.push(worker);
    worker.on('message', (notes: Note[]) => {
      this.working.get(worker)?.done(notes);
      this.working.set(worker, null);
      this.idle.push(worker);
      this.handOut();
    });
    // Why it failed does not matter: what it has not told is scanned without it.
    worker.on('error', () => this.lose(worker));
    worker.on('exit', () => this.lose(worker));
  }

  private handOut(): void {
    while (this.jobs.length > 0) {
      const worker = this.idle.pop();
      if (!worker) return;
      const job = this.jobs.shift() as Job;
      this.working.set(worker, job);
      worker.postMessage(job.order);
    }
  }

  private lose(worker: Worker): void {
    this.working.get(worker)?.done(null);
    this.working.delete(worker);
    const position = this.idle.indexOf(worker);
    if (position >= 0) this.idle.splice(position, 1);
    if (this.working.size === 0) for (const { done } of this.jobs.splice(0)) done(null);
  }
}
