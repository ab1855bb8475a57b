/** The command line: what is unknown names the nearest valid word, ends with 2, and is never repeated. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Ran, Repository } from '../support/repository.js';
import { filesRead, runBin, scanReport, secretText } from '../support/scanned.js';

const usage = suite('the command line');

const repository = new Repository().write({ 'a.txt': secretText(), scan: secretText() });

function run(words: string[]): Ran {
  return runBin(repository, words);
}

function expectUsageError(words: string[], message: string, remedy: string): void {
  usage(`keyfence ${words.join(' ')}: ${message}; ${remedy}`, () => {
    const expected = `keyfence: ${message}\n  ${remedy}\n`;
    assert.equal(run(words), { status: 2, stdout: '', stderr: expected });
  });
}

const commands =
  'commands: scan, pre-commit, pre-push, commit-msg, ci, allow, baseline, audit, patterns, env, check, redact, merge, init, uninstall, doctor, rotate, help; to scan a path: keyfence scan PATH';
expectUsageError(['scna'], 'unknown command', 'did you mean keyfence scan?');
expectUsageError(['SCAN'], 'unknown command', 'did you mean keyfence scan?');
expectUsageError(['precommit'], 'unknown command', 'did you mean keyfence pre-commit?');
expectUsageError(['uninstal', '--x'], 'unknown command', 'did you mean keyfence uninstall?');
expectUsageError(['hlep'], 'unknown command', 'did you mean keyfence help?');
expectUsageError(['help', 'scna'], 'unknown command', 'did you mean keyfence scan?');
expectUsageError(['a.txt'], 'unknown command', commands);
expectUsageError([''], 'unknown command', commands);

const see = 'see keyfence --help';
expectUsageError(['scan', '--formt', 'json'], 'unknown option', 'did you mean --format?');
expectUsageError(['--stagd'], 'unknown option', 'did you mean --staged?');
expectUsageError(['scan', '--includeIgnored'], 'unknown option', 'did you mean --include-ignored?');
expectUsageError(['scan', '--include_ignored'], 'unknown option', 'did you mean --include-ignored?');
expectUsageError(['pre-commit', '--hlep'], 'unknown option', 'did you mean --help?');
expectUsageError(['pre-commit', '--staged'], 'unknown option', see);
expectUsageError(['scan', '--conf=high'], 'unknown option', 'did you mean --confidence?');
expectUsageError(['scan', '-x'], 'unknown option', see);
expectUsageError(['pre-commit', '-'], 'unknown option', see);
expectUsageError(['scan', '--no-staged'], 'unknown option', see);
expectUsageError(['scan', '--format.a=json'], 'unknown option', 'did you mean --format?');
for (const word of ['constructor', '__proto__', '__proto__.x=1', 'toString', '_', '$0', 'paths=a.txt', '=']) {
  expectUsageError(['scan', `--${word}`], 'unknown option', see);
}

const formats =
  '--format: expected text, json, jsonl, sarif, github, gitlab, gitlab-quality, junit, csv, markdown, html';
const confidences = '--confidence: expected high, medium, low';
expectUsageError(['scan', '--format', 'jsn'], formats, 'did you mean --format json?');
expectUsageError(['scan', '--format=TEXT'], formats, 'did you mean --format text?');
expectUsageError(['scan', '--format'], formats, 'give one of these, once');
expectUsageError(['scan', '--format='], formats, 'give one of these, once');
expectUsageError(
  ['scan', '--format=json', '--format=json'],
  'only one report can go to standard output',
  'give the others a file: --format sarif --output FILE',
);
expectUsageError(['audit', '--output', 'a.json'], 'unknown option', see);
expectUsageError(['scan', '--output'], '--output: expected a file', 'give one, or - for standard output');
expectUsageError(['scan', '--confidence', 'hihg'], confidences, 'did you mean --confidence high?');
expectUsageError(['pre-commit', '--confidence=none'], confidences, 'give one of these, once');
expectUsageError(
  ['init', '--hook-manager', 'huskyy'],
  '--hook-manager: expected pre-commit, lefthook, husky, simple-git-hooks, git-config, git',
  'did you mean --hook-manager husky?',
);
// With a value, yargs would read a switch as off, and so scan something else than was asked for.
for (const [command, name, value] of [
  ['scan', 'staged', 'yes'],
  ['scan', 'quiet', 'true'],
  ['init', 'dry-run', '1'],
]) {
  expectUsageError(
    [command as string, `--${name}=${value}`],
    `--${name} takes no value`,
    `give --${name} alone, or leave it out`,
  );
}

expectUsageError(['uninstall', 'a.txt'], 'this command takes no arguments', see);
expectUsageError(['init', 'a.txt'], 'this command takes no arguments', see);
expectUsageError(['uninstall', '--', 'a.txt'], 'this command takes no paths', see);
for (const words of [[], ['a.txt', 'b.txt'], ['a.txt', '--', 'b.txt'], ['--quiet']]) {
  expectUsageError(
    ['commit-msg', ...words],
    'commit-msg takes one file: the one with the commit message',
    'in a commit-msg hook: keyfence commit-msg "$1"',
  );
}
expectUsageError(['pre-commit', '-dash'], 'unknown option', see);
expectUsageError(['commit-msg', '--formt', 'a.txt'], 'unknown option', 'did you mean --format?');
const alone = '- scans standard input, and nothing beside it';
for (const words of [['a.txt'], ['--staged'], ['--include-ignored'], ['--', '-']]) {
  expectUsageError(['scan', '-', ...words], alone, 'for a file of that name: ./-');
}
for (const words of [[], ['a.txt'], ['--', '-']]) {
  expectUsageError(
    ['scan', '--stdin-name', 'b.txt', ...words],
    '--stdin-name goes with standard input',
    'scan that: keyfence scan - --stdin-name NAME',
  );
}
const once = 'give one, or leave it out';
expectUsageError(['scan', '-', '--stdin-name'], '--stdin-name: expected a path', once);
expectUsageError(['-', '--stdin-name='], '--stdin-name: expected a path', once);
expectUsageError(['-', '--stdin-name=a', '--stdin-name=b'], '--stdin-name: expected one path', once);
const whole = '--staged scans the whole index';
expectUsageError(['scan', '--staged', 'a.txt'], whole, 'leave out the paths and --include-ignored');
expectUsageError(['--staged', '--', 'a.txt'], whole, 'leave out the paths and --include-ignored');
expectUsageError(
  ['scan', '--staged', '--include-ignored'],
  whole,
  'leave out the paths and --include-ignored',
);

usage('without a command it scans; options may stand in any place', () => {
  for (const words of [
    [],
    ['scan'],
    ['--quiet'],
    ['scan', 'a.txt', '--confidence', 'low'],
    ['--confidence=low', 'a.txt'],
  ]) {
    const ran = run(words);
    assert.is(ran.status, 1, words.join(' '));
    assert.match(ran.stdout, 'a.txt:1:14');
  }
  assert.equal(filesRead(scanReport(repository, ['scan'])), ['scan']);
});

usage('--help, -h and help print the same to stdout, whatever stands beside them', () => {
  const help = run(['--help']);
  assert.equal([help.status, help.stderr], [0, '']);
  for (const command of ['scan', 'pre-commit', 'commit-msg', 'init', 'uninstall'])
    assert.match(help.stdout, `keyfence ${command}`);
  assert.equal([run(['-h']), run(['help'])], [help, help]);
  const scan = run(['scan', '--help']);
  assert.match(scan.stdout, '--include-ignored');
  assert.equal([run(['help', 'scan']), run(['scan', 'a.txt', '-h'])], [scan, scan]);
});

usage('--version prints the version alone', () => {
  const ran = run(['--version']);
  assert.equal([ran.status, ran.stderr], [0, '']);
  assert.match(ran.stdout, /^\d+\.\d+\.\d+\n$/);
});

usage('no setting of the scanned project changes how the command line is read', () => {
  const hostile = new Repository().write({
    'a.txt': secretText(),
    'package.json': JSON.stringify({
      yargs: { 'boolean-negation': false, 'populate--': true },
      keyfence: { quiet: true },
    }),
    '.yargsrc': '{"quiet": true}',
  });
  const ran = runBin(hostile, ['scan', '--confidence', 'high'], {
    env: { LANG: 'de_DE.UTF-8', KEYFENCE_QUIET: '1' },
  });
  assert.is(ran.status, 1);
  assert.match(ran.stderr, '1 finding');
});

for (const command of ['env', 'check', 'rotate']) {
  usage(`keyfence ${command} --help says first what it does`, () => {
    const [head = '', about = ''] = run([command, '--help']).stdout.split('\n\n');
    assert.match(head, `keyfence ${command}`);
    assert.match(about, / .* .* .*\./s);
    assert.not.match(about, /^(?:Options|Positionals):/);
  });
}

usage.run();
