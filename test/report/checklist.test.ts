import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { AnsweredLine } from '../../src/policy/checklist.js';
import type { Problem } from '../../src/policy/line.js';
import { reportChecklist, reportChecklistReceipt } from '../../src/report/checklist.js';
import { reportChecklistJson } from '../../src/report/checklist-json.js';

const checklist = suite('the report of the checklist');

const NOTHING = { outcome: 'nothing', files: [] } as const;
const HOSTILE = '::error::x\u202e\n</script>=cmd';

function answered(line: Partial<AnsweredLine>): AnsweredLine {
  return {
    id: 'a-line',
    point: 'names',
    title: 'A title',
    outcome: 'pass',
    says: 'so',
    problems: [],
    remedy: null,
    changes: [],
    ...line,
  };
}

const problem = (says: string, more: Partial<Problem> = {}): Problem => ({
  file: 'a/b',
  line: 3,
  says,
  remedy: null,
  ...more,
});

checklist(
  'lines stand below their points, in the order of these, each with its problems and remedies',
  () => {
    const text = reportChecklist([
      answered({ point: 'encryption', outcome: 'manual', title: 'Last', remedy: 'look' }),
      answered({
        outcome: 'fail',
        problems: [problem('wrong', { remedy: 'mend' }), problem('too', { file: null, line: null })],
        remedy: 'all',
      }),
      answered({ point: 'storage', outcome: 'pass', title: 'First' }),
    ]);
    assert.is(
      text,
      `Secrets live in a manager or in CI secrets
  ✓ pass   First: so

Schema, template, code and CI name the same secrets
  ✗ FAIL   A title: so
           a/b:3: wrong
           -> mend
           too
           -> all

Encryption at rest
  ? manual Last: so
           -> look

`,
    );
  },
);

const SEVERAL = [
  answered({ outcome: 'not-applicable', title: 'None' }),
  answered({ title: 'Good' }),
  answered({ outcome: 'manual', title: 'Look', remedy: 'see' }),
  answered({ outcome: 'not-applicable', title: 'None either' }),
  answered({ outcome: 'manual', title: 'Look there', remedy: 'see' }),
  answered({ outcome: 'fail', title: 'Bad', problems: [problem('wrong'), problem('too')], remedy: 'mend' }),
  answered({ point: 'rotation', outcome: 'not-applicable', title: 'Nothing' }),
];

checklist(
  'what fails comes first; lines that do not apply are a number, and what is to be done stands once',
  () => {
    assert.is(
      reportChecklist(SEVERAL),
      `Schema, template, code and CI name the same secrets
  ✗ FAIL   Bad: so
           a/b:3: wrong
           a/b:3: too
           -> mend
  ? manual Look: so
  ? manual Look there: so
           -> see
  ✓ pass   Good: so
  - n/a    2 lines do not apply: keyfence check --verbose

Rotation
  - n/a    1 line does not apply: keyfence check --verbose

`,
    );
  },
);

checklist('whoever asks for it is told of each line that does not apply', () => {
  const text = reportChecklist(SEVERAL, { verbose: true });
  for (const title of ['None', 'None either', 'Nothing']) {
    assert.match(text, new RegExp(`- n/a    ${title}: so \\[a-line\\]`));
  }
  assert.not.match(text, /do not apply/);
});

checklist('one remedy for several problems in a row is told once, below the last of them', () => {
  const problems = ['mend', 'mend', 'other', 'mend'].map((remedy, at) => problem(`p${at}`, { remedy }));
  const text = reportChecklist([answered({ outcome: 'fail', problems })]);
  assert.equal(text.match(/p\d|-> \w+/g), ['p0', 'p1', '-> mend', 'p2', '-> other', 'p3', '-> mend']);
});

checklist('a long list is cut, with a count, unless all are asked for; ids are told then, too', () => {
  const line = answered({
    outcome: 'fail',
    problems: Array.from({ length: 9 }, (_, at) => problem(`problem ${at}`)),
  });
  const short = reportChecklist([line]);
  assert.is(short.match(/problem \d/g)?.length, 5);
  assert.match(short, / 4 more: keyfence check --verbose\n/);
  const long = reportChecklist([line], { verbose: true });
  assert.is(long.match(/problem \d/g)?.length, 9);
  assert.match(long, /\[a-line\]/);
});

checklist('what cannot be seen, or is a command to somebody, is made visible, in text and in JSON', () => {
  const bytes = Buffer.from(HOSTILE).toString('latin1');
  const lines = [
    answered({
      outcome: 'fail',
      says: HOSTILE,
      problems: [problem(HOSTILE, { file: bytes, remedy: HOSTILE })],
      remedy: HOSTILE,
    }),
  ];
  for (const text of [reportChecklist(lines), reportChecklistJson(lines, { ...NOTHING, files: [HOSTILE] })]) {
    assert.not.match(text, /\u202e|^::error|": "::error/m);
    assert.match(text, /u\{202e\}/);
  }
});

checklist('the receipt counts every outcome; manual is never counted as a pass', () => {
  const lines = (['pass', 'fail', 'manual', 'manual', 'not-applicable'] as const).map((outcome) =>
    answered({ outcome }),
  );
  assert.is(
    reportChecklistReceipt(lines, { mended: NOTHING, durationMs: 7 }),
    'keyfence: 5 lines, 1 pass, 1 fail, 1 not applicable, 2 manual, 7 ms - NOT IN ORDER: do what stands behind ->\n',
  );
  const good = reportChecklistReceipt(
    lines.filter(({ outcome }) => outcome !== 'fail'),
    { mended: NOTHING, durationMs: 7 },
  );
  assert.match(good, /- in order, as far as a program can know\n$/);
  const { outcome, counts } = JSON.parse(reportChecklistJson(lines, NOTHING));
  assert.equal([outcome, counts], ['fail', { pass: 1, fail: 1, 'not-applicable': 1, manual: 2 }]);
});

checklist.run();
