/** Packs: made by Git or by hand, and what Git and keyfence read from them. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { Pack } from '../../src/git/packs/pack.js';
import type { ObjectType, PackObject } from '../../src/git/packs/pack-reader.js';
import { PackReader } from '../../src/git/packs/pack-reader.js';
import { randomInt } from './random.js';
import { Repository } from './repository.js';
import { randomText } from './sample.js';

export const EVERY_TYPE: ReadonlySet<ObjectType> = new Set(['commit', 'tree', 'blob', 'tag']);

/** Small limits, so that texts leave the ring while they are still wanted. */
export const SMALL_LIMITS = { object: 64 * 1024, ring: 256 * 1024, again: 1e9 };

/** A repository with some files in many versions, tags, links and an empty file: a few hundred loose objects or packs. */
export function historyOf(
  commits: number,
  { init = [], files = 6 }: { init?: string[]; files?: number } = {},
): Repository {
  const repository = new Repository({ init });
  const texts = Array.from({ length: files }, () => lines(randomInt(120) + 30));
  const stream: string[] = ['blob\nmark :1\ndata 0\n\n'];
  for (let commit = 0; commit < commits; commit++) {
    stream.push(`commit refs/heads/main\ncommitter A <a@example.com> ${1_600_000_000 + commit} +0000\n`);
    stream.push(`data 9\ncommit ${String.fromCharCode(97 + (commit % 26))}\n\n`);
    if (commit === 0) stream.push('M 100644 :1 empty\nM 120000 inline link\ndata 5\nempty\n');
    for (const [file, text] of texts.entries()) {
      if (commit > 0 && randomInt(3) > 0) continue;
      if (commit > 0) change(text);
      const content = text.join('\n');
      stream.push(`M 100644 inline folder/file${file}\ndata ${content.length}\n${content}\n`);
    }
  }
  stream.push('tag v1\nfrom refs/heads/main\ntagger A <a@example.com> 1700000000 +0000\ndata 3\nv1\n\n');
  fastImport(repository, stream.join(''));
  return repository;
}

/** @param options `depth`: the longest chain of deltas that is made. */
export function fastImport(repository: Repository, stream: string, { depth = 50 } = {}): void {
  const words = ['-c', 'fastimport.unpackLimit=1', 'fast-import', '--quiet', `--depth=${depth}`];
  const ran = repository.run('git', words, { stdin: Buffer.from(stream, 'latin1') });
  if (ran.status !== 0) throw new Error('git fast-import failed');
}

function lines(count: number): string[] {
  return Array.from({ length: count }, () => randomText(randomInt(60)));
}

function change(text: string[]): void {
  const at = randomInt(text.length);
  if (randomInt(3) === 0) text.splice(at, randomInt(5));
  else text.splice(at, randomInt(2), ...lines(randomInt(4) + 1));
  if (text.length === 0) text.push('');
}

export interface TrueObject {
  type: string;
  text: Buffer;
}

/** Every object that Git has, loose ones included, by id. */
export function objectsOf(repository: Repository): Map<string, TrueObject> {
  const printed = Buffer.from(repository.git('cat-file', '--batch-all-objects', '--batch'), 'latin1');
  const objects = new Map<string, TrueObject>();
  for (let at = 0; at < printed.length; ) {
    const end = printed.indexOf(10, at);
    const [oid, type, size] = printed.toString('latin1', at, end).split(' ') as [string, string, string];
    at = end + 1 + Number(size) + 1;
    objects.set(oid, { type, text: printed.subarray(end + 1, at - 1) });
  }
  return objects;
}

/** Every object of all packs, read in slices of so many bytes; an object that two packs have stands in both. */
export function readAll(
  packs: readonly Pack[],
  { slice = Number.POSITIVE_INFINITY, limits = SMALL_LIMITS, wanted = EVERY_TYPE } = {},
): { oid: string; object: PackObject }[] {
  return packs.flatMap((pack) => {
    const reader = new PackReader(pack, { limits });
    return pack.entries.slices(slice).flatMap((one) =>
      Array.from(reader.read(one, wanted), (object) => ({
        oid: pack.entries.oid(object.number),
        object: object.kind === 'text' ? { ...object, text: Buffer.from(object.text) } : object,
      })),
    );
  });
}

