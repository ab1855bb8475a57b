/** Standard input: what it is called, which schemas hold for it, and what is said when it cannot be read. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { asSecret } from '../support/record.js';
import { BIN, Repository, scratch, summary } from '../support/repository.js';
import { randomText, sample } from '../support/sample.js';
import { runBin, scanReport, secretText, skippedBy, TOKEN } from '../support/scanned.js';

const stdin = suite('standard input');

const bytes = (text: string) => Buffer.from(text, 'latin1');

/** A schema in the folder `app`, and a value that only this schema knows. */
function makeProject(): { repository: Repository; own: string } {
  const own = asSecret(`APPKEY-${randomText(24)}`);
  const schema = { required: { app: { APP_KEY: { format: 'APPKEY-...', length: 24 } } } };
  const repository = new Repository().write({
    'app/secrets/schema.json': JSON.stringify(schema),
    'lib/a.txt': 'x\n',
  });
  return { repository, own };
}

stdin('a secret is found in its place, and nothing else is scanned', () => {
  const repository = new Repository().write({ 'a.txt': secretText() });
  const report = scanReport(repository, ['-'], { stdin: bytes(`first\nkey = ${sample(TOKEN)}\n`) });
  assert.equal(summary(report), [`${TOKEN} stdin:2`]);
  const { column, start } = report.findings[0] as { column: number; start: number };
  assert.equal([report.status, column, start], [1, 7, 12]);
  assert.equal([report.receipt.source, report.receipt.files, report.receipt.bytes], ['stdin', 1, 53]);
});

for (const [title, words] of [
  ['without the command', ['-', '--format', 'json']],
  ['between options', ['scan', '--format', 'json', '-', '--strict']],
] as const) {
  stdin(`${title}: - is standard input`, () => {
    const ran = runBin(new Repository(), [...words], { stdin: bytes(secretText()) });
    assert.match(ran.stdout, '"source": "stdin"');
    assert.is(ran.status, 1);
  });
}

stdin('behind -- it is a file of that name', () => {
  const repository = new Repository().write({ '-': secretText() });
  assert.equal(summary(scanReport(repository, ['--', '-'])), [`${TOKEN} -:1`]);
  assert.equal(summary(scanReport(repository, ['./-'])), [`${TOKEN} -:1`]);
});

for (const [title, cwd, words, file] of [
  ['its name at the top level', '.', [], 'stdin'],
  ['its name in a folder', 'lib', [], 'lib/stdin'],
  ['a name from the folder', 'lib', ['--stdin-name', 'b/c.ts'], 'lib/b/c.ts'],
  ['a name above the folder', 'lib', ['--stdin-name', '../d.ts'], 'd.ts'],
  ['a name in another place', '.', ['--stdin-name', '/elsewhere/e.ts'], '/elsewhere/e.ts'],
] as const) {
  stdin(`${title} is ${file}`, () => {
    const { repository } = makeProject();
    const circumstances = { cwd: join(repository.top, cwd), stdin: bytes(secretText()) };
    assert.equal(summary(scanReport(repository, ['-', ...words], circumstances)), [`${TOKEN} ${file}:1`]);
  });
}

stdin('the schemas above its name hold', () => {
  const { repository, own } = makeProject();
  const found = (words: string[], cwd = '.') =>
    summary(
      scanReport(repository, ['-', ...words], { cwd: join(repository.top, cwd), stdin: bytes(`${own}\n`) }),
    );
  assert.equal(found([]), []);
  assert.equal(found(['--stdin-name', 'lib/x.ts']), []);
  assert.equal(found(['--stdin-name', 'app/x.ts']), ['schema:APP_KEY app/x.ts:1']);
  assert.equal(found(['--stdin-name=../app/x.ts'], 'lib'), ['schema:APP_KEY app/x.ts:1']);
  assert.equal(found([], 'app'), ['schema:APP_KEY app/stdin:1']);
});

stdin('the file guard judges a name that is given, by the content too', () => {
  const judged = (words: string[], text: string) =>
    summary(scanReport(new Repository(), ['-', ...words], { stdin: bytes(text) }));
  const settings = `PORT=1\nAPP_PASSWORD=${asSecret(randomText(10))}\n`;
  assert.equal(
    judged(['--stdin-name', 'config/.env'], settings).filter((one) => one.startsWith('file:')),
    ['file:dotenv-file config/.env:1'],
  );
  assert.equal(judged(['--stdin-name', 'config/.env.example'], 'PORT=1\n'), []);
  assert.equal(judged([], 'PORT=1\n'), []);
});

stdin('a secret in its name is not shown', () => {
  const name = `${sample(TOKEN)}.txt`;
  const report = scanReport(new Repository(), ['-', '--stdin-name', name], { stdin: bytes(secretText()) });
  assert.equal(summary(report), [`${TOKEN} ghp_….txt:1`]);
});

stdin('outside of any repository, and in one without a working tree', () => {
  const bare = new Repository({ init: ['--bare'] });
  const folder = new Repository({ top: join(scratch(), 'plain') });
  for (const place of [bare, folder]) {
    assert.equal(summary(scanReport(place, ['-'], { stdin: bytes(secretText()) })), [`${TOKEN} stdin:1`]);
  }
});

stdin('bytes of any kind', () => {
  const noise = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * i * 31 + (i >> 3)) & 0xff));
  const input = Buffer.concat([noise, bytes(`\0\0${sample(TOKEN)}\0`), noise]);
  const report = scanReport(new Repository(), ['-'], { stdin: input });
  assert.equal(
    report.findings.map(({ pattern, start }) => `${pattern} ${start}`),
    [`${TOKEN} 100002`],
  );
});

stdin('nothing comes: there is nothing to scan, and that is not called clean', () => {
  for (const circumstances of [{ stdin: Buffer.alloc(0) }, {}]) {
    const ran = runBin(new Repository(), ['scan', '-'], circumstances);
    assert.equal([ran.status, ran.stdout], [0, '']);
    assert.match(ran.stderr, /^keyfence: 0 files, 0 bytes, .* - nothing to scan\n$/);
  }
});

/** Runs the bin with that file or folder in the place of its standard input. */
function reportOf(repository: Repository, path: string) {
  const descriptor = openSync(path, 'r');
  try {
    return scanReport(repository, ['-'], { stdin: descriptor });
  } finally {
    closeSync(descriptor);
  }
}

stdin('a file', () => {
  const repository = new Repository().write({ 'a.txt': `\n\n${secretText()}` });
  assert.equal(summary(reportOf(repository, join(repository.top, 'a.txt'))), [`${TOKEN} stdin:3`]);
});

stdin('a folder cannot be read: the scan is incomplete', () => {
  const repository = new Repository();
  mkdirSync(join(repository.top, 'folder'));
  const report = reportOf(repository, join(repository.top, 'folder'));
  assert.equal([report.status, report.receipt.complete, report.receipt.files], [3, false, 0]);
  assert.equal(skippedBy(report), ['stdin (unreadable (EISDIR))']);
});

stdin('a broken schema is a failure, however much is still to come', () => {
  const repository = new Repository().write({ 'secrets/schema.json': '{' });
  const ran = repository.run('sh', ['-c', `yes | "${process.execPath}" "$0" scan -`, BIN]);
  assert.equal([ran.status, ran.stdout], [2, '']);
  assert.match(ran.stderr, /^keyfence: secrets\/schema\.json/);
});

stdin.run();
