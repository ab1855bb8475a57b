/** Bytes listed one by one: `0x67, 0x68, 0x70`. */
import type { ByteRange } from '../../types.js';
import type { Layer } from '../layer.js';
import { hexPair, isBlank, isLineEnd, WORD } from './byte-classes.js';
import { isContainer, isReadable, SortedStrips } from './sorted-strips.js';
import type { Strip } from './strips.js';

const SHORTEST = 16; // bytes
const SAMPLE = 512; // bytes that tell what it is
const FIRST_LOOK = 32;
const WIDEST_GAP = 80; // bytes between two of a list: a line end and what begins the next line

/** The layer "hex" of lists of `0x..` in `bytes` that spell text or a container. */
export function* byteListLayers(bytes: Buffer, isNews: (range: ByteRange) => boolean): Iterable<Layer> {
  const strips = new SortedStrips('hex');
  for (let at = bytes.indexOf('0x'); at >= 0; ) {
    const { places, end } = readList(bytes, at);
    if (places.length >= SHORTEST && isNews({ start: at, end })) {
      const strip = stripOf(bytes, places);
      if (isReadable(strip.bytes.subarray(0, FIRST_LOOK)) || isContainer(strip.bytes.subarray(0, SAMPLE)))
        yield* strips.add(strip, 'dropped');
    }
    at = bytes.indexOf('0x', end);
  }
  yield* strips.rest();
}

/** Where each byte of the list stands that begins at `from`, and where to go on. */
function readList(bytes: Buffer, from: number): { places: number[]; end: number } {
  const places: number[] = [];
  let at = from;
  while (isListed(bytes, at)) {
    places.push(at);
    const next = nextOf(bytes, at + 4);
    if (next < 0) break;
    at = next;
  }
  const last = places.at(-1);
  return { places, end: last === undefined ? from + 2 : last + 4 };
}

function isListed(bytes: Buffer, at: number): boolean {
  const isMarked = bytes[at] === 0x30 && ((bytes[at + 1] as number) | 0x20) === 0x78;
  return isMarked && hexPair(bytes, at + 2) >= 0 && !WORD[bytes[at + 4] as number];
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

function stripOf(bytes: Buffer, found: readonly number[]): Strip {
  const places = Uint32Array.from(found);
  const placeOf = (index: number) => places[Math.min(index, places.length - 1)] as number;
  return {
    bytes: Buffer.from(places.map((place) => hexPair(bytes, place + 2))),
    outerRange: ({ start, end }) => ({ start: placeOf(start), end: placeOf(Math.max(start, end - 1)) + 4 }),
    isNews: () => true,
  };
}
