/** The births against Git's own list of all blobs, and each birth against the trees of its commit and its first parent. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { commitAll, filesOf, made } from '../support/made-commits.js';
import { Repository } from '../support/repository.js';
import { type Asked, birthsTold, blobAt, blobsReached, blobsTold, read } from './git-said.js';

const births = suite('the births of a history');

/** Exactly the blobs that Git lists from the same tips, and the very tips that Git means by `--all`. */
async function isWhole(repository: Repository, asked: Asked = {}): Promise<void> {
  const told = await read(repository, asked);
  const tips = [...told.tips.commits, ...told.tips.loose.map(({ oid }) => oid)];
  assert.equal(blobsTold(told), blobsReached(repository, tips));
  assert.equal(blobsTold(told), blobsReached(repository, asked.all === false ? ['HEAD'] : ['--all']));
  assert.equal(
    told.skips.filter(({ listed }) => !listed),
    [],
  );
}

/** `commit mode path oid` of each file that a commit has and its first parent has not. */
function bornIn(repository: Repository, commit: string): string[] {
  const [, parent] = repository.git('rev-list', '--parents', '-1', commit).trim().split(' ');
  const before = parent === undefined ? new Map<string, string>() : filesOf(repository, parent);
  return [...filesOf(repository, commit)].flatMap(([path, now]) => {
    const [mode = '', oid = ''] = now.split(' ');
    const [oldMode = '', oldOid = ''] = before.get(path)?.split(' ') ?? [];
    const isSame = oid === oldOid && mode.slice(0, 3) === oldMode.slice(0, 3);
    return isSame || mode === '160000' ? [] : [`${commit} ${mode} ${path} ${oid}`];
  });
}

births('of random histories with merges of up to four parents', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(made, { minLength: 6, maxLength: 12 }), async (commits) => {
      const repository = commitAll(commits);
      repository.git('update-ref', 'HEAD', 'c0');
      await isWhole(repository);
      const told = await read(repository);
      const all = blobsTold(told).flatMap((oid) => birthsTold(told, oid).map((birth) => `${birth} ${oid}`));
      const listed = repository.git('rev-list', '--all').trim().split('\n');
      assert.equal(all.sort(), listed.flatMap((commit) => bornIn(repository, commit)).sort());
      assert.is(told.table.commits.length, listed.length);
    }),
    { numRuns: 25 },
  );
});

births('of the same blob: one for each path and each commit that brings it anew', async () => {
  const repository = new Repository();
  const first = repository.stage({ a: 'one\n', 'd/b': 'one\n' }).commit();
  repository.git('rm', '-q', 'a');
  repository.commit();
  const again = repository.stage({ a: 'one\n' }).commit();
  repository.git('mv', 'a', 'renamed');
  const renamed = repository.commit();
  const told = await read(repository);
  const wanted = [
    `${first} 100644 a`,
    `${first} 100644 d/b`,
    `${again} 100644 a`,
    `${renamed} 100644 renamed`,
  ];
  assert.equal(birthsTold(told, blobAt(repository, 'HEAD:d/b')), wanted.sort());
  assert.is(told.table.blobs.length, 1);
});

births('of a merge: what its first parent does not have, even where no other commit has it', async () => {
  const repository = new Repository();
  repository.stage({ a: 'base\n' }).commit();
  for (const name of ['one', 'two', 'three']) {
    repository.git('checkout', '-q', '-b', name, 'main');
    repository.stage({ [name]: `${name}\n` }).commit();
  }
  repository.git('checkout', '-q', 'main');
  repository.git('merge', '-q', '--no-ff', '--no-commit', 'one', 'two', 'three');
  const evil = repository.stage({ evil: 'only here\n' }).commit('octopus');
  await isWhole(repository);
  const told = await read(repository);
  assert.equal(birthsTold(told, blobAt(repository, 'HEAD:evil')), [`${evil} 100644 evil`]);
  assert.equal(
    birthsTold(told, blobAt(repository, 'HEAD:two')),
    [`${evil} 100644 two`, `${blobAt(repository, 'two')} 100644 two`].sort(),
  );
});

