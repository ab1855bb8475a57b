/** The first bytes of an entry of a pack: what it is, how large, and what it is a delta of. */

/** As the pack numbers them. */
export const COMMIT = 1;
export const TREE = 2;
export const BLOB = 3;
export const TAG = 4;
const OFFSET_DELTA = 6;
const ID_DELTA = 7;

/** What a delta is applied to: where that entry begins, or the bytes of its id. */
export type Base = { offset: number } | { oid: Uint8Array };

export interface EntryHeader {
  /** COMMIT, TREE, BLOB or TAG; 0 for a delta. */
  type: number;
  /** Of the object, or of the delta, unpacked. */
  size: number;
  /** How many bytes the header takes. */
  length: number;
  base: Base | null;
}

/** The longest header: a size and an offset of 64 bits, or a size and an id of SHA-256. */
export const LONGEST_HEADER = 10 + 32;

/**
 * @param bytes the beginning of the entry.
 * @param entry `offset`: where it stands in the pack; `hashLength`: 20 or 32.
 * @returns null where this is no header of an entry.
 */
export function readHeader(
  bytes: Uint8Array,
  { offset, hashLength }: { offset: number; hashLength: number },
): EntryHeader | null {
  let at = 0;
  let byte = bytes[at++];
  if (byte === undefined) return null;
  const kind = (byte >> 4) & 7;
  let size = byte & 15;
  for (let scale = 16; byte >= 128; scale *= 128) {
    byte = bytes[at++];
    if (byte === undefined) return null;
    size += (byte & 127) * scale;
    if (size > Number.MAX_SAFE_INTEGER) return null;
  }
  if (kind >= COMMIT && kind <= TAG) return { type: kind, size, length: at, base: null };
  if (kind === OFFSET_DELTA) return withOffset(bytes, { at, offset, size });
  if (kind !== ID_DELTA || at + hashLength > bytes.length) return null;
  const oid = bytes.slice(at, at + hashLength);
  return { type: 0, size, length: at + hashLength, base: { oid } };
}

/** Seven bits a byte, the highest first; each further byte adds one, so that there is one way to write a number. */
function withOffset(
  bytes: Uint8Array,
  { at, offset, size }: { at: number; offset: number; size: number },
): EntryHeader | null {
  let next = at;
  let distance = -1;
  let byte: number | undefined;
  do {
    byte = bytes[next++];
    if (byte === undefined) return null;
    distance = (distance + 1) * 128 + (byte & 127);
    if (distance > offset) return null;
  } while (byte >= 128);
  if (distance === 0) return null;
  return { type: 0, size, length: next, base: { offset: offset - distance } };
}
