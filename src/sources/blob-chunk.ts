/** A blob as a chunk, whatever its size. */
import type { GitObject } from '../git/objects.js';
import { readBlob } from '../git/read-blob.js';
import type { Chunk, Origin } from '../types.js';

/** The largest blob that an `ObjectReader` of a source holds, in bytes: several are asked for at once. */
export const HELD_BLOB = 4 * 1024 * 1024;

/**
 * @param object what the reader answered for `origin.oid`.
 * @param options `cwd`: where Git is run; a large blob is read by a process of its own.
 */
export function blobChunk(
  object: Exclude<GitObject, { kind: 'missing' | 'damaged' }>,
  origin: Extract<Origin, { oid: string }>,
  options: { cwd: string },
): Chunk {
  if (object.kind === 'found') return { bytes: object.bytes, rest: null, origin };
  return { bytes: Buffer.alloc(0), rest: readBlob(origin.oid, options), origin };
}
