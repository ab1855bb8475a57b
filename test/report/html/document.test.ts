/** The HTML report as a text: what it holds, what its policy lets in, and what becomes of hostile names. */
import { createHash } from 'node:crypto';
import { parse } from 'parse5';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { reportHtml } from '../../../src/report/html/report.js';
import type { Finding, Receipt } from '../../../src/types.js';
import { findingOf, historyOf, receiptOf, sightingOf } from '../../support/report/findings.js';
import { makeContext } from '../../support/report/input.js';

const documents = suite('the html report');

const CONTEXT = { ...makeContext(), endTime: new Date('2026-11-20T12:00:00Z') };

function documentOf(findings: Finding[], receipt: Partial<Receipt> = {}): string {
  const fresh = findings.filter(({ status }) => status === 'new').length;
  return reportHtml(findings, receiptOf({ findings: fresh, ...receipt }), CONTEXT);
}

/** What stands between two texts, the first time. */
function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start) + start.length;
  return text.slice(from, text.indexOf(end, from));
}

const headOf = (text: string) => between(text, '<h1>', '</h1>');

documents('its policy lets in this style and this script, and nothing else', () => {
  const text = documentOf([findingOf()]);
  const policy = between(text, 'Content-Security-Policy" content="', '"')
    .replaceAll('&#39;', "'")
    .split('; ');
  const hashOf = (part: string) => `'sha256-${createHash('sha256').update(part).digest('base64')}'`;
  assert.equal(policy, [
    "default-src 'none'",
    `style-src ${hashOf(between(text, '<style>', '</style>'))}`,
    `script-src ${hashOf(between(text, '<script>', '</script>'))}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
});

documents('its script is the same whatever was found', () => {
  const scriptOf = (text: string) => between(text, '<script>', '</script>');
  assert.is(scriptOf(documentOf([findingOf({ title: 'Marked' })])), scriptOf(documentOf([])));
  assert.is(documentOf([findingOf()]).split('<script').length, 2);
});

documents('it has no attribute that its policy would refuse', () => {
  const text = documentOf([findingOf({ history: historyOf('2024-01-01T00:00:00Z', null) })]);
  assert.not.match(text, /<[^>]+\s(?:style|on[a-z]+)=/);
});

const HEADS: [title: string, findings: Finding[], receipt: Partial<Receipt>, head: string][] = [
  ['nothing', [], {}, 'Nothing found'],
  ['a scan of nothing', [], { files: 0 }, 'Nothing to scan'],
  ['what an incomplete scan did not find', [], { complete: false }, 'Nothing found in what was scanned'],
  ['one secret', [findingOf()], {}, '1 secret in 1 file'],
  ['one secret in two files', [findingOf(), findingOf({ file: 'b' })], {}, '1 secret in 2 files'],
  ['two secrets in one file', [findingOf(), findingOf({ fingerprint: 'kf1-b' })], {}, '2 secrets in 1 file'],
  ['a guarded file', [findingOf({ verdict: 'file' })], {}, '1 file that should not be in Git'],
  [
    'a secret and a guarded file',
    [findingOf(), findingOf({ verdict: 'file', file: '.env' })],
    {},
    '1 secret in 1 file, and 1 file that should not be in Git',
  ],
  ['a message', [findingOf({ file: '(commit message)' })], {}, '1 secret in 1 place'],
  ['what is let through', [findingOf({ status: 'baseline' })], {}, 'Nothing found'],
];
for (const [title, findings, receipt, head] of HEADS) {
  documents(`its head line for ${title}`, () => {
    const text = documentOf(findings, receipt);
    assert.is(headOf(text), head);
    assert.is(between(text, '<title>', '</title>'), `${head} - shop - keyfence`);
  });
}

documents('it says that a scan is incomplete, and why', () => {
  const skipped = [
    { file: 'a.zip', reason: 'damaged', listed: false },
    { file: 'b', reason: 'unreadable', listed: false },
    { file: 'sub', reason: 'submodule', listed: true },
    { file: 'c', reason: 'encrypted', listed: true, accepted: 'our own' },
  ];
  const text = documentOf([], { skipped, complete: false });
  assert.match(text, 'could not be: damaged; unreadable.');
  assert.match(text, 'Should have been scanned: 2 items');
  assert.match(text, 'Only listed: 1 item');
  assert.match(text, 'Accepted by this project: 1 item');
  for (const { file } of skipped) assert.match(text, `<bdi class="place">${file}</bdi>`);
  assert.match(text, 'encrypted; our own');
});

documents('what was let go is told with its reasons', () => {
  const text = documentOf([], { suppressed: { placeholder: 12345, 'low-confidence': 1 } });
  assert.match(text, 'placeholders, or values printed in documentation');
  assert.match(text, '12,345');
});

documents('only addresses of the web become links', () => {
  const linksOf = (revoke: string) =>
    documentOf([findingOf({ revoke })]).match(/<a href="[^#"]+"[^>]*>/g) ?? [];
  assert.equal(linksOf('https://example.com/a?b=1&c=2'), [
    '<a href="https://example.com/a?b=1&amp;c=2" target="_blank" rel="noreferrer noopener">',
  ]);
  assert.is(linksOf('http://example.com/').length, 1);
  for (const other of [
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//example.com',
    'https://user:name@example.com/',
    'not an address',
  ]) {
    assert.equal(linksOf(other), [], other);
  }
});

/** As bytes: markup that would run, signs that cannot be seen, and what is no UTF-8. */
const HOSTILE = [
  '</script><script>window.hacked=1</script>',
  '"><img src=x onerror=window.hacked=1>',
  "'><svg/onload=window.hacked=1>",
  '</title></style><!--',
  '\xe2\x80\xaegnp.exe',
  'a\nb\r\tc',
  '\xff\xfe',
  '&lt;b&gt;',
];

function hostileFinding(text: string): Finding {
  const sighting = sightingOf(text, { file: text, commit: { oid: text, author: text, date: text } });
  return findingOf({
    pattern: text,
    provider: text,
    title: text,
    note: text,
    file: text,
    layers: [text],
    commit: sighting.commit,
    history: { first: sighting, last: sighting, atHead: true, refs: [text], places: 1 },
    masked: `${text}…`,
    variable: text,
    revoke: text,
    rotate: text,
    status: 'allowed',
    allow: { by: 'allow entry', reason: text, who: text, until: text },
    remarks: [text],
  });
}

for (const text of HOSTILE) {
  documents(`a name is text wherever it stands: ${JSON.stringify(text)}`, () => {
    const receipt: Partial<Receipt> = {
      skipped: [{ file: text, reason: text, listed: true, accepted: text }],
      unusedSkips: [text],
      suppressed: { [text]: 1 },
      added: [{ kind: 'allow entry', file: text, line: 1, what: text, reason: text, commit: text }],
    };
    const page = reportHtml([hostileFinding(text)], receiptOf(receipt), { ...CONTEXT, project: text });
    const plain = reportHtml([hostileFinding('x')], receiptOf(), { ...CONTEXT, project: 'x' });
    const tagsOf = (html: string) => new Set(html.match(/<\/?[a-z0-9]+/g));
    assert.equal(
      [...tagsOf(page)].filter(
        (tag) => !tagsOf(plain).has(tag) && !/^<\/?(?:ul|details|summary|h4|li|table|t)/.test(tag),
      ),
      [],
    );
    assert.not.match(page, /[\u202e\r\t]|[^\x20-\x7e\n\u0080-\uffff]/u);
    assert.equal(errorsOf(page), []);
  });
}

/** What a parser that follows the standard has to say of it. */
function errorsOf(text: string): string[] {
  const errors: string[] = [];
  parse(text, {
    onParseError: ({ code, startLine, startCol }) => errors.push(`${code} ${startLine}:${startCol}`),
  });
  const ids = [...text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id as string);
  return [...errors, ...ids.filter((id, index) => ids.indexOf(id) !== index)];
}

documents('it is well-formed, and no id stands twice', () => {
  const history = historyOf('2024-01-01T00:00:00+02:00', '2025-01-01T00:00:00Z');
  assert.equal(errorsOf(documentOf([])), []);
  assert.equal(
    errorsOf(documentOf([findingOf({ history }), findingOf({ verdict: 'file' })], { commits: 2 })),
    [],
  );
});

documents('what blocks comes first, and of that the worst', () => {
  const text = documentOf([
    findingOf({ title: 'D', severity: 'critical', status: 'allowed' }),
    findingOf({ title: 'C', severity: 'low' }),
    findingOf({ title: 'A', severity: 'critical' }),
    findingOf({ title: 'B', severity: 'critical' }),
  ]);
  const titles = [...text.matchAll(/<b>([A-D])<\/b>/g)].map(([, title]) => title);
  assert.equal(titles, ['A', 'B', 'C', 'D']);
});

documents.run();
