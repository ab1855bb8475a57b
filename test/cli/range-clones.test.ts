/** Clones that lack something: what a range needs of it is named, and never fetched. */
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository, scratch } from '../support/repository.js';
import { expectRange, expectRangeFailure } from './expect-range.js';
import { lines, runBin, standIn, TOKEN, token } from './expect-staged.js';

const clones = suite('range: partial and shallow clones');

const MISSING = 'object missing from this clone';

function based(): { repository: Repository; base: string } {
  const repository = new Repository();
  const base = repository.stage({ 'a.txt': lines(9) }).commit('base');
  return { repository, base };
}

/** Clones by way of the protocol. */
function cloned(origin: Repository, ...options: string[]): Repository {
  origin.git('config', 'uploadpack.allowFilter', 'true');
  origin.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const top = join(scratch(), 'clone');
  origin.git('clone', '-q', '--no-checkout', ...options, `file://${origin.top}`, top);
  return new Repository({ top });
}

clones('a partial clone without blobs: each is named, none is fetched', () => {
  const { repository, base } = based();
  const commit = repository.stage({ 'a.txt': `${token()}\n`, 'b.txt': 'b\n' }).commit(`key ${token()}`);
  const clone = cloned(repository, '--filter=blob:none');
  const place = ` (${MISSING} (commit ${commit.slice(0, 12)}))`;
  const skipped = ['a.txt', 'b.txt'].map((file) => file + place);
  const env = standIn('cat-file', 'unset GIT_NO_LAZY_FETCH');
  for (const at of [{}, { env }]) {
    expectRange(clone, `${base}..`, [`${TOKEN} (commit message):1`], {
      ...at,
      skipped,
      commits: 1,
      objects: 0,
    });
  }
  expectRange(clone, 'HEAD..', [], { commits: 0 });
});

clones('a partial clone without blobs: a clean message alone leaves the scan incomplete', () => {
  const { repository, base } = based();
  const commit = repository.stage({ 'b.txt': 'b\n' }).commit();
  const skipped = [`b.txt (${MISSING} (commit ${commit.slice(0, 12)}))`];
  expectRange(cloned(repository, '--filter=blob:none'), `${base}..`, [], { skipped, exit: 3 });
});

clones('a partial clone without trees says what to fetch', () => {
  const { repository, base } = based();
  repository.stage({ 'a.txt': `${token()}\n` }).commit();
  repository.commit('nothing');
  const ran = runBin(cloned(repository, '--filter=tree:0'), ['scan', '--since', base]);
  expectRangeFailure(ran, /missing from this clone[\s\S]*git fetch --refetch/);
});

/** Four commits, each with a secret; and a clone of the last two. */
function shallow(): { clone: Repository; last: string[] } {
  const repository = new Repository();
  const commits = ['a.txt', 'b.txt', 'c.txt', 'd.txt'].map((file) =>
    repository.stage({ [file]: token() }).commit(),
  );
  return { clone: cloned(repository, '--depth=2'), last: commits.slice(2) };
}

clones('a shallow clone: a range that ends within it is complete', () => {
  const { clone, last } = shallow();
  expectRange(clone, `${last[0]}..`, [`${TOKEN} d.txt:1`], { commits: 1 });
});

clones('a shallow clone: where its history ends all is new, and what is older is named as not here', () => {
  const { clone, last } = shallow();
  clone.git('checkout', '-q', '--orphan', 'other');
  clone.git('rm', '-q', '-r', '-f', '.');
  clone.stage({ 'z.txt': 'z\n' }).commit();
  const found = ['a.txt', 'b.txt', 'c.txt', 'd.txt'].map((file) => `${TOKEN} ${file}:1`);
  const older = `shallow clone: what is older than ${last[0]?.slice(0, 12)} is not here`;
  expectRange(clone, 'other..main', found, { commits: 2, skipped: [`(commits) (${older})`] });
});

clones('a shallow clone without a finding is incomplete all the same', () => {
  const repository = new Repository();
  for (const file of ['a.txt', 'b.txt', 'c.txt']) repository.stage({ [file]: 'text\n' }).commit();
  const clone = cloned(repository, '--depth=1');
  clone.git('checkout', '-q', '--orphan', 'other');
  clone.commit('other');
  const oid = repository.git('rev-parse', 'HEAD').trim();
  const skipped = [`(commits) (shallow clone: what is older than ${oid.slice(0, 12)} is not here)`];
  expectRange(clone, 'other..main', [], { skipped, exit: 3, commits: 1, objects: 3 });
  assert.match(runBin(clone, ['scan', '--range', 'other..main']).stderr, 'INCOMPLETE');
});

clones.run();
