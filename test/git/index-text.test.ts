/** What is certain of an index without asking Git, and where only Git can tell. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { mayHavePaths } from '../../src/git/index-text.js';
import { Repository } from '../support/repository.js';

const text = suite('the bytes of the index');

const asks: [what: string, files: string[], setUp: string[][], expected: boolean][] = [
  ['no path of the kind: it is certain', ['a.txt', 'src/b.txt'], [], false],
  ['a path of the kind', ['a.txt', 'lib/secrets/schema.json'], [], true],
  ['a file staged without content', ['a.txt'], [['add', '-N', 'new/schema.json']], true],
  ['paths that leave out what they share', ['a.txt'], [['update-index', '--index-version', '4']], true],
  ['an index in two files', ['a.txt'], [['update-index', '--split-index']], true],
];
for (const [what, files, setUp, expected] of asks) {
  text(what, () => {
    const repository = new Repository();
    repository.stage(Object.fromEntries(files.map((file) => [file, 'x\n'])));
    repository.write({ 'new/schema.json': '{}' });
    for (const words of setUp) repository.git(...words);
    assert.is(mayHavePaths(['.keyfence', 'schema.json'], repository.top), expected);
  });
}

text('no index, and no repository', () => {
  assert.is(mayHavePaths(['.keyfence'], new Repository().top), true);
});

text.run();
