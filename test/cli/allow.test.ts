/** `keyfence allow --skip`: what it writes, what it refuses, and that its entries count. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BIN, Repository, scratch } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { runBin, TOKEN, utf8 } from '../support/scanned.js';

const allow = suite('keyfence allow');

const FILE = '.keyfence.json';
const USAGE =
  '  keyfence allow FINGERPRINT --reason "WHY", or --last, --file PATH, --skip PATH for FINGERPRINT\n';

interface Entry {
  path: string;
  reason: string;
  who?: string;
  added: string;
}

function entriesIn(repository: Repository): Entry[] {
  return (JSON.parse(readFileSync(join(repository.top, FILE), 'utf8')) as { skip: Entry[] }).skip;
}

function made(): Repository {
  const repository = new Repository().write({ 'sub/deep/a.txt': 'x\n' });
  repository.git('config', 'user.name', 'Ä Name');
  repository.git('config', 'user.email', 'name@example.com');
  return repository;
}

/** The two days between which a run of the bin lies, in the time zone that the bin is told of. */
const dayIn = (zone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date());

// At any moment the day of one of these is not that of UTC.
for (const zone of ['Pacific/Kiritimati', 'Pacific/Niue']) {
  allow(`creates the file, with who and when (in ${zone}), and prints what it wrote`, () => {
    const repository = made();
    const before = dayIn(zone);
    const ran = runBin(repository, ['allow', '--skip', 'big.bin', '--reason', ' a "reason" '], {
      env: { TZ: zone },
    });
    assert.equal([ran.status, ran.stderr], [0, '']);
    const [entry, ...others] = entriesIn(repository) as [Entry];
    assert.equal(others, []);
    assert.ok([before, dayIn(zone)].includes(entry.added), 'the day');
    const { added } = entry;
    assert.equal(entry, { path: 'big.bin', reason: 'a "reason"', who: 'Ä Name <name@example.com>', added });
    const lines = [
      `${FILE}: created`,
      '  path    big.bin',
      '  reason  a "reason"',
      '  who     Ä Name <name@example.com>',
      `  added   ${added}`,
      `hooks and CI read it from Git: git add ${FILE}`,
    ];
    assert.is(utf8(ran.stdout), `${lines.join('\n')}\n`);
    assert.is(statSync(join(repository.top, FILE)).mode & 0o111, 0);
    assert.equal(readdirSync(repository.top).sort(), ['.git', FILE, 'sub']);
  });
}

for (const [title, cwd, typed, stored] of [
  ['a file that is not there', '.', 'no/such.bin', 'no/such.bin'],
  ['a folder that is not there', '.', 'no/', 'no/'],
  ['a folder', '.', 'sub/deep', 'sub/deep/'],
  ['a folder with a slash', '.', './sub/deep/', 'sub/deep/'],
  ['from a subfolder', 'sub', 'deep/a.txt', 'sub/deep/a.txt'],
  ['upwards from a subfolder', 'sub/deep', '../../x y', 'x y'],
  ['a roundabout way', 'sub', 'deep/../../sub/./a', 'sub/a'],
  ['through a link to a folder', '.', 'link/a.txt', 'sub/deep/a.txt'],
  ['a link itself', '.', 'link', 'link'],
  ['a name that begins with two dots', '.', '..a', '..a'],
  ['a name that is not ASCII', '.', 'ä\u202e', 'ä\u202e'],
] as const) {
  allow(`stores a path from the top level: ${title}`, () => {
    const repository = made();
    symlinkSync('sub/deep', join(repository.top, 'link'));
    const ran = runBin(repository, ['allow', `--skip=${typed}`, '--reason=r'], {
      cwd: join(repository.top, cwd),
    });
    assert.is(ran.status, 0, ran.stderr);
    assert.is(entriesIn(repository)[0]?.path, stored);
    assert.not.match(utf8(ran.stdout), '\u202e');
  });
}

allow('an absolute path is stored from the top level, too', () => {
  const repository = made();
  const ran = runBin(repository, ['allow', '--skip', join(repository.top, 'sub/x'), '--reason', 'r']);
  assert.equal([ran.status, entriesIn(repository)[0]?.path], [0, 'sub/x']);
});

