/** What lets a finding pass, through the real bin: entries, path rules, comments and the baseline, and how it is told. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Report, type ReportedFinding, Repository } from '../support/repository.js';
import { randomText, sample } from '../support/sample.js';
import { runBin, scanReport, TOKEN, utf8 } from '../support/scanned.js';
import { zipOf } from '../support/zip.js';

const exceptions = suite('exceptions');

const FILE = '.keyfence.json';
const BASELINE = '.keyfence-baseline';

interface Told extends ReportedFinding {
  allow?: { reason: string; until: string | null; who: string | null; by: string };
  remarks?: string[];
}

/** `status file:line reason` of each finding. */
function told(report: Report): string[] {
  return (report.findings as Told[]).map(({ status, file, line, allow }) =>
    [status, `${file}:${line}`, ...(allow ? [`${allow.by}: ${allow.reason}`] : [])].join(' '),
  );
}

const remarksOf = (report: Report) => (report.findings as Told[]).flatMap(({ remarks = [] }) => remarks);
const configured = (configuration: object) => ({ [FILE]: JSON.stringify(configuration, null, 2) });

/** The fingerprint that the bin gives to the only secret of a text. */
function fingerprintOf(text: string): string {
  const [finding, ...others] = scanReport(new Repository().write({ 'a.txt': text })).findings;
  assert.equal(others, []);
  return (finding as ReportedFinding).fingerprint;
}

const secret = sample(TOKEN);
const other = sample(TOKEN);
const line = `key = '${secret}'\n`;
const fingerprint = fingerprintOf(line);
/** An id like this one has a format and no checksum. */
const PLAIN = 'sentry-user-auth-token';

exceptions('an entry lets its secret pass, wherever it stands, and no other', () => {
  const entry = { fingerprint, reason: 'revoked', who: 'A <a@b>', until: '2999-12-31', added: '2026-01-01' };
  const repository = new Repository().write({
    ...configured({ allow: [entry] }),
    'a.txt': line,
    'b/c.txt': `\n  x("${secret}")`,
    'd.txt': `key = '${other}'\n`,
  });
  const report = scanReport(repository);
  assert.equal(told(report), [
    'allowed a.txt:1 allow entry: revoked',
    'allowed b/c.txt:2 allow entry: revoked',
    'new d.txt:1',
  ]);
  assert.equal((report.findings[0] as Told).allow, {
    reason: 'revoked',
    until: '2999-12-31',
    who: 'A <a@b>',
    by: 'allow entry',
  });
  assert.equal([report.status, report.receipt.findings, report.receipt.suppressed], [1, 1, { allowed: 2 }]);
  const { stdout, stderr } = runBin(repository, ['scan']);
  assert.equal(stdout.match(/^\S+:\d+:\d+/gm), ['d.txt:1:8']);
  assert.match(
    stderr,
    'keyfence: let through: 2 findings (allow entry: revoked; A <a@b>; until 2999-12-31)\n',
  );
  assert.match(stderr, / 2 allowed, \d+ ms - 1 finding\n/);
  const verbose = runBin(repository, ['scan', '--verbose']).stderr;
  assert.match(
    verbose,
    `keyfence: let through: b/c.txt:2 GitHub personal access token (classic) ${fingerprint} (allow`,
  );
});

exceptions('with everything let through the scan is clean', () => {
  const repository = new Repository().write({
    ...configured({ allow: [{ fingerprint, reason: 'r' }] }),
    'a.txt': line,
  });
  const { status, stdout, stderr } = runBin(repository, ['scan']);
  assert.equal([status, stdout], [0, '']);
  assert.match(stderr, / 1 allowed, \d+ ms - clean\n$/);
  assert.is(runBin(repository, ['scan', '--quiet']).stderr, '');
});

for (const [zone, until, isOver] of [
  ['UTC', '2000-01-01', true],
  ['UTC', new Date().toISOString().slice(0, 10), false],
] as const) {
  exceptions(`an entry until ${isOver ? 'a day that is over does not count' : 'today counts'}`, () => {
    const repository = new Repository().write({
      ...configured({ allow: [{ fingerprint, reason: 'r', until }] }),
      'a.txt': line,
    });
    const report = scanReport(repository, [], { env: { TZ: zone } });
    assert.equal(told(report), [isOver ? 'new a.txt:1' : 'allowed a.txt:1 allow entry: r']);
    assert.equal(remarksOf(report), isOver ? ['its allow entry has expired, on 2000-01-01'] : []);
    const { stdout } = runBin(repository, ['scan'], { env: { TZ: zone } });
    if (isOver) assert.match(stdout, '\n  but     its allow entry has expired, on 2000-01-01\n');
  });
}

