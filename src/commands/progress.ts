/** Whether and when a person sees how far the scan has come: on a terminal, once it takes long. */
import { fstatSync } from 'node:fs';
import type { Progress } from '../scan.js';
import type { ProgressBar } from './progress-bar.js';

const PATIENCE = 500; // milliseconds of work before a line is worth showing
const STDERR = 2; // the descriptor: its stream is not made only to look at it
const INTERVAL = 100; // milliseconds between two looks at it

export interface ProgressDisplay {
  /** For `createScanner`. Most often it does nothing: the library that draws is loaded when there is something to draw. */
  onProgress: (progress: Progress) => Promise<void>;
  /** Takes the line away: nothing else may be printed before. */
  end(): void;
}

/** Made when the work begins. */
export function openProgress({ quiet }: { quiet: boolean }): ProgressDisplay {
  if (quiet || !isWatched()) return { onProgress: async () => {}, end: () => {} };
  const started = now();
  let bar: ProgressBar | null = null;
  let next = started + PATIENCE;
  return {
    async onProgress(progress) {
      const at = now();
      if (at < next) return;
      next = at + INTERVAL;
      if (bar) return bar.show(progress, at - started);
      const { startProgressBar } = await import('./progress-bar.js');
      bar = startProgressBar(progress, at - started);
    },
    end: () => bar?.end(),
  };
}

/** In milliseconds. Node's performance would be loaded for it. */
function now(): number {
  return process.uptime() * 1000;
}

/** Whether a person looks at stderr, on something that can go back to the start of a line. */
function isWatched(): boolean {
  const { CI, TERM } = process.env;
  const isCi = CI !== undefined && !['', '0', 'false'].includes(CI.toLowerCase());
  return !isCi && TERM !== 'dumb' && fstatSync(STDERR).isCharacterDevice() && process.stderr.isTTY === true;
}
