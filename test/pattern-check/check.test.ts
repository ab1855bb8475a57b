/** What a check of a project's own patterns says of each: all of one schema at once, and of files of the catalog's form. */
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { indexPatterns } from '../../src/detect/index-patterns.js';
import { loadEngine } from '../../src/detect/regex.js';
import { checkPatterns } from '../../src/pattern-check/check.js';
import { readOwnPatterns } from '../../src/pattern-check/own-patterns.js';
import type { Checked, Told } from '../../src/pattern-check/told.js';
import type { PatternRecord } from '../../src/types.js';
import { catalog } from '../support/sample.js';

const check = suite('a check of patterns');
const tools = { catalog: indexPatterns(catalog), engine: loadEngine() };

function checkText(text: string): Promise<Checked> {
  return checkPatterns(readOwnPatterns(Buffer.from(text), 'own.json'), tools);
}

/** What is told of one record, without the place in the file. */
function toldOf(told: readonly Told[], name: string): string[] {
  return told
    .filter(({ where }) => where.split(/[ /]/).includes(name))
    .map(({ what }) => what.replaceAll(/ \(line \d+, column \d+\)/g, ''));
}

interface Expected {
  faults?: string[];
  notes?: string[];
}

const knows = (ids: string) => `the catalog knows more of this format, and wins where it matches: ${ids}`;
const RECORDS: [name: string, record: PatternRecord, expected: Expected][] = [
  ['SHOP_TOKEN', { format: 'shop_...', alphabet: '0-9a-f', length: 40 }, {}],
  ['DB_PASSWORD', { format: '...' }, {}],
  ['PLAIN_NAME', {}, {}],
  ['OPEN_TOKEN', { format: 'open-...-end' }, {}],
  [
    'CHECKED_TOKEN',
    { format: 'chk_...', alphabet: 'A-Za-z0-9', length: 36, checksum: 'crc32-base62-body' },
    {},
  ],
  ['NAMED_TOKEN', { pattern: '[a-z]{40}', context: ['acme'] }, {}],
  ['BETWEEN', { pattern: 'between:([a-z0-9]{24});' }, {}],
  [
    'HEX_VALUE',
    { pattern: '[0-9a-f]{32}' },
    {
      notes: [
        'it has no literal text of three bytes or more, so it counts only where it is assigned to its name',
      ],
    },
  ],
  ['NO_REGEX', { pattern: 'a(b' }, { faults: ['at character 4: expected a closing parenthesis'] }],
  ['LOOK_AHEAD', { pattern: 'acme(?=a)' }, { faults: ['at character 6: expected (?: or a plain group'] }],
  [
    'X',
    { format: '...' },
    { faults: ['expected a name of at least three bytes, because it is found by its name'] },
  ],
  [
    'TOO_BIG',
    { pattern: 'acme(?:[a-z]{1000}){30}' },
    { faults: ['expected repeats that multiply to at most 1000'] },
  ],
  [
    'TOO_LONG',
    { pattern: 'long_[a-z]{20,}', max_length: 12 },
    { faults: ['its samples have up to 33 bytes, and no more than 12 are looked at'] },
  ],
  [
    'NO_ROOM',
    { pattern: 'room_[a-z0-9]{20}', checksum: 'github-fine-grained' },
    { faults: ['no text keeps this format and the checksum or structure it names'] },
  ],
  [
    'NO_TEXT',
    { pattern: 'none_[^\\x00-\\xff]' },
    { faults: ['no text keeps this format and the checksum or structure it names'] },
  ],
  [
    'MADE_UP',
    { format: 'made-...', alphabet: 'a' },
    { faults: ['11 of 11 samples of its own format are not found'] },
  ],
  [
    'SHADOWED',
    { pattern: 'shadow_(?:[a-z]{20}|[a-z]{30})' },
    { faults: ['its longest texts are not matched to their end'] },
  ],
  [
    'OTHER_STRUCTURE',
    { pattern: 'struct_[a-z]{40}', structure: 'pypi-macaroon' },
    {
      faults: ['its samples are believed with confidence low only: no complete macaroon'],
    },
  ],
  ['ANTHROPIC_API_KEY', { format: 'sk-ant-admin...' }, { notes: [knows('anthropic-admin-api-key')] }],
  ['GITHUB_TOKEN', { pattern: 'ghp_[A-Za-z0-9]{36}' }, { notes: [knows('github-personal-access-token')] }],
  [
    'PUBLIC_KEY',
    { pattern: 'pk_live_[A-Za-z0-9]{24}' },
    {
      faults: [
        'its samples are found as stripe-publishable-key, which wins with confidence low: they are not reported',
      ],
    },
  ],
  [
    'TWIN_A',
    { format: 'twin_...' },
    { notes: ['it has the format of /required/app/TWIN_B: a finding names one of them'] },
  ],
  [
    'TWIN_B',
    { format: 'twin_...' },
    { notes: ['it has the format of /required/app/TWIN_A: a finding names one of them'] },
  ],
  ['INNER', { pattern: 'nest_[a-z]{20,}' }, { notes: ['it wins over /required/app/OUTER where both match'] }],
  [
    'OUTER',
    { pattern: 'nest_[a-z]{20,}|nest_[A-Z]{200}' },
    { faults: ['its samples are found as /required/app/INNER, which wins'] },
  ],
];

