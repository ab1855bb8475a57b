/** What the recall benchmark counts as found, missed, right and wrong; and the templates' little language. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Answer } from './generate.js';
import { numbersOf } from './numbers.js';
import { fillTemplate, type Place } from './page.js';
import { type Found, score } from './score.js';
import { parseTemplates, type Template } from './template.js';

const scoring = suite('the score of the recall benchmark');

const secret = { label: 'secret', kind: 'exact', format: 'a', hasFormat: true, looks: '10 hex' } as const;
const places: Place[] = [
  { ...secret, provider: 'One', start: 10, end: 20 },
  { ...secret, provider: 'Two', start: 30, end: 40 },
  { label: 'clean', kind: 'uuid', start: 50, end: 60 },
  { label: 'public', start: 70, end: 80 },
];
const answers: Answer[] = [{ file: 'a.json', template: 'json', places }];

function judged(...ranges: [start: number, end: number, file?: string][]) {
  const findings: Found[] = ranges.map(([start, end, file = 'a.json']) => ({ file, start, end, rule: 'r' }));
  return score(answers, findings);
}

const CASES: [what: string, range: [number, number, string?], counts: [number, number, number, number]][] = [
  ['a finding over a secret is right', [12, 18], [1, 1, 0, 0]],
  ['one that only touches the end of a secret is wrong', [20, 25], [0, 0, 1, 0]],
  ['one byte of a secret is enough', [19, 25], [1, 1, 0, 0]],
  ['one over two secrets finds both, and counts once', [5, 45], [2, 1, 0, 0]],
  ['one over a clean text is wrong', [55, 65], [0, 0, 1, 1]],
  ['one over a secret and a clean text is right', [35, 55], [1, 1, 0, 0]],
  ['one over a public value counts neither way', [70, 75], [0, 0, 0, 0]],
  ['one in a file without answers counts neither way', [12, 18, 'b.json'], [0, 0, 0, 0]],
];
for (const [what, range, [found, right, wrong, cleanHit]] of CASES) {
  scoring(what, () => {
    const result = judged(range);
    assert.equal(
      [result.found.length, result.right.length, result.wrong.length, result.cleanHit],
      [found, right, wrong, cleanHit],
    );
    assert.is(result.found.length + result.missed.length, 2);
  });
}

scoring('each provider counts once, however many of its secrets there are', () => {
  const more = Array.from({ length: 8 }, (_, i) => ({
    ...secret,
    provider: 'One',
    start: 100 + i,
    end: 101 + i,
  }));
  const all: Answer[] = [{ file: 'a.json', template: 'json', places: [...places, ...more] }];
  const { perProvider, recall } = numbersOf(score(all, [{ file: 'a.json', start: 30, end: 40, rule: 'r' }]));
  assert.is(perProvider, 0.5);
  assert.equal(recall, { of: 1, all: 10 });
});

function filled(text: string): string {
  const [template] = parseTemplates(`==== a | javascript | a\n${text}`);
  return fillTemplate(template as Template).bytes.toString();
}

const TEMPLATES: [what: string, text: string, filled: RegExp][] = [
  ['a block goes away with its own line', 'a\n  <<repeat 2 2>>\nb\n  <<end>>\nc\n', /^a\nb\nb\nc\n$/],
  ['one branch of several is taken', '<<either>>x<<or>>y<<or>>z<<end>>', /^[xyz]$/],
  ['a block may lie in another', '<<repeat 2 2>>a<<either>>b<<or>>b<<end>><<end>>', /^abab$/],
  ['a variable is the same wherever it stands', '<<p1.value>> <<p1.value>>', /^(\S+) \1$/],
  [
    'a repeated block has variables of its own',
    '<<repeat 2 2>><<k1.value>>\n<<end>>',
    /^(-+BEGIN[\s\S]+)(?!\1)-+BEGIN/,
  ],
  [
    'a shift to the left is no slot',
    'x = 1 << 3; std::cout << "a" << b;',
    /^x = 1 << 3; std::cout << "a" << b;$/,
  ],
  ['a clean text is written as it is', '<<clean type: Map<string>>>', /^Map<string>$/],
  ['an escape is that of the file', '<<k1.value|json>>', /^-----BEGIN [^\n]+\\n/],
];
for (const [what, text, pattern] of TEMPLATES) {
  scoring(`templates: ${what}`, () => assert.match(filled(text), pattern));
}

scoring('templates: a slot that nobody knows is an error', () => {
  assert.throws(() => filled('<<nothing>>'), /asks for nothing/);
  assert.throws(() => filled('a<<end>>'), /ends twice/);
});

scoring.run();
