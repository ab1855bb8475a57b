/** The progress line as it is drawn. In a bundle of its own: most scans end before anybody wants to see it. */
import cliProgress from 'cli-progress';
import { progressLine } from '../report/progress-line.js';
import type { Progress } from '../scan/options.js';
import { streamOf } from './output.js';

const BAR = 20; // columns

export interface ProgressBar {
  /** @param elapsed since the scan began, in milliseconds. */
  show(progress: Progress, elapsed: number): void;
  /** Takes the line away. */
  end(): void;
}

/** Draws on stderr. Ctrl-C needs no handler: neither the cursor nor the line wrap of the terminal is changed. */
export function startProgressBar(first: Progress, elapsed: number): ProgressBar {
  let latest = { progress: first, elapsed, isFirst: true };
  const bar = new cliProgress.SingleBar({
    stream: streamOf('stderr'),
    clearOnComplete: true,
    linewrap: true,
    barsize: BAR,
    etaBuffer: 50, // updates, of ten a second
    format(options, { progress, eta, maxWidth }) {
      const isKnown = totalOf(latest.progress) !== null;
      const facts = {
        files: latest.progress.files,
        bytes: latest.progress.bytes,
        expectedFiles: latest.progress.expected.files,
        elapsed: latest.elapsed,
        // The library's first guess is 0, and NULL or INF where it has none.
        secondsLeft: isKnown && !latest.isFirst && Number.isFinite(Number(eta)) ? Number(eta) : null,
        bar: isKnown ? cliProgress.Format.BarFormat(progress, options) : '',
      };
      return progressLine(facts, maxWidth);
    },
  });
  bar.start(totalOf(first) ?? 0, doneOf(first));
  return {
    show(progress, now) {
      latest = { progress, elapsed: now, isFirst: false };
      bar.setTotal(totalOf(progress) ?? 0);
      bar.update(doneOf(progress));
    },
    end: () => bar.stop(),
  };
}

/** By bytes where their number is known, else by files. */
function totalOf({ expected }: Progress): number | null {
  return expected.bytes ?? expected.files;
}

function doneOf({ files, bytes, expected }: Progress): number {
  return expected.bytes === null ? files : bytes;
}
