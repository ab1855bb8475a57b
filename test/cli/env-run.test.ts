/** `keyfence env --for CONSUMER -- COMMAND`: what the command gets, and what becomes of its end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { schemaText } from '../support/environment.js';
import { asSecret } from '../support/record.js';
import { BIN, Repository } from '../support/repository.js';
import { randomText } from '../support/sample.js';
import { runBin } from '../support/scanned.js';

const running = suite('keyfence env -- command');

const schema = schemaText(
  {
    A_KEY: { required_for: ['web'] },
    B_KEY: { required_for: ['worker'], aliases: ['OLD_B_KEY'] },
    C_KEY: {},
  },
  {
    D_KEY: { required_for: ['web'] },
    E_KEY: { aliases: ['OLD_E_KEY'], environments: ['local', 'vercel:production'] },
  },
);

function project(): Repository {
  const names = ['A_KEY', 'B_KEY', 'C_KEY', 'D_KEY'];
  const text = names.map((name) => `${name}=${asSecret(randomText(24))}\n`).join('');
  return new Repository().write({ 'secrets/schema.json': schema, '.env': `${text}OTHER=1\n` });
}

const NODE = process.execPath;
/** Prints the names and lengths of the variables, and no value. */
const SHOW = [
  NODE,
  '-e',
  'for (const name of Object.keys(process.env).sort()) if (/_KEY|OTHER|MINE/.test(name)) console.log(name, process.env[name].length)',
];

running('gives the names of the consumer, and no other of the schema; what is no name of it stays', () => {
  const env = { MINE: '12', B_KEY: asSecret(randomText(20)), OLD_B_KEY: asSecret(randomText(20)) };
  const ran = runBin(project(), ['env', '--for', 'web', '--', ...SHOW], { env });
  assert.equal(ran, { status: 0, stdout: 'A_KEY 24\nC_KEY 24\nD_KEY 24\nMINE 2\n', stderr: '' });
});

running(
  'without a consumer gives every name of the schema, and one found under an alias by its name, too',
  () => {
    const env = { OLD_E_KEY: asSecret(randomText(20)) };
    const { stdout } = runBin(project(), ['env', '--', ...SHOW], { env });
    assert.is(stdout, 'A_KEY 24\nB_KEY 24\nC_KEY 24\nD_KEY 24\nE_KEY 20\nOLD_E_KEY 20\n');
  },
);

running('passes words, standard input, both outputs and the exit status through', () => {
  const script =
    'process.stdin.pipe(process.stdout); console.error(process.argv.slice(1).join()); process.exitCode = 42';
  const words = ['env', '--for', 'web', '--', NODE, '-e', script, '--', '--json', '$HOME', 'a b'];
  const ran = runBin(project(), words, { stdin: Buffer.from('in') });
  assert.equal(ran, { status: 42, stdout: 'in', stderr: '--json,$HOME,a b\n' });
});

running('ends with 128 and the number of the signal that ended the command', () => {
  const ran = runBin(project(), ['env', '--for', 'web', '--', 'sh', '-c', 'kill -TERM $$']);
  assert.is(ran.status, 128 + 15);
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  running(`forwards ${signal}`, async () => {
    const repository = project();
    const script = `process.on('${signal}', () => process.exit(7)); console.log('ready'); setInterval(() => {}, 1000)`;
    const words = [BIN, 'env', '--for', 'web', '--', NODE, '-e', script];
    const child = spawn(NODE, words, {
      cwd: repository.top,
      env: repository.env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill(signal);
    assert.equal(await once(child, 'close'), [7, null]);
  });
}

running('does not start the command where something it needs is missing or wrong', () => {
  const repository = project().write({ '.env': `A_KEY=changeme\nD_KEY=${asSecret(randomText(24))}\n` });
  const { status, stdout, stderr } = runBin(repository, ['env', '--for', 'web', '--', 'touch', 'started']);
  assert.equal([status, stdout], [1, '']);
  assert.match(stderr, 'A_KEY  placeholder');
  assert.match(stderr, 'C_KEY  missing');
  assert.match(stderr, 'keyfence: the command was not started\n');
  assert.is(repository.git('status', '--porcelain', 'started'), '');
});

for (const [words, message] of [
  [['--for', 'wbe', '--', 'true'], 'did you mean --for web?'],
  [['--for', asSecret('qqqqqqqqqqqq')], 'it names web, worker'],
  [['--for', ''], '--for: expected one consumer'],
  [['--for', 'web', '--for', 'web'], '--for: expected one consumer'],
  [['--environment', 'locl'], 'did you mean --environment local?'],
  [['--environment', asSecret('qqqqqqqqqqqq')], 'it names local, vercel:production'],
  [['--environment', 'a', '--environment', 'b'], '--environment: expected one name'],
  [['--json', '--', 'true'], '--json is for the check alone'],
  [['--for', 'web', asSecret('npm-start-9f3')], 'env takes no words of its own'],
  [['--for', 'web', '--', asSecret('no-such-program-9f3')], 'the command behind -- cannot be started'],
  [['--for', 'web', '--', '/'], 'the command behind -- cannot be started'],
  [['--production=yes'], '--production takes no value'],
  [['--env-fil', 'x'], 'did you mean --env-file?'],
  [['--fil', 'x'], 'did you mean --file?'],
] as const) {
  running(`${words.length} words end with 2: ${message}`, () => {
    const { status, stdout, stderr } = runBin(project(), ['env', ...words]);
    assert.equal([status, stdout], [2, '']);
    assert.match(stderr, message);
  });
}

running.run();
