/** Whether a scan is worth more threads than one, and what they found before it got there. */
import { availableParallelism } from 'node:os';
import type { FileListing, Pass } from '../types.js';
import type { Ahead, AheadOptions } from './ahead.js';
import type { Run } from './runs.js';
import type { SieveOptions } from './sieve.js';

/** From so many files on a thread is worth its start, whatever they are. */
const MANY = 1000;
/** Milliseconds: of fewer files so much is scanned first, to see how long the rest will take. */
const TRIAL = 100;
/** Milliseconds of work that are worth a thread: it starts in 100 and does half of what is left. */
const WORTH = 400;

export interface LookoutOptions {
  /** Null where there are no files to look at ahead. */
  listing: FileListing | null;
  /** When the scan began, as `process.uptime` tells it. */
  started: number;
  sieve: Omit<SieveOptions, 'reader'>;
  task: AheadOptions['task'];
  /** Is told of dull files that the scan need not open. */
  tell: (run: Run) => Promise<void>;
}

export interface Lookout {
  pass: Pass;
  /** Ends all threads. */
  end(): Promise<void>;
}

export function openLookout({ listing, started, sieve, task, tell }: LookoutOptions): Lookout {
  let ahead: Ahead | null = null;
  const files = listing !== null && availableParallelism() > 1 ? listing.files.length : 0;
  const start = async (listing: FileListing, from: number) => {
    const { startAhead } = await import('./ahead.js');
    ahead = startAhead({ listing, from, sieve, task });
  };
  const passOf = async (run: Run | null | Promise<Run | null>) => {
    const dull = await run;
    if (dull) await tell(dull);
    return dull?.files ?? 0;
  };
  return {
    pass(position) {
      if (ahead) {
        const run = ahead.pass(position);
        return run === null ? 0 : passOf(run);
      }
      if (listing === null || !isWorthIt(position, files, 1000 * (process.uptime() - started))) return 0;
      return start(listing, position).then(() => 0);
    },
    end: async () => ahead?.end(),
  };
}

/** @param spent milliseconds in which the files before this position were scanned. */
function isWorthIt(position: number, files: number, spent: number): boolean {
  const left = files - position;
  if (left >= MANY) return true;
  return spent > TRIAL && position > 0 && (left * spent) / position > WORTH;
}
