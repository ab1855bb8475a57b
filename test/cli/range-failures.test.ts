/** What of a range cannot be scanned is never called clean: incomplete (3), or a failure (2). */
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository, scratch } from '../support/repository.js';
import { expectRange, expectRangeFailure } from './expect-range.js';
import { lines, type Place, runBin, standIn, TOKEN, token } from './expect-staged.js';

const failures = suite('range: what cannot be scanned');

const MISSING = 'object missing from this clone';

function based(files: Record<string, string> = { 'a.txt': lines(9) }): {
  repository: Repository;
  base: string;
} {
  const repository = new Repository();
  const base = repository.stage(files).commit('base');
  return { repository, base };
}

function expectFailure(repository: Repository, range: string, words: RegExp, place: Place = {}): void {
  expectRangeFailure(runBin(repository, ['scan', '--range', range, '--format', 'json'], place), words);
}

/** The file of a loose object. */
function objectFile(repository: Repository, name: string): string {
  const oid = repository.git('rev-parse', name).trim();
  return join(repository.top, '.git/objects', oid.slice(0, 2), oid.slice(2));
}

const shared = based();
shared.repository.stage({ 'a.txt': `${token()}\n` }).commit();
const START = /the start of the range names no commit here\n {2}check its spelling/;
const END = /the end of the range names no commit here\n {2}check its spelling/;
for (const [range, words] of [
  ['nowhere..HEAD', START],
  [`${'1'.repeat(40)}..HEAD`, START],
  ['HEAD~99..', START],
  ['--all..HEAD', START],
  ['HEAD:a.txt..HEAD', START],
  ['HEAD^{tree}..HEAD', START],
  ['a\nHEAD..HEAD', START],
  ['HEAD..nowhere', END],
  ['..-', END],
  ['HEAD....HEAD', END],
  ['HEAD..HEAD..HEAD', END],
  ['HEAD..HEAD ^HEAD', END],
  ['HEAD', /expected two commits with two dots/],
  ['^HEAD', /expected two commits with two dots/],
  ['HEAD^!', /expected two commits with two dots/],
] as const) {
  failures(`--range=${JSON.stringify(range)}`, () => {
    expectRangeFailure(runBin(shared.repository, [`--range=${range}`]), words);
  });
}

failures('what was typed is not repeated: it may be a secret', () => {
  for (const word of [`--range=${token()}..HEAD`, `--range=HEAD..${token()}`, `--since=${token()}`]) {
    const { status, stderr } = runBin(shared.repository, [word]);
    assert.is(status, 2);
    assert.not.match(stderr, 'ghp_');
  }
});

const whole = 'scans whole commits\n  leave out the paths, --staged and --include-ignored\n';
for (const [typed, message] of [
  [['--range', '..', 'a.txt'], `--range ${whole}`],
  [['--range', '..', '--', 'a.txt'], `--range ${whole}`],
  [['--range', '..', '--staged'], `--range ${whole}`],
  [['--since', 'HEAD', '--include-ignored'], `--since ${whole}`],
  [
    ['--since', 'HEAD', '--range', '..'],
    '--range and --since are two ways to say one thing\n  give one of the two\n',
  ],
  [['--range'], '--range: expected one commit or range\n  give it once, see keyfence scan --help\n'],
  [['--range='], '--range: expected one commit or range\n  give it once, see keyfence scan --help\n'],
  [
    ['--since=a', '--since=b'],
    '--since: expected one commit or range\n  give it once, see keyfence scan --help\n',
  ],
] as const) {
  failures(`keyfence scan ${typed.join(' ')}`, () => {
    assert.equal(runBin(shared.repository, ['scan', ...typed]), {
      status: 2,
      stdout: '',
      stderr: `keyfence: ${message}`,
    });
  });
}

failures('a repository without a commit, and a place without a repository', () => {
  expectFailure(new Repository(), '..', /names no commit here/);
  expectFailure(new Repository({ top: scratch() }), '..', /run keyfence inside a Git repository/);
});

