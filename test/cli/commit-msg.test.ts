/** `keyfence commit-msg FILE`: what Git keeps of the file is scanned, with the name of the branch; what it drops is not. */
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { asSecret } from '../support/record.js';
import { type Report, Repository, scratch, summary } from '../support/repository.js';
import { randomText } from '../support/sample.js';
import { type Circumstances, runBin, utf8 } from '../support/scanned.js';
import { lines, TOKEN, token } from './expect-staged.js';

const message = suite('commit-msg');

function reportOf(repository: Repository, text: string, circumstances: Circumstances = {}): Report {
  repository.write({ '.git/MESSAGE': Buffer.from(text, 'latin1') });
  const words = ['commit-msg', join(repository.top, '.git/MESSAGE'), '--format', 'json'];
  const ran = runBin(repository, words, circumstances);
  if (ran.stdout === '') throw new Error(`no report, exit ${ran.status}: ${ran.stderr}`);
  return { ...(JSON.parse(utf8(ran.stdout)) as Omit<Report, 'status'>), status: ran.status };
}

function expectFound(report: Report, findings: string[]): void {
  assert.equal(summary(report), findings);
  assert.is(report.status, findings.length > 0 ? 1 : 0);
}

/** A repository whose commit-msg hook is the bin, with a secret in its first commit, which the index takes out. */
function hooked(): Repository {
  const repository = new Repository();
  repository.stage({ 'a.txt': lines(9, { 3: token() }) }).commit();
  repository.stage({ 'a.txt': lines(9) });
  repository.hook('commit-msg', 'commit-msg');
  return repository;
}

/** An editor that puts a text before what Git shows. */
function editor(text: string): NodeJS.ProcessEnv {
  const folder = scratch();
  writeFileSync(join(folder, 'text'), text, 'latin1');
  const file = join(folder, 'editor');
  writeFileSync(file, `#!/bin/sh\ncat "${folder}/text" "$1" >"${folder}/new"; cat "${folder}/new" >"$1"\n`, {
    mode: 0o755,
  });
  return { GIT_EDITOR: file };
}

const here = `${TOKEN} (commit message)`;
const plain = new Repository();

for (const [title, text, findings] of [
  ['a harmless message', 'Add a reader\n\nIt reads.\n', []],
  ['an empty file', '', []],
  ['a key in the subject', `Use ${token()}\n`, [`${here}:1`]],
  [
    'a key in the body, and one in a trailer',
    `A\n\n${token()}\n\nKey: ${token()}\n`,
    [`${here}:3`, `${here}:5`],
  ],
  ['a key in a comment', `A\n# ${token()}\n`, [`${here}:2`]],
  ['a key beside bytes that are no UTF-8', `caf\xe9 ${token()}`, [`${here}:1`]],
  ['a name that the file guard knows', '.env\nid_rsa\n', []],
] as const) {
  message(`${title}: ${findings.length} findings`, () => {
    const report = reportOf(plain, text);
    expectFound(report, [...findings]);
    assert.equal([report.receipt.source, report.receipt.files], ['message', 2]);
  });
}

message('the receipt counts texts, and never calls them files', () => {
  plain.write({ '.git/MESSAGE': 'abc\n' });
  const ran = runBin(plain, ['commit-msg', '.git/MESSAGE']);
  assert.match(ran.stderr, /^keyfence: 2 texts of the commit, 8 bytes, .* - clean\n$/);
});

message(
  'the name of the branch is scanned, before the first commit too; without a branch there is none',
  () => {
    const repository = new Repository();
    const secret = token();
    repository.git('checkout', '-q', '-b', `fix/${secret}`);
    const report = reportOf(repository, 'x\n');
    expectFound(report, [`${TOKEN} (branch name):1`]);
    assert.is(report.findings[0]?.column, 5);
    repository.write({ '.git/MESSAGE': 'x\n' });
    assert.match(runBin(repository, ['commit-msg', '.git/MESSAGE']).stdout, 'git branch -m NAME');
    repository.stage({ a: 'a' }).commit();
    repository.git('checkout', '-q', '--detach');
    const detached = reportOf(repository, 'x\n');
    expectFound(detached, []);
    assert.is(detached.receipt.files, 1);
  },
);

