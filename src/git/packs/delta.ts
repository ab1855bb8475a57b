/** Deltas: an object as copies out of another one, its base, and of what is new. */

export interface DeltaSizes {
  /** Of the base, in bytes. */
  base: number;
  /** Of what the delta makes. */
  result: number;
  /** Where the instructions begin. */
  length: number;
}

/**
 * What is new in an object, beside its base: ranges of it, start and end (exclusive) in turns, ascending, none touching the
 * next. An empty range is a seam, where two bytes stand side by side that do not in the base, or where the object begins or
 * ends and the base does not.
 */
export type Changes = number[];

/** @returns null where the sizes cannot be read. */
export function readSizes(delta: Uint8Array): DeltaSizes | null {
  const [base, next] = readSize(delta, 0);
  const [result, length] = readSize(delta, next);
  return length < 0 ? null : { base, result, length };
}

/** A size and where it ends; -1 where it does not. */
function readSize(delta: Uint8Array, start: number): [size: number, end: number] {
  let size = 0;
  let at = start;
  for (let scale = 1; at >= 0 && at < delta.length && size <= Number.MAX_SAFE_INTEGER; scale *= 128) {
    const byte = delta[at++] as number;
    size += (byte & 127) * scale;
    if (byte < 128) return [size, at];
  }
  return [0, -1];
}

/** Where the parts of a delta's making are. */
export interface DeltaPlaces {
  /** Holds the base, and gets the result in another place. */
  memory: Buffer;
  /** Where the base begins in it, and where the result goes: as many bytes as the delta's sizes say. */
  base: number;
  result: number;
}

/**
 * Makes the result of a delta whose sizes were compared with those of the two places.
 * @returns false where the delta is damaged: an instruction that Git does not know, or that reaches over the end of the
 *   base, the result or the delta; or a result that is not filled. Nothing is written outside the result's place.
 */
export function applyDelta({ memory, base, result }: DeltaPlaces, delta: Uint8Array): boolean {
  const sizes = readSizes(delta);
  if (sizes === null) return false;
  const copy: Copy = { start: 0, length: 0 };
  let at = sizes.length;
  let done = 0;
  while (at < delta.length) {
    const code = delta[at] as number;
    if (code >= 128) {
      at = readCopy(delta, at, copy);
      if (at > delta.length || copy.start + copy.length > sizes.base) return false;
      if (done + copy.length > sizes.result) return false;
      memory.copyWithin(result + done, base + copy.start, base + copy.start + copy.length);
      done += copy.length;
    } else {
      const end = at + 1 + code;
      if (code === 0 || end > delta.length || done + code > sizes.result) return false;
      for (let from = at + 1, to = result + done; from < end; ) memory[to++] = delta[from++] as number;
      done += code;
      at = end;
    }
  }
  return done === sizes.result;
}

/** What is new in the result of a delta that was applied without fault. */
export function changesOf(delta: Uint8Array): Changes {
  const sizes = readSizes(delta) as DeltaSizes;
  const changes: Changes = [];
  const copy: Copy = { start: 0, length: 0 };
  let expected = 0; // what would follow in the base
  let done = 0;
  for (let at = sizes.length; at < delta.length; ) {
    const code = delta[at] as number;
    if (code >= 128) {
      at = readCopy(delta, at, copy);
      if (copy.start !== expected) mark(changes, done, done);
      expected = copy.start + copy.length;
      done += copy.length;
    } else {
      mark(changes, done, done + code);
      done += code;
      at += 1 + code;
    }
  }
  if (expected !== sizes.base) mark(changes, done, done);
  return changes;
}

/** Adds a range, or widens the last one that it touches. */
function mark(changes: Changes, start: number, end: number): void {
  if (changes.length > 0 && changes[changes.length - 1] === start) changes[changes.length - 1] = end;
  else changes.push(start, end);
}

interface Copy {
  start: number;
  length: number;
}

/** Reads a copy instruction; a byte that is not there counts as zero. @returns where the next one begins. */
function readCopy(delta: Uint8Array, start: number, copy: Copy): number {
  const code = delta[start] as number;
  let at = start + 1;
  let from = 0;
  let length = 0;
  if (code & 1) from = delta[at++] ?? 0;
  if (code & 2) from |= (delta[at++] ?? 0) << 8;
  if (code & 4) from |= (delta[at++] ?? 0) << 16;
  if (code & 8) from += (delta[at++] ?? 0) * 0x1000000;
  if (code & 16) length = delta[at++] ?? 0;
  if (code & 32) length |= (delta[at++] ?? 0) << 8;
  if (code & 64) length |= (delta[at++] ?? 0) << 16;
  copy.start = from;
  copy.length = length === 0 ? 0x10000 : length;
  return at;
}
