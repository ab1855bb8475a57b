/** Parts of a text that were decoded one by one, gathered in layers, so that a thousand small ones cost no more than one. */
import type { ByteRange, ByteString } from '../../types.js';
import { lastUpTo } from '../last-up-to.js';
import type { Layer } from '../layer.js';

/** One part. Ranges as in a layer: of its own bytes, and of the outer ones. */
export interface Strip {
  bytes: Buffer;
  outerRange(range: ByteRange): ByteRange;
  isNews(range: ByteRange): boolean;
}

/** Stands between two parts: no name, no value and no token goes on beyond it. */
const BETWEEN = Buffer.from('\n}\n');
const ENOUGH = 1024 * 1024; // bytes in one layer, so that little is held at a time

const NONE: readonly Layer[] = [];

/** Gathers parts for layers of one name. */
export class Strips {
  readonly name: ByteString;
  private strips: Strip[] = [];
  private length = 0;

  constructor(name: ByteString) {
    this.name = name;
  }

  /** @returns a layer where enough has come together. */
  add(strip: Strip): readonly Layer[] {
    this.strips.push(strip);
    this.length += strip.bytes.length + BETWEEN.length;
    return this.length < ENOUGH ? NONE : this.rest();
  }

  /** What is left, as a layer. */
  rest(): readonly Layer[] {
    if (this.strips.length === 0) return NONE;
    const layer = layerOf(this.name, this.strips);
    this.strips = [];
    this.length = 0;
    return [layer];
  }
}

/** @param strips one or more. A match that spans two of them is no news. */
export function layerOf(name: ByteString, strips: readonly Strip[]): Layer {
  const starts: number[] = [];
  const parts: Buffer[] = [];
  let length = 0;
  for (const { bytes } of strips) {
    if (starts.length > 0) {
      parts.push(BETWEEN);
      length += BETWEEN.length;
    }
    starts.push(length);
    parts.push(bytes);
    length += bytes.length;
  }
  const within = (range: ByteRange, index: number) => {
    const { bytes } = strips[index] as Strip;
    const start = starts[index] as number;
    const clamp = (offset: number) => Math.max(0, Math.min(bytes.length, offset - start));
    return { start: clamp(range.start), end: clamp(range.end) };
  };
  return {
    name,
    bytes: parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts, length),
    isExact: true,
    outerRange(range) {
      const first = lastUpTo(starts, range.start);
      const last = lastUpTo(starts, Math.max(range.start, range.end - 1));
      const { start } = (strips[first] as Strip).outerRange(within(range, first));
      const { end } = (strips[last] as Strip).outerRange(within(range, last));
      return { start, end: Math.max(start, end) };
    },
    isNews(range) {
      const index = lastUpTo(starts, range.start);
      const { bytes } = strips[index] as Strip;
      if (range.end > (starts[index] as number) + bytes.length) return false;
      return (strips[index] as Strip).isNews(within(range, index));
    },
  };
}
