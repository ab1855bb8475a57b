/** What it took to read a finding's text is told to a person, too. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';

const layers = suite('layers in the text report');

function reportOf(text: string | Buffer): string {
  const { stdout, status } = new Repository().stage({ 'a.txt': text }).keyfence('pre-commit');
  assert.is(status, 1);
  return stdout;
}

layers('they are named from the outside in', () => {
  const inner = Buffer.from(`key = ${sample('github-personal-access-token')}\n`);
  const outer = Buffer.from(`blob: ${inner.toString('base64')}\n`, 'utf8').toString('utf8');
  const wide = Buffer.from(`\ufeff${outer}`, 'utf16le');
  assert.match(reportOf(wide), /^ {2}inside {2}utf-16le > base64$/m);
});

layers('where there are none, no line is spent on them', () => {
  assert.not.match(reportOf(`${sample('github-personal-access-token')}\n`), 'inside');
});

layers.run();
