/** PNG: the texts beside the picture. */
import type { ByteString } from '../../types.js';
import type { Layer } from '../layer.js';
import { inflate, reasonFor } from './inflate.js';
import { type Place, storedPart, takeEntry, Unread, unpackedPart } from './part.js';

const SIGNATURE = 8; // bytes
const TEXTS = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf']);
const LONGEST_KEYWORD = 80; // bytes, with the NUL at its end

export function* pngLayers(bytes: Buffer, place: Place): Iterable<Layer> {
  const unread = new Unread(place);
  for (let at = SIGNATURE; at + 8 <= bytes.length; ) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    const start = at + 8;
    const end = Math.min(start + bytes.readUInt32BE(at), bytes.length);
    if (TEXTS.has(type)) {
      if (!takeEntry(place)) break;
      yield* textOf(bytes, { type, start, end }, { place, unread });
    }
    // What follows the picture, or a chunk that is longer than the file, is searched as it stands.
    if (type === 'IEND') break;
    if (start + bytes.readUInt32BE(at) > bytes.length)
      unread.add('', 'cut off: read up to where it ends', { listed: true });
    at = end + 4;
  }
  unread.tell();
}

function* textOf(
  bytes: Buffer,
  chunk: { type: ByteString; start: number; end: number },
  { place, unread }: { place: Place; unread: Unread },
): Iterable<Layer> {
  const name = `png:${chunk.type}`;
  const packed = packedFrom(bytes, chunk);
  if (packed === null) {
    if (chunk.end > chunk.start) yield storedPart(name, bytes, chunk);
    return;
  }
  const inflated = inflate(bytes.subarray(packed, chunk.end), 'zlib', place.budget);
  const reason = reasonFor(inflated.end, place.budget);
  if (reason !== null) unread.add(name, reason, { listed: false });
  if (inflated.bytes.length > 0) yield unpackedPart(name, inflated.bytes, { start: packed, end: chunk.end });
}

/** Where the compressed text of a chunk begins; null where it is not compressed. */
function packedFrom(
  bytes: Buffer,
  { type, start, end }: { type: ByteString; start: number; end: number },
): number | null {
  if (type !== 'zTXt' && type !== 'iTXt') return null;
  const keyword = afterNul(bytes, start, Math.min(end, start + LONGEST_KEYWORD));
  if (keyword === null) return null;
  if (type === 'zTXt') return keyword + 1;
  if (bytes[keyword] !== 1) return null;
  const language = afterNul(bytes, keyword + 2, end);
  return language === null ? null : afterNul(bytes, language, end);
}

function afterNul(bytes: Buffer, start: number, end: number): number | null {
  const nul = bytes.subarray(start, end).indexOf(0);
  return nul < 0 ? null : start + nul + 1;
}
