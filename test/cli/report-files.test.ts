/** Where a report is written, and where not: whole or not at all, and what cannot be known to work ends before the scan. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BIN, type Ran, Repository, scratch } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { runBin, secretText, TOKEN } from '../support/scanned.js';

const files = suite('report files');

const repository = new Repository().write({ 'a.txt': secretText() });

const REMEDY =
  'give --output a file in a folder that is there and that you may write to; - is standard output';

/** What ended before anything was scanned: there is no receipt. */
function expectRefusal(ran: Ran, problem: string): void {
  const stderr = `keyfence: a report cannot be written (${problem})\n  ${REMEDY}\n`;
  assert.equal(ran, { status: 2, stdout: '', stderr });
}

files('are written from the current folder, and over an older report with its mode', () => {
  const folder = scratch();
  writeFileSync(join(folder, 'a.csv'), 'old');
  chmodSync(join(folder, 'a.csv'), 0o600);
  const ran = runBin(repository, ['scan', repository.top, '--output', 'a.csv'], { cwd: folder });
  assert.is(ran.status, 1, ran.stderr);
  assert.match(readFileSync(join(folder, 'a.csv'), 'utf8'), /^kind,status,/);
  assert.is(lstatSync(join(folder, 'a.csv')).mode & 0o777, 0o600);
  assert.equal(readdirSync(folder), ['a.csv'], 'no draft is left');
});

const REFUSED: [what: string, make: (folder: string) => string, problem: string][] = [
  [
    'a folder',
    (folder) => {
      mkdirSync(join(folder, 'a'));
      return join(folder, 'a');
    },
    'that is a folder',
  ],
  ['a name that ends as a folder', (folder) => join(folder, 'a/'), 'that is a folder'],
  ['a folder that is not there', (folder) => join(folder, 'no/a'), 'its folder is not there (ENOENT)'],
  [
    'a folder that is a file',
    (folder) => {
      writeFileSync(join(folder, 'a'), '');
      return join(folder, 'a/b');
    },
    'its folder is none (ENOTDIR)',
  ],
  ['a device', () => '/dev/null', 'what is there is no regular file'],
  [
    'the link to standard output',
    () => '/dev/stdout',
    'a symbolic link is there, and none is followed or replaced',
  ],
  ['a name that is too long', (folder) => join(folder, 'a'.repeat(300)), 'ENAMETOOLONG'],
];
for (const [what, make, problem] of REFUSED) {
  files(`${what} is refused before the scan`, () => {
    const file = make(scratch());
    expectRefusal(runBin(repository, ['scan', '--format', 'json', '--output', file]), `json: ${problem}`);
  });
}

for (const target of ['there', 'nowhere']) {
  files(`a symbolic link that leads ${target} is neither followed nor replaced`, () => {
    const folder = scratch();
    const outside = join(scratch(), target);
    if (target === 'there') writeFileSync(outside, 'precious');
    symlinkSync(outside, join(folder, 'a.json'));
    expectRefusal(
      runBin(repository, ['scan', '--output', join(folder, 'a.json')]),
      'json: a symbolic link is there, and none is followed or replaced',
    );
    assert.ok(lstatSync(join(folder, 'a.json')).isSymbolicLink());
    assert.is(existsSync(outside) ? readFileSync(outside, 'utf8') : '', target === 'there' ? 'precious' : '');
  });
}

files('a folder and a file that may not be written are refused', () => {
  const folder = scratch();
  writeFileSync(join(folder, 'a.json'), 'old');
  const asNobody = (words: string[]) =>
    repository.run('setpriv', [
      ...['--reuid', '65534', '--regid', '65534', '--clear-groups', process.execPath],
      ...[...words],
    ]);
  // Root may write everywhere.
  const run = (file: string) => {
    const words = [BIN, 'scan', '--output', file, '-'];
    return process.getuid?.() === 0 ? asNobody(words) : repository.run(process.execPath, words);
  };
  chmodSync(folder, 0o555);
  if (process.getuid?.() !== 0) chmodSync(join(folder, 'a.json'), 0o444);
  expectRefusal(run(join(folder, 'a.json')), 'json: no permission (EACCES)');
  expectRefusal(run(join(folder, 'b.json')), 'json: no permission (EACCES)');
  chmodSync(folder, 0o755);
});

files('one that cannot be written after the scan ends it with 2; all others are written and shown', () => {
  const folder = scratch();
  mkdirSync(join(folder, 'sub'));
  // A disk that is full shows only when it is written to.
  const program = `
    const fs = require('node:fs');
    const write = fs.writeFileSync;
    fs.writeFileSync = (path, ...rest) => {
      if (String(path).includes('/sub/')) throw Object.assign(new Error('x'), { code: 'ENOSPC' });
      return write(path, ...rest);
    };
  `;
  const preload = join(folder, 'full-disk.cjs');
  writeFileSync(preload, program);
  const outputs = ['--output', join(folder, 'sub/a.csv'), '--output', join(folder, 'b.json')];
  const ran = repository.run(process.execPath, ['--require', preload, BIN, 'scan', ...outputs]);
  assert.is(ran.status, 2);
  assert.match(ran.stdout, 'a.txt:1:14');
  assert.match(ran.stderr, / - 1 finding\n/);
  assert.match(ran.stderr, 'keyfence: a report cannot be written (csv: the disk is full (ENOSPC))\n');
  assert.is(JSON.parse(readFileSync(join(folder, 'b.json'), 'utf8')).findings.length, 1);
  assert.equal(readdirSync(join(folder, 'sub')), []);
});

files('no message repeats a name that was typed', () => {
  const token = sample(TOKEN);
  for (const words of [
    ['--output', token],
    ['--output', `${token}/a.json`],
    ['--format', 'csv', '--output', `${token}/a`],
    ['--format', token, '--output', 'a.json'],
  ]) {
    const ran = runBin(repository, ['scan', ...words]);
    assert.is(ran.status, 2);
    assert.not.match(ran.stdout + ran.stderr, token.slice(4));
  }
});

files.run();