births('of a link that becomes a file with the same content; of an executable bit none', async () => {
  const repository = new Repository();
  const oid = repository
    .run('git', ['hash-object', '-w', '--stdin'], { stdin: Buffer.from('x') })
    .stdout.trim();
  const commitAs = (mode: string) => {
    repository.git('update-index', '--add', '--cacheinfo', `${mode},${oid},a`);
    return repository.commit();
  };
  const [link, file] = [commitAs('120000'), commitAs('100644')];
  commitAs('100755');
  assert.equal(birthsTold(await read(repository), oid), [`${link} 120000 a`, `${file} 100644 a`].sort());
});

births('of submodules: none, but each path is named once', async () => {
  const repository = new Repository();
  for (const digit of ['1', '2']) {
    repository.git('update-index', '--add', '--cacheinfo', `160000,${digit.repeat(40)},d/module`);
    repository.commit();
  }
  const told = await read(repository);
  assert.is(told.table.blobs.length, 0);
  assert.equal(told.skips, [{ file: 'd/module', reason: 'submodule', listed: true }]);
});

births('of a blob in the place of a submodule that has the very same id', async () => {
  const repository = new Repository();
  const oid = repository
    .run('git', ['hash-object', '-w', '--stdin'], { stdin: Buffer.from('x') })
    .stdout.trim();
  repository.git('update-index', '--add', '--cacheinfo', `160000,${oid},a`);
  repository.commit();
  repository.git('update-index', '--add', '--cacheinfo', `100644,${oid},a`);
  const commit = repository.commit();
  assert.equal(birthsTold(await read(repository), oid), [`${commit} 100644 a`]);
});

/** Commits through fast-import, which takes any bytes. */
function importFile(repository: Repository, path: string): void {
  const quoted = `"${path.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"`;
  const stream = `commit refs/heads/main\ncommitter A <a@b> 1700000000 +0000\ndata 0\nM 100644 inline ${quoted}\ndata 4\nhere\n`;
  const { top: cwd, env } = repository;
  const { status } = spawnSync('git', ['fast-import', '--quiet'], {
    cwd,
    env,
    input: Buffer.from(stream, 'latin1'),
  });
  assert.is(status, 0);
}

for (const path of ['a\nb', 'a\tb', 'say "a"', 'back\\slash', '\xff\xfe', ':100644 x', ' ', 'd/e f/\x01']) {
  births(`at the path ${JSON.stringify(path)}`, async () => {
    const repository = new Repository();
    importFile(repository, path);
    const { table } = await read(repository);
    assert.equal(
      Array.from({ length: table.paths.length }, (_, at) => table.paths.textOf(at)),
      [path],
    );
  });
}

births('of a tree that names a path twice', async () => {
  const repository = new Repository();
  const [one, two] = ['1', '2'].map((text) =>
    repository.run('git', ['hash-object', '-w', '--stdin'], { stdin: Buffer.from(text) }).stdout.trim(),
  ) as [string, string];
  const entry = (oid: string) => [Buffer.from('100644 a\0'), Buffer.from(oid, 'hex')];
  const commitTree = (oids: string[], ...parents: string[]) => {
    const words = ['hash-object', '-t', 'tree', '--literally', '-w', '--stdin'];
    const tree = repository.run('git', words, { stdin: Buffer.concat(oids.flatMap(entry)) }).stdout.trim();
    return repository.git('commit-tree', tree, '-m', 'x', ...parents.flatMap((oid) => ['-p', oid])).trim();
  };
  repository.git('update-ref', 'refs/heads/main', commitTree([one, two], commitTree([one])));
  assert.equal(blobsTold(await read(repository)), [one, two].sort());
});

births('in a repository of SHA-256', async () => {
  const repository = new Repository({ init: ['--object-format=sha256'] });
  repository.stage({ a: '1\n', 'd/b': '2\n' }).commit();
  repository.stage({ a: '3\n' }).commit();
  await isWhole(repository);
  assert.is((await read(repository)).table.blobs.length, 3);
});

births('where a repository has no commits: none, and nothing is left out', async () => {
  const told = await read(new Repository());
  assert.equal([told.table.commits.length, told.table.blobs.length, told.skips.length], [0, 0, 0]);
});

births('in a bare repository', async () => {
  const repository = new Repository();
  repository.stage({ a: '1\n' }).commit();
  repository.git('clone', '-q', '--bare', '.', '../bare');
  await isWhole(new Repository({ top: join(repository.top, '../bare') }));
});

births.run();