allow('the same path again replaces the reason; the file keeps its layout and its mode', () => {
  const repository = made().write({
    [FILE]:
      '{\n\t"skip": [\n\t\t{"reason": "old",  "path": "a"},\n\t\t{"reason": "b",  "path": "b"}\n\t]\n}\n',
  });
  chmodSync(join(repository.top, FILE), 0o600);
  const ran = repository.keyfence('allow', '--skip', 'a', '--reason', 'new');
  assert.equal([ran.status, ran.stdout.split('\n')[0]], [0, `${FILE}: entry updated`]);
  const text = readFileSync(join(repository.top, FILE), 'utf8');
  assert.match(text, /^\{\n\t"skip": \[\n\t\t\{"reason": "new", {2}"path": "a", "who": "Ä Name [^\n]+"\},\n/);
  assert.match(text, '\t\t{"reason": "b",  "path": "b"}\n\t]\n}\n');
  assert.is(statSync(join(repository.top, FILE)).mode & 0o777, 0o600);
  assert.match(repository.keyfence('allow', '--skip', 'c', '--reason', 'c').stdout, `${FILE}: entry added\n`);
  assert.equal(
    entriesIn(repository).map(({ path }) => path),
    ['a', 'b', 'c'],
  );
});

for (const [name, mail, who] of [
  ['N', '', 'N'],
  ['', 'm@x', '<m@x>'],
  ['', '', undefined],
] as const) {
  allow(`who it was, of the name "${name}" and the address "${mail}"`, () => {
    const repository = new Repository();
    if (name) repository.git('config', 'user.name', name);
    if (mail) repository.git('config', 'user.email', mail);
    assert.is(repository.keyfence('allow', '--skip', 'a', '--reason', 'r').status, 0);
    assert.is(entriesIn(repository)[0]?.who, who);
  });
}

const outside = 'keyfence: --skip: expected a file or folder inside the repository\n';
for (const [title, words, message] of [
  ['no reason', ['--skip', 'a'], `keyfence: --reason: expected why it need not be scanned\n${USAGE}`],
  [
    'a blank reason',
    ['--skip', 'a', '--reason', ' \t'],
    `keyfence: --reason: expected why it need not be scanned\n${USAGE}`,
  ],
  [
    'a reason without words',
    ['--skip', 'a', '--reason'],
    `keyfence: --reason: expected why it need not be scanned\n${USAGE}`,
  ],
  ['two reasons', ['--skip=a', '--reason=b', '--reason=c'], `keyfence: --reason: expected why`],
  ['nothing to let through', ['--reason', 'r'], `keyfence: expected one thing to let through\n${USAGE}`],
  ['an empty path', ['--skip', '', '--reason', 'r'], `keyfence: --skip: expected a path\n${USAGE}`],
  ['two paths', ['--skip=a', '--skip=b', '--reason=r'], `keyfence: --skip: expected a path\n${USAGE}`],
  ['the whole project', ['--skip', '.', '--reason', 'r'], outside],
  ['the folder above', ['--skip', '..', '--reason', 'r'], outside],
  ['a path outside', ['--skip', '../a', '--reason', 'r'], outside],
  ['an absolute path outside', ['--skip', '/etc/x', '--reason', 'r'], outside],
  ['a path out through a link', ['--skip', 'out/x', '--reason', 'r'], outside],
  [
    'two things at once',
    ['a', '--skip', 'a', '--reason', 'r'],
    `keyfence: expected one thing to let through\n${USAGE}`,
  ],
  ['an end', ['--skip', 'a', '--reason', 'r', '--until', '2999-01-01'], 'keyfence: --skip has no end\n'],
  ['a mistyped option', ['--skp', 'a'], 'keyfence: unknown option\n  did you mean --skip?\n'],
] as const) {
  allow(`refuses ${title} and writes nothing`, () => {
    const repository = made();
    symlinkSync('..', join(repository.top, 'out'));
    const ran = repository.keyfence('allow', ...words);
    assert.equal([ran.status, ran.stdout], [2, '']);
    assert.ok(ran.stderr.startsWith(message), ran.stderr);
    assert.not(existsSync(join(repository.top, FILE)));
  });
}

allow('refuses a name that JSON cannot hold', () => {
  const repository = made();
  const ran = repository.run('bash', [
    '-c',
    `exec "$0" "$1" allow --reason r --skip $'a\\xff'`,
    process.execPath,
    BIN,
  ]);
  assert.equal([ran.status, ran.stdout], [2, '']);
  assert.match(ran.stderr, 'the name is no UTF-8');
});

const token = sample(TOKEN);
for (const [title, words] of [
  ['the reason', ['--skip', 'a', '--reason', `made with ${token} once`]],
  ['the path', ['--skip', `a/${token}.txt`, '--reason', 'r']],
  ['the reason, with a wrong checksum', ['--skip', 'a', '--reason', sample(TOKEN, { checksum: 'wrong' })]],
  ['a path outside', ['--skip', `../${token}`, '--reason', 'r']],
] as const) {
  allow(`refuses a secret in ${title}, and does not repeat it`, () => {
    const repository = made();
    const ran = repository.keyfence('allow', ...words);
    assert.equal([ran.status, ran.stdout], [2, '']);
    assert.match(
      ran.stderr,
      /^keyfence: (?:the (?:reason|path) holds what looks like a secret|--skip: expected)/,
    );
    assert.not(existsSync(join(repository.top, FILE)));
  });
}

allow("refuses a secret of the project's own format", () => {
  const repository = made().write({
    'secrets/schema.json': '{"required": {"a": {"ACME_KEY": {"format": "acme-..."}}}}',
  });
  const ran = repository.keyfence('allow', '--skip', 'a', '--reason', `acme-${token.slice(5, 30)}`);
  assert.equal([ran.status, existsSync(join(repository.top, FILE))], [2, false]);
});

for (const [title, prepare] of [
  ['broken', (repository: Repository) => repository.write({ [FILE]: `{"skip": "${token}"}` })],
  ['a link', (repository: Repository) => symlinkSync('sub/deep/a.txt', join(repository.top, FILE))],
  ['a folder', (repository: Repository) => mkdirSync(join(repository.top, FILE))],
] as const) {
  allow(`refuses a configuration that is ${title}, and leaves it as it is`, () => {
    const repository = made();
    prepare(repository);
    const listed = repository.run('ls', ['-lR', '--time-style=full-iso']).stdout;
    const ran = repository.keyfence('allow', '--skip', 'a', '--reason', 'r');
    assert.equal([ran.status, ran.stdout], [2, '']);
    assert.match(ran.stderr, /^keyfence: \.keyfence\.json: /);
    assert.is(repository.run('ls', ['-lR', '--time-style=full-iso']).stdout, listed);
  });
}

allow('outside a repository there is nothing to allow', () => {
  const folder = new Repository({ top: scratch() });
  const ran = folder.keyfence('allow', '--skip', 'a', '--reason', 'r');
  assert.equal([ran.status, ran.stdout, readdirSync(folder.top)], [2, '', []]);
  assert.match(ran.stderr, 'this is no Git repository');
});

allow.run();
