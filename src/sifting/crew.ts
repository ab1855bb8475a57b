/** The threads that sift files ahead of the scan, and what they have found so far. */
import { Worker } from 'node:worker_threads';
import { assetPath } from '../package/assets.js';
import type { Run } from './runs.js';
import type { BatchSifted, WorkerTask } from './worker.js';

/** Megabytes for what is short-lived: with Node's own 48 a thread holds 25 MB more, and is no faster. */
const resourceLimits = { maxYoungGenerationSizeMb: 8 };

export class Crew {
  private readonly sifted = new Map<number, Run[]>();
  private readonly working = new Map<number, Worker>();
  private wake: () => void = () => {};

  private readonly program: string;

  /** @param tasks one for each thread. @param program what the threads run. */
  constructor(tasks: readonly WorkerTask[], program = assetPath('worker.cjs')) {
    this.program = program;
    try {
      for (const task of tasks) this.start(task);
    } catch {
      // Node may be told to allow no threads. Then the one that scans does it all.
    }
  }

  /** Whether that thread may still tell something. */
  isWorking(thread: number): boolean {
    return this.working.has(thread);
  }

  /** What a batch came to, where that is known; it is told once. */
  take(batch: number): Run[] | undefined {
    const runs = this.sifted.get(batch);
    this.sifted.delete(batch);
    return runs;
  }

  /** Waits until a thread tells something, or ends. */
  async news(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
  }

  async end(): Promise<void> {
    await Promise.all([...this.working.values()].map((worker) => worker.terminate()));
  }

  private start(task: WorkerTask): void {
    const worker = new Worker(this.program, {
      workerData: task,
      execArgv: [],
      resourceLimits,
    });
    this.working.set(task.thread, worker);
    worker.on('message', ({ batch, runs }: BatchSifted) => {
      this.sifted.set(batch, runs);
      this.wake();
    });
    // Why it failed does not matter: what it has not told is scanned without it.
    worker.on('error', () => this.lose(task.thread));
    worker.on('exit', () => this.lose(task.thread));
  }

  private lose(thread: number): void {
    this.working.delete(thread);
    this.wake();
  }
}