message('the schema in the index counts, not the one in the working tree', () => {
  const repository = new Repository();
  const secret = asSecret(`hush_${randomText(30)}`);
  const schema = (format: string) =>
    JSON.stringify({ required: { app: { OWN_TOKEN: { format, alphabet: 'A-Za-z0-9', length: 30 } } } });
  repository.stage({ 'secrets/schema.json': schema('hush_...'), 'sub/x': '' });
  repository.write({ 'secrets/schema.json': '{' });
  const circumstances = { cwd: join(repository.top, 'sub') };
  const found = reportOf(repository, `x ${secret}\n`, circumstances).findings;
  assert.equal(
    found.map(({ file, variable }) => `${file} ${variable}`),
    ['(commit message) OWN_TOKEN'],
  );
  repository.stage({ 'secrets/schema.json': '{' });
  const ran = runBin(repository, ['commit-msg', '.git/MESSAGE']);
  assert.equal([ran.status, ran.stdout], [2, '']);
});

message('git commit -v of a change that takes a secret out is not refused', () => {
  for (const settings of [
    [],
    ['-c', 'core.commentChar=;'],
    ['-c', 'core.commentChar=auto'],
    ['-c', 'commit.cleanup=scissors'],
    ['-c', 'diff.noprefix=true'],
  ]) {
    for (const verbose of ['-v', '-vv']) {
      const repository = hooked();
      repository.write({ 'a.txt': lines(8) });
      const committed = repository.run('git', [...settings, 'commit', verbose], { env: editor('A message') });
      assert.is(committed.status, 0, committed.stderr);
      assert.is(repository.git('log', '-1', '--format=%B').trim().split('\n')[0], 'A message');
      assert.not.match(repository.git('log', '-1', '--format=%B'), 'diff --git');
    }
  }
});

message('git commit -v with a secret above the scissors line is refused', () => {
  const repository = hooked();
  const committed = repository.run('git', ['commit', '-v'], { env: editor(`A ${token()}`) });
  assert.is(committed.status, 1);
  assert.match(committed.stdout + committed.stderr, '(commit message):1:3');
});

const CUT = '# ------------------------ >8 ------------------------\n';
const WORDS = '# Do not modify or remove the line above.\n# Everything below it will be ignored.\n';

message('what stands below a scissors line that Git does not heed is scanned', () => {
  const repository = hooked();
  // Without an editor the whole text is the message.
  const typed = repository.run('git', ['commit', '-m', `A\n\n${CUT}${WORDS}diff\n-${token()}`]);
  assert.is(typed.status, 1);
  assert.match(typed.stdout + typed.stderr, '(commit message):7:2');
  // The diff of an earlier -v, which came in by -F, is part of the message unless -v is said again.
  repository.hook('commit-msg', 'commit-msg /nowhere');
  assert.is(repository.run('git', ['commit', '-v'], { env: editor('A') }).status, 1);
  assert.match(readFileSync(join(repository.top, '.git/COMMIT_EDITMSG'), 'latin1'), CUT);
  repository.hook('commit-msg', 'commit-msg');
  const again = ['commit', '-e', '-F', '.git/COMMIT_EDITMSG'];
  const without = repository.run('git', again, { env: { GIT_EDITOR: 'true' } });
  assert.is(without.status, 1);
  const withIt = repository.run('git', [...again, '-v'], { env: { GIT_EDITOR: 'true' } });
  assert.is(withIt.status, 0, withIt.stderr);
});

