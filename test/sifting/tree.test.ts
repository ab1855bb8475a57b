/** A tree that is sifted in threads of their own gives the very result of one that is read file by file. */
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createScanner, type ScannerOptions } from '../../src/scanner.js';
import { openTree } from '../../src/sources/tree.js';
import type { Source } from '../../src/types.js';
import { asSecret } from '../support/record.js';
import { Repository, scratch } from '../support/repository.js';
import { randomText, sample } from '../support/sample.js';
import { scanReport, secretText, TOKEN } from '../support/scanned.js';
import { zipOf } from '../support/zip.js';

const sifting = suite('a sifted tree');

const MANY = 1500; // files, so that threads are started

/** Text that says nothing, with some matches that are let go, and here and there one that counts. */
function plainFiles(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (let number = 0; number < MANY; number++) {
    const path = `${folder}${number % 25}/file-${number}.txt`;
    if (number % 97 === 0) files[path] = secretText();
    else if (number % 13 === 0) files[path] = `password = "changeme"\ntoken = "$${'{TOKEN}'}"\n`;
    else if (number % 11 === 0) files[path] = `token = "${sample(TOKEN, { checksum: 'wrong' })}"\n`;
    else files[path] = `line ${number} of plain text\n`;
  }
  return files;
}

const schema = (names: Record<string, object>) => JSON.stringify({ required: { app: names } });

/** A project with a little of everything that a file can be. */
function project(): Repository {
  const known = asSecret(randomText(26));
  const own = (prefix: string) => asSecret(`${prefix}_${randomText(24)}`);
  const allowed = secretText();
  const token = sample(TOKEN);
  const repository = new Repository().write({
    ...plainFiles('plain/'),
    'secrets/schema.json': schema({ ROOT_KEY: { format: 'root_...', length: 24 }, DEPLOY_WORD: {} }),
    'plain/3/secrets/schema.json': schema({ THREE_KEY: { format: 'three_...', length: 24 } }),
    'plain/7/secrets/schema.json': schema({ SEVEN_KEY: { format: 'seven_...', length: 24 } }),
    'plain/11/secrets/schema.json': schema({ ELEVEN_KEY: { format: 'eleven_...', length: 24 } }),
    'plain/3/own.txt': `${own('root')} ${own('three')} ${own('seven')}\n`,
    'plain/7/own.txt': `${own('root')} ${own('three')} ${own('seven')}\n`,
    'plain/9/own.txt': `${own('root')} ${own('three')} ${own('seven')}\n`,
    '.gitignore': '.env\n',
    'plain/5/.env': `DEPLOY_WORD=${known}\n`,
    'plain/5/known.txt': `here is ${known} in a text\n`,
    'plain/6/unknown.txt': `here is ${known} in a text\n`,
    'plain/8/wide.txt': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(secretText(), 'utf16le')]),
    'plain/8/dull-wide.txt': Buffer.from('\ufeffplain words\n', 'utf16le'),
    'plain/8/packed.zip': zipOf([['inner.txt', secretText()]]),
    'plain/8/dull.zip': zipOf([['inner.txt', 'plain words and nothing else\n'.repeat(9)]]),
    'plain/8/broken.zip': zipOf([['inner.txt', 'plain words\n'.repeat(90)]]).subarray(0, 120),
    'plain/8/data.bin': Buffer.from(Array.from({ length: 999 }, (_, index) => (index * 37) % 256)),
    [`plain/8/${token}.txt`]: 'a secret in the name\n',
    'plain/8/.env.local': 'A=b\n',
    'plain/8/id_rsa': 'no key\n',
    'plain/8/allowed.txt': allowed,
    'plain/8/comment.txt': `${secretText().trimEnd()} // keyfence:allow made up for this test\n`,
    'plain/8/large.txt': `${' '.repeat(17_000_000)}${secretText()}`,
  });
  symlinkSync('../3/own.txt', join(repository.top, 'plain/8/link'));
  repository.keyfence('baseline', 'plain/1');
  const { fingerprint } = scanReport(repository, ['plain/8/allowed.txt']).findings[0] as {
    fingerprint: string;
  };
  const reason = 'for this test';
  repository.write({
    '.keyfence.json': JSON.stringify({
      allow: [{ fingerprint, reason }],
      paths: [{ path: 'plain/2/**', reason }],
      disable: [{ id: 'stripe-live-secret-key', reason }],
    }),
  });
  return repository;
}

type Options = Pick<ScannerOptions, 'confidence' | 'strict'>;

