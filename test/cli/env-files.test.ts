/** Which env files `keyfence env` reads, and which value of a name counts. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkEnvironment, schemaText, statesOf } from '../support/environment.js';
import { asSecret } from '../support/record.js';
import { Repository, scratch } from '../support/repository.js';
import { randomText } from '../support/sample.js';
import { runBin } from '../support/scanned.js';

const files = suite('env files');

const secret = () => asSecret(randomText(24));
const line = (name: string) => `${name}=${secret()}\n`;

/** A repository with a schema that asks for these names, and files. */
function project(names: string[], written: Record<string, string | Buffer>): Repository {
  const schema = schemaText(Object.fromEntries(names.map((name) => [name, {}])));
  return new Repository().write({ 'secrets/schema.json': schema, ...written });
}

for (const [mode, shell, order] of [
  ['without a mode', {}, ['.env.development.local', '.env.local', '.env.development', '.env']],
  [
    'in production',
    { NODE_ENV: 'production' },
    ['.env.production.local', '.env.local', '.env.production', '.env'],
  ],
  ['in tests', { NODE_ENV: 'test' }, ['.env.test.local', '.env.test', '.env']],
] as const) {
  files(`${mode} the order is ${order.join(', ')}`, () => {
    const names = [
      '',
      '.local',
      '.development',
      '.development.local',
      '.production',
      '.production.local',
      '.test',
      '.test.local',
    ];
    const written = Object.fromEntries(names.map((name) => [`.env${name}`, line('A_KEY')]));
    const report = checkEnvironment(project(['A_KEY'], written), [], { env: shell });
    assert.equal(report.files, order);
    assert.equal(statesOf(report), [`A_KEY ok ${order[0]}:1`]);
    assert.equal(
      report.names[0]?.hides.map(({ file }) => file),
      order.slice(1),
    );
  });
}

files('the shell outdoes them, and what it hides is told', () => {
  const repository = project(['A_KEY', 'B_KEY', 'C_KEY'], {
    '.env': `${line('A_KEY')}${line('B_KEY')}C_KEY=\n`,
  });
  const { names } = checkEnvironment(repository, [], { env: { A_KEY: secret(), C_KEY: secret() } });
  assert.equal(
    names.map(({ from, hides }) => [from, hides.length]),
    [
      ['shell', 1],
      ['file', 0],
      ['shell', 0],
    ],
  );
});

files('a nearer folder outdoes a farther one, up to the top level and no further', () => {
  const repository = project(['A_KEY', 'B_KEY', 'C_KEY', 'D_KEY'], {
    '.env': line('A_KEY') + line('B_KEY') + line('C_KEY'),
    'web/.env': line('A_KEY') + line('B_KEY'),
    'web/ui/.env.local': line('A_KEY'),
    'secrets/.env': line('C_KEY') + line('D_KEY'),
    'other/.env': line('D_KEY'),
  });
  writeFileSync(join(repository.top, '../.env'), line('D_KEY'));
  mkdirSync(join(repository.top, 'web/ui/deep'));
  const report = checkEnvironment(repository, [], { cwd: join(repository.top, 'web/ui/deep') });
  assert.equal(statesOf(report), [
    'A_KEY ok web/ui/.env.local:1',
    'B_KEY ok web/.env:2',
    'C_KEY ok .env:3',
    'D_KEY ok secrets/.env:2',
  ]);
});

files('nested schemas are merged, the nearest entry of a name counts', () => {
  const repository = project(['A_KEY', 'B_KEY'], {
    'web/secrets/schema.json': schemaText({ C_KEY: {} }, { A_KEY: { format: 'acme-...' } }),
    'web/.env': line('A_KEY') + line('C_KEY'),
  });
  const report = checkEnvironment(repository, [], { cwd: join(repository.top, 'web') });
  assert.equal(report.schemas, ['web/secrets/schema.json', 'secrets/schema.json']);
  assert.equal(
    report.names.map(({ name, state, required }) => `${name} ${state} ${required}`),
    ['C_KEY ok true', 'A_KEY wrong-format false', 'B_KEY missing true'],
  );
});

files('--env-file reads that file and no other, and the last one outdoes those before it', () => {
  const repository = project(['A_KEY', 'B_KEY', 'C_KEY'], {
    '.env': line('C_KEY'),
    'one.env': line('A_KEY') + line('B_KEY'),
    'deploy/two.env': `\n${line('B_KEY')}`,
  });
  const report = checkEnvironment(repository, ['--env-file', 'one.env', '--file=deploy/two.env']);
  assert.equal(report.files, ['deploy/two.env', 'one.env']);
  assert.equal(statesOf(report), ['A_KEY ok one.env:1', 'B_KEY ok deploy/two.env:2', 'C_KEY missing']);
});

files('--env-file says itself whether this is production', () => {
  const repository = project(['A_KEY'], { 'prod.env': `NODE_ENV=production\n${line('A_KEY')}` });
  assert.is(checkEnvironment(repository, []).production, false);
  assert.is(checkEnvironment(repository, ['--env-file', 'prod.env']).production, true);
});

