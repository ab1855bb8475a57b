/** `keyfence redact`, the real bin: standard input, commands, signals, pipes that close. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { redact } from '../../src/index.js';
import { asSecret, recordOutput } from '../support/record.js';
import { BIN, type Ran, Repository } from '../support/repository.js';
import { randomText, sample } from '../support/sample.js';
import { runBin, TOKEN, utf8 } from '../support/scanned.js';

const redaction = suite('keyfence redact');
const repository = new Repository();

const token = sample(TOKEN);

function redactText(text: string | Buffer, words: string[] = [], circumstances = {}): Ran {
  return runBin(repository, ['redact', ...words], { stdin: Buffer.from(text as string), ...circumstances });
}

/** Runs a script of the shell under `keyfence redact`. */
function redactScript(script: string, env: NodeJS.ProcessEnv = {}): Ran {
  return runBin(repository, ['redact', '--', 'sh', '-c', script], { env });
}

redaction('masks standard input, and says nothing else', () => {
  const { status, stdout, stderr } = redactText(`one ${token} two\n`);
  assert.equal([status, utf8(stdout), stderr], [0, 'one ghp_… two\n', '']);
});

redaction('copies what is no secret to the byte', () => {
  const bytes = Buffer.from('a\xff\xfe\x00\r\n\x1b[1mb\x80', 'latin1');
  assert.is(redactText(bytes).stdout, bytes.toString('latin1'));
  assert.is(redactText('').stdout, '');
});

redaction('masks text in UTF-16 in UTF-16', () => {
  const text = `\ufeffa line of text\r\none ${token} two\r\n`;
  const { stdout } = redactText(Buffer.from(text, 'utf16le'));
  assert.is(Buffer.from(stdout, 'latin1').toString('utf16le'), text.replace(token, 'ghp_…'));
});

redaction('knows the formats of the schema, and no exception of the project', () => {
  const project = new Repository();
  const own = asSecret(`acme_${randomText(20)}`);
  project.write({
    'secrets/schema.json': JSON.stringify({ required: { tokens: { ACME_TOKEN: { format: 'acme_...' } } } }),
    '.keyfence.json': JSON.stringify({ paths: [{ path: '*', reason: 'everything' }] }),
  });
  const stdin = Buffer.from(`${own} # keyfence:allow it is a test\n`);
  const { status, stdout } = runBin(project, ['redact'], { stdin });
  assert.equal([status, utf8(stdout)], [0, 'acme_… # keyfence:allow it is a test\n']);
  project.write({ '.keyfence.json': '{ broken' });
  const broken = runBin(project, ['redact'], { stdin });
  assert.equal([broken.status, utf8(broken.stdout)], [2, '']);
});

redaction("masks the values that the schema's names have, whatever they look like", () => {
  const project = new Repository();
  const value = asSecret(randomText(24));
  const inFile = asSecret(randomText(24));
  project.write({
    'secrets/schema.json': JSON.stringify({ required: { keys: { VERCEL_TOKEN: {}, OTHER_TOKEN: {} } } }),
    '.env': `OTHER_TOKEN=${inFile}\n`,
  });
  const base64 = Buffer.from(`x:${value}`).toString('base64');
  const stdin = Buffer.from(`plain ${value} base64 ${base64} file ${inFile} end\n`);
  const { status, stdout } = runBin(project, ['redact'], { stdin, env: { VERCEL_TOKEN: value } });
  assert.is(status, 0);
  assert.match(utf8(stdout), /^plain … base64 \w{2,3}….{0,4} file … end\n$/u);
});

redaction('shows nothing where a schema is broken', () => {
  const project = new Repository();
  project.write({ 'secrets/schema.json': '{' });
  const { status, stdout, stderr } = runBin(project, ['redact'], { stdin: Buffer.from('text') });
  assert.equal([status, stdout], [2, '']);
  assert.match(stderr, 'secrets/schema.json');
});

redaction('tells of what it could not read, with exit code 3', () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024)).toString('base64');
  const { status, stdout, stderr } = redactText(`text ${bomb} text\n`);
  assert.is(status, 3);
  assert.match(stderr, /^keyfence: not redacted: base64: gzip.*limit reached/);
  assert.is(stdout.length, bomb.length + 11);
});

redaction("masks a command's outputs apart, and keeps its exit code", () => {
  const { status, stdout, stderr } = redactScript(
    'printf "out %s\\n" "$ONE"; printf "err %s\\n" "$ONE" >&2; exit 7',
    {
      ONE: token,
    },
  );
  assert.equal([status, utf8(stdout), utf8(stderr)], [7, 'out ghp_…\n', 'err ghp_…\n']);
});

redaction('gives a command its standard input', () => {
  const stdin = Buffer.from(`${token}\n`);
  assert.is(utf8(runBin(repository, ['redact', '--', 'cat'], { stdin }).stdout), 'ghp_…\n');
});

