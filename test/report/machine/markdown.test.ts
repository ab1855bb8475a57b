/** Markdown: a table of what was found, in which no text of the repository is markup. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { reportMarkdown } from '../../../src/report/markdown.js';
import {
  HOSTILE,
  LISTED,
  MISSED,
  makeFinding,
  makeGuarded,
  makeHistorical,
  makeHostile,
  makeLetThrough,
  makeReceipt,
} from '../../support/report/input.js';

const markdown = suite('Markdown');

markdown('tells the findings in a table, and the receipt at its end', () => {
  const findings = [makeFinding(), makeGuarded(), makeHistorical()];
  assert.equal(reportMarkdown(findings, makeReceipt(findings)).split('\n'), [
    '## keyfence: 3 new findings',
    '',
    '| severity | what | where | why | do |',
    '| --- | --- | --- | --- | --- |',
    '| critical | Acme token <code>acme&#95;\u2026</code> | <code>src/client.js&#58;3&#58;9</code> | its checksum is right (confidence high, kf1-aaaaaaaaaaaaaaaa) | [rotate](https://acme.example/tokens): Make a new one first. |',
    '| high | Environment file | <code>.env</code> | the file is guarded by its name (confidence high, kf1-bbbbbbbbbbbbbbbb) | rotate where it was issued |',
    '| critical | Acme token <code>acme&#95;\u2026</code> | <code>src/client.js&#58;3&#58;9</code>, since <code>111111111111</code>, until <code>222222222222</code>, no longer at HEAD | its checksum is right (confidence high, kf1-aaaaaaaaaaaaaaaa) | [rotate](https://acme.example/tokens): Make a new one first. |',
    '',
    'keyfence&#58; 14 files, 212 KB, 1144 formats, engine re2, 0 skipped, 31 ms - 3 findings',
    '',
  ]);
});

markdown('tells what was let through and what was not scanned', () => {
  const findings = makeLetThrough();
  const receipt = makeReceipt(findings, { skipped: [MISSED, LISTED] });
  assert.equal(reportMarkdown(findings, receipt).split('\n').slice(0, -3), [
    '## keyfence: INCOMPLETE, 0 new findings',
    '',
    '### NOT SCANNED',
    '',
    '- <code>locked.bin</code> (unreadable (EACCES))',
    '',
    '### Let through',
    '',
    '| status | what | where | reason |',
    '| --- | --- | --- | --- |',
    '| allowed | Acme token <code>acme&#95;\u2026</code> | <code>allowed.js&#58;3&#58;9</code> | allow entry&#58; revoked long ago; A &#60;a&#64;b&#62;; until 2999-12-31 |',
    '| baseline | Acme token <code>acme&#95;\u2026</code> | <code>old.js&#58;3&#58;9</code> | baseline&#58; it was there when the project began with keyfence |',
    '',
    '### Listed, not scanned',
    '',
    '- <code>vendor/lib</code> (submodule or nested repository)',
  ]);
});

for (const [what, text] of Object.entries(HOSTILE)) {
  markdown(`${what} is text in its cell`, () => {
    const findings = [makeHostile(text)];
    const rows = reportMarkdown(findings, makeReceipt(findings))
      .split('\n')
      .filter((line) => line.startsWith('| critical'));
    assert.is(rows.length, 1);
    const cells = (rows[0] as string).split('|');
    assert.is(cells.length, 7, 'five cells');
    const markup = (rows[0] as string)
      .replaceAll(/<\/?code>/g, '')
      .replaceAll(/&#\d+;/g, '')
      .replaceAll('|', '');
    assert.not.match(markup, /[\\`*_{}[\]<>&~#@$]/);
  });
}

for (const [revoke, link] of [
  ['https://a.example/b?c=d&e=f', '[rotate](https://a.example/b?c=d&amp;e=f)'],
  ['https://a.example/) [x](y|<z>', '[rotate](https://a.example/%29%20%5Bx%5D%28y%7C%3Cz%3E)'],
  ['https://a.example/\ud834\udd1e', '[rotate](https://a.example/%F0%9D%84%9E)'],
  ['javascript:alert(1)', 'rotate javascript&#58;alert(1)'],
  ['the console', 'rotate the console'],
]) {
  markdown(`to revoke it at ${JSON.stringify(revoke)}: ${link}`, () => {
    const findings = [makeFinding({ revoke: revoke as string, rotate: null })];
    assert.match(reportMarkdown(findings, makeReceipt(findings)), `| ${link} |`);
  });
}

markdown.run();
