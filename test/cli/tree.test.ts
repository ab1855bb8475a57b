/** The tree scan reads exactly the files that Git lists: tracked and untracked, not ignored. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { display } from '../../src/report/display.js';
import { generateLine, generateTree } from '../support/generated-trees.js';
import { Repository } from '../support/repository.js';
import { filesRead, runBin, scanReport, secretText, skippedBy } from '../support/scanned.js';

const tree = suite('the tree scan');

/** A repository with a secret in each of the files. */
function repositoryWith(files: string[], others: Record<string, string> = {}): Repository {
  return new Repository().write({
    ...Object.fromEntries(files.map((file) => [file, secretText()])),
    ...others,
  });
}

/** What `git ls-files` lists, as the report would show it; only the files that hold a secret. */
function listedByGit(repository: Repository, options: string[], files: string[]): string[] {
  const listed = new Set(repository.git('ls-files', '-z', '--cached', '--others', ...options).split('\0'));
  const bytes = files.map((file) => Buffer.from(file).toString('latin1'));
  return bytes
    .filter((file) => listed.has(file))
    .map(display)
    .sort();
}

tree('reads what `git ls-files` lists, in generated repositories', () => {
  const property = fc.property(fc.gen(), (gen) => {
    const { files, ignoreFiles } = generateTree(gen);
    const repository = repositoryWith(files, ignoreFiles);
    const tracked = files.filter(() => gen(fc.boolean));
    if (tracked.length > 0) repository.git('--literal-pathspecs', 'add', '-f', '--', ...tracked);
    repository.write({
      '.git/info/exclude': generateLine(gen, files),
      '../global-ignore': generateLine(gen, files),
      '../config': '[core]\n\texcludesFile = ~/global-ignore\n',
    });
    repository.env.GIT_CONFIG_GLOBAL = join(repository.top, '../config');
    assert.equal(filesRead(scanReport(repository)), listedByGit(repository, ['--exclude-standard'], files));
    assert.equal(
      filesRead(scanReport(repository, ['--include-ignored'])),
      listedByGit(repository, [], files),
    );
  });
  fc.assert(property, { numRuns: 10 });
});

tree('asks all four places where Git looks for ignore rules, and takes negations back', () => {
  const files = ['a/one.log', 'a/two.log', 'a/kept.log', 'b/local', 'c/global', 'a/deep/x', 'plain'];
  const repository = repositoryWith(files, {
    '.gitignore': '*.log\n/a/deep/\n',
    'a/.gitignore': '!kept.log\n',
    '.git/info/exclude': 'local\n',
    '../global-ignore': 'global\n',
    '../config': '[core]\n\texcludesFile = ~/global-ignore\n',
  });
  repository.env.GIT_CONFIG_GLOBAL = join(repository.top, '../config');
  assert.equal(filesRead(scanReport(repository)), ['a/kept.log', 'plain']);
  assert.equal(filesRead(scanReport(repository, ['--include-ignored'])), [...files].sort());
});

tree('reads a file that is tracked although it is ignored', () => {
  const repository = repositoryWith(['dist/app.js', 'dist/other.js'], { '.gitignore': 'dist/\n' });
  repository.git('add', '-f', 'dist/app.js');
  assert.equal(filesRead(scanReport(repository)), ['dist/app.js']);
});

tree('reads what the working tree holds, not what is staged or committed', () => {
  const repository = new Repository().stage({ 'a.txt': secretText(), 'b.txt': 'nothing\n' });
  repository.commit();
  repository.write({ 'a.txt': 'cleaned\n', 'b.txt': secretText() });
  assert.equal(filesRead(scanReport(repository)), ['b.txt']);
});

tree('reads the whole working tree from a subdirectory, and names files from the top level', () => {
  const files = ['top.txt', 'sub/inner.txt', 'other/file.txt'];
  const repository = repositoryWith(files);
  const report = scanReport(repository, [], { cwd: join(repository.top, 'sub') });
  assert.equal(filesRead(report), [...files].sort());
});

