/** `keyfence init --import` from detect-secrets, secretlint and TruffleHog. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { asSecret } from '../support/record.js';
import { Repository } from '../support/repository.js';
import { randomText } from '../support/sample.js';
import {
  blocking,
  configurationOf,
  fingerprintsOf,
  importFrom,
  password,
  passwordLine,
  token,
} from './imported.js';

const imports = suite('keyfence init --import detect-secrets, secretlint, trufflehog');

const BASELINE = '.keyfence-baseline';
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');

/** A baseline as detect-secrets 1.5 writes it; its hash of a GitHub token is one of `ghp` alone. */
function detectSecretsBaseline(results: Record<string, object[]>, filters: object[] = []): string {
  const plugins = [{ name: 'AWSKeyDetector' }, { name: 'Base64HighEntropyString', limit: 4.5 }];
  const known = [{ path: 'detect_secrets.filters.allowlist.is_line_allowlisted' }];
  return JSON.stringify({
    version: '1.5.0',
    plugins_used: [...plugins, { name: 'Own', path: 'file://own.py' }],
    filters_used: [...known, ...filters],
    results,
    generated_at: '2026-01-01T00:00:00Z',
  });
}

function result(filename: string, secret: string, line: number, more: object = {}): object {
  return {
    type: 'Secret Keyword',
    filename,
    hashed_secret: sha1(secret),
    is_verified: false,
    line_number: line,
    ...more,
  };
}

imports('detect-secrets: hashes go into the baseline, those audited as harmless become entries', () => {
  const [one, two, three, four] = [password(), password(), password(), password()];
  const key = token();
  const repository = new Repository().stage({
    'a.ts': `// moved down\n${passwordLine(one)}`,
    'b.ts': passwordLine(two) + passwordLine(three),
    'c.ts': `const key = '${key}';\n`,
    'd.ts': passwordLine(four, ' // pragma: allowlist secret'),
    'e.ts': `// pragma: allowlist nextline secret\n${passwordLine(password())}`,
    'vendor/f.ts': passwordLine(password()),
    'g.ts': passwordLine(password()),
    '.secrets.baseline': detectSecretsBaseline(
      {
        'a.ts': [result('a.ts', one, 1)],
        'b.ts': [
          result('b.ts', two, 1, { is_secret: false }),
          result('b.ts', three.slice(1, -2), 2, { is_secret: true }),
        ],
        'c.ts': [result('c.ts', 'ghp', 1), result('c.ts', `'${key}'`, 1)],
        'gone.ts': [result('gone.ts', two, 1)],
      },
      [
        { path: 'detect_secrets.filters.regex.should_exclude_file', pattern: ['^vendor/', '^vend'] },
        { path: 'file://mine.py::is_mine' },
      ],
    ),
  });
  const places = fingerprintsOf(repository);
  const { status, outcomes, stderr } = importFrom(repository, 'detect-secrets');
  assert.is(status, 0, stderr);
  const entry = (file: number, at: number) => `.secrets.baseline file ${file}, entry ${at}`;
  const rule = 'path rule; what is a credential beyond doubt is reported all the same';
  assert.equal(outcomes, {
    '.secrets.baseline plugin 3':
      'left: it is a program, and keyfence runs none: write the format into secrets/schema.json',
    '.secrets.baseline filter 2, pattern 1': `carried over: 1 ${rule}`,
    '.secrets.baseline filter 2, pattern 2': `carried over: 1 ${rule}`,
    '.secrets.baseline filter 3': 'left: it is a program, and keyfence runs none',
    [entry(1, 1)]: `carried over: baseline: ${places['a.ts:2']}`,
    [entry(2, 1)]: `carried over: allow: ${places['b.ts:1']}`,
    [entry(2, 2)]: `carried over: baseline: ${places['b.ts:2']}`,
    [entry(3, 1)]: 'left: keyfence finds no secret with that hash in the file',
    [entry(3, 2)]: `carried over: baseline: ${places['c.ts:1']}`,
    [entry(4, 1)]: 'left: keyfence reports nothing there',
    'pragma allowlist comment': `carried over: allow: ${places['d.ts:1']}, ${places['e.ts:2']}`,
  });
  const recorded = readFileSync(join(repository.top, BASELINE), 'utf8').match(/^kf1-.*$/gm);
  assert.equal(recorded, [places['a.ts:2'], places['b.ts:2'], places['c.ts:1']].sort());
  assert.match(configurationOf(repository).allow?.[0]?.reason as string, /: audited as no secret$/);
  assert.equal(blocking(repository), ['g.ts:1']);
});