let ofSchema: Checked | undefined;
check.before(async () => {
  const app = Object.fromEntries(RECORDS.map(([name, record]) => [name, record]));
  ofSchema = await checkText(JSON.stringify({ required: { app } }));
});

for (const [name, record, { faults = [], notes = [] }] of RECORDS) {
  check(`${name} ${JSON.stringify(record)}: ${[...faults, ...notes].join('; ') || 'nothing'}`, () => {
    const { faults: allFaults, notes: allNotes } = ofSchema as Checked;
    assert.equal(toldOf(allFaults, name), faults);
    if (notes.length > 0 || faults.length === 0) assert.equal(toldOf(allNotes, name), notes);
  });
}

check('counts what was tried', () => {
  const { patterns, samples, nearMisses } = ofSchema as Checked;
  assert.is(patterns, RECORDS.length - 4);
  assert.ok(samples > 11 * 15 && nearMisses > 3 * 10);
});

check('says of each fault what to do', () => {
  for (const { remedy, where } of (ofSchema as Checked).faults) {
    assert.ok(remedy.length > 5);
    assert.match(where, /^\/required\/app\/[A-Z_]+(?:\/\w+)? \(line 1, column \d+\)$/);
  }
});

check('says the same in every run', async () => {
  const text = JSON.stringify({ optional: { app: { A_TOKEN: { format: 'sk-...' } } } });
  assert.equal(await checkText(text), await checkText(text));
});

const ownFile = (patterns: Record<string, PatternRecord>, provider = 'Acme') => {
  const filled = Object.entries(patterns).map(([id, record]) => [
    id,
    { title: id, category: 'api-key', severity: 'high', env: [], ...record },
  ]);
  return JSON.stringify({ $schema: './catalog.schema.json', provider, patterns: Object.fromEntries(filled) });
};

check('a file of the catalog has no fault, whatever else knows a part of its texts', async () => {
  for (const name of ['github', 'stripe', 'highnote']) {
    const { faults } = await checkText(
      readFileSync(new URL(`../../patterns/${name}.json`, import.meta.url), 'utf8'),
    );
    assert.equal(faults, [], name);
  }
});

check('a file of the form of the catalog is checked as a part of it', async () => {
  const { faults } = await checkText(
    ownFile({
      'acme-key': { pattern: 'acme_[a-z0-9]{32}' },
      'acme-named': { pattern: '[a-z0-9]{32}', context: ['acmetoken'] },
      jwt: { pattern: 'acme2_[a-z0-9]{32}' },
      'acme-git': { pattern: 'ghp_[A-Za-z0-9]{36}' },
      'acme-broken': { pattern: '[a-z]{30}' },
    }),
  );
  assert.equal(faults.map(({ where, what }) => `${where.replace(/ \(.*/, '')}: ${what}`).sort(), [
    '/patterns/acme-broken/pattern: expected a literal text of at least three bytes in every match',
    '/patterns/acme-git: it has the format of github-personal-access-token, which wins where its texts are right',
    '/patterns/jwt: the catalog has this id already, from Generic',
  ]);
});

check.run();
