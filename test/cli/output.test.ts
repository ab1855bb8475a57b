/** The output contract: every field of the JSON, the receipt, and what the exit code says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type ReportedFinding, Repository } from '../support/repository.js';
import { catalog, patternOf, randomText, sample } from '../support/sample.js';
import { runBin, scanReport, secretText, TOKEN, utf8 } from '../support/scanned.js';

const output = suite('the output contract');

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
const isPlace = (value: unknown) => isCount(value) && value !== 0;
const isOneOf = (words: string) => (value: unknown) => words.split(' ').includes(value as string);
const isTextOrNull = (value: unknown) => value === null || isText(value);

const FINDING: Record<string, (value: unknown) => boolean> = {
  pattern: isText,
  title: isText,
  provider: isText,
  category: isOneOf('api-key database-credential cloud-credential auth-token sensitive-config'),
  severity: isOneOf('critical high medium low'),
  verdict: isOneOf('checksum-valid structure-valid format known-value context generic file'),
  confidence: isOneOf('high medium low'),
  file: isText,
  line: isPlace,
  column: isPlace,
  endLine: isPlace,
  endColumn: isPlace,
  start: isCount,
  end: isCount,
  masked: (value) => typeof value === 'string' && (value === '' || value.endsWith('…')),
  fingerprint: (value) => /^kf1-[a-z2-7]{16}$/.test(value as string),
  variable: isTextOrNull,
  revoke: isTextOrNull,
  rotate: isTextOrNull,
  note: isTextOrNull,
  status: isOneOf('new baseline allowed'),
};
const RECEIPT: Record<string, (value: unknown) => boolean> = {
  source: isOneOf('staged tree range history stdin'),
  files: isCount,
  bytes: isCount,
  patterns: isPlace,
  engine: isOneOf('re2 re2js'),
  skipped: Array.isArray,
  findings: isCount,
  suppressed: (value) => Object.values(value as object).every(isPlace),
  complete: (value) => typeof value === 'boolean',
  durationMs: isCount,
};

function expectShape(value: object, shape: Record<string, (value: unknown) => boolean>): void {
  assert.equal(Object.keys(value), Object.keys(shape));
  for (const [key, isRight] of Object.entries(shape)) {
    assert.ok(isRight((value as Record<string, unknown>)[key]), `${key} is not as the contract says`);
  }
}

output('the JSON has every field of the contract, in its order and of its type', () => {
  const repository = new Repository().write({ 'a.ts': secretText(), '.env': 'A=1\n' });
  repository.git('clone', '-q', new Repository().top, 'nested');
  const { status, ...report } = scanReport(repository);
  assert.equal([status, Object.keys(report), report.version], [1, ['version', 'findings', 'receipt'], 1]);
  assert.is(report.findings.length, 2);
  for (const finding of report.findings) expectShape(finding, FINDING);
  expectShape(report.receipt, RECEIPT);
  assert.is(report.receipt.findings, 2);
  assert.equal(report.receipt.skipped, [
    { file: 'nested', reason: 'submodule or nested repository', listed: true },
  ]);
});

output('a finding says what the catalog knows', () => {
  const [finding] = scanReport(new Repository().write({ 'a.ts': secretText() })).findings as [
    ReportedFinding,
  ];
  const { provider, category, severity, env, revoke } = patternOf(TOKEN);
  const { pattern, verdict, confidence, masked, variable, status } = finding;
  assert.equal([pattern, verdict, confidence, masked], [TOKEN, 'checksum-valid', 'high', 'ghp_…']);
  assert.equal([finding.provider, finding.category, finding.severity], [provider, category, severity]);
  assert.equal([variable, finding.revoke, status], [env[0], revoke, 'new']);
});

/** Where the secret stands when `before` stands before it; checked against the file as it is stored. */
function expectPlace(title: string, before: string, after: string, line: number, column: number): void {
  output(`line ${line}, byte column ${column}: ${title}`, () => {
    const token = sample(TOKEN);
    const repository = new Repository().write({ 'sub/ä.txt': before + token + after });
    const [found] = scanReport(repository).findings as [ReportedFinding];
    const stored = readFileSync(join(repository.top, 'sub/ä.txt'));
    assert.ok(
      stored.subarray(found.start, found.end).equals(Buffer.from(token)),
      'the slice is not the secret',
    );
    const places = [found.line, found.column, found.endLine, found.endColumn];
    assert.equal(places, [line, column, line, column + token.length]);
    assert.is(found.file, 'sub/ä.txt');
  });
}

