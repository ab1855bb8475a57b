/** How much may be decoded out of one chunk, whatever it holds: bombs end here, and are named. */
import type { ByteString } from '../types.js';

/** All of one chunk; sizes in bytes. */
export interface DecodeLimits {
  /** How many layers may lie inside one another. */
  depth: number;
  /** How many entries archives may have in all. */
  entries: number;
  /** How much decoded text there may be in all. */
  bytes: number;
  /** How many times its stored size one entry may have, beyond the first 16 MB of it. */
  ratio: number;
}

export const DEFAULT_LIMITS: DecodeLimits = {
  depth: 10,
  entries: 10_000,
  bytes: 256 * 1024 * 1024,
  ratio: 200,
};

const RATIO_FREE = 16 * 1024 * 1024; // bytes: a short text may well be that compressible

/** Something inside a chunk that was not read, and why. `listed` as in `Skip`. */
export interface LayerSkip {
  layers: ByteString[];
  reason: string;
  listed: boolean;
}

/** What is left of the limits for one chunk. Shared by all its layers. */
export class Budget {
  readonly limits: DecodeLimits;
  readonly skipped: LayerSkip[] = [];
  private entries: number;
  private bytes: number;

  constructor(limits: DecodeLimits) {
    this.limits = limits;
    this.entries = limits.entries;
    this.bytes = limits.bytes;
  }

  /** The most bytes that something of `stored` bytes may be decoded to now; hand it to the decompressor as its limit. */
  most(stored: number): number {
    return Math.min(this.bytes, Math.max(RATIO_FREE, stored * this.limits.ratio));
  }

  /** Takes decoded bytes out of the budget; false where there is not enough left, and nothing is taken. */
  takeBytes(count: number): boolean {
    if (count > this.bytes) return false;
    this.bytes -= count;
    return true;
  }

  /** Takes one archive entry out of the budget; false where there is none left. */
  takeEntry(): boolean {
    if (this.entries === 0) return false;
    this.entries--;
    return true;
  }

  /** Names what was not read. */
  skip(layers: readonly ByteString[], reason: string, { listed }: { listed: boolean }): void {
    this.skipped.push({ layers: [...layers], reason, listed });
  }
}
