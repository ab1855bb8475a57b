/** The text as a terminal and a CI runner get it: colour, a reader that goes away, hostile names. */
import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BIN, type Ran, Repository } from '../support/repository.js';
import { runBin, scanReport, secretText, utf8 } from '../support/scanned.js';

const terminal = suite('terminals');

const COMMAND = `"${process.execPath}" "${BIN}" scan`;
const ESCAPE = '\u001b';
const hasScript = spawnSync('script', ['--version']).status === 0;

const oneSecret = () => new Repository().write({ 'a.txt': secretText() });

function expectColour(
  isColoured: boolean,
  title: string,
  env: NodeJS.ProcessEnv,
  place: 'terminal' | 'pipe',
): void {
  terminal(`${title}: ${isColoured ? 'colour' : 'no colour'}`, () => {
    const repository = oneSecret();
    if (place === 'terminal' && !hasScript)
      return console.log('  not tested: no `script` to make a terminal with');
    const inTerminal = ['script', ['-qec', COMMAND, '/dev/null']] as const;
    const [program, words] = place === 'terminal' ? inTerminal : (['sh', ['-c', COMMAND]] as const);
    const ran = repository.run(program, words, { env: { TERM: 'xterm-256color', ...env } });
    assert.is(ran.stdout.includes(ESCAPE), isColoured);
    assert.match(ran.stdout, 'a.txt:1:14');
    assert.is(ran.status, 1);
  });
}

expectColour(true, 'a terminal', {}, 'terminal');
expectColour(false, 'a terminal with NO_COLOR', { NO_COLOR: '1' }, 'terminal');
expectColour(true, 'a terminal with an empty NO_COLOR', { NO_COLOR: '' }, 'terminal');
expectColour(false, 'a terminal without abilities', { TERM: 'dumb' }, 'terminal');
expectColour(false, 'a terminal with FORCE_COLOR=0', { FORCE_COLOR: '0' }, 'terminal');
expectColour(false, 'a pipe', {}, 'pipe');
expectColour(true, 'a pipe with FORCE_COLOR', { FORCE_COLOR: '1' }, 'pipe');
expectColour(true, 'a pipe with FORCE_COLOR and NO_COLOR', { FORCE_COLOR: '1', NO_COLOR: '1' }, 'pipe');

terminal('JSON is never coloured', () => {
  assert.not.match(
    runBin(oneSecret(), ['scan', '--format', 'json'], { env: { FORCE_COLOR: '3' } }).stdout,
    ESCAPE,
  );
});

for (const [title, pipeline] of [
  ['the findings', `${COMMAND} | head -c 1`],
  ['the JSON', `${COMMAND} --format json | head -c 1`],
  ['nothing at all', `${COMMAND} | true`],
  ['the receipt', `${COMMAND} 2>&1 >/dev/null | true`],
]) {
  terminal(`a reader that takes only a little of ${title} changes nothing about the exit code`, () => {
    const files = Object.fromEntries(
      Array.from({ length: 200 }, (_, at) => [`${'x'.repeat(200)}${at}`, secretText()]),
    );
    const ran = new Repository()
      .write(files)
      .run('bash', ['-c', `${pipeline} >/dev/null; echo "\${PIPESTATUS[0]}"`]);
    assert.is(ran.stdout, '1\n');
    assert.not.match(ran.stderr, /Error|EPIPE| at |internal/);
  });
}

terminal('a report that cannot be written is a failure', () => {
  const ran = oneSecret().run('sh', ['-c', `${COMMAND} > /dev/full`]);
  assert.is(ran.status, 2);
});

