/**
 * Damages the objects of a repository, and says what a scan may then do: end with exit 2, or tell that it is incomplete and
 * name what it could not read. It may not crash, and not call clean what it has not read.
 */
import {
  chmodSync,
  closeSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../src/samples/random.js';
import type { Repository } from '../support/repository.js';
import { packsIn } from './storage.js';

/** Something that a damage can be done to. */
export interface Target {
  /** The object that is hit. */
  oid: string;
}

/** One damage. `damage` works on the repository itself: give it a copy. */
export interface Damage {
  title: string;
  /** `packed`: for a repository whose objects lie in one pack; `loose`: for one that has loose objects only. */
  storage: 'packed' | 'loose';
  damage: (repository: Repository, target: Target) => void;
}

/** What a scan of a damaged repository said. */
export interface DamagedRun {
  /** Null where a signal ended it. */
  status: number | null;
  stderr: string;
  /** Null where it wrote no report. */
  report: { complete: boolean; fingerprints: readonly string[]; skipped: readonly string[] } | null;
}

/** Each of these makes it impossible to read the target. */
export const DAMAGES: Damage[] = [
  {
    title: 'a byte of its packed data flipped',
    storage: 'packed',
    damage: (one, { oid }) => flipEntry(one, oid, 0.5),
  },
  {
    title: 'the beginning of its packed data flipped',
    storage: 'packed',
    damage: (one, { oid }) => flipEntry(one, oid, 0),
  },
  { title: 'the pack cut off where it begins', storage: 'packed', damage: cutAt },
  {
    title: 'the pack emptied',
    storage: 'packed',
    damage: (one) => changeFile(packOf(one), (file) => truncateSync(file, 0)),
  },
  { title: 'the pack gone, its index left', storage: 'packed', damage: (one) => rmSync(packOf(one)) },
  { title: 'the index gone, its pack left', storage: 'packed', damage: (one) => rmSync(indexOf(one)) },
  {
    title: 'the index cut in half',
    storage: 'packed',
    damage: (one) =>
      changeFile(indexOf(one), (file) => truncateSync(file, Math.floor(statSync(file).size / 2))),
  },
  { title: 'the sign of the index flipped', storage: 'packed', damage: (one) => flip(indexOf(one), 1) },
  { title: 'the sign of the pack flipped', storage: 'packed', damage: (one) => flip(packOf(one), 1) },
  {
    title: 'a byte of the loose object flipped',
    storage: 'loose',
    damage: (one, { oid }) => flipMiddle(looseFile(one, oid)),
  },
  {
    title: 'the loose object cut in half',
    storage: 'loose',
    damage: (one, { oid }) =>
      changeFile(looseFile(one, oid), (file) => truncateSync(file, Math.floor(statSync(file).size / 2))),
  },
  {
    title: 'the loose object emptied',
    storage: 'loose',
    damage: (one, { oid }) => changeFile(looseFile(one, oid), (file) => truncateSync(file, 0)),
  },
  { title: 'the loose object gone', storage: 'loose', damage: (one, { oid }) => rmSync(looseFile(one, oid)) },
];

/** A flipped byte anywhere in the pack or its index: it may hit something that nobody reads. @returns where. */
export function flipAnywhere(repository: Repository, random: Random): string {
  const [what, file] = random(4) === 0 ? ['index', indexOf(repository)] : ['pack', packOf(repository)];
  const offset = random(statSync(file as string).size);
  flip(file as string, offset);
  return `byte ${offset} of the ${what} flipped`;
}

/** The pack or its index cut anywhere. @returns where. */
export function cutAnywhere(repository: Repository, random: Random): string {
  const [what, file] = random(4) === 0 ? ['index', indexOf(repository)] : ['pack', packOf(repository)];
  const length = random(statSync(file as string).size);
  changeFile(file as string, (name) => truncateSync(name, length));
  return `the ${what} cut to ${length} bytes`;
}

/**
 * What is wrong with a run over a damaged repository; null where nothing is.
 * @param names any of which the run must say where it is not whole: the object's id or path, or the damaged file.
 * @param expected the fingerprints that a scan of the sound repository tells.
 */
export function faultOf(
  { status, stderr, report }: DamagedRun,
  { names, expected }: { names: readonly string[]; expected: readonly string[] },
): string | null {
  if (status === null || ![0, 1, 2, 3].includes(status)) return `ended with ${status}`;
  if (/^\s+at .+:\d+:\d+\)?$/m.test(stderr)) return 'crashed';
  if (status === 2)
    return names.some((name) => stderr.includes(name)) ? null : 'failed without saying over what';
  if (report === null) return 'no report';
  if (!report.complete) {
    const isNamed = report.skipped.some((line) => names.some((name) => line.includes(name)));
    if (!isNamed) return 'incomplete without a name';
    return status === 0 ? 'incomplete, and exit 0' : null;
  }
  const missing = expected.filter((one) => !report.fingerprints.includes(one)).length;
  return missing === 0 ? null : `complete, and ${missing} secrets are not told`;
}

/** What a scan may call an object: the first digits of its id, or a path. */
export function namesOf(oid: string, paths: readonly string[]): string[] {
  return [oid.slice(0, 7), ...paths, 'pack-', 'git fsck'];
}

/** @throws where the repository has not exactly one pack. */
function packOf(repository: Repository): string {
  const folder = join(repository.top, '.git/objects/pack');
  const [name, ...others] = packsIn(folder);
  if (name === undefined || others.length > 0) throw new Error('expected one pack');
  return join(folder, name);
}

function indexOf(repository: Repository): string {
  return packOf(repository).replace(/pack$/, 'idx');
}

function looseFile(repository: Repository, oid: string): string {
  return join(repository.top, '.git/objects', oid.slice(0, 2), oid.slice(2));
}

/** Where an entry's data begins and ends, from its header on. */
function entryOf(repository: Repository, oid: string): { offset: number; length: number } {
  const rows = repository.git('verify-pack', '-v', indexOf(repository)).split('\n');
  const [, , , length, offset] = rows.find((row) => row.startsWith(oid))?.split(/ +/) ?? [];
  if (offset === undefined) throw new Error('the object is not in the pack');
  return { offset: Number(offset), length: Number(length) };
}

/** @param part where in the entry: 0 for its header, 0.5 for its middle. */
function flipEntry(repository: Repository, oid: string, part: number): void {
  const { offset, length } = entryOf(repository, oid);
  flip(packOf(repository), offset + Math.floor(length * part));
}

function cutAt(repository: Repository, { oid }: Target): void {
  const { offset } = entryOf(repository, oid);
  changeFile(packOf(repository), (file) => truncateSync(file, offset));
}

function flipMiddle(file: string): void {
  flip(file, Math.floor(statSync(file).size / 2));
}

function flip(file: string, offset: number): void {
  const byte = readFileSync(file)[offset] as number;
  changeFile(file, (name) => {
    const descriptor = openSync(name, 'r+');
    writeSync(descriptor, Buffer.from([byte ^ 0xff]), 0, 1, offset);
    closeSync(descriptor);
  });
}

/** Git makes its files read-only. */
function changeFile(file: string, change: (file: string) => void): void {
  chmodSync(file, 0o644);
  change(file);
}

/** Puts the text of one loose object in the place of another: it inflates well, and is not what its name says. */
export function swapLoose(repository: Repository, target: string, other: string): void {
  const file = looseFile(repository, target);
  chmodSync(file, 0o644);
  writeFileSync(file, readFileSync(looseFile(repository, other)));
}
