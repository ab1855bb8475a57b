/** A repository with the pre-push hook and its bare remote, and what becomes of a push from the one to the other. */
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import { lines } from './expect-staged.js';

export interface Pair {
  local: Repository;
  remote: Repository;
}

/** A repository whose `main` is on its remote already, and whose pre-push hook is the bin. */
export function pair(files: Record<string, string> = { 'a.txt': lines(9) }): Pair {
  const local = new Repository();
  const remote = new Repository({ top: join(local.top, '../remote.git') });
  remote.git('init', '-q', '--bare', '-b', 'main', '.');
  local.git('remote', 'add', 'origin', '../remote.git');
  local.stage(files).commit('base');
  local.git('push', '-q', 'origin', 'main');
  local.hook('pre-push', 'pre-push');
  return { local, remote };
}

/** The push is refused for these findings (`file:line`), and no ref of the remote has changed. */
export function expectRefused({ local, remote }: Pair, push: string[], findings: string[]): string {
  const before = remote.git('for-each-ref');
  const { status, stdout, stderr } = local.tryGit('push', ...push);
  const found = [...stdout.matchAll(/^(\S.*?) {2}(?:critical|high) /gm)].map((match) =>
    match[1]?.replace(/:\d+$/, ''),
  );
  assert.equal({ status, found }, { status: 1, found: findings }, stderr);
  assert.is(remote.git('for-each-ref'), before);
  return stdout + stderr;
}

/** The push gets through; the words of the receipt. */
export function expectPushed({ local }: Pair, push: string[], receipt: RegExp): void {
  const { status, stderr } = local.tryGit('push', ...push);
  assert.is(status, 0, stderr);
  assert.match(stderr, receipt);
}