/** Names that would do something to who reads the output, and how they are to be shown. */
const HOSTILE: [name: string, shown: string][] = [
  ['=cmd|calc', '=cmd|calc'],
  ['</script><b>', '</script><b>'],
  ['::error file=x::gone', '\\u{3a}:error file=x::gone'],
  [' ::stop-commands::x', ' \\u{3a}:stop-commands::x'],
  ['##vso[task.complete]', '#\\u{23}vso[task.complete]'],
  ['a\u202etxt.exe', 'a\\u{202e}txt.exe'],
  [`a${ESCAPE}[31mred${ESCAPE}[0m`, 'a\\u{1b}[31mred\\u{1b}[0m'],
  [`a${ESCAPE}]0;title\u0007`, 'a\\u{1b}]0;title\\u{7}'],
  ['a\nkeyfence: 1 file - clean', 'a\\nkeyfence: 1 file - clean'],
  ['a\r\b\u007f', 'a\\r\\u{8}\\u{7f}'],
  ['a\u009b31m', 'a\\u{9b}31m'],
  ['zero\u200bwidth\ufeff', 'zero\\u{200b}width\\u{feff}'],
];
const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\ufeff]/;

function expectPlain({ stdout, stderr }: Ran): string {
  const text = utf8(stdout + stderr);
  assert.not.match(text, RAW);
  assert.not.match(text, /^\s*::|##[a-z]*\[/m);
  return text;
}

terminal('hostile file names are shown escaped in text and JSON', () => {
  const folders = HOSTILE.filter(([name]) => !name.includes('/')).map(([name]) => `${name}d`);
  const repository = new Repository();
  repository.write(Object.fromEntries(HOSTILE.map(([name]) => [name.replace('/', '∕'), secretText()])));
  repository.write(Object.fromEntries(folders.map((folder) => [`${folder}/.env`, 'A=1\n'])));
  const text = expectPlain(runBin(repository, ['scan']));
  const files = scanReport(repository).findings.map(({ file }) => file);
  expectPlain(runBin(repository, ['scan', '--format', 'json']));
  for (const [, shown] of HOSTILE) {
    const name = shown.replace('/', '∕');
    assert.ok(files.includes(name), `${name} in JSON`);
    assert.ok(text.includes(`\n${name}:1:14  `) || text.startsWith(`${name}:1:14  `), `${name} in text`);
  }
  assert.is(files.filter((file) => file.endsWith('d/.env')).length, folders.length);
});

terminal('hostile names are shown escaped where something was not scanned', () => {
  const repository = new Repository().write({ 'a.txt': 'x\n' });
  for (const [name] of HOSTILE.slice(5)) {
    repository.write({ [`${name}/x`]: 'x\n' });
    repository.run('git', ['init', '-q', name]);
  }
  const words = HOSTILE.slice(5).map(([name]) => name);
  for (const name of words) symlinkSync('a.txt', join(repository.top, `${name}-link`));
  repository.run(
    'mkfifo',
    words.map((name) => `${name}-pipe`),
  );
  const pipes = words.map((name) => `${name}-pipe`);
  const text = expectPlain(runBin(repository, ['scan', '.', '--', ...pipes]));
  for (const [, shown] of HOSTILE.slice(5)) {
    assert.ok(text.includes(`NOT SCANNED: ${shown}-pipe (not a regular file)`), shown);
  }
  expectPlain(runBin(repository, ['scan', '--format', 'json']));
});

terminal('what a schema says about itself is shown escaped, too', () => {
  const hostile = `${ESCAPE}[2J\u202e`;
  const secret = {
    format: `key${hostile}...`,
    title: `::error::${hostile}`,
    rotate: hostile,
    revoke: `https://x/${hostile}`,
  };
  const repository = new Repository().write({
    'secrets/schema.json': JSON.stringify({ required: { [hostile]: { HOSTILE_KEY: secret } } }),
    'a.txt': `"key${hostile}${secretText().slice(13, 40)}"\n`,
  });
  const text = expectPlain(runBin(repository, ['scan']));
  assert.match(text, 'key\\u{1b}[2J\\u{202e}…');
  const [finding] = scanReport(repository).findings;
  assert.equal([finding?.provider, finding?.masked], ['\\u{1b}[2J\\u{202e}', 'key\\u{1b}[2J\\u{202e}…']);
  expectPlain(runBin(repository, ['scan', '--format', 'json']));
  // The same in the words of an error.
  repository.write({
    'secrets/schema.json': '{}',
    [`${hostile}/secrets/schema.json`]: '{',
    [`${hostile}/x`]: 'x\n',
  });
  expectPlain(runBin(repository, ['scan', '--', hostile]));
});

terminal.run();
