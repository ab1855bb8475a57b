/** Which paths of a history say nothing by themselves: their blobs are as dull as their text is. */
import type { Detector } from '../../detect/detector.js';
import type { FileGuard } from '../../detect/file-names.js';
import { examineName } from '../../examine/examine.js';
import type { FolderDetectors } from '../../project/folder-detectors.js';
import type { ByteString, ObjectListing } from '../../types.js';

export interface PathTools {
  folders: FolderDetectors;
  guard: FileGuard;
  /** Paths that stand for all others. */
  paths: readonly ByteString[];
}

/** Paths that are searched together. */
const AT_ONCE = 1000;

/** @returns tells whether a path is dull; the words that have none (null) are. */
export async function findDullPaths(
  listing: ObjectListing,
  { folders, guard, paths }: PathTools,
): Promise<(path: ByteString | null) => boolean> {
  const searched = new Set<Detector>();
  for (const path of paths) searched.add((await folders.at(path)).detector);
  const telling = new Set<ByteString>();
  const met = new Set<ByteString>();
  let some: ByteString[] = [];
  const searchNames = () => {
    // Nearly always none of them holds anything.
    const isDull = [...searched].every((detector) => examineName(some.join('\n'), detector).length === 0);
    for (const path of isDull ? [] : some) telling.add(path);
    some = [];
  };
  for (let position = 0; position < listing.length; position++) {
    const path = listing.pathAt(position);
    if (path === null || met.has(path)) continue;
    met.add(path);
    const { detector } = folders.met(path) ?? (await folders.at(path));
    if (guard.match(path) !== null || !searched.has(detector) || path.includes('\n')) telling.add(path);
    else some.push(path);
    if (some.length === AT_ONCE) searchNames();
  }
  searchNames();
  return (path) => path === null || !telling.has(path);
}
