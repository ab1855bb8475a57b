/**
 * Bytes in, the same bytes out with every secret masked, a window at a time. A window holds what is not shown yet and, before
 * it, what was shown last: a secret is told by what stands around it. Where a full window is cut depends on the bytes
 * alone, so the output is the same however they arrive; only a pause shows what would else wait for more.
 */
import { type Encoding, encodingOf, wholeLength } from '../decode/encoding.js';
import { undress } from '../examine/frames.js';
import type { PieceSize } from '../examine/pieces.js';
import type { MaskFinder } from './find-masks.js';
import { type Look, lookAt, type Memory, NOTHING } from './look.js';
import { Writing } from './writing.js';

/** Overlaps of more than the longest match (32 KB) with what is read around it. */
export const WINDOW_SIZE: PieceSize = { length: 2 * 1024 * 1024, overlap: 64 * 1024 };

const WIDEST_UNIT = 4; // bytes
const NO_BYTES = Buffer.alloc(0);

export class Redactor {
  private readonly finder: MaskFinder;
  private readonly size: PieceSize;
  private readonly window: Buffer;
  private length = 0;
  /** So much of the window is shown. */
  private shown = 0;
  private isCut = false;
  private encoding: Encoding | null | undefined;
  private memory: Memory = NOTHING;
  private readonly writing = new Writing();

  constructor(finder: MaskFinder, size: PieceSize = WINDOW_SIZE) {
    this.finder = finder;
    this.size = size;
    this.window = Buffer.allocUnsafe(size.length);
  }

  /** Whether there are bytes that are not shown yet. */
  get isHolding(): boolean {
    return this.shown < this.length;
  }

  /** Takes bytes, which are copied. @returns what can be shown now; most often nothing until a window is full. */
  async push(bytes: Buffer): Promise<Buffer> {
    const output: Buffer[] = [];
    for (let taken = 0; taken < bytes.length; ) {
      const copied = bytes.copy(this.window, this.length, taken);
      taken += copied;
      this.length += copied;
      if (this.length === this.window.length) output.push(await this.look('full'));
    }
    return Buffer.concat(output);
  }

  /**
   * What can be shown while nothing more comes.
   * @param options `lines`: whether whole lines that may go on in the next one are held back still.
   */
  pause({ lines }: { lines: 'held' | 'shown' }): Promise<Buffer> {
    return this.look(lines === 'held' ? 'pause' : 'long pause');
  }

  /** The rest. */
  end(): Promise<Buffer> {
    return this.look('end');
  }

  private async look(kind: Look): Promise<Buffer> {
    if (!this.isHolding) return NO_BYTES;
    const held = this.window.subarray(0, this.length);
    if (this.encoding === undefined) this.encoding = encodingOf(held);
    const { encoding } = this;
    const bytes = encoding && kind !== 'end' ? held.subarray(0, wholeLength(held, encoding)) : held;
    const dressed = undress(bytes, encoding);
    const seen = {
      text: dressed.text,
      from: dressed.textOffset(this.shown),
      earliest: dressed.textOffset(bytes.length - 2 * this.size.overlap),
      latest: dressed.textOffset(bytes.length - this.size.overlap),
      isCut: this.isCut,
    };
    const { masks, until, memory } = await lookAt(seen, kind, this.finder, this.memory);
    const stored = { bytes, encoding, storedOffset: dressed.storedOffset };
    const output = this.writing.write(stored, { start: seen.from, end: until }, masks);
    this.memory = memory;
    this.advance(dressed.storedOffset(until));
    return output;
  }

  /** Lets go of what is shown and no longer read. */
  private advance(shown: number): void {
    this.shown = shown;
    // Wide text must begin at a whole character.
    const gone = Math.floor(Math.max(0, shown - this.size.overlap) / WIDEST_UNIT) * WIDEST_UNIT;
    if (gone === 0) return;
    this.window.copyWithin(0, gone, this.length);
    this.length -= gone;
    this.shown -= gone;
    this.isCut = true;
  }
}
