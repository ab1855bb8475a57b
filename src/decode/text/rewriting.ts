/** A part of a text in which escapes are undone: the text as it reads then, and where each byte of it stood. */
import type { ByteRange } from '../../types.js';
import { writeCode } from '../wide-units.js';
import { type Signs, signsIn } from './signs.js';
import type { Part, Strip } from './strips.js';

/** How far before a match something undone can change what is read of it: a name, an address. In bytes. */
export const SIGHT = 256;
/** Only what is undone within a match makes it news. */
export const INSIDE = -1;

/** Undoes what stands at `at`, by telling the rewriting; returns where to go on, or `at` where nothing stands there. */
export type Undo = (bytes: Buffer, at: number, rewriting: Rewriting) => number;

/** How one kind of escape is undone. */
export interface Escape {
  /** The bytes that such an escape can begin with. */
  signs: Signs;
  undo: Undo;
  /** How far before a match an undone place makes it news: SIGHT or INSIDE. */
  sight: number;
}

/** For one window after the other: its bytes are copied before the next one begins. */
let spare = Buffer.alloc(0);

function room(size: number): Buffer {
  if (size > spare.length) spare = Buffer.allocUnsafe(Math.max(size, 2 * spare.length));
  return spare;
}

/** The undone text of one window. It is never longer than the window: no escape is shorter than what it stands for. */
export class Rewriting {
  private readonly text: Buffer; // not its own
  private length = 0;
  /** Four numbers for each place: where it starts and ends in the text, and where in the outer bytes. */
  private places = new Uint32Array(64);
  private count = 0;
  private readonly sight: number;
  readonly start: number;
  readonly end: number;

  constructor({ start, end }: ByteRange, sight: number) {
    this.start = start;
    this.end = end;
    this.sight = sight;
    this.text = room(end - start);
  }

  /** Takes the outer bytes over as they are. */
  keep(bytes: Buffer, start: number, end: number): void {
    if (end - start < 16) {
      for (let at = start; at < end; at++) this.text[this.length++] = bytes[at] as number;
    } else {
      this.length += bytes.copy(this.text, this.length, start, end);
    }
  }

  /** Puts one byte in place of the outer ones. */
  putByte(byte: number, start: number, end: number): void {
    const from = this.length;
    this.text[this.length++] = byte;
    this.mark(from, start, end);
  }

  /** Puts a character in UTF-8 in place of the outer ones. */
  putCode(code: number, start: number, end: number): void {
    const from = this.length;
    this.length = writeCode(this.text, from, code > 0x10ffff ? 0xfffd : code);
    this.mark(from, start, end);
  }

  /** Leaves the outer bytes out. */
  drop(start: number, end: number): void {
    this.mark(this.length, start, end);
  }

  /** The window as a part of a layer; its bytes are valid until the next rewriting. */
  part(): Part {
    const strip: Strip = {
      outerRange: ({ start, end }) => ({ start: this.outerStart(start), end: this.outerEnd(end) }),
      isNews: ({ start, end }) => this.touches(start - this.sight, end + Math.min(0, this.sight)),
    };
    return { bytes: this.text.subarray(0, this.length), strip };
  }

  private mark(from: number, start: number, end: number): void {
    const at = this.count * 4;
    if (at === this.places.length) {
      const more = new Uint32Array(at * 2);
      more.set(this.places);
      this.places = more;
    }
    this.places[at] = from;
    this.places[at + 1] = this.length;
    this.places[at + 2] = start;
    this.places[at + 3] = end;
    this.count++;
  }

  /** The last place that starts at or before that offset of the text; -1 where none does. */
  private placeUpTo(offset: number): number {
    let low = -1;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.places[middle * 4] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private outerStart(offset: number): number {
    const place = this.placeUpTo(offset) * 4;
    if (place < 0) return this.start + offset;
    const to = this.places[place + 1] as number;
    // Behind what is left out, not before it.
    return offset < to
      ? (this.places[place + 2] as number)
      : (this.places[place + 3] as number) + offset - to;
  }

  private outerEnd(offset: number): number {
    if (offset === 0) return this.start;
    const place = this.placeUpTo(offset - 1) * 4;
    if (place < 0) return this.start + offset;
    const to = this.places[place + 1] as number;
    return (this.places[place + 3] as number) + Math.max(0, offset - to);
  }

  /** Whether something undone stands in or at the edge of a range of the text. */
  private touches(start: number, end: number): boolean {
    const place = this.placeUpTo(end);
    return place >= 0 && (this.places[place * 4 + 1] as number) >= start;
  }
}

/** The window with its escapes undone; the bytes are valid until the next one is. */
export function rewrite(bytes: Buffer, window: ByteRange, { signs, undo, sight }: Escape): Part {
  const end = Math.min(bytes.length, window.end);
  const rewriting = new Rewriting({ start: window.start, end }, sight);
  let kept = window.start;
  for (const at of signsIn(bytes, { start: window.start, end }, signs)) {
    if (at < kept) continue;
    rewriting.keep(bytes, kept, at);
    const next = undo(bytes, at, rewriting);
    kept = next > at ? next : at;
  }
  if (kept < end) rewriting.keep(bytes, kept, end);
  return rewriting.part();
}