/** The result of a scan of the same files with threads, and without. */
async function bothWays(
  open: () => Promise<Source>,
  cwd: string,
  options: Options = {},
): Promise<[string, string]> {
  const scan = async (source: Source) => {
    const scanner = createScanner({ ...options, knownValues: true });
    const folder = process.cwd();
    process.chdir(cwd);
    try {
      const { findings, receipt } = await scanner.scan(source);
      return JSON.stringify({ findings, receipt: { ...receipt, durationMs: 0 } }, null, 1);
    } finally {
      process.chdir(folder);
    }
  };
  const [threaded, plain] = [await open(), await open()];
  assert.ok(threaded.listing && threaded.listing.files.length > 1000);
  Object.defineProperty(plain, 'listing', { value: undefined });
  return [await scan(threaded), await scan(plain)];
}

const repository = project();
const openProject = () => openTree({ cwd: repository.top, paths: [], includeIgnored: false });

for (const confidence of ['low', 'medium', 'high'] as const) {
  sifting(`findings, counts and skips are the same, with ${confidence} confidence and more`, async () => {
    const [threaded, plain] = await bothWays(openProject, repository.top, { confidence });
    assert.is(threaded, plain);
    const { findings, receipt } = JSON.parse(threaded) as Awaited<ReturnType<typeof scanReport>>;
    assert.ok(findings.length > 20 && receipt.files > MANY && receipt.skipped.length > 0);
    const of = (file: string) => findings.filter((one) => one.file === file).map(({ pattern }) => pattern);
    if (confidence === 'high') return;
    assert.equal(of('plain/3/own.txt'), ['schema:ROOT_KEY', 'schema:THREE_KEY']);
    assert.equal(of('plain/9/own.txt'), ['schema:ROOT_KEY']);
    assert.ok(of('plain/5/known.txt').includes('known-value'));
    assert.ok(!of('plain/6/unknown.txt').includes('known-value'));
  });
}

sifting('so is what the bin says of it', async () => {
  const report = scanReport(repository);
  const [threaded] = await bothWays(openProject, repository.top);
  const { findings, receipt } = JSON.parse(threaded) as Awaited<ReturnType<typeof scanReport>>;
  const placesOf = (all: typeof findings) =>
    all.map(({ start, fingerprint, status }) => [start, fingerprint, status].join(' '));
  assert.equal(placesOf(report.findings), placesOf(findings));
  assert.equal(report.receipt.suppressed, receipt.suppressed);
  assert.is(report.receipt.files, receipt.files);
});

sifting('pipes in a plain folder are not opened, and files without leave to be read are named', async () => {
  const folder = new Repository({ top: join(scratch(), 'plain') }).write(plainFiles('all/'));
  folder.run('mkfifo', ['all/4/pipe']);
  mkdirSync(join(folder.top, 'all/4/closed'));
  chmodSync(join(folder.top, 'all/4/file-4.txt'), 0o000);
  const open = () => openTree({ cwd: folder.top, paths: [], includeIgnored: false });
  const [threaded, plain] = await bothWays(open, folder.top);
  assert.is(threaded, plain);
  assert.match(threaded, 'not a regular file');
});

sifting('files that go away or become something else after they were listed are noticed', async () => {
  const folder = new Repository({ top: join(scratch(), 'plain') }).write(plainFiles('all/'));
  const path = (name: string) => join(folder.top, 'all', name);
  const open = async () => openTree({ cwd: folder.top, paths: [], includeIgnored: false });
  const sources = [await open(), await open()];
  for (let number = 0; number < MANY; number += 50) rmSync(path(`${number % 25}/file-${number}.txt`));
  rmSync(path('6/file-6.txt'));
  mkdirSync(path('6/file-6.txt'));
  rmSync(path('7/file-7.txt'));
  symlinkSync('file-32.txt', path('7/file-7.txt'));
  const [threaded, plain] = await bothWays(async () => sources.shift() as Source, folder.top);
  assert.is(threaded, plain);
  assert.match(threaded, 'not in the working tree');
  assert.match(threaded, 'submodule or nested repository');
});

sifting('a schema that is broken ends the scan, in whichever thread its folder comes by', async () => {
  const broken = new Repository().write({
    ...plainFiles('all/'),
    'all/24/secrets/schema.json': '{"required": 3}',
  });
  const ran = broken.keyfence('scan');
  assert.is(ran.status, 2);
  assert.match(ran.stderr, 'all/24/secrets/schema.json');
});

sifting.run();
