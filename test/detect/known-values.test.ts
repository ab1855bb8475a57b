/** Values of the project's own, found however they are written, and not where they are part of something longer. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { candidateValue } from '../../src/detect/known-values/known-value.js';
import { withKnownValues } from '../../src/detect/known-values.js';
import { isTellingValue } from '../../src/judge/known-value.js';
import { randomBytes } from '../support/random.js';
import { asSecret } from '../support/record.js';
import { randomText } from '../support/sample.js';

const finding = suite('known values');

const FACTS = {
  group: 'app',
  category: undefined,
  severity: undefined,
  rotate: undefined,
  revoke: undefined,
};
const NOTHING = { detect: () => [] };

/** A detector of these values alone. */
function detectorOf(values: Record<string, string>) {
  const known = Object.entries(values).map(([variable, text]) => {
    const value = candidateValue(asSecret(text), { variable, ...FACTS }, NOTHING);
    if (!value?.judged()) throw new Error(`the value of ${variable} is not looked for`);
    return value;
  });
  return withKnownValues(NOTHING, known);
}

/** `NAME spelling start-end` of each match. */
function found(values: Record<string, string>, text: string | Buffer): string[] {
  const matches = detectorOf(values).detect(Buffer.from(text as string, 'latin1'));
  return matches.map(
    ({ known, start, end }) => `${known?.variable} ${known?.spelling ?? 'plain'} ${start}-${end}`,
  );
}

/** A few random texts look like words, and are not looked for. */
function tellingText(length: number): string {
  for (;;) {
    const text = randomText(length);
    if (isTellingValue(text, 'A_KEY')) return text;
  }
}

/** With all that any escape has something to do with. */
const SIGNS = `${randomText(7)}&<"'/+ ${randomText(6)}\\%?=${randomText(5)}`;
const KEY = randomText(20);