tree('lists a tracked file that is not in the working tree, and stays clean', () => {
  const repository = new Repository().stage({
    'gone.txt': secretText(),
    'sub/gone.txt': 'x\n',
    'here.txt': 'x\n',
  });
  rmSync(join(repository.top, 'gone.txt'));
  rmSync(join(repository.top, 'sub'), { recursive: true });
  const report = scanReport(repository);
  assert.equal(skippedBy(report), [
    'gone.txt (not in the working tree)',
    'sub/gone.txt (not in the working tree)',
  ]);
  assert.equal([report.status, report.receipt.files, report.receipt.complete], [0, 1, true]);
});

tree('lists submodules and nested repositories without reading them', () => {
  const repository = repositoryWith(['own.txt']);
  const library = repositoryWith(['secret.txt']);
  library.git('add', '.');
  library.commit();
  repository.git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', library.top, 'vendor/library');
  repository.git('clone', '-q', library.top, 'nested');
  const report = scanReport(repository);
  assert.equal(filesRead(report), ['own.txt']);
  assert.equal(skippedBy(report).sort(), [
    'nested (submodule or nested repository)',
    'vendor/library (submodule or nested repository)',
  ]);
  assert.ok(report.receipt.complete);
  // Named, each is scanned as the repository it is.
  for (const path of ['nested', 'vendor/library']) {
    assert.equal(filesRead(scanReport(repository, [path])), [`${path}/secret.txt`]);
  }
});

tree('reads a linked worktree, and a sparse checkout as far as it is there', () => {
  const repository = new Repository().stage({ 'a/one.txt': secretText(), 'b/two.txt': secretText() });
  repository.commit();
  repository.git('worktree', 'add', '-q', '../linked');
  const linked = new Repository({ top: join(repository.top, '../linked') });
  linked.write({ 'new.txt': secretText() });
  assert.equal(filesRead(scanReport(linked)), ['a/one.txt', 'b/two.txt', 'new.txt']);
  linked.git('sparse-checkout', 'set', 'a');
  assert.equal(filesRead(scanReport(linked)), ['a/one.txt', 'new.txt']);
});

tree('reads files whose names are no UTF-8, or hold what a shell and Git would read otherwise', () => {
  const names = [
    'new\nline',
    '-rf',
    '--staged',
    '"quoted"',
    ':(top)x',
    ' space ',
    'tab\there',
    '*',
    '\u202etxt',
  ];
  const repository = repositoryWith(names);
  const bytes = Buffer.concat([Buffer.from(`${repository.top}/`), Buffer.from([0xff, 0xfe, 0x80])]);
  writeFileSync(bytes, secretText());
  const expected = [...names.map((name) => display(Buffer.from(name).toString('latin1'))), '\\xff\\xfe\\x80'];
  assert.equal(filesRead(scanReport(repository)), expected.sort());
});

tree('an empty working tree is not called clean', () => {
  const ran = runBin(new Repository(), []);
  assert.equal(ran.status, 0);
  assert.match(ran.stderr, /^keyfence: 0 files, .* - nothing to scan\n$/);
});

tree('a file guarded by its name is refused by path, until .gitignore covers it', () => {
  const repository = new Repository().write({ '.env': 'DEBUG=1\n', id_rsa: 'x\n', 'ok.txt': 'x\n' });
  const guarded = () =>
    scanReport(repository).findings.map(({ pattern, file, verdict }) => `${pattern} ${file} ${verdict}`);
  assert.equal(guarded().length, 2);
  assert.match(guarded()[0] as string, /^file:dotenv-file \.env file$/);
  repository.write({ '.gitignore': '.env\nid_rsa\n' });
  assert.equal(guarded(), []);
  repository.git('add', '-f', '.env');
  assert.equal(guarded().length, 1);
});

tree.run();
