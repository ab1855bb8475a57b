/** What is reported and what blocks: confidence, what is let go and counted, and the exit codes in their order. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type ReportedFinding, Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { runBin, scanReport, secretText, TOKEN } from '../support/scanned.js';

const outcome = suite('the outcome of a scan');

/** One file with a finding of each confidence. The medium one is a bare value of a name in the project's schema. */
function makeGraded(): Repository {
  return new Repository().write({
    'secrets/schema.json': JSON.stringify({ required: { app: { SIGNING_SALT: {} } } }),
    'a.txt': `${sample(TOKEN)}\n${sample(TOKEN, { checksum: 'wrong' })}\nSIGNING_SALT="${sample('openai-api-key-legacy').slice(3, 30)}"\n`,
  });
}

for (const [confidence, lines, hidden] of [
  ['high', [1], 2],
  ['medium', [1, 3], 1],
  ['low', [1, 2, 3], 0],
] as const) {
  outcome(`--confidence ${confidence} reports what is believed at least so much, and counts the rest`, () => {
    const report = scanReport(makeGraded(), ['--confidence', confidence]);
    assert.equal(
      report.findings.map(({ line }) => line),
      lines,
    );
    assert.equal(report.receipt.suppressed, hidden > 0 ? { 'low-confidence': hidden } : {});
  });
}

outcome('a wrong checksum alone is low, does not block, and says why when asked', () => {
  const repository = new Repository().write({ 'a.txt': sample(TOKEN, { checksum: 'wrong' }) });
  assert.is(runBin(repository, ['scan']).status, 0);
  const ran = runBin(repository, ['scan', '--confidence', 'low']);
  assert.is(ran.status, 1);
  assert.match(ran.stdout, 'its checksum does not match');
  assert.match(ran.stdout, 'confidence low');
  const [finding] = scanReport(repository, ['--confidence=low']).findings as [ReportedFinding];
  assert.equal([finding.verdict, finding.confidence], ['format', 'low']);
});

outcome('placeholders are let go and counted', () => {
  const placeholders = [`ghp_${'x'.repeat(36)}`, `sk_live_${'0'.repeat(24)}`];
  const repository = new Repository().write({
    'README.md': `${placeholders.join('\n')}\n`,
    'a.txt': secretText(),
  });
  const report = scanReport(repository);
  assert.equal([report.findings.length, report.receipt.suppressed], [1, { placeholder: 2 }]);
  assert.match(runBin(repository, ['scan']).stderr, ', 2 placeholder, ');
});

/** What is wrong, and the exit code: what could not be done outdoes findings, and they outdo what was not read. */
function expectExit(code: number, what: { finding?: true; unread?: true; broken?: true }): void {
  outcome(`exit ${code}: ${Object.keys(what).join(' and ') || 'nothing is wrong'}`, () => {
    const repository = new Repository().write({ 'a.txt': 'x\n' });
    if (what.finding) repository.write({ 'b.txt': secretText() });
    if (what.unread) repository.run('mkfifo', ['pipe']);
    if (what.broken) repository.write({ 'secrets/schema.json': '{' });
    const ran = runBin(repository, ['scan', '.', ...(what.unread ? ['pipe'] : [])]);
    assert.is(ran.status, code);
    assert.is(ran.stdout !== '', code === 1);
    const words = [
      '- clean\n',
      'finding',
      'nothing was scanned',
      '- INCOMPLETE: not everything was scanned\n',
    ][code];
    assert.match(ran.stderr, words as string);
    assert.is(ran.stderr.includes('INCOMPLETE'), Boolean(what.unread && !what.broken));
  });
}

expectExit(0, {});
expectExit(1, { finding: true });
expectExit(3, { unread: true });
expectExit(1, { finding: true, unread: true });
expectExit(2, { broken: true });
expectExit(2, { broken: true, unread: true });
expectExit(2, { broken: true, finding: true, unread: true });

outcome('--quiet leaves out the receipt only when there is nothing to tell', () => {
  const clean = new Repository().write({ 'a.txt': 'x\n' });
  const quiet = (repository: Repository, ...words: string[]) =>
    runBin(repository, ['scan', '--quiet', ...words]);
  assert.equal(quiet(clean), { status: 0, stdout: '', stderr: '' });
  clean.run('mkfifo', ['pipe']);
  assert.match(quiet(clean, 'pipe').stderr, 'INCOMPLETE');
  const found = quiet(new Repository().write({ 'a.txt': secretText() }));
  assert.equal([found.status, found.stdout !== ''], [1, true]);
  assert.match(found.stderr, '1 finding');
});

outcome.run();
