/** What cannot be scanned is never called clean: incomplete (3), or a failure (2). */
import { chmodSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import { Repository, scratch } from '../support/repository.js';
import { expectFailure, expectStaged, lines, standIn, TOKEN, token } from './expect-staged.js';

const failures = suite('staged: what cannot be scanned');

const MISSING = 'object missing from this clone';

function staged(files: Record<string, string>): Repository {
  return new Repository().stage(files);
}

/** The file of a loose object. */
function objectFile(repository: Repository, name: string): string {
  const oid = repository.git('rev-parse', name).trim();
  return join(repository.top, '.git/objects', oid.slice(0, 2), oid.slice(2));
}

failures('an object that is gone is named', () => {
  const repository = staged({ 'a.txt': 'a\n', 'lost.txt': `${token()}\n` });
  rmSync(objectFile(repository, ':lost.txt'));
  expectStaged(repository, [], { skipped: [`lost.txt (${MISSING})`], exit: 3 });
});

failures('an object that is gone beside a secret', () => {
  const repository = staged({ 'a.txt': `${token()}\n`, 'lost.txt': 'lost\n', 'z.txt': `${token()}\n` });
  rmSync(objectFile(repository, ':lost.txt'));
  const found = [`${TOKEN} a.txt:1`, `${TOKEN} z.txt:1`];
  expectStaged(repository, found, { skipped: [`lost.txt (${MISSING})`] });
});

failures('an old version that is gone: the secret counts as new', () => {
  const repository = staged({ 'a.txt': lines(9, { 2: token() }) });
  repository.commit();
  rmSync(objectFile(repository, ':a.txt'));
  repository.stage({ 'a.txt': lines(9, { 3: token() }) });
  expectStaged(repository, [`${TOKEN} a.txt:3`], { skipped: [`a.txt (its old version: ${MISSING})`] });
});

failures('a deleted version that is gone does not matter to a clean commit', () => {
  const repository = staged({ 'a.txt': lines(9), 'b.txt': lines(8) });
  repository.commit();
  const file = objectFile(repository, ':b.txt');
  repository.git('rm', '-q', 'b.txt');
  rmSync(file);
  repository.stage({ 'a.txt': lines(7) });
  expectStaged(repository, []);
});

failures('a schema whose object is gone is a failure: nobody knows what to look for', () => {
  const repository = staged({ 'ü/secrets/schema.json': '{}', 'ü/a.txt': 'a\n' });
  repository.commit();
  rmSync(objectFile(repository, ':ü/secrets/schema.json'));
  repository.stage({ 'ü/a.txt': 'changed\n' });
  expectFailure(repository, /: \xc3\xbc\/secrets\/schema\.json: object missing/);
});

failures('an object that is damaged', () => {
  const repository = staged({ 'a.txt': `${token()}\n` });
  const file = objectFile(repository, ':a.txt');
  chmodSync(file, 0o644);
  writeFileSync(file, 'no object at all');
  expectStaged(repository, [], { skipped: [`a.txt (${MISSING})`], exit: 3 });
});

failures('an object that ends in the middle', () => {
  const repository = staged({ 'a.txt': `${lines(2000)}${token()}\n` });
  const file = objectFile(repository, ':a.txt');
  chmodSync(file, 0o644);
  truncateSync(file, 600);
  expectStaged(repository, [], { skipped: ['a.txt (object damaged: git fsck tells more)'], exit: 3 });
});

failures('an index that is damaged', () => {
  const repository = staged({ 'a.txt': `${token()}\n` });
  writeFileSync(join(repository.top, '.git/index'), 'no index at all');
  expectFailure(repository, /git (diff|rev-parse|cat-file)/);
});

failures('an index that ends in the middle', () => {
  const repository = staged({ 'a.txt': `${token()}\n`, 'b.txt': 'b\n' });
  truncateSync(join(repository.top, '.git/index'), 20);
  expectFailure(repository, /git (diff|rev-parse|cat-file)/);
});

failures('a HEAD whose commit is gone: Git takes it for none, and everything counts as new', () => {
  const repository = staged({ 'a.txt': `${token()}\n` });
  repository.commit();
  rmSync(objectFile(repository, 'HEAD'));
  expectStaged(repository, [`${TOKEN} a.txt:1`]);
});

failures('a HEAD whose tree is gone', () => {
  const repository = staged({ 'a.txt': 'a\n' });
  repository.commit();
  rmSync(objectFile(repository, 'HEAD^{tree}'));
  expectFailure(repository, /git diff/);
});

failures('a merge whose other side is gone', () => {
  const repository = staged({ 'a.txt': 'a\n' });
  repository.commit();
  repository.write({ '.git/MERGE_HEAD': `${'1'.repeat(40)}\n` });
  expectFailure(repository, /git diff/);
});

failures('a broken configuration', () => {
  const repository = staged({ 'a.txt': `${token()}\n` });
  writeFileSync(join(repository.top, '.git/config'), '[core\n');
  expectFailure(repository, /git (diff|rev-parse)/);
});

const outside = new Repository({ top: scratch() });

failures('outside of a repository', () => {
  expectFailure(outside, /run keyfence inside a Git repository/);
});

failures('a GIT_DIR that leads nowhere', () => {
  expectFailure(outside, /run keyfence inside a Git repository/, { env: { GIT_DIR: '/nowhere' } });
});

failures('a .git file that leads nowhere', () => {
  const broken = new Repository({ top: scratch() });
  broken.write({ '.git': 'gitdir: /nowhere\n' });
  expectFailure(broken, /run keyfence inside a Git repository/);
});

failures('a bare repository', () => {
  expectFailure(new Repository({ init: ['--bare'] }), /this repository is bare/);
});

failures('a repository of somebody else', () => {
  const repository = staged({ 'a.txt': `${token()}\n` });
  expectFailure(repository, /safe\.directory/, { env: { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' } });
});

failures('no Git on PATH', () => {
  expectFailure(staged({ 'a.txt': 'a\n' }), /install Git/, { env: { PATH: '/nowhere' } });
});

const STAND_INS: [what: string, subcommand: string, script: string][] = [
  ['a Git that is killed before it lists', 'diff', 'kill -9 $$'],
  ['a Git that fails without a word', 'diff', 'exit 1'],
  ['a listing that ends in the middle', 'diff', 'printf ":000000 100644 "; exit 0'],
  ['a Git that is killed before it reads', 'cat-file', 'kill -9 $$'],
  ['a Git that reads nothing and ends well', 'cat-file', 'exit 0'],
  ['an object that breaks off', 'cat-file', `printf "${'1'.repeat(40)} blob 100\\nhalf"; exit 0`],
  ['a Git that cannot list schemas', 'ls-files', 'exit 1'],
];
for (const [what, subcommand, script] of STAND_INS) {
  failures(what, () => {
    // With a schema in the index, Git is asked for all there are.
    const repository = staged({ 'a.txt': `${token()}\n`, 'secrets/schema.json': '{}' });
    expectFailure(repository, /./, { env: standIn(subcommand, script) });
  });
}

/** A clone without blobs, whose index holds what its HEAD does not: none of it was ever fetched. */
function partialClone(): Repository {
  const origin = staged({ 'a.txt': 'a\n', 'secrets/schema.json': '{}' });
  origin.commit();
  origin.stage({ 'b.txt': `${token()}\n`, 'c.txt': 'c\n' }).commit();
  origin.git('config', 'uploadpack.allowFilter', 'true');
  origin.git('clone', '-q', '--no-checkout', '--filter=blob:none', `file://${origin.top}`, '../partial');
  const clone = new Repository({ top: join(origin.top, '../partial') });
  clone.git('read-tree', 'HEAD');
  clone.git('rm', '-q', '--cached', 'secrets/schema.json');
  clone.git('update-ref', 'HEAD', 'HEAD~1');
  return clone;
}

failures('a partial clone: what was never fetched is named, and not fetched', () => {
  const clone = partialClone();
  clone.stage({ 'd.txt': 'd\n' });
  expectStaged(clone, [], { skipped: [`b.txt (${MISSING})`, `c.txt (${MISSING})`], exit: 3 });
});

failures('a partial clone with a secret among what was never fetched', () => {
  const clone = partialClone();
  clone.stage({ 'b2.txt': `${token()}\n`, 'd.txt': `${token()}\n` });
  const skipped = ['b.txt', 'secrets/schema.json', 'c.txt'].map((file) =>
    file.startsWith('secrets') ? `${file} (its old version: ${MISSING})` : `${file} (${MISSING})`,
  );
  expectStaged(clone, [`${TOKEN} b2.txt:1`, `${TOKEN} d.txt:1`], { skipped });
});

failures('a partial clone under a Git that would fetch', () => {
  const clone = partialClone();
  const env = standIn('cat-file', 'unset GIT_NO_LAZY_FETCH');
  expectStaged(clone, [], { env, skipped: [`b.txt (${MISSING})`, `c.txt (${MISSING})`], exit: 3 });
});

failures('a partial clone without the schema', () => {
  const clone = partialClone();
  clone.git('reset', '-q', 'HEAD', '--', 'secrets');
  clone.stage({ 'd.txt': 'd\n' });
  expectFailure(clone, /secrets\/schema\.json: object missing/);
});

failures.run();
