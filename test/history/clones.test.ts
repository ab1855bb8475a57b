/** Histories that are not all here: never a shorter one that counts as whole. */
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { KeyfenceError } from '../../src/errors.js';
import { setTrap } from '../cli/planted-programs.js';
import { Repository } from '../support/repository.js';
import { birthsTold, blobAt, blobsReached, blobsTold, read } from './git-said.js';

const clones = suite('a history that is not all here');

function threeCommits(): Repository {
  const repository = new Repository();
  repository.git('config', 'uploadpack.allowFilter', 'true');
  for (const text of ['1\n', '2\n', '3\n'])
    repository.stage({ a: text, [`d/${text.trim()}`]: text }).commit();
  return repository;
}

function cloneOf(origin: Repository, ...options: string[]): Repository {
  origin.git('clone', '-q', '--no-checkout', ...options, `file://${origin.top}`, '../clone');
  return new Repository({ top: join(origin.top, '../clone') });
}

clones('a shallow clone: the commit at its end brings all that it has, and the end is named', async () => {
  const origin = threeCommits();
  const clone = cloneOf(origin, '--depth=2');
  const told = await read(clone);
  assert.equal(blobsTold(told), blobsReached(clone, ['HEAD']));
  const end = blobAt(origin, 'HEAD~1');
  assert.ok(birthsTold(told, blobAt(origin, 'HEAD~2:d/1')).includes(`${end} 100644 d/1`));
  const reason = `shallow clone: what is older than ${end.slice(0, 12)} is not here`;
  assert.equal(told.skips, [{ file: '(commits)', reason, listed: false }]);
});

clones('a partial clone without blobs: all births are known, nothing is fetched', async () => {
  const origin = threeCommits();
  const clone = cloneOf(origin, '--filter=blob:none');
  assert.equal(blobsTold(await read(clone)), blobsReached(origin, ['main']));
  assert.match(clone.git('rev-list', '--objects', '--all', '--missing=print'), /^\?/m);
});

async function failureOf(repository: Repository): Promise<KeyfenceError> {
  try {
    await read(repository);
  } catch (error) {
    return error as KeyfenceError;
  }
  throw new Error('it did not fail');
}

clones('a partial clone without trees: an error with the remedy', async () => {
  const { message, remedy } = await failureOf(cloneOf(threeCommits(), '--filter=tree:0'));
  assert.match(message, /^a commit or a tree of the history is missing or damaged/);
  assert.match(remedy, 'git fetch --refetch');
});

for (const [what, name] of [
  ['a commit', 'main~1'],
  ['a tree', 'main~1^{tree}'],
  ['a folder of a tree', 'main~1:d'],
] as const) {
  clones(`${what} that is gone: an error that names it`, async () => {
    const repository = threeCommits();
    const oid = blobAt(repository, name);
    rmSync(join(repository.top, '.git/objects', oid.slice(0, 2), oid.slice(2)));
    const { message } = await failureOf(repository);
    assert.is(message, `a commit or a tree of the history is missing or damaged (${oid})`);
  });
}

clones('a damaged tree: an error', async () => {
  const repository = threeCommits();
  const words = ['hash-object', '-t', 'tree', '--literally', '-w', '--stdin'];
  const tree = repository.run('git', words, { stdin: Buffer.from('100644 a\0short') }).stdout.trim();
  repository.git('update-ref', 'refs/heads/x', repository.git('commit-tree', tree, '-m', 'x').trim());
  assert.match((await failureOf(repository)).message, /missing or damaged/);
});

clones('a missing blob does not matter here: whoever reads it will tell', async () => {
  const repository = threeCommits();
  const oid = blobAt(repository, 'HEAD~1:a');
  rmSync(join(repository.top, '.git/objects', oid.slice(0, 2), oid.slice(2)));
  assert.ok(blobsTold(await read(repository)).includes(oid));
});

clones('objects of another repository that this one borrows', async () => {
  const origin = threeCommits();
  const clone = cloneOf(origin, '--shared');
  assert.is(readdirSync(join(clone.top, '.git/objects')).length, 2); // info and pack
  assert.equal(blobsTold(await read(clone)), blobsReached(origin, ['main']));
});

