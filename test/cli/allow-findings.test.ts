/** `keyfence allow` for findings: by fingerprint, by file, and the one that was shown last. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Ran, type ReportedFinding, Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { runBin, scanReport, secretText, TOKEN } from '../support/scanned.js';

const allow = suite('keyfence allow, for findings');

const FILE = '.keyfence.json';
const FINGERPRINT = 'kf1-abcdefghijklmn27';
const lastOf = ({ top }: Repository) => join(top, '.git/keyfence/last');

function made(files: Record<string, string | Buffer> = {}): Repository {
  const repository = new Repository().write(files);
  repository.git('config', 'user.name', 'A Name');
  return repository;
}

function entriesIn(repository: Repository): Record<string, string>[] {
  return JSON.parse(readFileSync(join(repository.top, FILE), 'utf8')).allow;
}

function withoutDay({ added, ...entry }: Record<string, string>): Record<string, string> {
  assert.match(added as string, /^\d{4}-\d\d-\d\d$/);
  return entry;
}

allow('the command at a finding, as it is printed, lets that finding pass and no other', () => {
  const repository = made({ 'a.txt': secretText(), 'b.txt': secretText() });
  const { stdout } = runBin(repository, ['scan']);
  const [, words = ''] =
    /^ {2}allow {3}keyfence (allow kf1-\S+ --reason) "WHY", if it is no secret$/m.exec(stdout) ?? [];
  const ran = runBin(repository, [...words.split(' '), 'for the tests']);
  assert.is(ran.status, 0, ran.stderr);
  const { findings } = scanReport(repository);
  assert.equal(
    findings.map(({ file, status }) => `${status} ${file}`),
    ['allowed a.txt', 'new b.txt'],
  );
  const fingerprint = (findings[0] as ReportedFinding).fingerprint;
  assert.equal(entriesIn(repository).map(withoutDay), [
    { fingerprint, reason: 'for the tests', who: 'A Name' },
  ]);
  assert.match(ran.stdout, `${FILE}: created\n  fingerprint ${fingerprint}\n  reason      for the tests\n`);
});

allow('with a day until which it counts; said again without, it counts for good', () => {
  const repository = made();
  const words = ['allow', FINGERPRINT, '--reason', 'r'];
  assert.is(runBin(repository, [...words, '--until', '2999-12-31']).status, 0);
  assert.is(entriesIn(repository)[0]?.until, '2999-12-31');
  const again = runBin(repository, words);
  assert.match(again.stdout, `${FILE}: entry updated\n`);
  assert.equal(entriesIn(repository).map(withoutDay), [
    { fingerprint: FINGERPRINT, reason: 'r', who: 'A Name' },
  ]);
});

allow('a guarded file is stored from the top level', () => {
  const repository = made({ 'sub/.env': 'A=1\n' });
  const ran = runBin(repository, ['allow', '--file', '.env', '--reason', 'r'], {
    cwd: join(repository.top, 'sub'),
  });
  assert.is(ran.status, 0, ran.stderr);
  assert.equal(entriesIn(repository).map(withoutDay), [{ file: 'sub/.env', reason: 'r', who: 'A Name' }]);
  assert.is(runBin(repository, ['scan']).status, 0);
});

for (const [title, words, message] of [
  ['no reason', [FINGERPRINT], 'keyfence: --reason: expected why it may pass\n'],
  ['a blank reason', [FINGERPRINT, '--reason', ' '], 'keyfence: --reason: expected why it may pass\n'],
  ['two fingerprints', [FINGERPRINT, FINGERPRINT, '--reason', 'r'], 'keyfence: expected one thing to let'],
  ['a fingerprint and a file', [FINGERPRINT, '--file', 'a', '--reason', 'r'], 'keyfence: expected one thing'],
  ['a fingerprint and --last', [FINGERPRINT, '--last', '--reason', 'r'], 'keyfence: expected one thing'],
  ['what is no fingerprint', ['kf1-abc', '--reason', 'r'], 'keyfence: expected a fingerprint: kf1- and 16'],
  ['a folder for a file', ['--file', '.', '--reason', 'r'], 'keyfence: --file: expected a file inside'],
  [
    'the folder .git for a file',
    ['--file', '.git', '--reason', 'r'],
    'keyfence: --file: expected a file, not a',
  ],
  [
    'a day that is over',
    [FINGERPRINT, '--reason', 'r', '--until', '2000-01-01'],
    'keyfence: --until: that day is',
  ],
  [
    'no day',
    [FINGERPRINT, '--reason', 'r', '--until', '2999-02-30'],
    'keyfence: --until: expected a day such',
  ],
  [
    'two days',
    [FINGERPRINT, '--reason=r', '--until=2999-01-01', '--until=2999-01-02'],
    'keyfence: --until: exp',
  ],
] as const) {
  allow(`refuses ${title} and writes nothing`, () => {
    const repository = made();
    const ran = repository.keyfence('allow', ...words);
    assert.equal([ran.status, ran.stdout, existsSync(join(repository.top, FILE))], [2, '', false]);
    assert.ok(ran.stderr.startsWith(message), ran.stderr);
  });
}

const token = sample(TOKEN);
for (const [title, words] of [
  ['in the place of a fingerprint', [token, '--reason', 'r']],
  ['in the reason', [FINGERPRINT, '--reason', `made with ${token}`]],
  ['in the path', ['--file', `a/${token}`, '--reason', 'r']],
  ['in the place of a day', [FINGERPRINT, '--reason', 'r', '--until', token]],
] as const) {
  allow(`refuses a secret ${title}, and does not repeat it`, () => {
    const repository = made();
    const ran = repository.keyfence('allow', ...words);
    assert.equal([ran.status, ran.stdout, existsSync(join(repository.top, FILE))], [2, '', false]);
  });
}

allow('--last: the one finding that was shown a moment ago', () => {
  const repository = made({ 'a.txt': secretText() });
  runBin(repository, ['scan']);
  const [{ fingerprint }] = scanReport(repository).findings as [ReportedFinding];
  assert.is(readFileSync(lastOf(repository), 'latin1'), `${fingerprint}\n`);
  const ran = repository.keyfence('allow', '--last', '--reason', 'r');
  assert.is(ran.status, 0, ran.stderr);
  assert.is(entriesIn(repository)[0]?.fingerprint, fingerprint);
  assert.is(repository.keyfence('scan').status, 0);
});

allow('--last: after a refused commit; the file that was refused', () => {
  const repository = made().stage({ '.env': 'A=1\n' });
  repository.hook('pre-commit', 'pre-commit');
  assert.is(repository.tryGit('commit', '-m', 'm').status, 1);
  assert.is(repository.keyfence('allow', '--last', '--reason', 'r').status, 0);
  repository.git('add', FILE);
  assert.is(repository.tryGit('commit', '-m', 'm').status, 0);
});

allow('--last: of several it takes none, and names them', () => {
  const repository = made({ 'a.txt': secretText(), 'b.txt': secretText() });
  const prints = scanReport(repository).findings.map(({ fingerprint }) => fingerprint);
  const ran = repository.keyfence('allow', '--last', '--reason', 'r');
  assert.equal([ran.status, ran.stdout, existsSync(join(repository.top, FILE))], [2, '', false]);
  const lines = [
    'keyfence: the last scan here refused 2 secrets or files',
    '  say which one: keyfence allow FINGERPRINT --reason "WHY"; nothing was written',
    ...prints.map((print) => `  ${print}`),
  ];
  assert.is(ran.stderr, `${lines.join('\n')}\n`);
});

allow('--last: one secret in two places is one', () => {
  const text = secretText();
  const repository = made({ 'a.txt': text, 'b.txt': text });
  repository.keyfence('scan');
  assert.is(repository.keyfence('allow', '--last', '--reason', 'r').status, 0);
});

const NOTHING = 'keyfence: the last scan here had nothing to refuse\n';

allow('--last: a scan that finds nothing forgets the one before it', () => {
  const repository = made({ 'a.txt': secretText() });
  repository.keyfence('scan');
  repository.write({ 'a.txt': 'a\n' }).keyfence('scan');
  const ran = repository.keyfence('allow', '--last', '--reason', 'r');
  assert.equal([ran.status, ran.stderr.startsWith(NOTHING)], [2, true], ran.stderr);
  assert.equal(readdirSync(join(repository.top, '.git/keyfence')), []);
});

allow('--last: in a linked worktree it is that of the worktree', () => {
  const repository = made().stage({ 'a.txt': 'a\n' });
  repository.commit();
  repository.git('worktree', 'add', '-q', '../linked');
  const linked = new Repository({ top: join(repository.top, '../linked') }).write({ 'b.txt': secretText() });
  linked.keyfence('scan');
  assert.ok(repository.keyfence('allow', '--last', '--reason', 'r').stderr.startsWith(NOTHING));
  linked.write({ 'b.txt': 'b\n' }).keyfence('scan');
  assert.ok(linked.keyfence('allow', '--last', '--reason', 'r').stderr.startsWith(NOTHING));
  linked.write({ 'b.txt': secretText() }).keyfence('scan');
  assert.is(linked.keyfence('allow', '--last', '--reason', 'r').status, 0);
});

for (const [title, plant] of [
  [
    'a link in the place of the record',
    ({ top }: Repository) => symlinkSync('../../victim', join(top, '.git/keyfence/last')),
  ],
  [
    'a link in the place of its folder',
    ({ top }: Repository) => {
      rmSync(join(top, '.git/keyfence'), { recursive: true });
      mkdirSync(join(top, 'folder'));
      symlinkSync('../folder', join(top, '.git/keyfence'));
    },
  ],
] as const) {
  allow(`${title} is not followed, and costs no scan`, () => {
    const repository = made({ 'a.txt': secretText(), victim: `${FINGERPRINT}\n` });
    mkdirSync(join(repository.top, '.git/keyfence'));
    plant(repository);
    const before: Ran = repository.keyfence('allow', '--last', '--reason', 'r');
    assert.ok(before.stderr.startsWith(NOTHING), before.stderr);
    assert.is(repository.keyfence('scan').status, 1);
    assert.is(readFileSync(join(repository.top, 'victim'), 'latin1'), `${FINGERPRINT}\n`);
    if (existsSync(join(repository.top, 'folder'))) {
      assert.equal(readdirSync(join(repository.top, 'folder')), []);
    } else assert.ok(lstatSync(lastOf(repository)).isFile());
  });
}

allow('a record that cannot be kept costs no scan', () => {
  const repository = made({ 'a.txt': secretText() });
  writeFileSync(join(repository.top, '.git/keyfence'), '');
  const { status, stderr } = repository.keyfence('scan');
  assert.is(status, 1);
  assert.match(stderr, / - 1 finding\n$/);
});

allow('the record holds fingerprints and nothing of a secret', () => {
  const repository = made({ 'a.txt': secretText() });
  repository.keyfence('scan');
  assert.match(readFileSync(lastOf(repository), 'latin1'), /^kf1-[a-z2-7]{16}\n$/);
});

allow.run();
