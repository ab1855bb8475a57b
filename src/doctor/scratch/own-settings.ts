/** The settings that the throw-away repository has instead of the real one's: where its hooks and its remotes are. */
import { type HooksPlace, isInside } from '../../git/hooks-path.js';
import type { ByteString } from '../../types.js';
import { lastValue, type Setting } from './configuration.js';

/** By this driver a merge makes something that neither side had. */
export const MERGE_DRIVER = 'keyfence-doctor';
/** What it makes, in the Git directory. */
export const MERGE_RESULT = 'keyfence-doctor-merge';

export interface RealSettings {
  place: HooksPlace;
  settings: readonly Setting[];
  branch: string;
}

export interface CopyPlaces {
  top: string;
  gitDirectory: string;
  remote: string;
  remoteDirectory: string;
}

export function ownSettings(
  { place, settings }: RealSettings,
  copy: CopyPlaces,
): [key: ByteString, value: ByteString][] {
  const written = lastValue(settings, 'core.hookspath');
  const hooks: [ByteString, ByteString][] =
    written === null ? [] : [['core.hooksPath', hooksPathIn(copy, place, written)]];
  const remotes = [...new Set([copy.remote, ...remotesOf(settings)])].map(toBytes);
  return [
    ...hooks,
    ...remotes.flatMap((name): [ByteString, ByteString][] => [
      [`remote.${name}.url`, toBytes(copy.remoteDirectory)],
      [`remote.${name}.fetch`, `+refs/heads/*:refs/remotes/${name}/*`],
    ]),
    [`merge.${MERGE_DRIVER}.driver`, `cp .git/${MERGE_RESULT} %A`],
    ['core.safecrlf', 'false'],
    ['core.fsmonitor', 'false'],
    ['commit.gpgSign', 'false'],
    ['push.gpgSign', 'false'],
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
  ];
}

/** The folder of the hooks, from the top level, where it lies in the work tree. */
export function hooksInTree({ topLevel, gitDirectory, directory }: HooksPlace): string[] {
  const isInTree = isInside(topLevel, directory) && !isInside(gitDirectory, directory);
  return isInTree && directory !== topLevel ? [directory.slice(topLevel.length + 1)] : [];
}

/** The remote that a push from this branch would go to. */
export function chooseRemote({ settings, branch }: RealSettings): string {
  const names = remotesOf(settings);
  const ofBranch = lastValue(settings, `branch.${toBytes(branch)}.remote`);
  const own = names.find((name) => toBytes(name) === ofBranch);
  return own ?? names.find((name) => name === 'origin') ?? names[0] ?? 'origin';
}

/** The same place in the copy, where it lies in the repository. A relative one is the same by itself. */
function hooksPathIn(copy: CopyPlaces, place: HooksPlace, written: ByteString): ByteString {
  if (!/^(?:[/~%]|[A-Za-z]:)/.test(written)) return written;
  const pairs = [
    [place.gitDirectory, copy.gitDirectory],
    [place.topLevel, copy.top],
  ] as const;
  const pair = pairs.find(([real]) => isInside(real, place.directory));
  return pair ? toBytes(pair[1] + place.directory.slice(pair[0].length)) : written;
}

function remotesOf(settings: readonly Setting[]): string[] {
  const names = settings.map(({ key }) => /^remote\.(.+)\.url$/s.exec(key)?.[1]);
  return names
    .filter((name) => name !== undefined)
    .map((name) => Buffer.from(name, 'latin1').toString('utf8'));
}

function toBytes(text: string): ByteString {
  return Buffer.from(text, 'utf8').toString('latin1');
}
