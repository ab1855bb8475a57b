/** Texts that are read in pieces: what is told of them is what is told of the same text held whole. */
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PIECE_SIZE, type PieceSize, placeOfCut } from '../../src/examine/pieces.js';
import { asSecret } from '../support/record.js';
import { randomText, sample } from '../support/sample.js';
import { compareWhole, detectorFor, inParts, streamed, told } from '../support/seams.js';

fc.configureGlobal({ seed: 1 }); // the same texts in every run

const pieces = suite('pieces');

const SMALL: PieceSize = { length: 10_240, overlap: 2048 };
const TOKEN = 'github-personal-access-token';

const privateKey = (bits: number) =>
  asSecret(
    generateKeyPairSync('rsa', {
      modulusLength: bits,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    }).privateKey,
  );

/** Everything that is told differently, each as a line of text. */
const PLANTED: Record<string, () => string> = {
  'a token': () => sample(TOKEN),
  'a value by its name': () => `DATADOG_API_KEY = "${asSecret(randomText(32, '0123456789abcdef'))}"`,
  'a private key': () => privateKey(1024),
  "a provider's token in a URL": () =>
    `https://oauth2:${sample('gitlab-personal-access-token')}@gitlab.com/a.git`,
  'a URL with a password': () => `postgres://app:${asSecret(randomText(20))}@db.internal:5432/x`,
  'two tokens side by side': () => `${sample(TOKEN)} ${sample('npm-access-token')}`,
  'a token with a wrong checksum': () => sample(TOKEN, { checksum: 'wrong' }),
  'a token in base64': () => Buffer.from(`key: ${sample(TOKEN)} and more words`).toString('base64'),
  'a token in base64 twice': () =>
    Buffer.from(Buffer.from(`key: ${sample(TOKEN)} and more words`).toString('base64')).toString('base64'),
  'a token in wrapped base64': () =>
    Buffer.from(`some words ${sample(TOKEN)} and more words${' '.repeat(90)}`)
      .toString('base64')
      .replace(/.{64}/g, '$&\n'),
  'a token in hex': () => Buffer.from(`key: ${sample(TOKEN)} and more words`).toString('hex'),
  'a token in escapes': () =>
    [...sample(TOKEN)].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  'a token in two literals': () =>
    sample(TOKEN)
      .replace(/^.{20}/, '"$&" + "')
      .concat('"'),
  'a key in a string in a string': () =>
    JSON.stringify(JSON.stringify({ DATADOG_API_KEY: asSecret(randomText(32, '0123456789abcdef')) })),
  'a key near a name of its provider': () =>
    `[datadog]\nkey = ${asSecret(randomText(32, '0123456789abcdef'))}`,
  'a Secret of Kubernetes': () =>
    `---\napiVersion: v1\nkind: Secret\ndata:\n  DATADOG_API_KEY: ${Buffer.from(asSecret(randomText(32, '0123456789abcdef'))).toString('base64')}\n---`,
  'a placeholder': () => `ghp_${'x'.repeat(36)}`,
};

/** Words and line ends, no secret among them. */
function filler(length: number): string {
  let text = '';
  while (text.length < length) text += randomText(7) + (text.length % 5 === 0 ? '\n' : ' ');
  return text.slice(0, length);
}

const places = (size: PieceSize): [name: string, place: number][] => [
  ['the earliest place of the first cut', size.length - 2 * size.overlap],
  ['the latest place of the first cut', size.length - size.overlap],
  ['the end of the first piece', size.length],
  ['the beginning of the second piece', size.length - 2 * size.overlap],
  ['the latest place of the second cut', 2 * size.length - 3 * size.overlap],
];

for (const [what, make] of Object.entries(PLANTED)) {
  pieces(`${what} at every offset around every boundary is told once, in its place`, async () => {
    const planted = make();
    const step = planted.length > 300 ? 17 : 1;
    const text = filler(3 * SMALL.length);
    for (const [, place] of places(SMALL)) {
      for (let start = place - planted.length - 3; start <= place + 3; start += step) {
        const end = start + planted.length + 2;
        const bytes = Buffer.from(`${text.slice(0, start)}\n${planted}\n${text.slice(end)}`, 'latin1');
        const { findings, counted } = await compareWhole(bytes, inParts(bytes, [SMALL.length]), SMALL);
        assert.ok(findings.length + counted.length > 0, `nothing at ${start}`);
      }
    }
  });
}

