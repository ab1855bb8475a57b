/** Reads on in a chunk until all of it is at hand, or until it is known to be too large for that. */

import type { Chunk } from '../types.js';
import { dressOf } from './frames.js';
import { PIECE_SIZE } from './pieces.js';

export interface GatherLimits {
  /** The largest text that is held whole; of a larger one so much is at hand. In bytes. */
  text: number;
  /** The largest file of files (an archive, a document) that is held whole: it can only be opened so. In bytes. */
  container: number;
}

export const GATHER_LIMITS: GatherLimits = { text: PIECE_SIZE.length, container: 64 * 1024 * 1024 };

/** @returns the same chunk: without `rest` where all of it is at hand, else with as many `bytes` as the limits allow. */
export async function gather(chunk: Chunk, limits: GatherLimits): Promise<Chunk> {
  if (chunk.rest === null) return chunk;
  const reader = new Reader(chunk.bytes, chunk.rest);
  try {
    const text = await reader.read(limits.text);
    const isContainer = dressOf({ ...chunk, bytes: text }).kind.kind === 'container';
    const bytes = isContainer ? await reader.read(limits.container) : text;
    return { ...chunk, bytes, rest: reader.isDone ? null : reader.rest() };
  } catch (error) {
    await reader.close();
    throw error;
  }
}

class Reader {
  private readonly source: AsyncIterator<Buffer>;
  private held: Buffer = Buffer.alloc(0);
  private length = 0;
  /** What was read and is not held yet. */
  private waiting: Buffer;
  private hasEnded = false;

  constructor(bytes: Buffer, rest: AsyncIterable<Buffer>) {
    this.waiting = bytes;
    this.source = rest[Symbol.asyncIterator]();
  }

  get isDone(): boolean {
    return this.hasEnded && this.waiting.length === 0;
  }

  /** @returns all of it, or its first `limit` bytes; whether that is all is known then. */
  async read(limit: number): Promise<Buffer> {
    const held = Buffer.allocUnsafe(Math.max(limit, this.length));
    this.held.copy(held, 0, 0, this.length);
    this.held = held;
    for (;;) {
      const taken = this.waiting.copy(held, this.length);
      this.length += taken;
      this.waiting = this.waiting.subarray(taken);
      if (this.waiting.length > 0 || this.hasEnded) return held.subarray(0, this.length);
      await this.wait();
    }
  }

  async *rest(): AsyncIterable<Buffer> {
    try {
      for (;;) {
        if (this.waiting.length > 0) yield this.waiting;
        if (this.hasEnded) return;
        await this.wait();
      }
    } finally {
      await this.close();
    }
  }

  async close(): Promise<void> {
    if (!this.hasEnded) await this.source.return?.();
  }

  private async wait(): Promise<void> {
    const { done, value } = await this.source.next();
    this.hasEnded = done === true;
    this.waiting = done ? Buffer.alloc(0) : value;
  }
}
