/** Finds the signs that escapes begin with, in a part of a text. */
import { halvesOf } from '../../kernel/byte-set.js';
import { openWindow } from '../../kernel/kernel.js';
import type { ByteRange } from '../../types.js';
import { flagsOf } from './byte-classes.js';
import { textKernel } from './text-kernel.js';

/** The bytes that a kind of escape can begin with. */
export interface Signs {
  text: string;
  /** 256 flags. */
  flags: Uint8Array;
  /** As the kernel reads them. */
  halves: Uint8Array;
}

const SIGHT = 512; // bytes: further than one string stands from another that it is joined with

export function signsOf(text: string): Signs {
  const flags = flagsOf(text);
  return { text, flags, halves: halvesOf(flags) };
}

/** Where such bytes stand in a range of `bytes`, in ascending order; quotes only where two strings may be joined. */
export function signsIn(bytes: Buffer, { start, end }: ByteRange, { halves }: Signs): number[] {
  const kernel = textKernel();
  const { exports, escapes, counts, memory } = kernel;
  memory.set(halves, exports.WANTED_SET.value);
  const seen = bytes.subarray(0, end + SIGHT);
  const found: number[] = [];
  for (let base = start, length = 0; base < end; base += length) {
    length = Math.min(openWindow(kernel, seen, base), end - base);
    for (let at = 0; at < length; ) {
      at = exports.findSigns(base, at, length);
      const count = counts[1] as number;
      for (let i = 0; i < count; i++) found.push(escapes[i] as number);
    }
  }
  return found;
}