pieces('random texts with secrets, cut at random', async () => {
  const secrets = Object.values(PLANTED).map((make) => make());
  const part = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 6000 }).map(filler) },
    { weight: 2, arbitrary: fc.constantFrom(...secrets).map((secret) => `\n${secret}\n`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('\n', '\n\n\n', ' ', '\r\n', '\0', '"', '= ', '\xff\xfe', 'ghp_'),
    },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { minLength: 1, maxLength: 40 }),
      fc.array(fc.nat(80_000), { maxLength: 12 }),
      fc.constantFrom(SMALL, { length: 15_001, overlap: 2999 }, { length: 40_000, overlap: 2048 }),
      async (parts, cuts, size) => {
        const bytes = Buffer.from(parts.join(''), 'latin1');
        await compareWhole(bytes, inParts(bytes, cuts), size);
      },
    ),
    { numRuns: 40 },
  );
});

const WIDE = {
  'utf-16le': (text: string) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text: string) => Buffer.from(text, 'utf16le').swap16(),
  'utf-32le': (text: string) =>
    Buffer.concat(
      [...text].map((c) => {
        const b = Buffer.alloc(4);
        b.writeUInt32LE(c.codePointAt(0)!);
        return b;
      }),
    ),
  'utf-32be': (text: string) =>
    Buffer.concat(
      [...text].map((c) => {
        const b = Buffer.alloc(4);
        b.writeUInt32BE(c.codePointAt(0)!);
        return b;
      }),
    ),
};
for (const [encoding, encode] of Object.entries(WIDE)) {
  pieces(`random texts in ${encoding}, cut at random`, async () => {
    const secrets = ['a token', 'a value by its name', 'a token in base64', 'a placeholder'].map((name) =>
      PLANTED[name]!(),
    );
    const part = fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 3000 }).map(filler) },
      { weight: 3, arbitrary: fc.constantFrom(...secrets).map((secret) => `\n${secret}\n`) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 999 }).map((n) => '\u{1F511}'.repeat(n)) },
      { weight: 1, arbitrary: fc.constantFrom('a', 'ü', '漢字', '\n', '\u{1F511}', 'x') },
    );
    const narrow = fc.constantFrom(
      '',
      '',
      'a line that was appended by something\n',
      `another line with ${secrets[0]} that was appended\n`,
      'odd odd odd odd odd odd odd odd odd odd odd\n',
    );
    const size = encoding.includes('32')
      ? { length: 60_000, overlap: 8192 }
      : { length: 30_000, overlap: 4096 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(part, narrow), { minLength: 1, maxLength: 40 }),
        fc.array(fc.integer({ min: 66_000, max: 360_000 }), { maxLength: 8 }),
        async (parts, cuts) => {
          const bytes = Buffer.concat([
            encode(`\ufeff${filler(34_000)}`),
            ...parts.flatMap(([wide, narrow]) => [encode(wide), Buffer.from(narrow, 'latin1')]),
          ]);
          await compareWhole(bytes, inParts(bytes, [66_000, ...cuts]), size);
        },
      ),
      { numRuns: 40 },
    );
  });
}