const percent = (text: string) =>
  [...text].map((one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');
const SPELLINGS: [name: string, spelling: string, write: (value: string) => string][] = [
  ['as they are', 'plain', (value) => value],
  ['percent-encoded by JavaScript', 'percent', encodeURIComponent],
  ['percent-encoded in a form', 'percent', (value) => String(new URLSearchParams({ v: value })).slice(2)],
  ['percent-encoded byte by byte', 'percent', percent],
  ['in a string of JSON', 'json-string', (value) => JSON.stringify(value).slice(1, -1)],
  [
    'in JSON with its slashes escaped',
    'json-string',
    (value) => JSON.stringify(value).slice(1, -1).replaceAll('/', '\\/'),
  ],
  [
    'in JSON within JSON',
    'json-string',
    (value) => JSON.stringify(JSON.stringify({ v: value })).slice(10, -4),
  ],
  [
    'in HTML',
    'html',
    (value) =>
      value
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;'),
  ],
  ['in small hex digits', 'hex', (value) => Buffer.from(value).toString('hex')],
  ['in large hex digits', 'hex', (value) => Buffer.from(value).toString('hex').toUpperCase()],
  ['in base64', 'base64', (value) => Buffer.from(value).toString('base64').replaceAll('=', '')],
];
for (const [name, spelling, write] of SPELLINGS) {
  finding(`are found ${name}`, () => {
    const written = write(SIGNS);
    assert.equal(found({ A_KEY: SIGNS }, `x ${written} y`), [`A_KEY ${spelling} 2-${2 + written.length}`]);
  });
}

finding('are found in base64 at every place of every length, between whatever bytes', () => {
  for (let length = 8; length < 14; length++) {
    for (let before = 0; before < 7; before++) {
      for (let after = 0; after < 4; after++) {
        const value = tellingText(length);
        const neighbours = [Buffer.alloc(before, ':'), Buffer.alloc(after, '\n')] as const;
        const text = Buffer.concat([neighbours[0], Buffer.from(value), neighbours[1]]).toString('base64');
        const start = Math.floor((before * 4) / 3);
        const end = Math.ceil(((before + length) * 4) / 3);
        const place = `${length} bytes behind ${before} before ${after}`;
        assert.equal(found({ A_KEY: value }, text), [`A_KEY base64 ${start}-${end}`], place);
      }
    }
  }
});

finding('are found in base64 of either alphabet', () => {
  const value = `${randomText(6)}~~~???>>>${randomText(6)}`;
  const text = Buffer.from(value).toString('base64');
  assert.match(text, /[+/]/);
  const places = found({ A_KEY: value }, text.replaceAll('=', ''));
  assert.is(places.length, 1);
  assert.equal(found({ A_KEY: value }, Buffer.from(value).toString('base64url')), places);
});

finding('are not found in base64 of a value that only one bit tells apart', () => {
  const value = randomBytes(12).toString('base64url');
  for (let bit = 0; bit < value.length * 8; bit++) {
    for (const before of ['', ' ', '  ']) {
      const bytes = Buffer.from(`${before}${value}`);
      const at = before.length + (bit >> 3);
      bytes[at] = (bytes[at] as number) ^ (1 << (bit & 7));
      assert.equal(
        found({ A_KEY: value }, bytes.toString('base64')),
        [],
        `bit ${bit} behind ${before.length}`,
      );
    }
  }
});

const IN_WORDS: [name: string, text: string][] = [
  ['behind a letter', `a${KEY} `],
  ['before a digit', ` ${KEY}7`],
  ['before an underscore', ` ${KEY}_x`],
  ['in base64 behind a letter', Buffer.from(` a${KEY} `).toString('base64')],
  ['in base64 before a digit', Buffer.from(` ${KEY}7 `).toString('base64')],
  ['in hex behind a letter', Buffer.from(` a${KEY} `).toString('hex')],
  ['in hex before a digit', Buffer.from(` ${KEY}7 `).toString('hex')],
];
for (const [name, text] of IN_WORDS) {
  finding(`are not found ${name}: that is a longer word`, () => {
    assert.equal(found({ A_KEY: KEY }, text), []);
  });
}

for (const before of ['"', '=', ':', '/', '-', '.', '@', '\\n', '%20', '\\u0022', '\x1b[1m', 'Bearer ']) {
  finding(`are found behind ${JSON.stringify(before)}`, () => {
    assert.is(found({ A_KEY: KEY }, `x${before}${KEY}`).length, 1);
  });
}

finding('a sign at the edge of a value is a boundary by itself', () => {
  assert.is(found({ A_KEY: `!${KEY}!` }, `a!${KEY}!b`).length, 1);
});

finding('are found as often as they stand there, each by its own name', () => {
  const other = randomText(16);
  const text = `${KEY} ${other}\n${KEY}`;
  const places = found({ A_KEY: KEY, B_KEY: other }, text).map((place) => place.split(' ')[0]);
  assert.equal(places, ['A_KEY', 'B_KEY', 'A_KEY']);
});

finding('letter case counts, except in hex', () => {
  const value = `${randomText(12)}aB3`;
  assert.equal(found({ A_KEY: value }, value.toUpperCase()), []);
  assert.equal(found({ A_KEY: value }, Buffer.from(value.toUpperCase()).toString('base64')), []);
});

finding('are found at the first and the last byte, and a cut one is not', () => {
  assert.equal(found({ A_KEY: KEY }, KEY), ['A_KEY plain 0-20']);
  for (let cut = 1; cut < 20; cut++) {
    assert.equal(found({ A_KEY: KEY }, KEY.slice(cut)), []);
    assert.equal(found({ A_KEY: KEY }, KEY.slice(0, cut)), []);
  }
});

finding('what is not UTF-8 and what is not ASCII is found as well', () => {
  const value = Buffer.from(`gr\u00fc\u00dfe-${randomText(12)}`).toString('latin1');
  assert.is(found({ A_KEY: value }, `"${value}"`).length, 1);
  const escaped = `gr\\u00fc\\u00dfe${value.slice(value.indexOf('-'))}`;
  assert.is(found({ A_KEY: value }, `"${escaped}"`).length, 1);
});

finding('a match holds the value as its secret however it is written, and shows nothing of it', () => {
  const detector = detectorOf({ A_KEY: SIGNS });
  for (const text of [
    SIGNS,
    Buffer.from(`::${SIGNS}`).toString('base64'),
    Buffer.from(SIGNS).toString('hex'),
  ]) {
    const [match] = detector.detect(Buffer.from(text));
    assert.is(match?.secret.reveal(), SIGNS);
    assert.is(match?.prefix, '');
  }
});

finding.run();
