/** Which repository on GitHub this is, on a host that may be sent a login. */
import { remotePlaces } from '../git/remote-hosts.js';
import type { Reason, Visit } from './store.js';

const REPOSITORY = /^(?:([a-z0-9.-]{1,100})\/)?([A-Za-z0-9][A-Za-z0-9-]{0,99}\/[A-Za-z0-9_-][\w.-]{0,99})$/;

export interface GithubRepository {
  host: string;
  /** `owner/repository` */
  path: string;
}

/**
 * What gh itself would take by GH_REPO; else the remote `origin`, or the only one. A server gets a login sent to it: only
 * GitHub's own, and the one that the person's GH_HOST names, are asked.
 */
export async function repositoryOf({
  env,
  top,
}: Pick<Visit, 'env' | 'top'>): Promise<GithubRepository | Reason> {
  const own = env.GH_HOST?.toLowerCase();
  const isTrusted = (host: string) =>
    host === 'github.com' || host === own || /^[a-z0-9-]+\.ghe\.com$/.test(host);
  const named = REPOSITORY.exec(env.GH_REPO ?? '');
  if (named !== null) {
    const host = named[1] ?? own ?? 'github.com';
    if (isTrusted(host)) return { host, path: named[2] as string };
  }
  const remotes = (await remotePlaces(top)).flatMap(({ remote, host, repository }) => {
    const at = host === 'ssh.github.com' ? 'github.com' : host;
    return repository !== null && isTrusted(at) ? [{ remote, host: at, path: repository }] : [];
  });
  const one =
    remotes.find(({ remote }) => remote === 'origin') ?? (remotes.length === 1 ? remotes[0] : undefined);
  if (one !== undefined) return { host: one.host, path: one.path };
  return {
    says: 'no remote says which repository on GitHub this is',
    remedy: 'set GH_REPO=OWNER/REPOSITORY, and GH_HOST where it is on a server of your own',
  };
}
