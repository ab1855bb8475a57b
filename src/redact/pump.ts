/** A stream through a redactor, with a bounded delay. */
import type { Readable } from 'node:stream';
import type { Redactor } from './redactor.js';

/** In milliseconds. */
export const DELAYS = {
  /** So long after the last byte whole lines and prompts are shown. */
  pause: 100,
  /** So long after it also lines that may go on in the next one. */
  longPause: 1000,
  /** While bytes keep coming, a whole line waits no longer than this. */
  longest: 500,
};

/** @returns false where nobody reads any more. */
export type Sink = (bytes: Buffer) => Promise<boolean>;

/**
 * Shows all of `input`, until its end or until nobody reads any more; then the input is closed.
 * @throws what the input, the redactor or the sink throws; what is held back is not shown then.
 */
export async function pump(input: Readable, redactor: Redactor, show: Sink): Promise<void> {
  const parts: AsyncIterator<Buffer> = input[Symbol.asyncIterator]();
  const read = () => {
    const part = parts.next();
    part.catch(() => {}); // it is awaited in its turn, or the input is closed
    return part;
  };
  let next = read();
  let quiet = 0;
  let heldSince = performance.now();
  try {
    for (;;) {
      const wait = redactor.isHolding ? waitAfter(quiet) : null;
      const part = wait === null ? await next : await within(next, wait);
      let output: Buffer;
      if (part === 'nothing') {
        quiet += wait ?? 0;
        output = await redactor.pause({ lines: quiet >= DELAYS.longPause ? 'shown' : 'held' });
      } else if (part.done) {
        await show(await redactor.end());
        return;
      } else {
        if (!redactor.isHolding) heldSince = performance.now();
        quiet = 0;
        output = await redactor.push(part.value);
        next = read();
        if (performance.now() - heldSince > DELAYS.longest) {
          output = Buffer.concat([output, await redactor.pause({ lines: 'held' })]);
          heldSince = performance.now(); // also where nothing could be shown: each look reads all that is held
        }
      }
      if (output.length > 0) heldSince = performance.now();
      if (!(await show(output))) return;
    }
  } finally {
    input.destroy();
  }
}

/** How long to wait for the next bytes after so much quiet; null where waiting changes nothing. */
function waitAfter(quiet: number): number | null {
  if (quiet < DELAYS.pause) return DELAYS.pause;
  return quiet < DELAYS.longPause ? DELAYS.longPause - quiet : null;
}

async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | 'nothing'> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<'nothing'>((resolve) => {
    timer = setTimeout(() => resolve('nothing'), milliseconds);
  });
  try {
    return await Promise.race([promise, patience]);
  } finally {
    clearTimeout(timer);
  }
}
