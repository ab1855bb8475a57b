/** Parts of a text that were decoded one by one, gathered in layers, so that a thousand small ones cost no more than one. */
import type { ByteRange, ByteString } from '../../types.js';
import { lastUpTo } from '../last-up-to.js';
import type { Layer } from '../layer.js';

/** Where a decoded part comes from. Ranges as in a layer: of its own bytes, and of the outer ones. */
export interface Strip {
  outerRange(range: ByteRange): ByteRange;
  isNews(range: ByteRange): boolean;
}

/** A part with its bytes. */
export interface Part {
  bytes: Buffer;
  strip: Strip;
}

/** Stands between two parts: no name, no value and no token goes on beyond it. */
const BETWEEN = Buffer.from('\n}\n');
const ENOUGH = 256 * 1024; // bytes in one layer, so that little is held at a time
const FIRST = 4096; // bytes

const NONE: readonly Layer[] = [];
const NOTHING = Buffer.alloc(0);

/** Gathers parts for layers of one name. */
export class Strips {
  readonly name: ByteString;
  private bytes = NOTHING;
  private length = 0;
  private strips: Strip[] = [];
  private starts: number[] = [];
  private readonly first: number;

  /** @param expected how many bytes are likely to come in all. */
  constructor(name: ByteString, expected = FIRST) {
    this.name = name;
    this.first = Math.min(ENOUGH, expected);
  }

  /** Copies the part's bytes. @returns a layer where enough has come together; it is valid until the next part is added. */
  add({ bytes, strip }: Part): readonly Layer[] {
    const between = this.strips.length > 0 ? BETWEEN.length : 0;
    this.reserve(between + bytes.length);
    if (between > 0) this.length += BETWEEN.copy(this.bytes, this.length);
    this.starts.push(this.length);
    this.strips.push(strip);
    this.length += bytes.copy(this.bytes, this.length);
    return this.length < ENOUGH ? NONE : this.rest();
  }

  /** What is left, as a layer. */
  rest(): readonly Layer[] {
    if (this.strips.length === 0) return NONE;
    const bytes = this.bytes.subarray(0, this.length);
    const layer = stripLayer(this.name, { bytes, strips: this.strips, starts: this.starts });
    this.length = 0;
    this.strips = [];
    this.starts = [];
    return [layer];
  }

  private reserve(count: number): void {
    const wanted = this.length + count;
    if (wanted <= this.bytes.length) return;
    const more = Buffer.allocUnsafe(Math.max(this.first, wanted, 2 * this.bytes.length));
    this.bytes.copy(more, 0, 0, this.length);
    this.bytes = more;
  }
}

/** A part as a layer of its own. */
export function layerOf(name: ByteString, { bytes, strip }: Part): Layer {
  return {
    name,
    bytes,
    isExact: true,
    outerRange: (range) => strip.outerRange(range),
    isNews: (range) => strip.isNews(range),
  };
}

interface Gathered {
  bytes: Buffer;
  strips: readonly Strip[];
  /** Where the bytes of each part begin. */
  starts: readonly number[];
}

/** A match that spans two parts is no news. */
function stripLayer(name: ByteString, { bytes, strips, starts }: Gathered): Layer {
  const lengthOf = (index: number) => {
    const next = starts[index + 1];
    return (next === undefined ? bytes.length : next - BETWEEN.length) - (starts[index] as number);
  };
  const within = (range: ByteRange, index: number) => {
    const clamp = (offset: number) =>
      Math.max(0, Math.min(lengthOf(index), offset - (starts[index] as number)));
    return { start: clamp(range.start), end: clamp(range.end) };
  };
  return {
    name,
    bytes,
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
      if (range.end > (starts[index] as number) + lengthOf(index)) return false;
      return (strips[index] as Strip).isNews(within(range, index));
    },
  };
}