imports('secretlint: allowed texts, ignored files, and its comments line by line', () => {
  const known = `known${randomText(19)}`;
  asSecret(known);
  const repository = new Repository().stage({
    'a.ts': passwordLine(known),
    'b.ts': passwordLine(password(), ' // secretlint-disable-line'),
    'c.ts': `// secretlint-disable-next-line @secretlint/x -- fine\n${passwordLine(password())}${passwordLine(password())}`,
    'd.ts': `// secretlint-disable\n${passwordLine(password())}// secretlint-enable\n${passwordLine(password())}`,
    'gen/e.ts': passwordLine(password()),
    '.secretlintignore': '# made\ngen/\n*a*b*c*\n',
    '.secretlintrc.yml': 'rules: []\n',
    '.secretlintrc.json': `{ // ours
      "rules": [
        { "id": "@secretlint/secretlint-rule-preset-recommend",
          "rules": [{ "id": "@secretlint/secretlint-rule-basicauth", "options": { "allows": ["/^const .* 'KNOWN/i", "/x/y"] }, "disabled": true }] },
        { "id": "@secretlint/secretlint-rule-pattern",
          "options": { "patterns": [{ "name": "acme key", "pattern": "/acme_[a-z0-9]{32}/i" }] } },
      ]
    }`,
  });
  const places = fingerprintsOf(repository);
  const { status, outcomes, stderr } = importFrom(repository, 'secretlint');
  assert.is(status, 0, stderr);
  const rule = '.secretlintrc.json rule';
  assert.equal(outcomes, {
    [`${rule} 1, rule 1, allows 1`]: `carried over: allow: ${places['a.ts:1']}`,
    [`${rule} 1, rule 1, allows 2`]: 'left: it is no regex that keyfence reads',
    [`${rule} 1, rule 1`]: 'left: a rule of secretlint is no pattern of keyfence: see "disable"',
    [`${rule} 2, pattern 1`]:
      'carried over: pattern acme-key; its entropy and keywords do not count any more',
    '.secretlintrc.yml': 'left: only .secretlintrc.json is read: write it as that, then import again',
    '.secretlintignore line 2':
      'carried over: 1 path rule; what is a credential beyond doubt is reported all the same',
    '.secretlintignore line 3': 'left: a path rule may hold four * at most, two in one name, and no !',
    'secretlint-disable comment': `carried over: allow: ${['b.ts:1', 'c.ts:2', 'd.ts:2'].map((place) => places[place]).join(', ')}`,
  });
  assert.equal(blocking(repository), ['c.ts:3', 'd.ts:4']);
});

imports('trufflehog: its comments', () => {
  const repository = new Repository().stage({
    'a.ts': passwordLine(password(), ' // trufflehog:ignore'),
    'b.ts': passwordLine(password()),
    'trufflehog.yaml': 'detectors: []\n',
  });
  const places = fingerprintsOf(repository);
  const { outcomes } = importFrom(repository, 'trufflehog');
  assert.equal(outcomes, {
    'trufflehog.yaml': 'left: YAML is not read: write its detectors into secrets/schema.json',
    'trufflehog:ignore comment': `carried over: allow: ${places['a.ts:1']}`,
  });
  assert.equal(blocking(repository), ['b.ts:1']);
});

imports.run();
