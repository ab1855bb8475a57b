/** What Git and editors do to a text keeps every decision about the secret in it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type ReportedFinding, Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { scanReport, TOKEN } from '../support/scanned.js';
import { rangeReport } from './expect-range.js';

const kept = suite('exceptions are kept');

const FILE = '.keyfence.json';
const token = sample(TOKEN);
const key = sample('private-key-openssh');
const TEXT = `const token = "${token}";\n${key}\n`;

/** A repository in which an entry for each of the two secrets is committed, and they themselves are not. */
function decided(): Repository {
  const repository = new Repository().write({ 'a.ts': TEXT });
  const prints = scanReport(repository).findings.map(({ fingerprint }) => fingerprint);
  assert.is(new Set(prints).size, 2);
  repository.write({ 'a.ts': 'nothing\n' });
  for (const print of prints) assert.is(repository.keyfence('allow', print, '--reason', 'r').status, 0);
  repository.git('add', '-A');
  repository.commit('base');
  return repository;
}

function expectAllowed(findings: readonly ReportedFinding[], count = 2): void {
  assert.equal(
    findings.map(({ status }) => status),
    Array(count).fill('allowed'),
  );
}

kept('by a rebase and a squash', () => {
  const repository = decided();
  repository.git('checkout', '-q', '-b', 'topic');
  repository.stage({ 'a.ts': TEXT }).commit('one');
  repository.stage({ 'b.ts': `more\n` }).commit('two');
  repository.git('checkout', '-q', 'main');
  repository.stage({ 'c.ts': 'meanwhile\n' }).commit('three');
  repository.git('rebase', '-q', 'main', 'topic');
  expectAllowed(rangeReport(repository, ['scan', '--range', 'main..topic']).findings);
  repository.git('checkout', '-q', 'main');
  repository.git('merge', '-q', '--squash', 'topic');
  expectAllowed(scanReport(repository, ['--staged']).findings);
  repository.commit('squashed');
  expectAllowed(rangeReport(repository, ['scan', '--range', 'HEAD~1..HEAD']).findings);
});

for (const [title, path, text] of [
  ['a move', 'sub/deep/other name.py', TEXT],
  ['other quotes, other names and another indentation', 'a.ts', `{\n\t\tt: '${token}',\n}\n${key}\n`],
  ['line ends of another system', 'a.ts', TEXT.replaceAll('\n', '\r\n')],
  ['another encoding', 'a.ts', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  ['lines before and between', 'a.ts', `${'x\n'.repeat(50)}"${token}"\n\n\n${key}\n`],
] as const) {
  kept(`by ${title}`, () => {
    const repository = decided();
    repository.write({ [path]: text });
    expectAllowed(scanReport(repository).findings);
    repository.stage({ [path]: text });
    expectAllowed(scanReport(repository, ['--staged']).findings);
  });
}

kept('by whatever is done to the configuration itself', () => {
  const repository = decided().write({ 'a.ts': TEXT });
  const { allow } = JSON.parse(repository.git('show', `HEAD:${FILE}`)) as { allow: object[] };
  repository.write({ [FILE]: `\ufeff${JSON.stringify({ skip: [], allow: allow.reverse() })}` });
  expectAllowed(scanReport(repository).findings);
});

kept.run();