expectPlace('at the very start', '', '', 1, 1);
expectPlace('after a line', 'one\n', '\n', 2, 1);
expectPlace('after characters of two, three and four bytes', 'x\nä€𝄞 = "', '"\n', 2, 14);
expectPlace('after CRLF', 'one\r\ntwo\r\n  ', '\r\n', 3, 3);
expectPlace('after lone carriage returns', 'one\rtwo\r', '', 1, 9);
expectPlace('after a byte order mark', '\ufeff', '\n', 1, 4);
expectPlace('after a NUL byte', 'a\0b\n\0', '\0', 2, 2);
expectPlace('after empty lines', '\n\n\n\t', '', 4, 2);

output('bytes that are no UTF-8 count as one column each', () => {
  const token = sample(TOKEN);
  const repository = new Repository().write({
    'a.bin': Buffer.from(`\xff\xfe\n\x80\xc3 ${token}\xff`, 'latin1'),
  });
  const [found] = scanReport(repository).findings as [ReportedFinding];
  assert.equal([found.line, found.column, found.start], [2, 4, 6]);
});

output('two secrets in a line and a secret of several lines have their own places', () => {
  const key = sample('private-key-openssh');
  const repository = new Repository().write({
    'a.txt': `${sample(TOKEN)} ${sample(TOKEN)}\n`,
    'b.txt': `x\n${key}\n`,
  });
  const { findings } = scanReport(repository);
  assert.equal(
    findings.map(({ line, column }) => [line, column]),
    [
      [1, 1],
      [1, 42],
      [2, 1],
    ],
  );
  const last = findings[2] as ReportedFinding;
  const lines = key.trimEnd().split('\n');
  assert.equal([last.endLine, last.endColumn], [lines.length + 1, (lines.at(-1) as string).length + 1]);
});

output('the receipt counts files, bytes and formats, and names the engine', () => {
  const repository = new Repository().write({ a: 'x'.repeat(1000), 'b/c': 'y'.repeat(2000), empty: '' });
  const { receipt } = scanReport(repository);
  const patterns = new Set(catalog.map(({ id }) => id)).size;
  assert.equal([receipt.source, receipt.files, receipt.bytes, receipt.patterns], ['tree', 3, 3000, patterns]);
  const ran = runBin(repository, ['scan'], { env: { KEYFENCE_ENGINE: 're2js' } });
  assert.equal([ran.status, ran.stdout], [0, '']);
  assert.match(
    ran.stderr,
    new RegExp(`^keyfence: 3 files, 3 KB, ${patterns} formats, engine re2js, 0 skipped, \\d+ ms - clean\\n$`),
  );
});

output('the receipt of a staged scan says so', () => {
  const repository = new Repository().stage({ a: 'x\n' });
  assert.match(runBin(repository, ['pre-commit']).stderr, /^keyfence: 1 staged file, 2 bytes, .* - clean\n$/);
});

output('the text says where, what, why, and what to do now', () => {
  const repository = new Repository().write({ 'src/a.ts': `// a\nconst k = "${sample(TOKEN)}";\n` });
  const ran = runBin(repository, ['scan']);
  const { title, revoke, env } = patternOf(TOKEN);
  const text = utf8(ran.stdout);
  assert.is(ran.status, 1);
  assert.ok(text.startsWith(`src/a.ts:2:12  critical  ${title}  ghp_…\n`), 'the first line');
  for (const words of [
    'its checksum is right',
    'confidence high',
    `${env[0]} from the environment`,
    revoke as string,
  ]) {
    assert.ok(text.includes(words), words);
  }
  assert.match(text, /What to do now\n {2}secret {2}take it out of the file\n/);
  assert.match(ran.stderr, /^keyfence: 1 file, .*, 1 finding\n$|- 1 finding\n$/);
});

output('the same secret has the same fingerprint wherever it stands', () => {
  const token = sample(TOKEN);
  const { findings } = scanReport(new Repository().write({ a: token, 'b/c': `${randomText(9)} "${token}"` }));
  assert.is(new Set(findings.map(({ fingerprint }) => fingerprint)).size, 1);
  assert.is(findings.length, 2);
});

output.run();
