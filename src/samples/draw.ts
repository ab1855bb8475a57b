/** Draws a text from a format, byte by byte, each with the class it was drawn from. */
import { lengthOf } from '../patterns/measure.js';
import { type ByteSet, bytesOf, type Node } from '../patterns/syntax.js';
import type { ByteString } from '../types.js';
import type { Random } from './random.js';

/** One byte of a text, and all that may stand in its place. */
export interface Cell {
  byte: number;
  set: ByteSet;
}

/** How often something repeats that may repeat more or less often: an open number of times is never the longest. */
export type Lengths = 'any' | 'shortest' | 'longest';

const MORE = 8; // turns beyond the fewest
const TEXT = 16; // bytes of a class that can hold a secret
const TELLING = 10; // turns of such a class
const WIDE = 70; // bytes of a class such as "anything but a quote"
const PLAIN = /[A-Za-z0-9_.~+/=-]/;
// Repeats inside repeats multiply: so many turns beyond the fewest in a text, and none from so many bytes on.
const MOST_MORE = 2048;
const LONG_ENOUGH = 4096;

/** The bytes of a text that the node matches, if its branches are tried in the right order. */
export function drawCells(node: Node, random: Random, lengths: Lengths): Cell[] {
  const drawing = new Drawing(random, lengths);
  drawing.add(node);
  return drawing.cells;
}

export function textOf(cells: readonly Cell[]): ByteString {
  return cells.map(({ byte }) => String.fromCharCode(byte)).join('');
}

class Drawing {
  readonly cells: Cell[] = [];
  private readonly drawnFrom = new Map<ByteSet, number[]>();
  private readonly random: Random;
  private readonly lengths: Lengths;
  /** Turns beyond the fewest that are left. */
  private more = MOST_MORE;

  constructor(random: Random, lengths: Lengths) {
    this.random = random;
    this.lengths = lengths;
  }

  add(node: Node): void {
    switch (node.kind) {
      case 'bytes':
        this.cells.push({ byte: this.byteOf(node.set), set: node.set });
        return;
      case 'group':
        this.add(node.node);
        return;
      case 'sequence':
        for (const child of node.nodes) this.add(child);
        return;
      case 'choice':
        this.add(this.branchOf(node.nodes));
        return;
      case 'repeat':
        this.repeat(node);
    }
  }

  private repeat({ node, min, max }: Node & { kind: 'repeat' }): void {
    const isFixed = this.lengths === 'longest' && max !== Number.POSITIVE_INFINITY;
    const turns = isFixed ? max : this.turnsOf(this.fewest(node, min, max), max);
    for (let turn = 0; turn < turns; turn++) {
      if (!isFixed && turn >= min && this.cells.length >= LONG_ENOUGH) return;
      this.add(node);
    }
  }

  private byteOf(set: ByteSet): number {
    const known = this.drawnFrom.get(set);
    if (known) return this.oneOf(known);
    this.drawnFrom.set(set, plainBytesOf(set));
    return this.byteOf(set);
  }

  private branchOf(branches: readonly Node[]): Node {
    if (this.lengths === 'any') return this.oneOf(branches);
    const isShortest = this.lengths === 'shortest';
    const size = (branch: Node) => (isShortest ? -lengthOf(branch).min : lengthOf(branch).max);
    const best = Math.max(...branches.map(size));
    return this.oneOf(branches.filter((branch) => size(branch) === best));
  }

  /** A text of a few bytes, where the format allows one, looks like no secret: it is drawn longer than it must be. */
  private fewest(node: Node, min: number, max: number): number {
    const isText = node.kind === 'bytes' && bytesOf(node.set).length >= TEXT;
    return isText && this.lengths !== 'shortest' ? Math.max(min, Math.min(max, TELLING)) : min;
  }

  private turnsOf(fewest: number, max: number): number {
    if (this.lengths === 'shortest') return fewest;
    const more = this.random(Math.min(max - fewest, MORE, this.more) + 1);
    this.more -= more;
    return fewest + more;
  }

  private oneOf<T>(all: readonly T[]): T {
    return all[this.random(all.length)] as T;
  }
}

/** The bytes to draw from: of a wide class only what is printable and plain. */
function plainBytesOf(set: ByteSet): number[] {
  const bytes = bytesOf(set);
  if (bytes.length === 0) return [0]; // a class of nothing, which no text matches
  const plain = bytes.filter((byte) => PLAIN.test(String.fromCharCode(byte)));
  return bytes.length > WIDE && plain.length > 0 ? plain : bytes;
}