redaction('gives a command its words as they are', () => {
  const words = [
    'redact',
    '--',
    process.execPath,
    '-p',
    'process.argv.slice(1).join()',
    '--',
    '--help',
    '$HOME',
    '',
  ];
  assert.is(runBin(repository, words).stdout, '--help,$HOME,\n');
});

redaction('ends with 128 and the number of the signal that ends a command', () => {
  assert.is(redactScript('kill -TERM $$').status, 128 + 15);
});

redaction('stops where nobody reads any more', () => {
  for (const script of [
    `"${process.execPath}" "${BIN}" redact -- yes | head -n 1`,
    `yes | "${process.execPath}" "${BIN}" redact | head -n 1`,
  ]) {
    const { status, stdout, stderr } = repository.run('sh', ['-c', script]);
    assert.equal([status, stdout, stderr], [0, 'y\n', '']);
  }
});

for (const [words, message] of [
  [['redact', 'a-file'], /reads standard input and takes no paths/],
  [['redact', '--', '/no/such/command'], /the command was not found/],
  [['redact', '--', '/'], /the command cannot be started/],
  [['redact', '--quiet'], /unknown option/],
] as [string[], RegExp][]) {
  redaction(`${words.join(' ')} is refused`, () => {
    const { status, stdout, stderr } = runBin(repository, words);
    assert.equal([status, stdout], [2, '']);
    assert.match(stderr, message);
    assert.not.match(stderr, /no\/such|a-file/);
  });
}

/** A run of the bin that is looked at while it goes on. */
class Running {
  readonly child: ChildProcess;
  private output = '';

  constructor(words: string[]) {
    this.child = spawn(process.execPath, [BIN, 'redact', ...words], {
      cwd: repository.top,
      env: repository.env,
    });
    this.child.stdout?.on('data', (data: Buffer) => {
      this.output += data.toString('latin1');
    });
  }

  /** Waits until all that is shown so far is this. */
  async shows(text: string): Promise<void> {
    while (this.output !== text) await once(this.child.stdout as NonNullable<ChildProcess['stdout']>, 'data');
  }

  async ended(): Promise<[code: number | null, output: string]> {
    const [code] = await once(this.child, 'close');
    recordOutput(this.output);
    return [code, utf8(this.output)];
  }
}

redaction('shows whole lines and prompts while the input waits', async () => {
  const running = new Running([]);
  running.child.stdin?.write('a line\nName? ');
  await running.shows('a line\nName? ');
  running.child.stdin?.write('and more');
  await running.shows('a line\nName? and ');
  running.child.stdin?.end(`\n`);
  assert.equal(await running.ended(), [0, 'a line\nName? and more\n']);
});

redaction('shows nothing of a token that has not ended, however long the input waits', async () => {
  const running = new Running([]);
  running.child.stdin?.write(`a line\n${token.slice(0, 20)}`);
  await running.shows('a line\n');
  await new Promise((resolve) => setTimeout(resolve, 1500)); // longer than the longest wait
  running.child.stdin?.end(`${token.slice(20)}\n`);
  assert.equal(await running.ended(), [0, 'a line\nghp_…\n']);
});

redaction('shows the prompt of a command', async () => {
  const running = new Running(['--', 'sh', '-c', 'printf "Name: "; read -r name; echo "hello $name"']);
  await running.shows('Name: ');
  running.child.stdin?.end('you\n');
  assert.equal(await running.ended(), [0, 'Name: hello you\n']);
});

redaction('passes signals on to the command', async () => {
  for (const [signal, trap] of [
    ['SIGTERM', 'TERM'],
    ['SIGINT', 'INT'],
    ['SIGHUP', 'HUP'],
  ] as const) {
    const script = `trap 'echo caught; exit 9' ${trap}; echo ready; while :; do sleep 0.05; done`;
    const running = new Running(['--', 'sh', '-c', script]);
    await running.shows('ready\n');
    running.child.kill(signal);
    assert.equal(await running.ended(), [9, 'ready\ncaught\n']);
  }
});

redaction('goes on to the end of its input after one SIGINT', async () => {
  const running = new Running([]);
  running.child.stdin?.write('a line\n');
  await running.shows('a line\n');
  running.child.kill('SIGINT');
  running.child.stdin?.end(`last words ${token}\n`);
  assert.equal(await running.ended(), [0, 'a line\nlast words ghp_…\n']);
});

redaction('is in the library: a string gives a string, bytes give bytes', async () => {
  assert.is(await redact(`ein Schlüssel: ${token}`), 'ein Schlüssel: ghp_…');
  const bytes = Buffer.from(`\xff ${token} \xfe`, 'latin1');
  assert.equal(await redact(bytes), Buffer.from('\xff ghp_\xe2\x80\xa6 \xfe', 'latin1'));
});

redaction.run();
