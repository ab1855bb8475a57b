/** Whether and when a person sees how far the scan has come: on a terminal, once it takes long. */
import { fstatSync } from 'node:fs';
import type { Progress } from '../scan/options.js';
import type { ProgressBar } from './progress-bar.js';

const PATIENCE = 500; // milliseconds of the program's life before a line is worth showing
const STDERR = 2; // the descriptor: its stream is not made only to look at it
const INTERVAL = 100; // milliseconds between two looks at it

export interface ProgressDisplay {
  /** For `createScanner`. Most often it does nothing: the library that draws is loaded when there is something to draw. */
  onProgress: (progress: Progress) => Promise<void>;
  /** Takes the line away: nothing else may be printed before. */
  end(): void;
}

export function openProgress({ quiet }: { quiet: boolean }): ProgressDisplay {
  let bar: ProgressBar | null = null;
  let next = quiet ? Number.POSITIVE_INFINITY : PATIENCE;
  return {
    async onProgress(progress) {
      const at = now();
      if (at < next) return;
      next = at + INTERVAL;
      if (bar) return bar.show(progress, at);
      if (!isWatched()) {
        next = Number.POSITIVE_INFINITY;
        return;
      }
      const { startProgressBar } = await import('./progress-bar.js');
      bar = startProgressBar(progress, at);
    },
    end: () => bar?.end(),
  };
}

/** Milliseconds since the program began. Node's performance would be loaded for it. */
function now(): number {
  return process.uptime() * 1000;
}

/**
 * Whether a person looks at stderr, on something that can go back to the start of a line. It takes Node longer to tell than
 * many a scan takes.
 */
function isWatched(): boolean {
  const { CI, TERM } = process.env;
  const isCi = CI !== undefined && !['', '0', 'false'].includes(CI.toLowerCase());
  return !isCi && TERM !== 'dumb' && fstatSync(STDERR).isCharacterDevice() && process.stderr.isTTY === true;
}
