/** Where the scan is started: broken and bare repositories are no reason to call anything clean. */
import { chownSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository, scratch } from '../support/repository.js';
import {
  type Circumstances,
  filesRead,
  runBin,
  scanReport,
  secretText,
  skippedBy,
} from '../support/scanned.js';

const places = suite('places to scan from');

function expectRefusal(
  repository: Repository,
  circumstances: Circumstances = {},
  words: string[] = [],
): void {
  const ran = runBin(repository, ['scan', ...words], circumstances);
  assert.equal([ran.status, ran.stdout], [2, '']);
  assert.match(ran.stderr, /^keyfence: git [a-z-]+ failed with exit code \d+\n {2}\S/);
  assert.not.match(ran.stderr, /- clean|fatal/);
}

function makeRepository(): Repository {
  return new Repository().write({ 'a.txt': secretText(), 'sub/b.txt': secretText() });
}

places('a `.git` file that leads nowhere ends it', () => {
  const repository = makeRepository();
  rmSync(join(repository.top, '.git'), { recursive: true });
  repository.write({ '.git': 'gitdir: /nowhere/at/all\n' });
  expectRefusal(repository);
  repository.write({ '.git': 'no such form\n' });
  expectRefusal(repository);
});

places('a GIT_DIR that is no repository ends it', () => {
  expectRefusal(makeRepository(), { env: { GIT_DIR: '/nowhere' } });
  expectRefusal(makeRepository(), { env: { GIT_DIR: 'sub' } });
});

places('a repository whose index or configuration is broken ends it', () => {
  const repository = makeRepository();
  repository.write({ '.git/index': 'no index' });
  expectRefusal(repository);
  const other = makeRepository();
  other.write({ '.git/config': '[core' });
  expectRefusal(other);
});

places('a bare repository, and the inside of `.git`, have no working tree to scan', () => {
  const bare = new Repository({ init: ['--bare'] });
  expectRefusal(bare);
  const repository = makeRepository();
  expectRefusal(repository, { cwd: join(repository.top, '.git') });
  expectRefusal(repository, { cwd: join(repository.top, '.git/refs') });
  expectRefusal(repository, {}, ['.git']);
});

places('a repository of another user is refused, and the way out is named', () => {
  if (process.getuid?.() !== 0) return console.log('  not tested: only root can give a folder away');
  const repository = makeRepository();
  chownSync(repository.top, 65534, 65534);
  expectRefusal(repository);
  assert.match(runBin(repository, ['scan']).stderr, 'safe.directory');
});

places('without a Git on PATH nothing is scanned', () => {
  const ran = runBin(makeRepository(), ['scan'], { env: { PATH: scratch() } });
  assert.equal([ran.status, ran.stdout], [2, '']);
  assert.match(ran.stderr, 'git rev-parse could not be started\n  install Git');
});

places('a `.git` folder without a repository in it does not hide the files', () => {
  const repository = makeRepository();
  rmSync(join(repository.top, '.git/HEAD'));
  const report = scanReport(repository);
  assert.equal([report.status, filesRead(report)], [1, ['a.txt', 'sub/b.txt']]);
});

const ALL = ['a.txt', 'sub/b.txt'];
const git = (repository: Repository) => join(repository.top, '.git');

function expectPlace(
  title: string,
  env: (repository: Repository) => NodeJS.ProcessEnv,
  cwd: string,
  words: string[],
  expected: string[],
): void {
  places(`${title}: keyfence scan ${words.join(' ')}`, () => {
    const repository = makeRepository();
    repository.git('add', 'sub');
    const report = scanReport(repository, words, { env: env(repository), cwd: join(repository.top, cwd) });
    assert.equal([filesRead(report), skippedBy(report)], [expected, []]);
  });
}

expectPlace('GIT_DIR', (repository) => ({ GIT_DIR: git(repository) }), '.', [], ALL);
expectPlace('GIT_DIR', (repository) => ({ GIT_DIR: git(repository) }), '.', ['sub'], ['sub/b.txt']);
expectPlace('relative GIT_DIR', () => ({ GIT_DIR: '.git' }), '.', ['sub'], ['sub/b.txt']);
expectPlace('relative GIT_DIR', () => ({ GIT_DIR: '.git' }), '.', ['a.txt'], ['a.txt']);
const relative = () => ({ GIT_DIR: '../.git', GIT_WORK_TREE: '..' });
expectPlace('relative GIT_DIR and GIT_WORK_TREE', relative, 'sub', [], ALL);
expectPlace('relative GIT_DIR and GIT_WORK_TREE', relative, 'sub', ['.'], ['sub/b.txt']);
const absolute = (repository: Repository) => ({ GIT_DIR: git(repository), GIT_WORK_TREE: repository.top });
expectPlace('GIT_WORK_TREE from outside of it', absolute, '..', [], ALL);

places('GIT_DIR and GIT_WORK_TREE of a repository whose folders are apart', () => {
  const repository = makeRepository();
  const folder = join(scratch(), 'tree');
  mkdirSync(folder);
  const tree = new Repository({ top: folder }).write({ 'x.txt': secretText() });
  const env = { GIT_DIR: git(repository), GIT_WORK_TREE: folder };
  assert.equal(filesRead(scanReport(tree, [], { env })), ['x.txt']);
});

places('GIT_DIR does not make a repository of a folder elsewhere', () => {
  const repository = makeRepository();
  repository.git('add', '.');
  const folder = join(scratch(), 'elsewhere');
  new Repository({ top: folder }).write({
    'x.txt': secretText(),
    'y.txt': secretText(),
    '.gitignore': 'y.txt\n',
  });
  const report = scanReport(repository, [folder], { env: { GIT_DIR: git(repository) } });
  assert.equal([filesRead(report), skippedBy(report)], [[`${folder}/x.txt`], []]);
});

places.run();
