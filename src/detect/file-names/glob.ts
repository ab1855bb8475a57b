/**
 * The few glob shapes that file names need: `*.ext`, `name`, `name*`, `*mid*`, `dir/name`, `dir/**`, a `**` in between, and `[0-9]`.
 *
 * ASCII letter case is ignored, and a glob holds at any depth, as if `**` and a slash stood in front of it. No regex is
 * built: a `*` inside a segment is searched literal by literal, so a match costs linear time in the path.
 */

import type { ByteString } from '../../types.js';

/** The literal texts between the stars of one path segment: one text for an exact name. */
type Segment = readonly string[];

/** A glob, parsed. */
export interface Glob {
  /** The directory segments, in blocks: between two blocks any number of directories may stand. */
  blocks: readonly (readonly Segment[])[];
  /** True where the last block is the directory that holds the file itself. */
  anchored: boolean;
  /** The file name; null for `dir/**`, which means every file beneath. */
  name: Segment | null;
  /** How many literal characters the glob names: the more, the more specific it is. */
  literals: number;
}

/** A path in the form globs are matched against: lower case, cut at its slashes. */
export interface PathParts {
  directories: readonly string[];
  name: string;
}

/**
 * Parses one glob. `[0-9]` gives ten globs, one for each digit.
 * @throws {Error} for a shape this matcher does not know.
 */
export function parseGlob(source: string): Glob[] {
  const range = source.indexOf('[0-9]');
  if (range >= 0) {
    const [before, after] = [source.slice(0, range), source.slice(range + '[0-9]'.length)];
    return [...'0123456789'].flatMap((digit) => parseGlob(before + digit + after));
  }
  if (source === '' || /[[\]{}?!\\]|^\/|\/$|\/\//.test(source)) {
    throw new Error(`file name glob "${source}": expected only names, slashes, *, ** and [0-9]`);
  }
  const segments = source.toLowerCase().split('/');
  const last = segments.pop() as string;
  const name = last === '**' ? null : last.split('*');
  const blocks: Segment[][] = [[]];
  for (const segment of segments) {
    if (segment === '**') blocks.push([]);
    else blocks[blocks.length - 1]!.push(segment.split('*'));
  }
  const anchored = name !== null && blocks[blocks.length - 1]!.length > 0;
  const literals = source.length - (source.match(/\*/g)?.length ?? 0);
  return [{ blocks: blocks.filter((block) => block.length > 0), anchored, name, literals }];
}

/** Cuts a path into the parts that `matchGlob` takes. */
export function splitPath(path: ByteString): PathParts {
  const directories = path.toLowerCase().split('/');
  const name = directories.pop() as string;
  return { directories, name };
}

/** Whether the whole path matches the glob. */
export function matchGlob(glob: Glob, path: PathParts): boolean {
  return matchName(glob, path.name) && matchDirectories(glob, path.directories);
}

/** Whether a file name, in lower case, matches the last part of the glob. */
export function matchName(glob: Glob, name: string): boolean {
  return glob.name === null || matchSegment(glob.name, name);
}

/** Whether the directories of a path, in lower case, match the other parts of the glob. */
export function matchDirectories(glob: Glob, directories: readonly string[]): boolean {
  let end = directories.length;
  for (let index = glob.blocks.length - 1; index >= 0; index--) {
    const block = glob.blocks[index]!;
    let start = end - block.length;
    const isFixed = glob.anchored && index === glob.blocks.length - 1;
    while (start >= 0 && !matchBlock(block, directories, start)) start = isFixed ? -1 : start - 1;
    if (start < 0) return false;
    end = start;
  }
  return true;
}

function matchBlock(block: readonly Segment[], directories: readonly string[], start: number): boolean {
  for (let index = 0; index < block.length; index++) {
    if (!matchSegment(block[index]!, directories[start + index]!)) return false;
  }
  return true;
}

function matchSegment(segment: Segment, text: string): boolean {
  const first = segment[0]!;
  if (segment.length === 1) return text === first;
  const last = segment[segment.length - 1]!;
  const end = text.length - last.length;
  if (first.length > end || !text.startsWith(first) || !text.endsWith(last)) return false;
  let position = first.length;
  for (let index = 1; index < segment.length - 1; index++) {
    const found = text.indexOf(segment[index]!, position);
    if (found < 0) return false;
    position = found + segment[index]!.length;
  }
  return position <= end;
}