files('--file reads a pipe to its end, and through a link', () => {
  const repository = project(['A_KEY'], {});
  const elsewhere = join(scratch(), 'a.env');
  writeFileSync(elsewhere, line('A_KEY'));
  symlinkSync(elsewhere, join(repository.top, 'link.env'));
  assert.equal(statesOf(checkEnvironment(repository, ['--file', 'link.env'])), ['A_KEY ok link.env:1']);
  const pipe = join(repository.top, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const script = 'cat link.env > pipe & exec "$0" "$@"';
  const { bin, node } = {
    bin: new URL('../../dist/cli.cjs', import.meta.url).pathname,
    node: process.execPath,
  };
  const { status } = repository.run('sh', ['-c', script, node, bin, 'env', '--file', 'pipe']);
  assert.is(status, 0);
});

files('a link inside the project is followed', () => {
  const repository = project(['A_KEY'], { 'config/dev.env': line('A_KEY') });
  symlinkSync('config/dev.env', join(repository.top, '.env'));
  assert.equal(statesOf(checkEnvironment(repository)), ['A_KEY ok .env:1']);
});

/** What is broken ends with 2, and nothing of it is shown. */
function expectBroken(what: string, prepare: (repository: Repository) => string[], message: string): void {
  files(`${what}: ${message}`, () => {
    const repository = project(['A_KEY'], {});
    const { status, stdout, stderr } = runBin(repository, ['env', ...prepare(repository)]);
    assert.equal([status, stdout, stderr.split('\n')[0]], [2, '', `keyfence: ${message}`]);
  });
}

const broken = (name: string, text: string | Buffer) => (repository: Repository) => {
  repository.write({ [name]: text });
  return [];
};
expectBroken('UTF-16', broken('.env', Buffer.from('A_KEY=x', 'utf16le')), '.env: not UTF-8 text');
expectBroken(
  'Latin-1',
  broken('.env.local', Buffer.from('A_KEY=\xe9', 'latin1')),
  '.env.local: not UTF-8 text',
);
expectBroken('2 MB', broken('.env', 'A=1\n'.repeat(500_000)), '.env: too large (over 1 MB)');
expectBroken('a folder', broken('.env/x', ''), '.env: a folder');
expectBroken(
  'a link out of the project',
  ({ top }) => {
    symlinkSync('/etc/hostname', join(top, '.env'));
    return [];
  },
  '.env: a symbolic link that leads out of the project or to nothing',
);
expectBroken(
  'a pipe that nobody named',
  ({ top }) => {
    execFileSync('mkfifo', [join(top, '.env')]);
    return [];
  },
  '.env: not a regular file',
);
if (process.getuid?.() !== 0) {
  expectBroken(
    'one that may not be read',
    ({ top }) => {
      writeFileSync(join(top, '.env'), '');
      chmodSync(join(top, '.env'), 0);
      return [];
    },
    '.env: unreadable (EACCES)',
  );
}
expectBroken('a missing file', () => ['--file', asSecret('no-such-file-4f1')], '--file: no such file');
expectBroken(
  'the second of two files',
  ({ top }) => {
    writeFileSync(join(top, 'a.env'), '');
    return ['--file', 'a.env', '--file', '.'];
  },
  '--file (number 2): not a file',
);
expectBroken('--file without a file', () => ['--file='], '--file: expected a file');
expectBroken(
  'a broken schema',
  broken('secrets/schema.json', '{ "required": { "app": { "A_KEY": { "format": 1 } } } }'),
  'secrets/schema.json: at /required/app/A_KEY/format (line 1, column 37): expected a text in quotes',
);

files('without a schema there is nothing to check against', () => {
  const { status, stderr } = runBin(new Repository(), ['env']);
  assert.is(status, 2);
  assert.match(stderr, 'no secrets/schema.json here or in a folder above it');
});

files('outside of a repository, and without Git, the folder is the project', () => {
  const top = scratch();
  const repository = new Repository({ top });
  repository.write({ 'secrets/schema.json': schemaText({ A_KEY: {} }), '.env': line('A_KEY') });
  assert.equal(statesOf(checkEnvironment(repository)), ['A_KEY ok .env:1']);
  assert.equal(statesOf(checkEnvironment(repository, [], { env: { PATH: top } })), ['A_KEY ok .env:1']);
});

for (const [what, text, disagreement] of [
  ['a value in single quotes', "A_KEY='$1#x'", null],
  ['an unquoted #', 'A_KEY=$1#x', 'differs'],
  ['back ticks', 'A_KEY=`$1`', 'differs'],
  ['an escape', 'A_KEY="$1\\tx"', 'differs'],
  ['YAML', 'A_KEY: $1', 'differs'],
  ['a byte order mark', '\ufeffA_KEY=$1', 'differs'],
  ['another variable in it', 'A_KEY=${B}$1', 'expanded'],
  ['export', 'export A_KEY=$1', null],
  ['several lines in quotes', 'A_KEY="$1\n$1"', null],
] as const) {
  files(`${what}: ${disagreement ?? 'both read the same'}`, () => {
    const repository = project(['A_KEY'], { '.env': `${text.replaceAll('$1', secret())}\n` });
    const [one] = checkEnvironment(repository).names;
    assert.equal([one?.disagreement, one?.notes.length], [disagreement, disagreement === null ? 0 : 1]);
  });
}

files('a name that only python-dotenv reads is missing, and that is told', () => {
  const repository = project(['A_KEY'], { '.env': `'A_KEY'=${secret()}\n` });
  const [one] = checkEnvironment(repository).names;
  assert.is(one?.state, 'missing');
  assert.match(one?.remedy ?? '', /^only python-dotenv reads it \(\.env\)/);
});

files.run();
