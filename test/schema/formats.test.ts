/** The formats of `secrets/schema.json`: the seed form, the richer keys, and what wins where the catalog knows better. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileRecord } from '../../src/patterns/compile.js';
import type { Finding, PatternRecord } from '../../src/types.js';
import { randomText, sample } from '../support/sample.js';
import { TOKEN } from '../support/scanned.js';
import { scanFiles, schemaOf } from './scan-files.js';

const formats = suite('formats of a schema');

const SCHEMA = 'secrets/schema.json';
const VARIABLE = 'ACME_SECRET';

/** What is found of `text` under a schema with this one secret: the parts of the text, in order. */
async function foundIn(record: PatternRecord | object, text: string): Promise<string[]> {
  const findings = await scanFiles({ [SCHEMA]: schemaOf({ [VARIABLE]: record }), 'a.txt': text });
  return findings.map(({ start, end }) => Buffer.from(text).toString('latin1', start, end));
}

/** @param isFound whether `secret` alone is found in it, between a word before and a line end behind. */
function expectFormat(title: string, record: PatternRecord, secret: () => string, isFound = true): void {
  formats(`${title}: ${isFound ? 'found' : 'not found'}`, async () => {
    const text = secret();
    const found = await foundIn(record, `before ${text}\n`);
    assert.is(found.length, isFound ? 1 : 0);
    if (isFound) assert.ok(found[0] === Buffer.from(text).toString('latin1'), 'another part of the text');
  });
}

const NAME_CHARACTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789_-';
const random = (length: number) => `${randomText(length - 1, NAME_CHARACTERS)}7`;

formats('the seed form is read as it is', async () => {
  const schema = {
    required: { ai: { ANTHROPIC_API_KEY: { format: 'sk-ant-...', required_for: ['web', 'jobs'] } } },
    optional: { mail: { MAIL_TOKEN: { format: 'mailer-…', required_for: ['web'] } } },
  };
  const text = `${`sk-ant-${random(40)}`}\n${`mailer-${random(20)}`}\n`;
  const findings = await scanFiles({ [SCHEMA]: JSON.stringify(schema), 'a.txt': text });
  const facts = ({ pattern, provider, variable, masked, verdict, confidence }: Finding) =>
    [pattern, provider, variable, masked, verdict, confidence].join(' ');
  assert.equal(findings.map(facts), [
    'schema:ANTHROPIC_API_KEY ai ANTHROPIC_API_KEY sk-ant-… format high',
    'schema:MAIL_TOKEN mail MAIL_TOKEN mailer-… format high',
  ]);
});

for (const ellipsis of ['...', '…']) {
  const part = `"${ellipsis}"`;
  expectFormat(`${part} is sixteen or more`, { format: `acme-${ellipsis}` }, () => `acme-${random(16)}`);
  expectFormat(`${part} is sixteen or more`, { format: `acme-${ellipsis}` }, () => `acme-${random(400)}`);
  expectFormat(`${part} is no fifteen`, { format: `acme-${ellipsis}` }, () => `acme-${random(15)}`, false);
  const three = { format: `a:${ellipsis}/b:${ellipsis};` };
  expectFormat(`text before, between and after ${part}`, three, () => `a:${random(16)}/b:${random(20)};`);
  expectFormat(
    `text before, between and after ${part}`,
    three,
    () => `a:${random(16)}/c:${random(20)};`,
    false,
  );
}
expectFormat('text after only', { format: '...@acme' }, () => `${random(30)}@acme`);
expectFormat('text between only', { format: '...::v2::...' }, () => `${random(20)}::v2::${random(16)}`);
expectFormat('text beyond ASCII', { format: 'clé-É-...' }, () => `clé-É-${random(20)}`);
expectFormat(
  'what is special in a regex',
  { format: 'a.b*c+(d)[e]$|\\^...' },
  () => `a.b*c+(d)[e]$|\\^${random(20)}`,
);
expectFormat('the dots are dots', { format: 'a.b-...' }, () => `axb-${random(20)}`, false);