const text = Buffer.from(
  `${filler(9000)}\n${sample(TOKEN)}\n${filler(14_000)}\n${sample(TOKEN)}\n`,
  'latin1',
);
const exact = text.subarray(text.length - SMALL.length);
const empty = Buffer.alloc(0);
for (const [title, parts, whole] of [
  ['one byte at a time', Array.from(text, (_, i) => text.subarray(i, i + 1)), text],
  ['one huge part', [text], text],
  ['a beginning and a huge part', [text.subarray(0, 5), text.subarray(5)], text],
  ['a huge beginning, and nothing after it', [text, empty], text],
  ['nothing at all', [empty, empty], empty],
  ['empty parts between', [text.subarray(0, 9100), empty, empty, text.subarray(9100), empty], text],
  ['exactly one piece', [exact, empty], exact],
  ['exactly one piece, in two parts', [exact.subarray(0, 77), exact.subarray(77)], exact],
  [
    'one byte more than a piece',
    [Buffer.concat([exact, Buffer.from('\n')])],
    Buffer.concat([exact, Buffer.from('\n')]),
  ],
  ['one byte less than a piece', [exact.subarray(1)], exact.subarray(1)],
] as [string, Buffer[], Buffer][]) {
  pieces(`${title}: the same as the whole`, async () => {
    const { findings } = await compareWhole(whole, parts, SMALL);
    assert.is(findings.length > 0, whole.length > 0);
  });
}

pieces('parts whose memory is used again for the next one are read in time', async () => {
  const shared = Buffer.alloc(1000);
  const again = async function* () {
    for (let at = 0; at < text.length; at += shared.length) {
      yield shared.subarray(0, text.copy(shared, 0, at, at + shared.length));
    }
  };
  const whole = await told({ bytes: text, rest: null }, SMALL);
  assert.equal(await told({ bytes: empty, rest: again() }, SMALL), whole);
});

pieces("a project's longest match at the seams of pieces of the real size", async () => {
  const longest = 32_768;
  const secret = asSecret(`LONG-${randomText(longest - 5)}`);
  const detector = detectorFor({ format: 'LONG-...', length: '900+', max_length: longest });
  const lines = Buffer.from(`${'some words of a log\n'.repeat(500_000)}`);
  const { length, overlap } = PIECE_SIZE;
  for (const start of [
    length - overlap - 1,
    length - overlap - longest + 1,
    length - overlap,
    length - 100,
    length,
  ]) {
    const bytes = Buffer.from(lines);
    bytes.write(`\n${secret}\n`, start - 1, 'latin1');
    const { findings } = await compareWhole(bytes, [bytes], PIECE_SIZE, detector);
    assert.is(findings.length, 1);
  }
});

pieces('matches that hang together without end are all covered', async () => {
  const detector = detectorFor({ format: 'kx-...', length: '20+', alphabet: 'a-z0-9-', max_length: 600 });
  const run = Array.from(
    { length: 4000 },
    () => `kx-${randomText(7, 'abcdefghijklmnopqrstuvwxyz0123456789')}-`,
  );
  const bytes = Buffer.from(asSecret(run.join('')));
  const whole = await told({ bytes, rest: null }, SMALL, detector);
  const cut = await told(streamed(inParts(bytes, [100, 30_001])), SMALL, detector);
  assert.ok(whole.findings.length > 10);
  // Where a match is cut at its greatest length, the next one begins a few bytes later: not at the same places in both.
  const longestGap = (findings: typeof whole.findings) => {
    const ends = [0, ...findings.map(({ range }) => range.end)];
    const starts = findings.map(({ range }) => range.start);
    return Math.max(...starts.map((start, i) => start - (ends[i] as number)));
  };
  for (const { findings } of [whole, cut]) {
    assert.ok(longestGap(findings) <= 'kx-1234567-'.length);
    assert.ok((findings.at(-1)?.range.end as number) > bytes.length - 30);
  }
});

const range = (start: number, end: number) => ({ start, end });
for (const [title, matches, place] of [
  ['nothing in the way', [range(10, 20), range(85, 95)], 80],
  ['a match that ends there or begins there is not in the way', [range(70, 80), range(80, 90)], 80],
  ['before a match that lies over it', [range(75, 85)], 75],
  [
    'before matches that overlap one another',
    [range(78, 90), range(70, 79), range(65, 71), range(50, 65)],
    65,
  ],
  ['before a long one among short ones', [range(79, 90), range(60, 100), range(70, 72)], 60],
  ['at the latest place where there is none', [range(70, 90), range(45, 71)], 80],
] as [string, { start: number; end: number }[], number][]) {
  pieces(`the place of a cut: ${title}`, () => {
    assert.is(placeOfCut({ earliest: 50, latest: 80 }, matches), place);
  });
}

pieces.run();
