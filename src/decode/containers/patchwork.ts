/** A text put together from pieces of other bytes, which knows where each piece stood. */
import type { ByteRange, ByteString } from '../../types.js';
import type { Layer } from '../layer.js';

const FULL = { pieces: 50_000, bytes: 1024 * 1024 };
const OVERFULL = 4; // times as much

export class Patchwork {
  /** In bytes. */
  length = 0;
  private readonly outer: Buffer;
  // Piece by piece: where it begins in the text, where it stands outside, and its words where they are others there.
  private readonly begins: number[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly words: (Buffer | null)[] = [];

  constructor(outer: Buffer) {
    this.outer = outer;
  }

  /** Adds bytes as they stand outside. */
  addSame({ start, end }: ByteRange): void {
    const last = this.starts.length - 1;
    if (this.words[last] === null && this.ends[last] === start) {
      this.ends[last] = end;
      this.length += end - start;
    } else this.push({ start, end }, null, end - start);
  }

  /** Adds other words for what stands there. */
  add(words: Buffer, outer: ByteRange): void {
    this.push(outer, words, words.length);
  }

  /** Whether it is time for another one: at the end of a line, or at the latest where there is none. */
  isFull({ at }: { at: 'line end' | 'latest' }): boolean {
    const times = at === 'latest' ? OVERFULL : 1;
    return this.starts.length >= FULL.pieces * times || this.length >= FULL.bytes * times;
  }

  layer(name: ByteString): Layer {
    const outerRange = ({ start, end }: ByteRange): ByteRange => {
      const first = this.placeOf(start, this.starts);
      const last = this.placeOf(Math.max(start, end - 1), this.ends);
      // Pieces may stand in any order.
      return last > first ? { start: first, end: last } : this.pieceAt(start);
    };
    return { name, bytes: this.text(), outerRange, isExact: true, isNews: () => true };
  }

  private push({ start, end }: ByteRange, words: Buffer | null, length: number): void {
    if (length === 0) return;
    this.begins.push(this.length);
    this.starts.push(start);
    this.ends.push(end);
    this.words.push(words);
    this.length += length;
  }

  private text(): Buffer {
    const text = Buffer.allocUnsafe(this.length);
    this.begins.forEach((at, index) => {
      const words = this.words[index];
      if (words) words.copy(text, at);
      else this.outer.copy(text, at, this.starts[index], this.ends[index]);
    });
    return text;
  }

  /** Where the byte at that offset of the text begins, or ends, outside. */
  private placeOf(offset: number, edges: readonly number[]): number {
    const index = this.indexAt(offset);
    if (this.words[index] !== null) return edges[index] as number;
    const place = (this.starts[index] as number) + offset - (this.begins[index] as number);
    return edges === this.ends ? place + 1 : place;
  }

  private pieceAt(offset: number): ByteRange {
    const index = this.indexAt(offset);
    return { start: this.starts[index] as number, end: this.ends[index] as number };
  }

  private indexAt(offset: number): number {
    let low = 0;
    let high = this.begins.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.begins[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