/** One object by its id; null where no pack has it. Its text stays valid. */
export function readObject(packs: readonly Pack[], oid: string): PackObject | null {
  for (const pack of packs) {
    const number = pack.entries.find(Buffer.from(oid, 'hex'));
    if (number < 0) continue;
    const object = new PackReader(pack, { limits: SMALL_LIMITS }).readOne(number);
    return object.kind === 'text' ? { ...object, text: Buffer.from(object.text) } : object;
  }
  return null;
}

/** The paths of a repository's files that end so, in its folder of packs. */
export function packFiles(repository: Repository, end: string, folder = '.git/objects/pack'): string[] {
  const path = join(repository.top, folder);
  return readdirSync(path)
    .filter((name) => name.endsWith(end))
    .sort()
    .map((name) => join(path, name));
}

const LARGE = 2 ** 31; // from here on an offset takes 64 bits

/** One entry of a pack made by hand. */
export interface MadeEntry {
  oid: string;
  /** 1 commit, 2 tree, 3 blob, 4 tag, 6 a delta of the entry at a distance, 7 a delta of an id. */
  kind: number;
  content: Buffer;
  /** The distance in bytes as Git writes it, or the id; nothing for a whole object. */
  base?: Buffer;
  /** The size in the header, where it is not that of the content. */
  size?: number;
  /** What follows the packed content. */
  after?: Buffer;
  /** Zeros before the entry: the file has a hole there. */
  hole?: number;
}

/** Writes a pack with these entries, and its index, as `pack-made`. @returns the path of the pack. */
export function writePack(folder: string, entries: readonly MadeEntry[]): string {
  const path = join(folder, 'pack-made.pack');
  const file = openSync(path, 'w');
  const head = Buffer.from('PACK\0\0\0\x02\0\0\0\0', 'latin1');
  head.writeUInt32BE(entries.length, 8);
  let end = writeSync(file, head, 0, head.length, 0);
  const offsets: number[] = [];
  for (const { kind, content, base, size = content.length, after, hole = 0 } of entries) {
    end += hole;
    offsets.push(end);
    for (const part of [header(kind, size), base, deflateSync(content), after]) {
      if (part) end += writeSync(file, part, 0, part.length, end);
    }
  }
  // Any bytes, as long as the index has the same.
  const checksum = createHash('sha1').update(head).digest();
  writeSync(file, checksum, 0, checksum.length, end);
  closeSync(file);
  writeFileSync(join(folder, 'pack-made.idx'), indexOf(entries, { offsets, checksum }));
  return path;
}

function indexOf(
  entries: readonly MadeEntry[],
  { offsets, checksum }: { offsets: number[]; checksum: Buffer },
): Buffer {
  const sorted = entries.map(({ oid }, i) => ({ oid, offset: offsets[i] as number }));
  sorted.sort((a, b) => (a.oid < b.oid ? -1 : 1));
  const fanOut = Array.from(
    { length: 256 },
    (_, byte) => sorted.filter(({ oid }) => Number.parseInt(oid.slice(0, 2), 16) <= byte).length,
  );
  const numbers = (values: number[]) => {
    const bytes = Buffer.alloc(values.length * 4);
    for (const [i, value] of values.entries()) bytes.writeUInt32BE(value, i * 4);
    return bytes;
  };
  const large = sorted.map(({ offset }) => offset).filter((offset) => offset >= LARGE);
  return Buffer.concat([
    Buffer.from('\xfftOc\0\0\0\x02', 'latin1'),
    numbers(fanOut),
    ...sorted.map(({ oid }) => Buffer.from(oid, 'hex')),
    numbers(sorted.map(() => 0)), // checksums of the entries, at which nobody looks
    numbers(sorted.map(({ offset }) => (offset < LARGE ? offset : LARGE + large.indexOf(offset)))),
    numbers(large.flatMap((offset) => [Math.floor(offset / 2 ** 32), offset % 2 ** 32])),
    checksum,
    Buffer.alloc(20), // the index's own, likewise
  ]);
}

function header(kind: number, size: number): Buffer {
  const bytes = [(kind << 4) | (size & 15)];
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] as number) | 128;
    bytes.push(rest % 128);
  }
  return Buffer.from(bytes);
}
