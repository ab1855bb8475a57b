/** Workflow commands and the step summary: what GitHub shows at the line, in the log and below the run. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { reportGitHub } from '../../../src/report/github.js';
import { summarizeInMarkdown } from '../../../src/report/markdown.js';
import type { Finding, Receipt, Severity } from '../../../src/types.js';
import {
  HOSTILE,
  LISTED,
  MISSED,
  makeFinding,
  makeGuarded,
  makeHistorical,
  makeLetThrough,
  makeReceipt,
} from '../../support/report/input.js';
import { readCommands } from '../../support/report/workflow-commands.js';

const github = suite('GitHub');

const RECEIPT = '14 files, 212 KB, 1144 formats, engine re2, 0 skipped, 31 ms';

function report(findings: readonly Finding[], changes: Partial<Receipt> = {}): string {
  return reportGitHub(findings, makeReceipt(findings, changes));
}

github('an error stands at its line, with columns where it ends in that line', () => {
  assert.equal(report([makeFinding(), makeFinding({ endLine: 5 })]).split('\n'), [
    '::error file=src/client.js,line=3,endLine=3,col=9,endColumn=49,title=critical%3A Acme token::Acme token acme_\u2026: its checksum is right (confidence high, kf1-aaaaaaaaaaaaaaaa); rotate: https://acme.example/tokens (Make a new one first.)',
    '::error file=src/client.js,line=3,endLine=5,title=critical%3A Acme token::Acme token acme_\u2026: its checksum is right (confidence high, kf1-aaaaaaaaaaaaaaaa); rotate: https://acme.example/tokens (Make a new one first.)',
    `::notice title=keyfence::${RECEIPT} - 2 findings`,
    '',
  ]);
});

github('a percent sign, a comma and a colon in a name are its own', () => {
  const [line] = report([makeFinding({ file: '100%,a:b::c.js', title: '%0A::x' })]).split('\n');
  assert.match(line as string, 'file=100%25%2Ca%3Ab%3A%3Ac.js,');
  assert.match(line as string, 'title=critical%3A %250A%3A%3Ax::%250A::x acme_');
});

for (const [what, text] of Object.entries(HOSTILE)) {
  github(`${what} starts no command, as an error and as a line of the log`, () => {
    const findings = Array.from({ length: 12 }, () =>
      makeFinding({ file: text, title: text, masked: `${text}\u2026`, note: text, layers: [text] }),
    );
    const skipped = Array.from({ length: 12 }, () => ({ ...MISSED, file: text, reason: text }));
    const { commands, lines } = readCommands(report(findings, { skipped }));
    assert.equal(
      commands.map(({ name }) => name),
      [...Array(10).fill('error'), ...Array(10).fill('warning'), 'notice'],
    );
    assert.is(lines.length, 5);
    for (const line of lines) assert.match(line, /^(?:finding|keyfence: not scanned): /);
  });
}

github('beyond ten, the gravest are shown and the others are lines of the log', () => {
  const severities: Severity[] = ['low', 'medium', 'high', 'critical'];
  const findings = Array.from({ length: 12 }, (_, at) =>
    makeFinding({ severity: severities[at % 4] as Severity, line: at + 1, endLine: at + 1 }),
  );
  const { commands, lines } = readCommands(report(findings));
  assert.equal(
    commands.slice(0, 10).map(({ properties }) => `${properties.title?.split(':')[0]} ${properties.line}`),
    [
      ...['critical 4', 'critical 8', 'critical 12', 'high 3', 'high 7', 'high 11'],
      ...['medium 2', 'medium 6', 'medium 10', 'low 1'],
    ],
  );
  assert.equal(
    lines.map((line) => line.split(' ').slice(0, 3).join(' ')),
    ['finding: src/client.js:5:9 low:', 'finding: src/client.js:9:9 low:'],
  );
});

github('what is let through is no error', () => {
  assert.is(report(makeLetThrough()), `::notice title=keyfence::${RECEIPT} - clean\n`);
});

github('a guarded file has no columns', () => {
  assert.match(
    report([makeGuarded()]),
    /^::error file=\.env,line=1,endLine=1,title=high%3A Environment file::/,
  );
});

github('a finding of a history says since when and until when', () => {
  const { message } = readCommands(report([makeHistorical()])).commands[0] ?? { message: '' };
  assert.match(message, `since commit ${'1'.repeat(40)}; until commit ${'2'.repeat(40)}; rotate`);
});

github('an incomplete scan and a new exception are warnings', () => {
  const added = {
    kind: 'allow entry',
    file: '.keyfence.json',
    line: 4,
    what: 'kf1-aaaaaaaaaaaaaaaa',
    reason: 'a test',
    commit: null,
  } as const;
  const { commands } = readCommands(report([], { skipped: [MISSED, LISTED], added: [added] }));
  assert.equal(
    commands.map(({ name, properties, message }) => [name, properties, message]),
    [
      [
        'warning',
        { title: 'keyfence: INCOMPLETE' },
        '1 not scanned; what to do: make it readable for you and scan again; or keyfence allow --skip PATH --reason "WHY" accepts it for good',
      ],
      [
        'warning',
        { file: '.keyfence.json', line: '4', title: 'keyfence: exception added' },
        '.keyfence.json:4 allow entry kf1-aaaaaaaaaaaaaaaa (a test)',
      ],
      ['warning', { file: 'locked.bin', title: 'keyfence: not scanned' }, 'locked.bin (unreadable (EACCES))'],
      [
        'notice',
        { title: 'keyfence' },
        '14 files, 212 KB, 1144 formats, engine re2, 2 skipped, 31 ms - INCOMPLETE: not everything was scanned',
      ],
    ],
  );
});

github('a summary takes the room that it is given, and counts what found none', () => {
  const findings = Array.from({ length: 2000 }, (_, at) =>
    makeFinding({ line: at + 1, endLine: at + 1, file: '\xc3\xa4.js' }),
  );
  const receipt = makeReceipt(findings, { skipped: [MISSED] });
  const summary = summarizeInMarkdown(findings, receipt, 10_000) as string;
  const shown = summary.match(/^\| critical \|/gm)?.length ?? 0;
  assert.ok(Buffer.byteLength(summary) <= 10_000 && Buffer.byteLength(summary) > 9_000, 'fills its room');
  assert.match(summary, `\nand ${2000 - shown} more, for which there was no room here\n`);
  assert.match(summary, '### NOT SCANNED');
  assert.match(summary, /^## keyfence: INCOMPLETE, 2000 new findings\n/);
  assert.is(summarizeInMarkdown(findings, receipt, 100), null);
});

github.run();
