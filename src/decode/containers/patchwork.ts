/** A text put together from pieces of other bytes, which knows where each piece stood. */
import type { ByteRange, ByteString } from '../../types.js';
import type { Layer } from '../layer.js';

interface Piece {
  /** Where it begins in the text. */
  start: number;
  outer: ByteRange;
  /** Whether it reads in the outer bytes as it does in the text. */
  isSame: boolean;
}

const FULL = { pieces: 50_000, bytes: 1024 * 1024 };
const OVERFULL = 4; // times as much

export class Patchwork {
  private readonly texts: Buffer[] = [];
  private readonly pieces: Piece[] = [];
  /** In bytes. */
  length = 0;

  /** Adds bytes as they stand in `outer`. */
  addSame(outer: Buffer, range: ByteRange): void {
    this.push(outer.subarray(range.start, range.end), { outer: range, isSame: true });
  }

  /** Adds other words for what stands there. */
  add(text: Buffer, outer: ByteRange): void {
    this.push(text, { outer, isSame: false });
  }

  /** Whether it is time for another one: at the end of a line, or at the latest where there is none. */
  isFull({ at }: { at: 'line end' | 'latest' }): boolean {
    const times = at === 'latest' ? OVERFULL : 1;
    return this.pieces.length >= FULL.pieces * times || this.length >= FULL.bytes * times;
  }

  layer(name: ByteString): Layer {
    const outerRange = ({ start, end }: ByteRange): ByteRange => {
      const first = this.outerPlace(start, 'start');
      const last = this.outerPlace(Math.max(start, end - 1), 'end');
      // Pieces may stand in any order.
      return last > first ? { start: first, end: last } : this.pieceAt(start).outer;
    };
    const bytes = Buffer.concat(this.texts);
    return { name, bytes, outerRange, isExact: true, isNews: () => true };
  }

  private push(text: Buffer, piece: Omit<Piece, 'start'>): void {
    if (text.length === 0) return;
    this.texts.push(text);
    this.pieces.push({ start: this.length, ...piece });
    this.length += text.length;
  }

  /** Where the byte at that offset of the text begins or ends outside. */
  private outerPlace(offset: number, edge: 'start' | 'end'): number {
    const { start, outer, isSame } = this.pieceAt(offset);
    if (!isSame) return outer[edge];
    return outer.start + offset - start + (edge === 'end' ? 1 : 0);
  }

  private pieceAt(offset: number): Piece {
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.pieces[middle] as Piece).start <= offset) low = middle;
      else high = middle - 1;
    }
    return this.pieces[low] as Piece;
  }
}
