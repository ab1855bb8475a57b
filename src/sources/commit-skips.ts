/** What a scan of commits could not read, by name. */
import type { GitObject } from '../git/objects.js';
import type { ByteString, Skip } from '../types.js';
import { WHY_UNREAD } from './index-files.js';

type Unread = Exclude<GitObject, { kind: 'found' }>;

const SHORT = 12; // digits of an object id that tell a commit from all others

export class CommitSkips {
  readonly list: Skip[] = [];
  private readonly submodules = new Set<ByteString>();
  private readonly boundaries: string[] = [];

  /** Something that the commit (null where there is none) introduces. */
  unread(file: ByteString, { kind }: Unread, commit: string | null): void {
    this.list.push({ file, reason: WHY_UNREAD[kind] + place(commit), listed: false });
  }

  /** Without the old text a secret counts as new and is told, so the scan is complete all the same. */
  unreadBefore(file: ByteString, { kind }: Unread, commit: string): void {
    this.list.push({ file, reason: `its old version: ${WHY_UNREAD[kind]}${place(commit)}`, listed: true });
  }

  /** Once, however many commits move it. */
  submodule(file: ByteString): void {
    if (this.submodules.has(file)) return;
    this.submodules.add(file);
    this.list.push({ file, reason: 'submodule', listed: true });
  }

  /** Commits that are not here at all. */
  missed(reason: string): void {
    this.list.push({ file: '(commits)', reason, listed: false });
  }

  /** A commit whose parents this shallow clone does not have. */
  boundary(commit: string): void {
    this.boundaries.push(commit);
  }

  /** Names where the history ends, if it does: to be called once all commits are listed. */
  finish(): void {
    const [first, ...more] = this.boundaries;
    if (first === undefined) return;
    const others = more.length > 0 ? ` and ${more.length} other commits` : '';
    const reason = `shallow clone: what is older than ${first.slice(0, SHORT)}${others} is not here`;
    this.list.push({ file: '(commits)', reason, listed: false });
  }
}

/** The reason why an object is no text to scan. */
export function whyUnread({ kind }: Unread): string {
  return WHY_UNREAD[kind];
}

function place(commit: string | null): string {
  return commit === null ? '' : ` (commit ${commit.slice(0, SHORT)})`;
}
