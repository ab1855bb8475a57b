/** The hosts of a repository's remotes. Nothing else of their addresses is looked at: they can hold a password. */

import { splitNulList } from './nul-list.js';
import { runGit } from './run.js';

/** `https://user:secret@host:1/x`, `ssh://git@host/x`, `git@host:x`. */
const WITH_SCHEME = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/]*@)?([A-Za-z0-9.-]+)/i;
const LIKE_SCP = /^(?:[^/:]*@)?([A-Za-z0-9.-]+):(?!\/\/)/;

/**
 * In lower case; none of a remote that is a folder.
 * @throws GitError
 */
export async function remoteHosts(cwd: string): Promise<string[]> {
  const output = await runGit(['config', '-z', '--get-regexp', '^remote\\..*\\.url$'], { cwd, answers: [1] });
  const urls = splitNulList(output).map((entry) => entry.slice(entry.indexOf('\n') + 1));
  return urls.flatMap((url) => {
    const host = (WITH_SCHEME.exec(url) ?? LIKE_SCP.exec(url))?.[1];
    return host === undefined ? [] : [host.toLowerCase()];
  });
}
