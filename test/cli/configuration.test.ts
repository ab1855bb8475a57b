/** Where `.keyfence.json` is read from, and that a broken or unreadable one ends every scan. */
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createScanner } from '../../src/scanner.js';
import { type Ran, Repository, scratch } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { type Circumstances, runBin, secretText, TOKEN } from '../support/scanned.js';

const configuration = suite('.keyfence.json');

const FILE = '.keyfence.json';
const token = sample(TOKEN);
const BROKEN = `{"skip": "${token}"}`;
const FIRST = `${FILE}: at /skip (line 1, column 2): expected a list`;

function expectFailed({ status, stdout, stderr }: Ran, message: string | RegExp): void {
  assert.equal([status, stdout], [2, '']);
  assert.match(stderr, /^keyfence: \.keyfence\.json: [^\n]+\n {2}[^\n]+\n$/);
  assert.match(stderr, message);
  for (let at = 0; at + 6 <= token.length; at++) {
    assert.not.ok(stderr.includes(token.slice(at, at + 6)), 'a piece of the text');
  }
}

for (const [title, prepare, message] of [
  ['wrong', (place: Repository) => place.write({ [FILE]: BROKEN }), FIRST],
  ['no JSON', (place: Repository) => place.write({ [FILE]: token }), 'line 1, column 1: expected valid JSON'],
  [
    'not UTF-8',
    (place: Repository) => place.write({ [FILE]: Buffer.from('{"\xff":1}', 'latin1') }),
    'expected UTF-8',
  ],
  ['too large', (place: Repository) => place.write({ [FILE]: ' '.repeat(1024 * 1024 + 1) }), 'too large'],
  ['a folder', (place: Repository) => mkdirSync(join(place.top, FILE)), 'found a folder'],
  ['a link', (place: Repository) => symlinkSync(token, join(place.top, FILE)), 'found a symbolic link'],
  ['a pipe', (place: Repository) => place.run('mkfifo', [FILE]), 'found one that is not a regular file'],
] as const) {
  configuration(`one that is ${title} ends a tree scan with 2`, () => {
    const repository = new Repository().write({ 'a.txt': secretText(), 'sub/b.txt': secretText() });
    prepare(repository);
    for (const cwd of [repository.top, join(repository.top, 'sub')]) {
      expectFailed(runBin(repository, ['scan'], { cwd }), message);
    }
    expectFailed(runBin(repository, ['scan', 'a.txt']), message);
  });
}

configuration('one in a folder outside any repository counts as well', () => {
  const folder = new Repository({ top: scratch() }).write({ [FILE]: BROKEN, 'a.txt': 'x\n' });
  expectFailed(runBin(folder, ['scan']), FIRST);
});

configuration('one in a subfolder is a file like any other', () => {
  const repository = new Repository().stage({ [`sub/${FILE}`]: BROKEN, 'sub/a.txt': 'x\n' });
  const cwd = join(repository.top, 'sub');
  assert.equal(
    [runBin(repository, ['scan'], { cwd }).status, runBin(repository, ['pre-commit'], { cwd }).status],
    [1, 1],
  );
});

configuration('a staged scan reads it from the index, a tree scan from the working tree', () => {
  const repository = new Repository().stage({ [FILE]: BROKEN, 'sub/a.txt': 'x\n' });
  repository.write({ [FILE]: '{}' });
  const places: Circumstances[] = [{}, { cwd: join(repository.top, 'sub') }];
  for (const where of places) {
    expectFailed(runBin(repository, ['pre-commit'], where), FIRST);
    assert.is(runBin(repository, ['scan'], where).status, 0);
  }
  repository.stage({ [FILE]: '{}' }).write({ [FILE]: BROKEN });
  for (const where of places) {
    assert.is(runBin(repository, ['pre-commit'], where).status, 0);
    expectFailed(runBin(repository, ['scan'], where), FIRST);
  }
});

configuration('a broken one ends a staged scan with nothing staged, too', () => {
  const repository = new Repository().stage({ [FILE]: BROKEN });
  repository.commit();
  expectFailed(runBin(repository, ['pre-commit']), FIRST);
});

for (const [title, stage, message] of [
  [
    'a link',
    (repository: Repository) => {
      symlinkSync('{}', join(repository.top, FILE));
      repository.git('add', FILE);
    },
    'found a symbolic link',
  ],
  ['a folder', (repository: Repository) => repository.stage({ [`${FILE}/a`]: '{}' }), 'found a folder'],
  [
    'a submodule',
    (repository: Repository) =>
      repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},${FILE}`),
    'found a submodule',
  ],
  [
    'a missing object',
    (repository: Repository) =>
      repository.git('update-index', '--add', '--cacheinfo', `100644,${'1'.repeat(40)},${FILE}`),
    'object missing from this clone',
  ],
  [
    'a conflict',
    (repository: Repository) => {
      repository.stage({ [FILE]: '{}' }).commit();
      repository.git('checkout', '-q', '-b', 'other');
      repository.stage({ [FILE]: '{"skip": []}' }).commit();
      repository.git('checkout', '-q', 'main');
      repository.stage({ [FILE]: '{"limits": {}}' }).commit();
      repository.tryGit('merge', '-q', 'other');
    },
    'found a conflict',
  ],
] as const) {
  configuration(`${title} in its place in the index ends a staged scan with 2`, () => {
    const repository = new Repository();
    stage(repository);
    repository.stage({ 'a.txt': secretText() });
    expectFailed(runBin(repository, ['scan', '--staged']), message);
  });
}

configuration('the hook of a project without one starts no Git process for it', () => {
  const repository = new Repository().stage({ 'a.txt': 'x\n' });
  const folder = scratch();
  const git = repository.run('sh', ['-c', 'command -v git']).stdout.trim();
  new Repository({ top: folder }).write({
    git: `#!/bin/sh\necho "$*" >> "${folder}/log"\nexec "${git}" "$@"\n`,
  });
  chmodSync(join(folder, 'git'), 0o755);
  const commandsOf = () => {
    rmSync(join(folder, 'log'), { force: true });
    const env = { PATH: `${folder}:${repository.env.PATH}` };
    assert.is(runBin(repository, ['pre-commit'], { env }).status, 0);
    const lines = readFileSync(join(folder, 'log'), 'utf8').trim().split('\n');
    return lines.map((line) => line.replace(/^(?:-c \S+ )*(\S+).*$/, '$1')).sort();
  };
  const commands = ['cat-file', 'diff'];
  assert.equal(commandsOf(), commands);
  repository.stage({ [FILE]: '{}', 'secrets/schema.json': '{"required": {}}' });
  assert.equal(commandsOf(), [...commands, 'ls-files'], 'with both files');
});

configuration('a text that belongs to a project falls under its configuration and its schema', async () => {
  const repository = new Repository().write({ [FILE]: BROKEN, 'sub/a.txt': 'x\n' });
  const { scanText } = createScanner();
  const cwd = join(repository.top, 'sub');
  assert.is((await scanText('x', { name: 'a' })).receipt.complete, true);
  try {
    await scanText('x', { cwd });
    assert.unreachable('it was read');
  } catch (error) {
    assert.is((error as Error).message, FIRST);
  }
  repository.write({
    [FILE]: '{}',
    'secrets/schema.json': '{"required": {"a": {"ACME": {"format": "acme-..."}}}}',
  });
  const text = `x = "acme-${token.slice(5, 30)}"`;
  assert.is((await scanText(text, { cwd })).findings[0]?.pattern, 'schema:ACME');
  assert.equal((await scanText(text)).findings, []);
});

configuration.run();
