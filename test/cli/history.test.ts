/** `keyfence scan --history` as a person meets it: what it says of a secret, what it takes, and how it ends. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Progress } from '../../src/scan/options.js';
import { createScanner } from '../../src/scanner.js';
import { Repository } from '../support/repository.js';
import { utf8 } from '../support/scanned.js';
import { lines, runBin, TOKEN, token } from './expect-staged.js';

const history = suite('history: what is told');

interface Told {
  findings: {
    pattern: string;
    file: string;
    line: number;
    status: string;
    commit?: string;
    history?: {
      first: { commit: string; author: string; date: string; file: string; line: number } | null;
      last: { commit: string; file: string; line: number } | null;
      atHead: boolean;
      refs: string[];
      places: number;
    };
  }[];
  receipt: {
    source: string;
    commits: number;
    objects: number;
    files: number;
    complete: boolean;
    skipped: { file: string; reason: string }[];
  };
}

function scan(repository: Repository, ...words: string[]): { status: number | null; told: Told } {
  const { status, stdout } = runBin(repository, ['scan', '--history', ...words, '--format', 'json']);
  return { status, told: JSON.parse(utf8(stdout)) as Told };
}

history('a secret that moved, was copied and went is one entry, with its first and its last commit', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': lines(9) }).commit();
  const secret = token();
  const first = repository.stage({ 'a.txt': lines(9, { 4: secret }) }).commit();
  repository.git('mv', 'a.txt', 'b.txt');
  repository.commit();
  const last = repository.stage({ 'c.txt': `${secret}\n` }).commit();
  repository.git('rm', '-q', 'b.txt', 'c.txt');
  repository.commit();
  repository.git('tag', 'v1', last);
  const { status, told } = scan(repository);
  assert.is(status, 1);
  assert.is(told.findings.length, 1);
  const [finding] = told.findings;
  assert.equal([finding?.pattern, finding?.file, finding?.line, finding?.commit], [TOKEN, 'a.txt', 4, first]);
  const { first: born, last: seen, ...rest } = finding?.history ?? { first: null, last: null };
  assert.equal([born?.commit, born?.author, born?.file, born?.line], [first, 'A U Thor', 'a.txt', 4]);
  assert.is(seen?.commit, last);
  assert.equal(rest, { atHead: false, refs: ['refs/heads/main', 'refs/tags/v1'], places: 3 });
  assert.equal([told.receipt.source, told.receipt.commits, told.receipt.files], ['history', 5, 4]);
});

history('a person reads since when, until when, and where it stands', () => {
  const repository = new Repository();
  const first = repository.stage({ 'a.txt': `${token()}\n` }).commit();
  const last = repository.stage({ 'b.txt': lines(3) }).commit();
  const { status, stdout, stderr } = runBin(repository, ['scan', '--history']);
  assert.is(status, 1);
  assert.match(stdout, `  first   ${first.slice(0, 12)} by A U Thor`);
  assert.match(stdout, `  last    ${last.slice(0, 12)} by A U Thor`);
  assert.match(stdout, '  now     still at HEAD, 1 place in all; on main');
  assert.match(stderr, /keyfence: 2 commits, 2 objects, .* - 1 finding$/m);
});

history('HEAD is what is scanned, or the refs that are given, or with --all every one', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': lines(3) }).commit();
  repository.git('checkout', '-q', '-b', 'side');
  repository.stage({ 'b.txt': `${token()}\n` }).commit();
  repository.git('checkout', '-q', 'main');
  assert.is(scan(repository).status, 0);
  for (const words of [['side'], ['main', 'side'], ['--all']])
    assert.is(scan(repository, ...words).status, 1);
  repository.git('branch', '-q', '-D', 'side');
  assert.is(scan(repository, '--all').status, 0);
  assert.is(scan(repository, '--unreachable').status, 1);
});

history('names and messages count as well', () => {
  const repository = new Repository();
  repository.stage({ [`${token()}.txt`]: lines(3) }).commit();
  repository.git('rm', '-q', '-r', '.');
  repository.commit(`use ${token()}`);
  const { told } = scan(repository);
  assert.equal(told.findings.map(({ file }) => file.replace(/ghp_….txt/, 'NAME')).sort(), [
    '(commit message)',
    'NAME',
  ]);
  const message = told.findings.find(({ file }) => file === '(commit message)');
  assert.is(message?.history?.first?.commit, message?.commit);
});

history('what HEAD decides holds for all of it, and must be sound', () => {
  const repository = new Repository();
  repository.stage({ 'fixtures/a.txt': `${token()}\n` }).commit();
  const configuration = { disable: [{ id: TOKEN, reason: 'told elsewhere' }] };
  repository.stage({ '.keyfence.json': JSON.stringify(configuration) }).commit();
  assert.is(scan(repository).status, 0);
  repository.stage({ '.keyfence.json': '{' }).commit();
  const { status, stderr } = runBin(repository, ['scan', '--history']);
  assert.is(status, 2);
  assert.match(stderr, '.keyfence.json');
});

history('a guarded file that is gone is told once, however often it changed', () => {
  const repository = new Repository();
  repository.stage({ '.env': 'A=1\n' }).commit();
  repository.stage({ '.env': 'A=2\n' }).commit();
  repository.git('rm', '-q', '.env');
  repository.commit();
  const { told } = scan(repository);
  assert.equal(
    told.findings.map(({ pattern, history }) => [pattern, history?.places, history?.atHead]),
    [['file:dotenv-file', 2, false]],
  );
});

history('loose objects and packs are told alike', () => {
  const repository = new Repository();
  const secret = token();
  for (let version = 0; version < 12; version++) {
    repository.stage({ 'a.txt': lines(400, { [version * 30 + 1]: version % 3 === 0 ? secret : 'nothing' }) });
    repository.commit();
  }
  const loose = scan(repository);
  repository.git('repack', '-adfq', '--depth=50', '--window=20');
  repository.git('prune-packed');
  const packed = scan(repository);
  assert.equal(packed.told.findings, loose.told.findings);
  assert.is(packed.told.receipt.objects, loose.told.receipt.objects);
});

history('what is let go counts once for each text, in whatever way it is stored', () => {
  const repository = new Repository();
  for (let version = 0; version < 12; version++) {
    const placeholder =
      version < 6 ? 'password = "changeme"' : 'password = "changeme" # token = "<your-token>"';
    repository.stage({ 'a.txt': lines(400, { 7: placeholder, [version * 30 + 20]: 'something new' }) });
    repository.commit();
  }
  const loose = runBin(repository, ['scan', '--history']).stderr;
  repository.git('repack', '-adfq', '--depth=50', '--window=20');
  repository.git('prune-packed');
  const counts = (receipt: string) => /0 skipped, (.*), \d+ ms - clean$/m.exec(receipt)?.[1];
  assert.is(counts(loose), '2 placeholder');
  assert.is(counts(runBin(repository, ['scan', '--history']).stderr), '2 placeholder');
});

history('a repository without commits has nothing to scan', () => {
  const { status, stderr } = runBin(new Repository(), ['scan', '--history']);
  assert.is(status, 0);
  assert.match(stderr, /0 commits.*nothing to scan/);
});

history('words that do not go together are refused, and a ref that names nothing is not repeated', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': lines(3) }).commit();
  const secret = token();
  for (const [words, problem] of [
    [['--all'], /--all and --unreachable go with --history/],
    [['--history', '--staged'], /--history scans commits/],
    [['--history', '--range', 'A..B'], /--history scans commits/],
    [['--history', '--all', 'main'], /--all scans every ref/],
    [['--history', secret], /number 1 of them names nothing/],
  ] as const) {
    const { status, stdout, stderr } = runBin(repository, ['scan', ...words]);
    assert.is(status, 2, words.join(' '));
    assert.match(stderr, problem);
    assert.is(stdout, '');
    assert.not.match(stderr, secret);
  }
});

history('a scan that is ended early says that it is incomplete', async () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': `${token()}\n` }).commit();
  repository.git('repack', '-adq');
  const controller = new AbortController();
  controller.abort();
  const scanner = createScanner({ signal: controller.signal, knownValues: false });
  const { findings, receipt } = await scanner.scanHistory({ cwd: repository.top });
  assert.equal(findings, []);
  assert.is(receipt.complete, false);
  assert.equal(
    receipt.skipped.map(({ file, reason }) => `${file}: ${reason}`),
    ['(scan): interrupted before its end'],
  );
});

history('no decision of the project makes an ended scan complete', async () => {
  const repository = new Repository();
  const skip = [{ path: '**', reason: 'whatever it is' }];
  repository.stage({ '.keyfence.json': JSON.stringify({ skip }), 'a.txt': lines(3) }).commit();
  const scanner = createScanner({ signal: AbortSignal.abort(), knownValues: false });
  const { receipt } = await scanner.scanHistory({ cwd: repository.top });
  assert.is(receipt.complete, false);
});

history(
  'while packs are searched, progress is the share of them, whatever is scanned beside it',
  async () => {
    const repository = new Repository();
    repository.stage({ 'a.txt': lines(400), 'b.txt': lines(300) }).commit();
    for (const name of ['x', 'y', 'z']) repository.git('branch', name);
    repository.git('repack', '-adq');
    const told: (number | null)[] = [];
    const onProgress = ({ expected }: Progress) => void told.push(expected.files);
    await createScanner({ onProgress, knownValues: false }).scanHistory({ cwd: repository.top, all: true });
    assert.is(told[0], null);
    const firstScanned = told.findIndex((files) => files !== null);
    assert.ok(firstScanned > 0);
    assert.ok(told.slice(firstScanned).every((files) => files === 2));
  },
);

history('what to do now: rotate, since a new commit does not take it out of the old ones', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': `${token()}\n`, '.env': 'A=b\n' }).commit();
  assert.match(runBin(repository, ['scan', '--history']).stdout, 'git rm --cached');
  repository.git('rm', '-q', 'a.txt', '.env');
  repository.commit();
  const { stdout } = runBin(repository, ['scan', '--history']);
  const advice = stdout.slice(stdout.indexOf('What to do now'));
  assert.match(advice, /first +rotate it, .*removing it in a new commit does not help/);
  assert.not.match(advice, 'take it out of the file\n');
  assert.not.match(advice, 'git rm --cached');
});

history.run();
