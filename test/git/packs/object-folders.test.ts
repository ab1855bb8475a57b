/** Where packs are looked for: wherever Git finds them. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openAllPacks } from '../../../src/git/packs/find-packs.js';
import { compare, copyOf } from '../../support/compare-packs.js';
import { historyOf, objectsOf, readAll, readObject } from '../../support/packs.js';
import { Repository, scratch } from '../../support/repository.js';

const folders = suite('folders of objects');

const original = historyOf(10);

folders('a bare repository, and a linked worktree', async () => {
  const bare = new Repository({ top: join(scratch(), 'bare') });
  bare.git('clone', '-q', '--bare', original.top, '.');
  await compare(bare);
  const linked = join(scratch(), 'linked');
  const repository = copyOf(original);
  repository.git('worktree', 'add', '-q', '--detach', linked);
  await compare(repository, { cwd: linked });
});

folders('objects of other repositories: nested, relative, quoted, in a circle, and gone', async () => {
  const home = scratch();
  const clone = (from: string, to: string) => original.git('clone', '-q', '--shared', from, join(home, to));
  clone(original.top, 'first');
  clone(join(home, 'first'), 'sec ond\t');
  const third = new Repository({ top: join(home, 'third') });
  third.git('init', '-q', '.');
  const alternates = '.git/objects/info/alternates';
  const list = ['# a comment', '/nowhere', '', '"../../../sec\\040ond\\t/.git/objects"'];
  third.write({ [alternates]: `${list.join('\n')}\n` });
  writeFileSync(
    join(home, 'sec ond\t', alternates),
    `${join(home, 'first/.git/objects')}\n../../../third/.git/objects\n`,
  );
  third.stage({ 'a file': 'of its own\n' });
  third.commit();
  third.git('repack', '-dq');
  await compare(third);
});

folders('alternates are followed as deep as Git follows them', async () => {
  const home = scratch();
  const tops = Array.from({ length: 9 }, (_, i) => join(home, `${i}`));
  for (const [i, folder] of tops.entries()) {
    const repository = new Repository({ top: folder });
    repository.git('init', '-q', '.');
    repository.stage({ file: `${i}\n` });
    repository.commit();
    repository.git('repack', '-dq');
    if (i > 0) repository.write({ '.git/objects/info/alternates': `../../../${i - 1}/.git/objects\n` });
  }
  await compare(new Repository({ top: tops[8] as string }));
});

folders('the folder that GIT_OBJECT_DIRECTORY names, and the alternates of the environment', async () => {
  const repository = copyOf(original);
  const elsewhere = scratch();
  mkdirSync(join(elsewhere, 'other'));
  renameSync(join(repository.top, '.git/objects/pack'), join(elsewhere, 'other/pack'));
  const count = async () => readAll(await openAllPacks(repository.top)).length;
  assert.is(await count(), 0);
  for (const name of ['GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES']) {
    process.env[name] = join(elsewhere, 'other');
    assert.is(await count().finally(() => delete process.env[name]), objectsOf(original).size);
  }
});

folders('a repository without any pack', async () => {
  const opened = await openAllPacks(new Repository().top);
  assert.equal(opened, []);
  assert.is(readObject(opened, '1'.repeat(40)), null);
});

folders.run();