failures('a blob that is gone is named with its commit; the rest is scanned', () => {
  const { repository, base } = based();
  const commit = repository.stage({ 'lost.txt': `${token()}\n`, 'z.txt': `${token()}\n` }).commit();
  rmSync(objectFile(repository, ':lost.txt'));
  const skipped = [`lost.txt (${MISSING} (commit ${commit.slice(0, 12)}))`];
  expectRange(repository, `${base}..`, [`${TOKEN} z.txt:1`], { skipped, objects: 1 });
});

failures('an old version that is gone: the secret counts as new', () => {
  const { repository, base } = based({ 'a.txt': lines(9, { 2: token() }) });
  const file = objectFile(repository, ':a.txt');
  const commit = repository.stage({ 'a.txt': lines(9, { 3: token() }) }).commit();
  rmSync(file);
  const skipped = [`a.txt (its old version: ${MISSING} (commit ${commit.slice(0, 12)}))`];
  expectRange(repository, `${base}..`, [`${TOKEN} a.txt:3`], { skipped });
});

failures('a commit or a tree that is gone', () => {
  for (const name of ['HEAD~1', 'HEAD~1^{tree}']) {
    const { repository, base } = based();
    repository.stage({ 'b.txt': 'b\n' }).commit();
    repository.stage({ 'c.txt': `${token()}\n` }).commit();
    rmSync(objectFile(repository, name));
    expectFailure(repository, `${base}..`, /failed with exit code 128|lacks a tree/);
  }
});

failures('a blob that is damaged', () => {
  const { repository, base } = based();
  const commit = repository.stage({ 'b.txt': `${token()}\n` }).commit();
  const file = objectFile(repository, ':b.txt');
  chmodSync(file, 0o644);
  writeFileSync(file, 'no object at all');
  const skipped = [`b.txt (${MISSING} (commit ${commit.slice(0, 12)}))`];
  expectRange(repository, `${base}..`, [], { skipped, exit: 3 });
});

failures('a schema whose blob or folder is gone: nobody knows what to look for', () => {
  for (const name of [':ü/secrets/schema.json', 'HEAD:ü/secrets']) {
    const { repository, base } = based({ 'ü/secrets/schema.json': '{}' });
    repository.stage({ 'ü/a.txt': 'a\n' }).commit();
    rmSync(objectFile(repository, name));
    expectFailure(repository, `${base}..`, /: \xc3\xbc\/secrets\/schema\.json: object missing/);
  }
});

failures('a broken schema in the newest commit', () => {
  const { repository, base } = based();
  repository.stage({ 'secrets/schema.json': '{"required": 1}' }).commit();
  expectFailure(repository, `${base}..`, /^keyfence: secrets\/schema\.json: /);
});

for (const [what, subcommand, script] of [
  ['a walk that is killed', 'rev-list', 'kill -9 $$'],
  ['a walk that fails without a word', 'rev-list', 'exit 1'],
  ['a walk that fails after some commits', 'rev-list', `echo ${shared.base}; exit 1`],
  ['a walk that ends in the middle of a line', 'rev-list', `printf ${shared.base.slice(0, 9)}; exit 0`],
  ['a comparison that is killed', 'diff-tree', 'kill -9 $$'],
  ['a comparison that says nothing', 'diff-tree', 'cat >/dev/null; exit 0'],
  ['a comparison that reads nothing', 'diff-tree', 'exit 0'],
  ['a comparison that ends in the middle', 'diff-tree', 'read oid; printf "$oid\\0:000000"; exit 0'],
  ['a comparison of another commit', 'diff-tree', `printf "${'1'.repeat(40)}\\0"; exit 0`],
  ['a comparison without its last path', 'diff-tree', 'read oid; printf "$oid\\0:1 2 3\\0"; exit 0'],
  ['a reader that is killed', 'cat-file', 'kill -9 $$'],
  ['a reader that answers nothing', 'cat-file', 'exit 0'],
  ['a Git that lists no refs', 'for-each-ref', 'exit 1'],
] as const) {
  failures(what, () => {
    expectFailure(shared.repository, 'HEAD~1..', /./, { env: standIn(subcommand, script) });
  });
}

failures.run();
