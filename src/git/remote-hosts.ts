/** Where a repository's remotes are: their hosts, and the paths of two parts behind them. Nothing else of their addresses is kept: they can hold a password. */

import type { ByteString } from '../types.js';
import { splitNulList } from './nul-list.js';
import { runGit } from './run.js';

/** `https://user:secret@host:1/x`, `ssh://git@host/x`, `git@host:x`. */
const WITH_SCHEME = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/]*@)?([A-Za-z0-9.-]+)/i;
const LIKE_SCP = /^(?:[^/:]*@)?([A-Za-z0-9.-]+):(?!\/\/)/;

/** `/owner/repository.git`, or the same without its slash, or with a port before it. */
const OWNED =
  /^(?::\d{1,5})?\/{0,2}([A-Za-z0-9][A-Za-z0-9-]{0,99})\/([A-Za-z0-9_-][\w.-]{0,99}?)(?:\.git)?\/?$/;

/** A remote on a host. */
export interface RemotePlace {
  /** What the remote is called here. */
  remote: ByteString;
  /** In lower case. */
  host: string;
  /** `owner/repository`; null where the path has another form. */
  repository: string | null;
}

/**
 * In lower case; none of a remote that is a folder.
 * @throws GitError
 */
export async function remoteHosts(cwd: string): Promise<string[]> {
  return (await remotePlaces(cwd)).map(({ host }) => host);
}

/**
 * None of a remote that is a folder.
 * @throws GitError
 */
export async function remotePlaces(cwd: string): Promise<RemotePlace[]> {
  const output = await runGit(['config', '-z', '--get-regexp', '^remote\\..*\\.url$'], { cwd, answers: [1] });
  return splitNulList(output).flatMap((entry) => {
    const end = entry.indexOf('\n');
    const url = entry.slice(end + 1);
    const found = WITH_SCHEME.exec(url) ?? LIKE_SCP.exec(url);
    if (found === null) return [];
    const owned = OWNED.exec(url.slice(found[0].length));
    return {
      remote: entry.slice('remote.'.length, end - '.url'.length),
      host: (found[1] as string).toLowerCase(),
      repository: owned === null ? null : `${owned[1]}/${owned[2]}`,
    };
  });
}