exceptions('of several entries for one secret, one that has not expired is enough', () => {
  const allow = [
    { fingerprint, reason: 'old', until: '2000-01-01' },
    { fingerprint, reason: 'new' },
  ];
  const report = scanReport(new Repository().write({ ...configured({ allow }), 'a.txt': line }));
  assert.equal([told(report), remarksOf(report)], [['allowed a.txt:1 allow entry: new'], []]);
});

exceptions('a guarded file may pass by its path; what it holds is scanned all the same', () => {
  const repository = new Repository().write({
    ...configured({ allow: [{ file: 'a/.env', reason: 'r' }] }),
    'a/.env': `A=1\nGITHUB_TOKEN=${secret}\n`,
    'b/.env': 'A=1\n',
  });
  assert.equal(told(scanReport(repository)), [
    'allowed a/.env:1 allow entry: r',
    'new a/.env:2',
    'new b/.env:1',
  ]);
});

exceptions('a path rule covers what only looks like a secret, and nothing that is one beyond doubt', () => {
  const plain = sample(PLAIN);
  const key = sample('private-key-openssh');
  const repository = new Repository().write({
    ...configured({
      paths: [
        { path: 'test/**/*.txt', reason: 'made up', who: 'A' },
        { path: '/keys', reason: 'k' },
      ],
    }),
    'test/a/plain.txt': `x = '${plain}'\n`,
    'test/plain.md': `x = '${plain}'\n`,
    'test/a/right.txt': line,
    'test/a/k.txt': `${key}\n`,
    'keys/id_rsa': `${key}\n`,
    'keys/.env': `A=1\n`,
  });
  assert.equal([...told(scanReport(repository))].sort(), [
    'allowed keys/.env:1 path rule: k',
    'allowed test/a/plain.txt:1 path rule: made up',
    'new keys/id_rsa:1',
    'new keys/id_rsa:1',
    'new test/a/k.txt:1',
    'new test/a/right.txt:1',
    'new test/plain.md:1',
  ]);
});

exceptions('no path rule covers a commit message', () => {
  const repository = new Repository().stage({
    ...configured({ paths: [{ path: '*', reason: 'r' }] }),
    'm.txt': '',
  });
  repository.write({ message: `x = '${sample(PLAIN)}'\n` });
  assert.is(repository.keyfence('commit-msg', 'message').status, 1);
});

exceptions('comments', () => {
  const plain = () => `x = '${sample(PLAIN)}'`;
  const repository = new Repository().write({
    'a.js': `${plain()} // keyfence:allow made up\n${plain()}\n// keyfence:allow also\n${plain()}\n`,
    'b.js': `${plain()} // keyfence:allow\n`,
    'right.js': `${line.trim()} // keyfence:allow checked\n`,
  });
  const report = scanReport(repository);
  assert.equal(told(report), [
    'allowed a.js:1 inline comment: made up',
    'new a.js:2',
    'allowed a.js:4 inline comment: also',
    'new b.js:1',
    'allowed right.js:1 inline comment: checked',
  ]);
  assert.equal(remarksOf(report), ['keyfence:allow stands beside it, without a reason: that does not count']);
});

exceptions('a comment beside what is read out of something else', () => {
  const encoded = Buffer.from(`first words\n  key: ${secret} and more words`).toString('base64');
  const inside = Buffer.from(`key: ${secret} # keyfence:allow inside\n`).toString('base64');
  const entry = `key = "${secret}" # keyfence:allow in the entry\n`;
  const repository = new Repository().write({
    'a.txt': `a = "${encoded}" # keyfence:allow encoded\n`,
    'b.txt': `a = "${inside}"\n`,
    'c.txt': Buffer.from(`\ufeffkey = ${secret} # keyfence:allow wide\n`, 'utf16le'),
    'd.zip': zipOf([['a.txt', entry]]),
  });
  assert.equal(told(scanReport(repository)), [
    'allowed a.txt:1 inline comment: encoded',
    'allowed b.txt:1 inline comment: inside',
    'allowed c.txt:1 inline comment: wide',
    'allowed d.zip:1 inline comment: in the entry',
  ]);
});

exceptions('a comment in a text that is too large to hold', () => {
  const filler = `${randomText(99)}\n`.repeat(90_000); // nine million bytes
  const repository = new Repository().write({
    'a.log': `${filler}# keyfence:allow far away\n${line}${line.replace(secret, other)}`,
  });
  assert.equal(told(scanReport(repository)), [
    'allowed a.log:90002 inline comment: far away',
    'new a.log:90003',
  ]);
});