const keyed = (more: PatternRecord): PatternRecord => ({ format: 'acme-...', ...more });
expectFormat('an exact length', keyed({ length: 8 }), () => `acme-${random(8)}`);
expectFormat('an exact length', keyed({ length: 8 }), () => `acme-${random(9)}`, false);
expectFormat('a range of lengths', keyed({ length: '20-24' }), () => `acme-${random(24)}`);
expectFormat('a range of lengths', keyed({ length: '20-24' }), () => `acme-${random(25)}`, false);
expectFormat('an open length', keyed({ length: '30+' }), () => `acme-${random(29)}`, false);
expectFormat(
  'an alphabet',
  keyed({ alphabet: '0-9a-f' }),
  () => `acme-${randomText(20, '0123456789abcdef')}`,
);
expectFormat('an alphabet', keyed({ alphabet: '0-9a-f' }), () => `acme-${randomText(20, 'ghijklmn')}`, false);
expectFormat(
  'an alphabet in brackets',
  keyed({ alphabet: '[+/=A-Z]', length: 24 }),
  () => `acme-${randomText(24, '+/=QRXZ')}`,
);
const parts = { format: 'id...key...', alphabet: ['0-9', 'A-F'], length: [6, '32+'] };
expectFormat(
  'an alphabet and a length for each part',
  parts,
  () => `id${randomText(6, '123456789')}key${randomText(32, 'ABCDEF')}`,
);
expectFormat(
  'an alphabet and a length for each part',
  parts,
  () => `id${randomText(7, '123456789')}key${randomText(32, 'ABCDEF')}`,
  false,
);

for (const [before, after, isFound] of [
  ['', '', true],
  ['"', '"', true],
  ['=', ';', true],
  ['\n', '\r\n', true],
  ['x', '', false],
  ['_', '', false],
  ['9', '', false],
] as const) {
  formats(
    `stands alone: ${JSON.stringify([before, after])} beside it is ${isFound ? 'found' : 'not found'}`,
    async () => {
      const found = await foundIn({ format: 'acme-...' }, `${before}acme-${random(20)}${after}`);
      assert.is(found.length, isFound ? 1 : 0);
    },
  );
}

formats('a pattern is RE2, and its group is the secret', async () => {
  const secret = randomText(20);
  const found = await foundIn({ pattern: 'acme=(?:v1|v2):([A-Za-z0-9]{20})' }, `x acme=v2:${secret} y`);
  assert.ok(found.length === 1 && found[0] === secret);
  assert.equal(
    (await foundIn({ pattern: '(?i)ACME[0-9]{12}' }, `aCmE${randomText(12, '123456789')}`)).length,
    1,
  );
});

formats('the other keys go into the finding', async () => {
  const record = {
    format: 'acme-...',
    title: 'Acme key',
    category: 'cloud-credential',
    severity: 'low',
    confidence: 'medium',
    revoke: 'https://acme.example/keys',
    rotate: 'Ask Ann.',
  };
  const files = { [SCHEMA]: schemaOf({ [VARIABLE]: record }), 'a.txt': `acme-${random(20)}` };
  const [found] = (await scanFiles(files)) as [Finding];
  const { title, category, severity, confidence, revoke, rotate } = found;
  assert.equal({ format: 'acme-...', title, category, severity, confidence, revoke, rotate }, record);
});

formats('a checksum of the project is proven, and a wrong one is low', async () => {
  const record: PatternRecord = { pattern: 'acme_[A-Za-z0-9]{36}', checksum: 'crc32-base62-body' };
  const [pattern] = compileRecord(record, { id: 'x', provider: 'x', variable: VARIABLE });
  if (!pattern) throw new Error('not compiled');
  for (const [checksum, expected] of [
    ['right', 'checksum-valid high'],
    ['wrong', 'format low'],
  ] as const) {
    const files = { [SCHEMA]: schemaOf({ [VARIABLE]: record }), 'a.txt': sample(pattern, { checksum }) };
    const findings = await scanFiles(files, 'low');
    assert.equal(
      findings.map(({ verdict, confidence }) => `${verdict} ${confidence}`),
      [expected],
    );
  }
});