/** Each setting would change what `git log` prints, or which commits it shows. */
const SETTINGS: Record<string, string> = {
  'log.showRoot': 'false',
  'log.showSignature': 'true',
  'log.mailmap': 'true',
  'log.decorate': 'full',
  'log.follow': 'true',
  'log.diffMerges': 'off',
  'log.abbrevCommit': 'true',
  'log.date': 'relative',
  'format.pretty': 'oneline',
  'format.notes': 'true',
  'notes.displayRef': '*',
  'diff.renames': 'copies',
  'diff.noprefix': 'true',
  'diff.relative': 'true',
  'diff.orderFile': 'order',
  'diff.ignoreSubmodules': 'all',
  'diff.submodule': 'log',
  'diff.wordRegex': '.',
  'color.ui': 'always',
  'color.diff': 'always',
  'core.abbrev': '4',
  'core.quotePath': 'true',
  'core.commitGraph': 'true',
  'submodule.module.ignore': 'all',
};

clones('settings of a repository change nothing, and run nothing', async () => {
  const repository = threeCommits();
  repository.git('checkout', '-q', '-b', 'side', 'main~1');
  repository.stage({ side: 'side\n' }).commit();
  repository.git('checkout', '-q', 'main');
  repository.git('merge', '-q', '--no-ff', '-m', 'merge', 'side');
  repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},module`);
  repository.commit();
  repository.git('update-index', '--add', '--cacheinfo', `100644,${blobAt(repository, 'HEAD:a')},module`);
  repository.git('mv', 'a', 'renamed');
  repository.commit();
  const births = (told: Awaited<ReturnType<typeof read>>) =>
    blobsTold(told).map((oid) => [oid, birthsTold(told, oid)]);
  const plain = births(await read(repository));
  repository.write({ order: 'd/*\n' });
  for (const [key, value] of Object.entries(SETTINGS)) repository.git('config', key, value);
  for (const cwd of [repository.top, join(repository.top, 'd')]) {
    assert.equal(births(await read(repository, { cwd })), plain);
  }
});

/** On a branch of its own: a commit whose signature nobody can check. */
function signCommit(repository: Repository): void {
  const [header = '', message = ''] = repository.git('cat-file', 'commit', 'HEAD').split('\n\n');
  const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----';
  const stdin = Buffer.from(`${header}\n${signature}\n\n${message}`);
  const { stdout } = repository.run('git', ['hash-object', '-t', 'commit', '-w', '--stdin'], { stdin });
  repository.write({ '.git/refs/heads/signed': stdout });
}

clones('no program that a repository names is run, not even to check a signature', async () => {
  const { repository, ran } = setTrap();
  signCommit(repository);
  ran();
  const told = await read(repository, { unreachable: true });
  assert.ok(told.table.commits.find(blobAt(repository, 'signed')) >= 0);
  assert.equal(ran(), []);
});

/** Rewrites a commit-graph file so that no commit has a parent; Git does not look at its checksum. */
function forgetParents(file: string): void {
  const graph = readFileSync(file);
  const chunks = Array.from({ length: graph.readUInt8(6) + 1 }, (_, at) => ({
    name: graph.toString('latin1', 8 + at * 12, 12 + at * 12),
    begin: Number(graph.readBigUInt64BE(12 + at * 12)),
  }));
  const commits = chunks.findIndex(({ name }) => name === 'CDAT');
  const [begin, end] = [chunks[commits]?.begin ?? 0, chunks[commits + 1]?.begin ?? 0];
  // Each commit: its tree, two parents, a date.
  for (let at = begin; at < end; at += 36) graph.writeUInt32BE(0x70000000, at + 20);
  chmodSync(file, 0o644);
  writeFileSync(file, graph);
}

clones('a commit-graph that tells other parents than the commits is not believed', async () => {
  const repository = threeCommits();
  repository.git('commit-graph', 'write', '--reachable');
  forgetParents(join(repository.top, '.git/objects/info/commit-graph'));
  assert.is(repository.git('rev-list', '--count', 'HEAD').trim(), '1'); // Git itself believes it
  assert.is((await read(repository)).table.commits.length, 3);
});

clones.run();
