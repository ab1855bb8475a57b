/** Progress on a real terminal: drawn once work takes long, gone before anything else is printed, and nowhere else. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BIN, type Ran, Repository, scratch } from '../support/repository.js';
import { secretText } from '../support/scanned.js';

const progress = suite('progress');

const ERASE = '\u001b[2K';
const DRAWN = /\r?\u001b\[1Gkeyfence: \[[=-]{20}\] \d+ of \d+ files, \d+ bytes, \d+ bytes\/s/;
const hasScript = spawnSync('script', ['--version']).status === 0;

/** A `git` that takes its time, so that the work takes long without being much: a folder for PATH. */
function makeSlowGit(repository: Repository): string {
  const git = repository.run('sh', ['-c', 'command -v git']).stdout.trim();
  const folder = scratch();
  new Repository({ top: folder }).write({ git: `#!/bin/sh\nsleep 0.6\nexec "${git}" "$@"\n` });
  chmodSync(join(folder, 'git'), 0o755);
  return folder;
}

/** Runs the bin where stdout and stderr are a terminal, unless `words` lead them elsewhere. */
function onTerminal(repository: Repository, words: string, env: NodeJS.ProcessEnv = {}): Ran {
  const command = `"${process.execPath}" "${BIN}" ${words}`;
  return repository.run('script', ['-qec', command, '/dev/null'], {
    env: { PATH: `${makeSlowGit(repository)}:${repository.env.PATH}`, TERM: 'xterm-256color', ...env },
  });
}

function onlyWithTerminal(title: string, test: () => void): void {
  progress(title, () => {
    if (!hasScript) return console.log('  not tested: no `script` to make a terminal with');
    test();
  });
}

const twoFiles = () => new Repository().stage({ 'a.txt': secretText(), 'b.txt': 'x\n' });

for (const words of ['scan', 'pre-commit', 'scan --staged --format json']) {
  onlyWithTerminal(`keyfence ${words}: the line is drawn, and gone before the findings`, () => {
    const { status, stdout } = onTerminal(twoFiles(), words);
    assert.is(status, 1);
    const [drawn, after, ...more] = stdout.split(ERASE) as [string, string];
    assert.equal(more, []);
    assert.match(drawn, DRAWN);
    assert.not.match(drawn, /a\.txt|finding/);
    assert.match(after, 'a.txt');
    assert.match(after, '1 finding\r\n');
    assert.not.match(after, 'of 2 files');
    // Neither hidden nor left without line wrap: Ctrl-C leaves the terminal as it was.
    assert.not.match(stdout, /\u001b\[\?(?:25|7)[lh]/);
  });
}

onlyWithTerminal('the line is gone before an error is told', () => {
  const repository = twoFiles().stage({ 'z/secrets/schema.json': '{', 'z/x': 'x\n' });
  const { status, stdout } = onTerminal(repository, 'scan');
  const [drawn, after] = stdout.split(ERASE) as [string, string];
  assert.is(status, 2);
  assert.match(drawn, DRAWN);
  assert.match(after, /^keyfence: z\/secrets\/schema\.json: /);
});

onlyWithTerminal('the report goes where it is led, the line to the terminal', () => {
  const repository = twoFiles();
  const { stdout } = onTerminal(repository, 'scan --format json > ../report');
  assert.match(stdout, DRAWN);
  const report = JSON.parse(readFileSync(join(repository.top, '../report'), 'utf8'));
  assert.is(report.findings.length, 1);
});

function expectNone(title: string, words: string, env: NodeJS.ProcessEnv = {}): void {
  onlyWithTerminal(`nothing is drawn: ${title}`, () => {
    const repository = twoFiles();
    const { status, stdout } = onTerminal(repository, words, { NO_COLOR: '1', ...env });
    assert.is(status, 1);
    assert.not.match(stdout, '\u001b');
    assert.not.match(stdout, 'of 2 files');
  });
}

expectNone('--quiet', 'scan --quiet');
expectNone('in CI', 'scan', { CI: 'true' });
expectNone('on a terminal without abilities', 'scan', { TERM: 'dumb' });
expectNone('stderr leads elsewhere', 'scan 2>../errors');

progress('nothing is drawn: everything is piped', () => {
  const repository = twoFiles();
  const env = { PATH: `${makeSlowGit(repository)}:${repository.env.PATH}` };
  const { status, stderr } = repository.run(process.execPath, [BIN, 'scan'], { env });
  assert.is(status, 1);
  assert.match(stderr, /^keyfence: 2 files, [^\n]+ - 1 finding\n$/);
});

progress.run();
