/** Bytes listed one by one: `0x67, 0x68, 0x70`. */
import type { ByteRange } from '../../types.js';
import type { Layer } from '../layer.js';
import { HEX, hexPair, isBlank, isLineEnd, WORD } from './byte-classes.js';
import { isContainer, isReadable, SortedStrips } from './sorted-strips.js';
import type { Part } from './strips.js';

const SHORTEST = 16; // bytes
const SAMPLE = 512; // bytes that tell what it is
const FIRST_LOOK = 32;
const MARK = 2; // bytes: `0x`
const WIDEST_GAP = 80; // bytes between two of a list: a line end and what begins the next line

/**
 * The layer "hex" of lists of `0x..` in `bytes` that spell text or a container.
 * @param starts where lists may begin, in ascending order.
 */
export function* byteListLayers(
  bytes: Buffer,
  starts: readonly number[],
  isNews: (range: ByteRange) => boolean,
): Iterable<Layer> {
  const strips = new SortedStrips('hex');
  let done = 0;
  for (const start of starts) {
    if (start < done) continue;
    const { places, end } = readList(bytes, start);
    done = end;
    if (places.length < SHORTEST || !isNews({ start, end })) continue;
    const part = partOf(bytes, places);
    if (isReadable(part.bytes.subarray(0, FIRST_LOOK)) || isContainer(part.bytes.subarray(0, SAMPLE)))
      yield* strips.add(part, 'dropped');
  }
  yield* strips.rest();
}

/** Where each byte of the list stands that begins at `from`, and where to go on. */
function readList(bytes: Buffer, from: number): { places: number[]; end: number } {
  const places: number[] = [];
  let end = from + MARK;
  for (let at = from; at >= 0; ) {
    const digits = digitsAt(bytes, at);
    if (digits === 0) break;
    places.push(at);
    end = at + MARK + digits;
    at = nextOf(bytes, end);
  }
  return { places, end };
}

/** How many hex digits stand behind the `0x` at `at`; none where it is not a byte. */
function digitsAt(bytes: Buffer, at: number): number {
  if (bytes[at] !== 0x30 || ((bytes[at + 1] as number) | 0x20) !== 0x78) return 0;
  let end = at + MARK;
  while (end - at < MARK + 2 && HEX[bytes[end] as number]) end++;
  return WORD[bytes[end] as number] ? 0 : end - at - MARK;
}

function nextOf(bytes: Buffer, end: number): number {
  const limit = Math.min(bytes.length, end + WIDEST_GAP);
  for (let at = end; at < limit; at++) {
    const byte = bytes[at];
    if (byte === 0x30) return at;
    if (byte !== 0x2c && !isBlank(byte) && !isLineEnd(byte)) return -1;
  }
  return -1;
}

function partOf(bytes: Buffer, found: readonly number[]): Part {
  const places = Uint32Array.from(found);
  const placeOf = (index: number) => places[Math.min(index, places.length - 1)] as number;
  const endOf = (place: number) => place + MARK + digitsAt(bytes, place);
  const outerRange = ({ start, end }: ByteRange) => ({
    start: placeOf(start),
    end: end > start ? endOf(placeOf(end - 1)) : placeOf(start),
  });
  return {
    bytes: Buffer.from(places.map((place) => valueAt(bytes, place + MARK))),
    strip: { outerRange, isNews: () => true },
  };
}

function valueAt(bytes: Buffer, at: number): number {
  const pair = hexPair(bytes, at);
  return pair < 0 ? (HEX[bytes[at] as number] as number) - 1 : pair;
}