/** Where a built-in format begins the same way, it is the one that speaks, and the schema's variable goes with it. */
function expectBuiltIn(pattern: string, record: PatternRecord): void {
  formats(
    `${JSON.stringify(record)} leaves ${pattern} to the catalog and attaches the variable`,
    async () => {
      const files = { [SCHEMA]: schemaOf({ [VARIABLE]: record }), 'a.txt': `x ${sample(pattern)}\n` };
      const findings = await scanFiles(files);
      assert.equal(
        findings.map((found) => [found.pattern, found.variable]),
        [[pattern, VARIABLE]],
      );
    },
  );
}

expectBuiltIn(TOKEN, { format: 'ghp_...' });
expectBuiltIn(TOKEN, { format: 'ghp_...', length: 36, alphabet: 'A-Za-z0-9' });
expectBuiltIn('anthropic-api-key', { format: 'sk-ant-...' });
expectBuiltIn('anthropic-api-key', { format: 'sk-ant-api03-...' });
expectBuiltIn('openai-project-key', { format: 'sk-...' });
expectBuiltIn('stripe-live-secret-key', { format: 'sk_live_...' });

const OF_WORDS = [
  'cube-container-wrapper-large',
  'chase-dot-animation-delay-1100ms',
  'chargeDeclinedInsufficientFunds',
  'server-20240131-abcdef1',
  'user-profile-avatar-96x96',
  'k8s-prd-eu-west-1-db-primary',
];

for (const words of OF_WORDS) {
  formats(`a prefix alone does not make a secret of a name: ${words}`, async () => {
    const files = {
      [SCHEMA]: schemaOf({ [VARIABLE]: { format: 'acme-...' } }),
      'a.css': `.acme-${words} {}`,
    };
    assert.equal(await scanFiles(files), []);
    assert.equal(
      (await scanFiles(files, 'low')).map(({ note }) => note),
      ['it reads as words'],
    );
    const exact = schemaOf({ [VARIABLE]: { format: 'acme-...', alphabet: 'A-Za-z0-9_-' } });
    assert.is(
      (await scanFiles({ ...files, [SCHEMA]: exact })).length,
      1,
      'unless the schema says that it can',
    );
  });
}

for (const characters of [NAME_CHARACTERS, '0123456789abcdef', 'abcdefghijklmnopqrstuvwxyz']) {
  formats(`random text behind a prefix alone is found: ${characters}`, async () => {
    const lines = Array.from({ length: 100 }, () => `x acme-${randomText(20, characters)}0q`);
    const files = { [SCHEMA]: schemaOf({ [VARIABLE]: { format: 'acme-...' } }), 'a.txt': lines.join('\n') };
    assert.is((await scanFiles(files)).length, lines.length);
  });
}

formats('of a built-in format with a wrong checksum no second opinion is asked', async () => {
  const files = {
    [SCHEMA]: schemaOf({ [VARIABLE]: { format: 'ghp_...' } }),
    'a.txt': sample(TOKEN, { checksum: 'wrong' }),
  };
  assert.equal(await scanFiles(files), []);
  assert.equal(
    (await scanFiles(files, 'low')).map(({ pattern, note }) => [pattern, note]),
    [[TOKEN, 'its checksum does not match']],
  );
});

formats('a variable that the catalog lists is attached by its name', async () => {
  const files = { [SCHEMA]: schemaOf({ GH_TOKEN: {} }), 'a.txt': sample(TOKEN) };
  assert.equal(
    (await scanFiles(files)).map(({ variable }) => variable),
    ['GH_TOKEN'],
  );
});

formats.run();
