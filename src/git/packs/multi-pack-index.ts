/** Multi-pack indexes, version 1: read for the packs that have no index of their own. https://git-scm.com/docs/gitformat-pack */
import type { ByteString } from '../../types.js';
import { damaged } from './damage.js';
import { readCount, readOffsets, sharedBytes } from './index-file.js';
import { type IndexTables, sharedFloats } from './pack-entries.js';
import { PositionedFile } from './positioned-file.js';

const MAGIC = 'MIDX';
const HEADER = 12; // bytes
const LONGEST_NAMES = 64 * 1024 * 1024; // bytes

interface Chunk {
  at: number;
  length: number;
}

/**
 * What it knows of some packs. An object that several packs have is in the table of one of them only.
 * @param wanted the names of the packs, without ".pack" or ".idx".
 * @param hashLength 20 or 32 bytes.
 * @returns by name; nothing of packs that it does not know.
 * @throws KeyfenceError where it is none of version 1, or its parts do not agree with each other.
 */
export function readMultiPackIndex(
  path: ByteString,
  wanted: readonly string[],
  hashLength: number,
): Map<string, IndexTables> {
  const file = new PositionedFile(path);
  try {
    const chunks = readChunks(file, hashLength);
    const names = readNames(file, chunkOf(chunks, 'PNAM', file));
    const count = readCount(file, chunkOf(chunks, 'OIDF', file).at);
    const ids = chunkOf(chunks, 'OIDL', file);
    const places = chunkOf(chunks, 'OOFF', file);
    if (ids.length !== count * hashLength || places.length !== count * 8) {
      throw damaged(path, 'has a wrong size');
    }
    const large = chunks.get('LOFF') ?? { at: 0, length: 0 };
    const offsets = readOffsets(file, {
      at: places.at,
      count,
      stride: 8,
      largeAt: large.at,
      largeCount: Math.floor(large.length / 8),
    });
    const packs = file.read(places.at, places.length);
    const oids = file.read(ids.at, ids.length);
    const tables = new Map<string, IndexTables>();
    for (const [pack, name] of names.entries()) {
      if (wanted.includes(name)) tables.set(name, tablesOf(pack, { packs, offsets, oids, hashLength }));
    }
    return tables;
  } finally {
    file.close();
  }
}

function tablesOf(
  pack: number,
  { packs, offsets, oids, hashLength }: IndexTables & { packs: Buffer },
): IndexTables {
  let count = 0;
  for (let at = 0; at < packs.length; at += 8) if (packs.readUInt32BE(at) === pack) count++;
  const own = { hashLength, oids: sharedBytes(count * hashLength), offsets: sharedFloats(count) };
  let position = 0;
  for (let i = 0; i < offsets.length; i++) {
    if (packs.readUInt32BE(i * 8) !== pack) continue;
    own.oids.set(oids.subarray(i * hashLength, (i + 1) * hashLength), position * hashLength);
    own.offsets[position++] = offsets[i] as number;
  }
  return own;
}

function readChunks(file: PositionedFile, hashLength: number): Map<string, Chunk> {
  const header = file.read(0, HEADER);
  const isKnown = header[4] === 1 && header[5] === (hashLength === 32 ? 2 : 1);
  if (header.toString('latin1', 0, 4) !== MAGIC || !isKnown) {
    throw damaged(file.path, 'is of a version that keyfence does not know');
  }
  const table = file.read(HEADER, ((header[6] as number) + 1) * 12);
  const chunks = new Map<string, Chunk>();
  for (let line = 0; line + 12 < table.length; line += 12) {
    const at = Number(table.readBigUInt64BE(line + 4));
    const end = Number(table.readBigUInt64BE(line + 16));
    if (at > end || end > file.size) throw damaged(file.path, 'is cut off');
    chunks.set(table.toString('latin1', line, line + 4), { at, length: end - at });
  }
  return chunks;
}

function chunkOf(chunks: ReadonlyMap<string, Chunk>, name: string, file: PositionedFile): Chunk {
  const chunk = chunks.get(name);
  if (!chunk) throw damaged(file.path, 'lacks a part');
  return chunk;
}

function readNames(file: PositionedFile, { at, length }: Chunk): string[] {
  if (length > LONGEST_NAMES) throw damaged(file.path, 'has a wrong size');
  const names = file.read(at, length).toString('latin1').split('\0');
  return names.map((name) => name.replace(/\.(?:idx|pack)$/, ''));
}
