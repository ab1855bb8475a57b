/** Decompression within the limits, that gives what could be read where the data is damaged or cut off. */
import { constants, crc32, gunzipSync, inflateRawSync, inflateSync, type ZlibOptions } from 'node:zlib';
import type { Budget } from '../budget.js';
import { tooMuch } from './part.js';

export type Compression = 'deflate' | 'zlib' | 'gzip';

/** Where the reading ended: at the data's end, at the end of what is there, before damage, at one of the limits. */
export type InflateEnd = 'whole' | 'cut' | 'damaged' | 'ratio' | 'total';

export interface Inflated {
  /** Nothing where a limit was reached. */
  bytes: Buffer;
  /** How many of the stored bytes were read. */
  consumed: number;
  end: InflateEnd;
}

/** What Node's functions return with `info`. */
interface Informed {
  buffer: Buffer;
  engine: { bytesWritten: number };
}

type Outcome = { kind: 'read'; informed: Informed } | { kind: 'failed'; why: 'cut' | 'damaged' | 'limit' };

const INFLATE = { deflate: inflateRawSync, zlib: inflateSync, gzip: gunzipSync };
const SMALLEST = 1024; // bytes, of the buffer that is filled first
const LARGEST = 256 * 1024;
const FIRST_TRY = 64; // bytes
const GROWTH = 4; // times
const PRECISION = 14; // bits: a byte in 16 KB
const GUESS = 4; // times its stored size is what text unpacks to

/** Unpacks stored bytes, and takes what they unpack to out of the budget. What follows the data's end is not read. */
export function inflate(stored: Buffer, compression: Compression, budget: Budget): Inflated {
  const most = budget.most(stored.length);
  const whole = attempt(stored, compression, { most, mayBeCut: false });
  if (whole.kind === 'read') return taken(whole.informed, 'whole', budget);
  if (whole.why === 'limit') {
    const end = most < budget.most(Number.POSITIVE_INFINITY) ? 'ratio' : 'total';
    // What was unpacked in vain counts, so that a thousand bombs cost no more than one.
    budget.takeBytes(most);
    return { bytes: Buffer.alloc(0), consumed: 0, end };
  }
  const start = whole.why === 'cut' ? stored : soundStart(stored, compression, most);
  const partial = attempt(start, compression, { most, mayBeCut: true });
  if (partial.kind === 'failed') return { bytes: Buffer.alloc(0), consumed: 0, end: whole.why };
  return taken(partial.informed, whole.why, budget);
}

/** The CRC-32 that archives keep of what they pack. */
export function checksumOf(bytes: Buffer): number {
  return crc32(bytes);
}

/** Why something was not read to its end, for a person; null where it was. */
export function reasonFor(end: InflateEnd, budget: Budget): string | null {
  switch (end) {
    case 'whole':
      return null;
    case 'cut':
      return 'cut off: read up to where it ends';
    case 'damaged':
      return 'damaged: read up to the damage';
    case 'ratio':
      return `limit reached: unpacks to more than ${budget.limits.ratio} times its size`;
    case 'total':
      return tooMuch(budget);
  }
}

/** Whether the data ends with the stored bytes, neither before nor after. */
export function endsWith(stored: Buffer, compression: Compression, budget: Budget): boolean {
  const outcome = attempt(stored, compression, { most: budget.limits.bytes, mayBeCut: false });
  return outcome.kind === 'read' && outcome.informed.engine.bytesWritten === stored.length;
}

/**
 * The longest beginning without damage, give or take a byte for each 16 KB of it. Tried out, since zlib gives nothing of
 * data in which it meets damage.
 */
function soundStart(stored: Buffer, compression: Compression, most: number): Buffer {
  const isSound = (length: number) =>
    attempt(stored.subarray(0, length), compression, { most, mayBeCut: true }).kind === 'read';
  let sound = 0;
  let damaged = FIRST_TRY;
  // Damage near the beginning of long data is found without reading far.
  while (damaged < stored.length && isSound(damaged)) {
    sound = damaged;
    damaged *= GROWTH;
  }
  damaged = Math.min(damaged, stored.length);
  while (damaged - sound > 1 + (damaged >> PRECISION)) {
    const middle = (sound + damaged) >> 1;
    if (isSound(middle)) sound = middle;
    else damaged = middle;
  }
  return stored.subarray(0, sound);
}

function taken({ buffer, engine }: Informed, end: InflateEnd, budget: Budget): Inflated {
  budget.takeBytes(buffer.length);
  return { bytes: buffer, consumed: engine.bytesWritten, end };
}

function attempt(
  stored: Buffer,
  compression: Compression,
  { most, mayBeCut }: { most: number; mayBeCut: boolean },
): Outcome {
  if (most === 0) return { kind: 'failed', why: 'limit' };
  const options: ZlibOptions = {
    info: true,
    maxOutputLength: most,
    chunkSize: Math.min(LARGEST, Math.max(SMALLEST, stored.length * GUESS)),
    finishFlush: mayBeCut ? constants.Z_SYNC_FLUSH : constants.Z_FINISH,
  };
  try {
    return { kind: 'read', informed: INFLATE[compression](stored, options) as unknown as Informed };
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ERR_BUFFER_TOO_LARGE') return { kind: 'failed', why: 'limit' };
    return { kind: 'failed', why: code === 'Z_BUF_ERROR' ? 'cut' : 'damaged' };
  }
}
