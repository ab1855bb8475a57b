/** Wide text (UTF-16) among other bytes: the strings of programs, lines that PowerShell appended to a file in UTF-8. */
import type { ByteRange } from '../../types.js';
import { isPlainByte } from '../encoding.js';
import type { Layer } from '../layer.js';
import { type Part, Strips } from './strips.js';

const SHORTEST = 16; // characters
const STRIDE = 2 * SHORTEST - 4; // bytes: any run covers a look at four bytes

/** The layers "utf-16le" and "utf-16be" of ASCII text in `bytes`. */
export function* wideRunLayers(bytes: Buffer, isNews: (range: ByteRange) => boolean): Iterable<Layer> {
  const first = bytes.indexOf(0);
  if (first < 0) return;
  const little = new Strips('utf-16le');
  const big = new Strips('utf-16be');
  let done = Math.max(0, first - 1);
  for (let probe = done; probe + 4 <= bytes.length; ) {
    const zero = zeroAt(bytes, probe);
    if (zero < 0) {
      probe += STRIDE;
      continue;
    }
    let start = zero;
    while (start - 1 >= done && isAlternating(bytes, start - 1, zero)) start--;
    let end = zero + 1;
    while (end < bytes.length && isAlternating(bytes, end, zero)) end++;
    const isBig = isBigEndian(bytes, start, end);
    const part = partOf(bytes, { start, end }, isBig);
    done = end;
    probe = end;
    if (part.bytes.length < SHORTEST || !isNews({ start, end })) continue;
    yield* (isBig ? big : little).add(part);
  }
  yield* little.rest();
  yield* big.rest();
}

/** Where the first zero byte stands in four bytes that could be of wide text; -1 where they could not. */
function zeroAt(bytes: Buffer, at: number): number {
  const zero = bytes[at] === 0 ? at : at + 1;
  const other = 2 * at + 1 - zero;
  const isWide =
    bytes[zero] === 0 &&
    bytes[zero + 2] === 0 &&
    isPlainByte(bytes[other] as number) &&
    isPlainByte(bytes[other + 2] as number);
  return isWide ? zero : -1;
}

/** Whether the byte at `at` is what wide text has there whose high bytes stand like the one at `zero`. */
function isAlternating(bytes: Buffer, at: number, zero: number): boolean {
  return ((at - zero) & 1) === 0 ? bytes[at] === 0 : isPlainByte(bytes[at] as number);
}

/** Which byte of a character comes first. A run that narrow text stands next to can begin or end with a byte of that. */
function isBigEndian(bytes: Buffer, start: number, end: number): boolean {
  const [first, last] = [bytes[start] as number, bytes[end - 1] as number];
  if (first === 0 || last === 0) return first === 0 && last !== 0;
  return isPlainByte(bytes[start - 1] ?? 0) && !isPlainByte(bytes[end] ?? 0);
}

function partOf(bytes: Buffer, { start, end }: ByteRange, isBig: boolean): Part {
  // A character is a zero byte and its neighbour on the one side or on the other.
  const first = isBig ? (bytes[start] === 0 ? start : start + 1) : bytes[start] === 0 ? start + 1 : start;
  const length = (end - first) >> 1;
  const low = isBig ? first + 1 : first;
  const text = Buffer.allocUnsafe(length);
  for (let i = 0; i < length; i++) text[i] = bytes[low + 2 * i] as number;
  const outerRange = (range: ByteRange) => ({ start: first + 2 * range.start, end: first + 2 * range.end });
  return { bytes: text, strip: { outerRange, isNews: () => true } };
}
