/** Secrets in names: found there, and never shown by what prints the name. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';

const names = suite('secrets in file names');

const place = { line: 1, column: 1, endLine: 1, endColumn: 1, start: 0, end: 0 };

function placeOf(finding: object): object {
  const { line, column, endLine, endColumn, start, end } = finding as typeof place;
  return { line, column, endLine, endColumn, start, end };
}

for (const words of [['scan'], ['scan', '--staged'], ['pre-commit']]) {
  names(`keyfence ${words.join(' ')} finds one, and shows only how it begins`, () => {
    const token = sample('github-personal-access-token');
    const repository = new Repository().stage({ [`notes/${token}.txt`]: 'nothing here\n' });
    const report = repository.report(...words);
    assert.is(report.status, 1);
    assert.is(report.findings.length, 1);
    const [finding] = report.findings;
    assert.is(finding?.pattern, 'github-personal-access-token');
    assert.is(Buffer.from(finding?.file ?? '', 'latin1').toString('utf8'), 'notes/ghp_….txt');
    assert.equal(finding?.layers, ['file name']);
    assert.equal(placeOf(finding as object), place);
    const text = repository.keyfence(...words);
    assert.is(text.status, 1);
    assert.not.ok((text.stdout + text.stderr).includes(token));
  });
}

names('a folder that is named after one is found in every file of it', () => {
  const token = sample('github-personal-access-token');
  const report = new Repository().stage({ [`${token}/a`]: 'x\n', [`${token}/b`]: 'y\n' }).report('scan');
  assert.is(report.findings.length, 2);
});

names('a file that is changed and keeps its name is not told again', () => {
  const token = sample('github-personal-access-token');
  const repository = new Repository().stage({ [`${token}.txt`]: 'one\n' });
  repository.commit();
  assert.is(repository.stage({ [`${token}.txt`]: 'two\n' }).report('pre-commit').status, 0);
});

names('a secret in the text of such a file is told with the name masked', () => {
  const [inName, inText] = [sample('github-personal-access-token'), sample('npm-access-token')];
  const ran = new Repository().stage({ [`${inName}.txt`]: `${inText}\n` }).keyfence('scan');
  assert.is(ran.status, 1);
  assert.match(Buffer.from(ran.stdout, 'latin1').toString('utf8'), /^ghp_….txt:1:1 {2}/m);
  assert.not.ok((ran.stdout + ran.stderr).includes(inName));
});

names('what is skipped is named without it', () => {
  const token = sample('github-personal-access-token');
  const repository = new Repository();
  const inner = new Repository({ top: `${repository.top}/${token}` });
  inner.git('init', '-q', '.');
  inner.stage({ a: 'x\n' }).commit();
  const ran = repository.keyfence('scan', '--verbose');
  assert.match(Buffer.from(ran.stderr, 'latin1').toString('utf8'), 'ghp_…');
  assert.not.ok((ran.stdout + ran.stderr).includes(token));
});

names('a symbolic link is read as the path it leads to', () => {
  const token = sample('github-personal-access-token');
  const repository = new Repository();
  repository.run('ln', ['-s', `/srv/${token}`, 'link']);
  repository.git('add', 'link');
  const { findings } = repository.report('pre-commit');
  assert.equal(
    findings.map(({ file, start }) => [file, start]),
    [['link', '/srv/'.length]],
  );
});

names.run();
