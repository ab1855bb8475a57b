/** What scans of a history keep for the next one: the reports are the same with it and without it. */
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { lines, runBin, token } from '../cli/expect-staged.js';
import { asSecret } from '../support/record.js';
import { Repository, scratch } from '../support/repository.js';
import { utf8 } from '../support/scanned.js';
import { generateHistory, generateWithOddRefs, type HistoryOptions } from './generate.js';
import { STORAGES, stored } from './storage.js';

const recall = suite('what scans of a history keep');

const WORDS = ['scan', '--history', '--all', '--no-known-values', '--format', 'json'];

/** A place to keep things, and scans that use it. */
class Desk {
  readonly cache = scratch();
  private readonly repository: Repository;

  constructor(repository: Repository) {
    this.repository = repository;
  }

  get folder(): string {
    return join(this.cache, 'keyfence/history');
  }

  files(): string[] {
    return existsSync(this.folder) ? readdirSync(this.folder).map((name) => join(this.folder, name)) : [];
  }

  /** All that a scan says, but how long it took. */
  scan(...words: string[]): { status: number | null; report: Report } {
    const place = { env: { XDG_CACHE_HOME: this.cache } };
    const { status, stdout, stderr } = runBin(this.repository, [...WORDS, ...words], place);
    if (stdout === '') throw new Error(`no report, exit ${status}: ${stderr}`);
    const report = JSON.parse(utf8(stdout)) as Report;
    report.receipt.durationMs = 0;
    return { status, report };
  }

  /** Scans twice with what is kept, and once without it. */
  expectSame(...words: string[]): Report {
    const alone = this.scan('--no-cache', ...words);
    assert.equal(this.scan(...words), alone);
    assert.equal(this.scan(...words), alone);
    return alone.report;
  }
}

interface Report {
  findings: { fingerprint: string; file: string; status: string; history: { places: number } }[];
  receipt: { durationMs: number; complete: boolean; commits: number; suppressed: Record<string, number> };
}

const HISTORIES: { options: HistoryOptions; storages: string[] }[] = [
  { options: { seed: 'kept deltas', cases: 'deltas', wandering: 20 }, storages: ['as fast-import packs it'] },
  {
    options: { seed: 'kept layers', cases: 'layers', wandering: 0 },
    storages: ['several packs, and loose objects', 'loose only'],
  },
  {
    options: { seed: 'kept context', cases: 'context', wandering: 0 },
    storages: ['repacked with a window of 250 and a depth of 250'],
  },
  {
    options: { seed: 'kept merges', cases: 'merges', wandering: 30, objectFormat: 'sha256' },
    storages: ['repacked with a window of 10 and a depth of 50'],
  },
];

for (const { options, storages } of HISTORIES) {
  for (const title of storages) {
    recall(`the same report, and again after more commits: ${options.seed}, ${title}`, async () => {
      const { repository: first } = await generateHistory(options);
      const storage = STORAGES.find((one) => one.title === title);
      if (!storage) throw new Error(`no storage of that name: ${title}`);
      const repository = stored(first, storage);
      repository.git('reset', '-q', '--hard');
      const desk = new Desk(repository);
      const { findings, receipt } = desk.expectSame();
      assert.ok(findings.length > 0 && receipt.commits > 20);
      repository.stage({ 'new.txt': `${token()}\npassword = "changeme"\n`, 'dull.txt': lines(9) }).commit();
      const later = desk.expectSame();
      assert.is(later.findings.length, findings.length + 1);
      assert.is(later.receipt.commits, receipt.commits + 1);
      repository.git('gc', '-q', '--prune=now');
      assert.equal(desk.expectSame(), later);
    });
  }
}

recall('branches that come and go, other refs, merges, stashes, notes', async () => {
  const { repository } = await generateWithOddRefs({ seed: 'kept refs', cases: 'merges', wandering: 10 });
  const desk = new Desk(repository);
  const all = desk.expectSame();
  assert.ok(desk.expectSame('--unreachable').findings.length >= all.findings.length);
  repository.git('checkout', '-q', '-b', 'kept-side', 'main~5');
  repository.stage({ 'side.txt': `${token()}\n` }).commit();
  desk.expectSame();
  repository.git('checkout', '-q', 'main');
  repository.git('branch', '-qD', 'kept-side');
  assert.equal(desk.expectSame(), all);
});