exceptions('the baseline lets pass what it names, and is told of as such', () => {
  const baseline = `# found on the first day\n\n${fingerprint}\r\n`;
  const repository = new Repository().write({
    [BASELINE]: baseline,
    'a.txt': line + line.replace(secret, other),
  });
  const report = scanReport(repository);
  assert.equal(told(report), ['baseline a.txt:1', 'new a.txt:2']);
  assert.equal([report.receipt.findings, report.receipt.suppressed], [1, { baseline: 1 }]);
  assert.match(
    runBin(repository, ['scan']).stderr,
    'keyfence: let through: 1 finding (baseline: it was there when the project began with keyfence)\n',
  );
});

for (const [title, text, words] of [
  ['a line that is no fingerprint', `${fingerprint}\n${secret}\n`, 'line 2: expected a fingerprint'],
  ['more than a megabyte', '#'.repeat(1024 * 1024 + 1), 'too large'],
] as const) {
  exceptions(`a baseline with ${title} ends the scan with 2, and is not repeated`, () => {
    const repository = new Repository().write({ [BASELINE]: text, 'a.txt': line });
    const { status, stdout, stderr } = runBin(repository, ['scan']);
    assert.equal([status, stdout], [2, '']);
    assert.match(stderr, `keyfence: ${BASELINE}: `);
    assert.match(stderr, words);
    assert.not.match(stderr, secret);
  });
}

exceptions('the hook reads the index, and never the working tree', () => {
  const repository = new Repository().stage({ 'a.txt': line });
  repository.hook('pre-commit', 'pre-commit');
  const allow = configured({ allow: [{ fingerprint, reason: 'r' }] });
  repository.write({ ...allow, [BASELINE]: `${fingerprint}\n` });
  assert.is(repository.tryGit('commit', '-m', 'm').status, 1);
  repository.git('add', FILE);
  const { status, stderr } = repository.tryGit('commit', '-m', 'm');
  assert.is(status, 0);
  assert.match(stderr, 'let through: 1 finding (allow entry: r)');
  repository.git('rm', '-q', '-f', FILE);
  repository.stage({ [BASELINE]: `${fingerprint}\n`, 'b.txt': line });
  assert.is(repository.tryGit('commit', '-m', 'm').status, 0);
});

exceptions('what is of no use is told where the whole tree was scanned', () => {
  const allow = [
    { fingerprint, reason: 'r' },
    { fingerprint: fingerprintOf(`key = '${other}'\n`), reason: 'gone' },
    { file: 'gone/.env', reason: 'gone' },
  ];
  const paths = [{ path: 'gone/', reason: `with ${secret} once` }];
  const repository = new Repository().stage({ ...configured({ allow, paths }), 'a.txt': line });
  const report = scanReport(repository);
  const { unusedExceptions } = report.receipt as unknown as {
    unusedExceptions: { kind: string; file: string; line: number; what: string; reason: string }[];
  };
  assert.equal(
    unusedExceptions.map(({ kind, file, line, reason }) => `${kind} ${file}:${line} ${reason}`),
    [`allow entry ${FILE}:7 gone`, `allow entry ${FILE}:11 gone`, `path rule ${FILE}:17 with ghp_… once`],
  );
  const brief = 'keyfence: 3 exceptions are of no use any more: --verbose names them\n';
  assert.match(runBin(repository, ['scan']).stderr, brief);
  const verbose = utf8(runBin(repository, ['scan', '--verbose']).stderr);
  assert.match(verbose, `keyfence: of no use any more: ${FILE}:11 allow entry gone/.env (gone)\n`);
  for (const words of [['scan', 'a.txt'], ['pre-commit']]) {
    assert.not.match(runBin(repository, words).stderr, 'of no use');
  }
});

exceptions('a reason that holds a secret, or what a terminal obeys, is shown without', () => {
  const reason = `see ${other} \u001b[2J`;
  const repository = new Repository().write({
    ...configured({ allow: [{ fingerprint, reason }] }),
    'a.txt': line,
  });
  assert.match(utf8(runBin(repository, ['scan']).stderr), 'allow entry: see ghp_… \\u{1b}[2J)');
  assert.equal(told(scanReport(repository)), [
    `new ${FILE}:5`,
    'allowed a.txt:1 allow entry: see ghp_… \\u{1b}[2J',
  ]);
});

exceptions('a medium guarded file is not refused for a secret that may pass', () => {
  const files = { '.envrc': `export GITHUB_TOKEN=${secret}\n` };
  const refused = scanReport(new Repository().write(files));
  assert.equal(told(refused), ['new .envrc:1', 'new .envrc:1']);
  const allow = [{ fingerprint, reason: 'r' }];
  const passed = scanReport(new Repository().write({ ...configured({ allow }), ...files }));
  assert.equal(told(passed), ['allowed .envrc:1 allow entry: r']);
});

exceptions.run();
