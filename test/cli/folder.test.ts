/** Outside a repository the `.gitignore` files that are found decide, as Git itself would inside one. */
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { listFolder } from '../../src/sources/folder.js';
import { generateTree } from '../support/generated-trees.js';
import { Repository, scratch } from '../support/repository.js';
import { filesRead, scanReport, secretText, skippedBy } from '../support/scanned.js';

const folder = suite('a folder outside any repository');

function makeFolder(files: Record<string, string>): Repository {
  return new Repository({ top: join(scratch(), 'plain') }).write(files);
}

function secretsIn(...files: string[]): Record<string, string> {
  return Object.fromEntries(files.map((file) => [file, secretText()]));
}

/** Those of `files` that `git check-ignore` passes, in a repository made of the very same tree. */
function passedByGit(repository: Repository, files: string[]): string[] {
  writeFileSync(join(repository.top, '../names'), files.map((file) => `./${file}\0`).join(''));
  const { status, stdout } = repository.run('sh', [
    '-c',
    'git check-ignore --no-index -z --stdin < ../names',
  ]);
  if (status !== 0 && status !== 1) throw new Error('git check-ignore failed');
  const ignored = new Set(stdout.split('\0').map((path) => path.slice('./'.length)));
  return files.map((file) => Buffer.from(file).toString('latin1')).filter((file) => !ignored.has(file));
}

folder('decides as `git check-ignore` does, in generated trees', () => {
  const repository = new Repository();
  const property = fc.property(fc.gen(), (gen) => {
    const { files, ignoreFiles } = generateTree(gen);
    const all = { ...Object.fromEntries(files.map((file) => [file, ''])), ...ignoreFiles };
    for (const name of readdirSync(repository.top)) {
      if (name !== '.git') rmSync(join(repository.top, name), { recursive: true });
    }
    repository.write(all);
    const start = Buffer.from(repository.top).toString('latin1');
    const listed = listFolder(start, { includeIgnored: false });
    assert.equal(listed.files.sort(), passedByGit(repository, Object.keys(all)).sort());
    assert.equal(listFolder(start, { includeIgnored: true }).files.length, Object.keys(all).length);
  });
  fc.assert(property, { numRuns: 150 });
});

folder('reads with the bin what the listing says, and everything with --include-ignored', () => {
  const place = makeFolder({
    ...secretsIn('a.txt', 'b.log', 'build/c.txt', 'sub/d.log', 'sub/kept.log'),
    '.gitignore': '*.log\nbuild/\n',
    'sub/.gitignore': '!kept.log\n',
  });
  assert.equal(filesRead(scanReport(place)), ['a.txt', 'sub/kept.log']);
  const everything = ['a.txt', 'b.log', 'build/c.txt', 'sub/d.log', 'sub/kept.log'];
  assert.equal(filesRead(scanReport(place, ['--include-ignored'])), everything);
  assert.equal(filesRead(scanReport(place, ['b.log', 'build'])), ['b.log', 'build/c.txt']);
});

/** Each case once as a plain folder and once as a repository: the same must be read. */
function expectSame(
  title: string,
  files: Record<string, string>,
  prepare: (top: string) => void = () => {},
): void {
  folder(`as in a repository: ${title}`, () => {
    const plain = makeFolder(files);
    const repository = new Repository().write(files);
    for (const { top } of [plain, repository]) prepare(top);
    const read = filesRead(scanReport(plain));
    assert.equal(read, filesRead(scanReport(repository)));
    assert.ok(read.length > 0);
  });
}

expectSame('a deeper .gitignore takes back a folder that the one above ignores', {
  ...secretsIn('sub/keep/file.txt', 'sub/other/file.txt'),
  '.gitignore': 'sub/*\n',
  'sub/.gitignore': '!keep/\n',
});
expectSame('names, paths, folders and endings', {
  ...secretsIn('name', 'sub/name', 'name2', 'top', 'sub/top', 'folder/a', 'sub/folder/a', 'sub/folder2'),
  ...secretsIn('sub/deep/path', 'other/sub/deep/path', 'a.tar.gz', 'sub/b.tar.gz', 'tar.gz', '.tar.gz'),
  ...secretsIn('d.end/a', 'e.end', 'path/here/a', 'other/path/here/a', 'x.y/a', 'x.z/a'),
  '.gitignore': 'name\n/top\r\nfolder/\nsub/deep/path\n*.tar.gz\n*.end/\npath/here/\n# x.z\nx.y',
});
expectSame('what is ignored by its name, path or ending, and taken back', {
  ...secretsIn('a.txt', 'b.txt', 'c.log', 'd.log', 'sub/a.txt', 'sub/c.log', 'e.txt'),
  '.gitignore': 'a.txt\n*.log\n/b.txt\n!d.log\n!sub/a.txt\n!b.txt\nb.txt\n/e.txt\n!e.txt\n',
});
expectSame('case counts', { ...secretsIn('Build/a.txt', 'build/a.txt'), '.gitignore': 'build\n' });
expectSame('a byte order mark before the first rule', {
  ...secretsIn('a.txt', 'b.txt'),
  '.gitignore': '\ufeffa.txt\n',
});
expectSame('names beyond ASCII', { ...secretsIn('à', 'ä/x', 'ö'), '.gitignore': 'à\nä/\n' });
expectSame('a .gitignore that is a link is not followed', secretsIn('a.txt', 'b.txt'), (top) => {
  writeFileSync(join(top, 'rules'), '*\n');
  symlinkSync('rules', join(top, '.gitignore'));
});
expectSame('a link whose text is a rule', secretsIn('a.txt', 'b.txt'), (top) =>
  symlinkSync('*.txt', join(top, '.gitignore')),
);
expectSame('a folder called .gitignore', secretsIn('a.txt', '.gitignore/b.txt'));

folder('a `.git` folder that is no repository is not looked into', () => {
  const place = makeFolder(secretsIn('a.txt', '.git/config', 'sub/.git/x'));
  assert.equal(filesRead(scanReport(place)), ['a.txt']);
});

folder('a rule made to take forever is not applied, and that is said', () => {
  const deep = Array.from({ length: 60 }, () => 'a').join('/');
  const place = makeFolder({ ...secretsIn(`${deep}/x.txt`), '.gitignore': `${'a/**/'.repeat(12)}b\n*\n` });
  const report = scanReport(place);
  assert.equal(filesRead(report), [`${deep}/x.txt`]);
  assert.equal(skippedBy(report), ['.gitignore (not applied: nothing was ignored by it)']);
});

folder('a tree deeper than any rule is followed to its end', () => {
  const deep = Array.from({ length: 400 }, () => 'd').join('/');
  const place = makeFolder({ ...secretsIn(`${deep}/x.txt`), '.gitignore': '**/nothing/**/at/all\n' });
  assert.equal(filesRead(scanReport(place)), [`${deep}/x.txt`]);
});

folder('a folder that vanishes while the scan runs is listed, and the rest is read', () => {
  const { top } = makeFolder(secretsIn('a.txt', 'gone/b.txt'));
  const moved = join(dirname(top), 'moved');
  mkdirSync(moved);
  symlinkSync(moved, join(top, 'link'));
  rmSync(join(top, 'gone'), { recursive: true });
  const listed = listFolder(Buffer.from(top).toString('latin1'), { includeIgnored: false });
  assert.equal(listed, { files: ['a.txt', 'link'], special: [], skipped: [] });
});

folder.run();