recall('what may pass is decided anew, and so is what is looked for', () => {
  const repository = new Repository();
  const secret = token();
  const own = asSecret(`zz-own-${token().slice(6, 28).toLowerCase()}`);
  repository.stage({ 'a.txt': `${secret}\n`, 'b.txt': `x = "${own}"\n`, 'c.txt': lines(5) }).commit();
  repository.git('repack', '-adq');
  const desk = new Desk(repository);
  const [finding, ...more] = desk.expectSame().findings;
  assert.equal(more, []);
  const allow = [{ fingerprint: finding?.fingerprint, reason: 'a test' }];
  repository.stage({ '.keyfence.json': JSON.stringify({ allow }) }).commit();
  assert.equal(
    desk.expectSame().findings.map(({ status }) => status),
    ['allowed'],
  );
  const schema = { required: { own: { OWN_KEY: { format: 'zz-own-...', alphabet: 'a-z0-9', length: 22 } } } };
  repository.stage({ 'secrets/schema.json': JSON.stringify(schema) }).commit();
  assert.equal(
    desk.expectSame().findings.map(({ file }) => file),
    ['a.txt', 'b.txt'],
  );
  const disable = [{ id: 'github-personal-access-token', reason: 'a test' }];
  repository.stage({ '.keyfence.json': JSON.stringify({ disable }) }).commit();
  assert.equal(
    desk.expectSame().findings.map(({ file }) => file),
    ['b.txt'],
  );
  desk.expectSame('--confidence', 'low');
});

recall('what was scanned is not read again, unless that is asked for', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': `${token()}\n`, 'b.txt': lines(9) }).commit();
  const desk = new Desk(repository);
  const before = desk.scan();
  for (const name of ['a.txt', 'b.txt']) {
    const oid = repository.git('rev-parse', `HEAD:${name}`).trim();
    rmSync(join(repository.top, '.git/objects', oid.slice(0, 2), oid.slice(2)), { force: true });
  }
  assert.equal(desk.scan(), before);
  const { status, report } = desk.scan('--no-cache');
  assert.equal([status, report.receipt.complete], [3, false]);
});

recall('what is damaged, cut off or can be written by others is not used, and made anew', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': `${token()}\n`, 'b.txt': lines(9) }).commit();
  repository.git('repack', '-adq');
  const desk = new Desk(repository);
  const truth = desk.scan();
  const damages: [what: string, damage: (file: string, bytes: Buffer) => void][] = [
    ['cut off', (file, bytes) => writeFileSync(file, bytes.subarray(0, bytes.length - 1))],
    ['empty', (file) => writeFileSync(file, '')],
    [
      'one bit',
      (file, bytes) =>
        writeFileSync(
          file,
          bytes.map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
        ),
    ],
    ['for everybody', (file) => chmodSync(file, 0o666)],
  ];
  assert.is(desk.files().length, 2);
  for (const [what, damage] of damages) {
    for (const file of desk.files()) damage(file, readFileSync(file));
    assert.equal(desk.scan(), truth, what);
  }
  const [whole] = desk.files().map((file) => readFileSync(file));
  assert.ok(whole && whole.length > 100);
  assert.equal(desk.scan(), truth);
});

recall('no secret is kept, nor any text', () => {
  const repository = new Repository();
  const secret = token();
  repository.stage({ 'a.txt': `${secret}\npassword = "changeme-please"\n// a remark in words\n` }).commit();
  const desk = new Desk(repository);
  desk.scan('--confidence', 'low');
  desk.scan();
  assert.ok(desk.files().length > 1);
  for (const file of desk.files()) {
    const text = readFileSync(file, 'latin1');
    for (const never of [secret, secret.slice(6, 14), 'changeme', 'a remark']) {
      assert.not.match(text, never);
    }
  }
});

recall('nothing is kept where values of the shell are looked for, or it is not wanted', () => {
  const repository = new Repository();
  const schema = { required: { own: { OWN_KEY: { format: 'zz-own-...' } } } };
  repository.stage({ 'secrets/schema.json': JSON.stringify(schema), 'a.txt': lines(3) }).commit();
  const desk = new Desk(repository);
  const env = { XDG_CACHE_HOME: desk.cache, OWN_KEY: `zz-own-${token().slice(4)}` };
  runBin(repository, ['scan', '--history'], { env });
  assert.is(desk.files().length, 1, 'what commits bring, and no more');
  const other = new Desk(repository);
  other.scan('--no-cache');
  assert.equal(other.files(), []);
});

recall.run();