for (const [title, above, below, isScanned] of [
  ['as Git writes it', CUT, `${WORDS}diff --git a/a b/a\n+SECRET\n`, false],
  ['with another mark', CUT.replace('#', '//'), `// Nicht.\ndiff --git a/a b/a\n+SECRET\n`, false],
  ['without a line end behind the diff', CUT, `${WORDS}diff\n+SECRET`, false],
  ['in a diff of a file that holds such a line', CUT, `${WORDS}diff\n+${CUT}+${WORDS}+SECRET\n`, false],
  ['without the words of Git', CUT, 'SECRET\n', true],
  ['with words behind another mark', CUT, '; Nicht.\nSECRET\n', true],
  ['with a comment of Git behind the diff', CUT, `${WORDS}diff\n-SECRET\n# On branch main\n`, true],
  ['with Windows line ends', CUT.replace('\n', '\r\n'), `${WORDS}diff\n+SECRET\n`, true],
  ['without a mark', CUT.slice(1), `${WORDS}diff\n+SECRET\n`, true],
  ['shorter than it should be', CUT.replace('-', ''), `${WORDS}diff\n+SECRET\n`, true],
  ['in the middle of a line', `x ${CUT}`, `${WORDS}diff\n+SECRET\n`, true],
] as const) {
  message(`a scissors line ${title}: what stands below is ${isScanned ? '' : 'not '}scanned`, () => {
    const text = `A\n${above}${below.replace('SECRET', token())}`;
    assert.is(reportOf(plain, text).status, isScanned ? 1 : 0);
    // With its own line first, the message is empty.
    assert.is(reportOf(plain, text.slice(2)).status, isScanned ? 1 : 0);
    assert.is(reportOf(plain, text, { env: { GIT_EDITOR: ':' } }).status, 1);
  });
}

message('a scissors line with another mark than that of Git is no end of the message', () => {
  const text = `A\n; ${CUT.slice(2)}; ${token()}\nkept ${token()}\n${CUT}${WORDS}diff\n-${token()}\n`;
  expectFound(reportOf(plain, text), [`${here}:3`, `${here}:4`]);
});

message('of several scissors lines of Git the first one ends the message', () => {
  const text = `A\n${CUT}${WORDS}diff\n-${token()}\n\n# On branch main\n${CUT}${WORDS}diff\n-${token()}\n`;
  expectFound(reportOf(plain, text), []);
});

message('a link to the file is followed', () => {
  plain.write({ '.git/REAL': `x ${token()}\n` });
  symlinkSync('REAL', join(plain.top, '.git/LINK'));
  assert.is(runBin(plain, ['commit-msg', '.git/LINK']).status, 1);
});

const secret = token();
for (const [words, reason] of [
  [['missing'], 'no such file'],
  [[secret], 'no such file'],
  [['--', '-missing'], 'no such file'],
  [['a/below'], 'ENOTDIR|no such file'],
  [['.git'], 'a folder'],
  [[''], 'a folder'],
  [['/dev/null'], 'not a regular file'],
  [['x'.repeat(5000)], 'ENAMETOOLONG'],
] as const) {
  const title = words.map((word) => (word === secret ? 'a secret' : word.slice(0, 20))).join(' ');
  message(`a file that cannot be read ends with 2 and is not repeated: ${title}`, () => {
    plain.write({ a: '' });
    const ran = runBin(plain, ['commit-msg', ...words]);
    assert.equal([ran.status, ran.stdout], [2, '']);
    assert.match(
      ran.stderr,
      new RegExp(`^keyfence: the file with the commit message cannot be read \\((${reason})\\)\n`),
    );
    assert.not.ok(ran.stderr.includes(secret.slice(4)));
  });
}

message('outside a repository it ends with 2', () => {
  const folder = new Repository({ top: scratch() });
  folder.write({ MESSAGE: 'x\n' });
  const ran = runBin(folder, ['commit-msg', 'MESSAGE']);
  assert.is(ran.status, 2);
  assert.match(ran.stderr, 'this is no Git repository');
  assert.not.ok(existsSync(join(folder.top, '.git')));
});

message.run();
