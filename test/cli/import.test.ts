/** `keyfence init --import`: what is carried over from each scanner, what is left, and that nothing of theirs is touched. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { asSecret } from '../support/record.js';
import { Repository } from '../support/repository.js';
import { randomText, sample } from '../support/sample.js';
import { scanReport, TOKEN, utf8 } from '../support/scanned.js';

const imports = suite('keyfence init --import');

const CONFIGURATION = '.keyfence.json';
const BASELINE = '.keyfence-baseline';

interface Imported {
  status: number | null;
  /** Its outcome by the place of each decision. */
  outcomes: Record<string, string>;
  stderr: string;
}

function importFrom(repository: Repository, from: string, ...words: string[]): Imported {
  const { status, stdout, stderr } = repository.keyfence('init', '--import', from, ...words);
  const lines = utf8(stdout).split('\n');
  const outcomes = lines.flatMap((line) => {
    const parts = /^(carried over|left) +(.*?): (.*)$/.exec(line);
    return parts ? [[parts[2] as string, `${parts[1]}: ${parts[3]}`]] : [];
  });
  return { status, outcomes: Object.fromEntries(outcomes) as Record<string, string>, stderr };
}

interface Configuration {
  allow?: { fingerprint: string; reason: string; who?: string; added: string }[];
  paths?: { path: string; reason: string }[];
  patterns?: string[];
}

function configurationOf(repository: Repository): Configuration {
  return JSON.parse(readFileSync(join(repository.top, CONFIGURATION), 'utf8')) as Configuration;
}

/** Fingerprints by place, of what blocks or not. */
function fingerprintsOf(repository: Repository): Record<string, string> {
  const { findings } = scanReport(repository);
  return Object.fromEntries(findings.map(({ file, line, fingerprint }) => [`${file}:${line}`, fingerprint]));
}

function blocking(repository: Repository): string[] {
  return scanReport(repository)
    .findings.filter(({ status }) => status === 'new')
    .map(({ file, line }) => `${file}:${line}`);
}

const token = () => sample(TOKEN);
const password = () => asSecret(randomText(24));
const passwordLine = (value: string, comment = '') => `const password = '${value}';${comment}\n`;
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');

imports('gitleaks: fingerprints of today and of a commit, comments, values, words and paths', () => {
  const word = `stopped${randomText(17)}`;
  asSecret(word);
  const repository = new Repository().stage({ 'old.ts': `// x\n${passwordLine(password())}` });
  const oid = repository.commit();
  repository.git('mv', 'old.ts', 'moved.ts');
  repository.stage({
    'a.ts': passwordLine(password()),
    'b.ts': passwordLine(password(), ' // gitleaks:allow'),
    'c.ts': passwordLine(word),
    'd.ts': passwordLine(`acmeacme${randomText(16)}`),
    'docs/e.ts': `${passwordLine(password())}const key = '${token()}';\n`,
    'f.ts': passwordLine(password()),
    'docs/deep/g.md': 'x\n',
    '.gitleaksignore': `# seen\n\n${oid}:old.ts:generic-api-key:2\na.ts:generic-api-key:1\na.ts:x:9\n${'0'.repeat(40)}:a.ts:x:1\nwhat\n`,
    '.gitleaks.toml': `[extend]
useDefault = true
[[allowlists]]
description = "our  words"
paths = ['''(^|/)docs/''', '''\\w+''', '''^docs/[^/]*$''']
regexes = ['''^acme[a-z]{4}''', '''(?<x''']
stopwords = ["STOPPED", "elsewhere"]
commits = ["${oid}"]
[[allowlists]]
condition = "AND"
paths = ["^x"]
[[allowlists]]
targetRules = ["x"]
stopwords = ["x"]
`,
  });
  const places = fingerprintsOf(repository);
  const { status, outcomes, stderr } = importFrom(repository, 'gitleaks');
  assert.is(status, 0, stderr);
  const list = '.gitleaks.toml allowlist 1,';
  assert.equal(outcomes, {
    [`${list} path 1`]:
      'carried over: 2 path rules; what is a credential beyond doubt is reported all the same',
    [`${list} path 2`]: 'left: its regex has no equal in the syntax of .gitignore',
    [`${list} path 3`]: 'left: in the syntax of .gitignore it would cover other files of this project',
    [`${list} regex 1`]: `carried over: allow: ${places['d.ts:1']}`,
    [`${list} regex 2`]: 'left: its regex is none that RE2 reads',
    [`${list} stopword 1`]: `carried over: allow: ${places['c.ts:1']}`,
    [`${list} stopword 2`]: 'left: it covers nothing that keyfence reports',
    [`${list} commit 1`]:
      'left: keyfence lets single secrets pass, not commits: keyfence baseline records what is there',
    '.gitleaks.toml allowlist 2, path 1': 'left: it counts only together with the rest of its list',
    '.gitleaks.toml allowlist 3, stopword 1': 'left: it holds for some rules of gitleaks only',
    '.gitleaksignore line 3': `carried over: allow: ${places['moved.ts:2']}`,
    '.gitleaksignore line 4': `carried over: allow: ${places['a.ts:1']}`,
    '.gitleaksignore line 5': 'left: keyfence reports nothing there',
    '.gitleaksignore line 6': 'left: this clone has no such file in that commit',
    '.gitleaksignore line 7': 'left: it is no fingerprint (commit:file:rule:line)',
    'gitleaks:allow comment': `carried over: allow: ${places['b.ts:1']}`,
  });
  const { allow = [], paths = [] } = configurationOf(repository);
  assert.equal(
    paths.map(({ path, reason }) => [path, reason]),
    [
      ['/docs/', 'imported from gitleaks: our words'],
      ['*/**/docs/', 'imported from gitleaks: our words'],
    ],
  );
  assert.equal(
    allow.map(({ reason }) => reason),
    [
      'our words',
      'our words',
      '.gitleaksignore line 3',
      '.gitleaksignore line 4',
      'gitleaks:allow comment',
    ].map((reason) => `imported from gitleaks: ${reason}`),
  );
  assert.equal(blocking(repository), ['docs/e.ts:2', 'f.ts:1'], 'what nobody let pass, and a right checksum');
  assert.ok(existsSync(join(repository.top, '.git/hooks/pre-commit')), 'and the hooks are installed');
});

imports(
  'gitleaks: a value list never lets a credential pass that is one beyond doubt; its fingerprint does',
  () => {
    const repository = new Repository().stage({
      'a.ts': `const key = '${token()}';\n`,
      '.gitleaks.toml': '[allowlist]\nregexes = ["ghp_.*"]\n',
    });
    const left = importFrom(repository, 'gitleaks').outcomes['.gitleaks.toml allowlist 1, regex 1'];
    assert.is(left, 'left: 1 of what it covers is a credential beyond doubt: keyfence allow, one by one');
    assert.equal(blocking(repository), ['a.ts:1']);
    repository.stage({ '.gitleaksignore': 'a.ts:github-pat:1\n' });
    importFrom(repository, 'gitleaks');
    assert.equal(blocking(repository), []);
  },
);

imports('gitleaks: own rules become patterns that find what they found', () => {
  const repository = new Repository().stage({
    '.gitleaks.toml': `[[rules]]
id = "acme-token"
description = "Acme token"
regex = '''\\b(acme_[a-z0-9]{32})(?:['"\\s;]|$)'''
[[rules]]
id = "loose"
regex = "[a-z]{32}"
[[rules]]
id = "file"
path = "\\\\.key$"
[[rules]]
id = "generic-api-key"
[[rules.allowlists]]
stopwords = ["x"]
`,
    'a.txt': `see ${asSecret(`acme_${randomText(32, 'abcdefghjkmnpqrstuvwxyz23456789')}`)}\n`,
  });
  const { status, outcomes, stderr } = importFrom(repository, 'gitleaks');
  assert.is(status, 0, stderr);
  assert.match(outcomes['.gitleaks.toml rule 1'] as string, 'carried over: pattern acme-token;');
  assert.match(outcomes['.gitleaks.toml rule 2'] as string, 'left: expected a literal text');
  assert.match(outcomes['.gitleaks.toml rule 3'] as string, 'left: it has no regex, only a path');
  assert.is(outcomes['.gitleaks.toml rule 4, allowlist 1'], 'left: it holds for one rule of gitleaks only');
  const file = 'secrets/imported-from-gitleaks.json';
  assert.equal(configurationOf(repository).patterns, [file]);
  const checked = repository.keyfence('patterns', 'check', file);
  assert.not.match(checked.stdout + checked.stderr, 'expected');
  const [finding] = scanReport(repository).findings;
  assert.equal([finding?.pattern, finding?.file], ['acme-token', 'a.txt']);
  const again = repository.keyfence('init', '--import', 'gitleaks');
  assert.equal([again.status, again.stdout], [2, '']);
  assert.match(again.stderr, `${file} is there already`);
});

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
        'b.ts': [result('b.ts', two, 1, { is_secret: false }), result('b.ts', three, 2, { is_secret: true })],
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

imports('a second import changes nothing, and entries that were there stay as they are', () => {
  const repository = new Repository().stage({
    'a.ts': passwordLine(password(), ' // trufflehog:ignore'),
    'b.ts': passwordLine(password(), ' // trufflehog:ignore'),
  });
  const fingerprint = fingerprintsOf(repository)['a.ts:1'];
  const kept = `{"allow": [{"fingerprint": "${fingerprint}", "reason": "ours"}]}\n`;
  repository.write({ [CONFIGURATION]: kept });
  importFrom(repository, 'trufflehog');
  const written = readFileSync(join(repository.top, CONFIGURATION), 'utf8');
  assert.ok(written.startsWith(kept.slice(0, -3)), written);
  assert.is(configurationOf(repository).allow?.length, 2);
  const { outcomes } = importFrom(repository, 'trufflehog');
  assert.is(outcomes['trufflehog:ignore comment'], 'carried over: it has an entry already');
  assert.is(readFileSync(join(repository.top, CONFIGURATION), 'utf8'), written);
});

imports('--dry-run says the same and writes nothing, foreign files and comments are never touched', () => {
  const files = {
    'a.ts': passwordLine(password(), ' // gitleaks:allow'),
    '.gitleaks.toml': "[[rules]]\nid = 'x'\nregex = 'acme_[a-z]{32}'\n",
  };
  const repository = new Repository().stage(files);
  const listed = () => repository.run('ls', ['-lAR', '--time-style=full-iso', '.']).stdout;
  const before = listed();
  const dry = importFrom(repository, 'gitleaks', '--dry-run');
  assert.is(listed(), before);
  assert.equal(importFrom(repository, 'gitleaks').outcomes, dry.outcomes);
  for (const [file, text] of Object.entries(files)) {
    assert.is(readFileSync(join(repository.top, file), 'utf8'), text);
  }
});

imports('no secret gets into a reason, a rule, a pattern or the output', () => {
  const secret = token();
  const repository = new Repository().stage({
    'a.ts': passwordLine(password()),
    '.gitleaksignore': `a.ts:${secret}:1\n${secret}\n`,
    '.gitleaks.toml': `[[rules]]
id = "${secret}"
regex = "acme_[a-z]{32}"
[[allowlists]]
description = "not ${secret}"
paths = ["^${secret}/"]
regexes = ["${secret}", "^.{24}$"]
`,
  });
  const ran = repository.keyfence('init', '--import', 'gitleaks');
  assert.is(ran.status, 0, ran.stderr);
  const all = [ran.stdout, ran.stderr, readFileSync(join(repository.top, CONFIGURATION), 'utf8')].join('\n');
  for (let at = 4; at + 8 <= secret.length; at++) assert.not.ok(all.includes(secret.slice(at, at + 8)));
  assert.match(
    configurationOf(repository).allow?.[0]?.reason as string,
    /: \.gitleaks\.toml allowlist 1, regex 2$/,
  );
});

for (const [title, from, file, text, message] of [
  ['TOML', 'gitleaks', '.gitleaks.toml', 'a = 1\nb = [\n', '.gitleaks.toml: line 3: expected valid TOML'],
  ['TOML that is too deep', 'gitleaks', '.gitleaks.toml', `a = ${'['.repeat(9999)}`, 'expected valid TOML'],
  [
    'JSON',
    'detect-secrets',
    '.secrets.baseline',
    '{"a": hunter2',
    '.secrets.baseline: expected a valid JSON object',
  ],
  [
    'JSON that is too deep',
    'detect-secrets',
    '.secrets.baseline',
    '['.repeat(99_999),
    'expected a valid JSON object',
  ],
  ['another kind of JSON', 'secretlint', '.secretlintrc.json', '[]', 'expected a valid JSON object'],
] as const) {
  imports(`broken ${title} ends with 2, nothing is written, and none of it is shown`, () => {
    const repository = new Repository().stage({ [file]: text, 'a.ts': 'x\n' });
    const ran = repository.keyfence('init', '--import', from);
    assert.equal([ran.status, ran.stdout], [2, '']);
    assert.match(ran.stderr, message);
    assert.not.match(ran.stderr, 'hunter2');
    assert.not(existsSync(join(repository.top, CONFIGURATION)));
    assert.not(existsSync(join(repository.top, '.git/hooks/pre-commit')));
  });
}

imports('a foreign file that is a link is not followed', () => {
  const repository = new Repository().stage({ 'other.toml': 'title = "x"\n' });
  symlinkSync('other.toml', join(repository.top, '.gitleaks.toml'));
  const ran = repository.keyfence('init', '--import', 'gitleaks');
  assert.is(ran.status, 2);
  assert.match(ran.stderr, '.gitleaks.toml: expected a file that can be read');
});

imports('a shape that nobody expects is passed over', () => {
  const repository = new Repository().stage({
    '.gitleaks.toml':
      'rules = 3\nallowlist = [1, "x"]\nextend = false\n[allowlists]\npaths = 7\nregexes = [[], {}]\n',
    '.secrets.baseline':
      '{"results": {"a": 1, "b": [null, {"hashed_secret": 5}]}, "filters_used": {"path": []}}',
    '.secretlintrc.json': '{"rules": [{"options": null}, {"rules": "x"}]}',
  });
  for (const from of ['gitleaks', 'detect-secrets', 'secretlint']) {
    assert.is(importFrom(repository, from).status, 0);
  }
});

imports('an unknown scanner is refused with the nearest name', () => {
  const repository = new Repository();
  const ran = repository.keyfence('init', '--import', 'gitleak');
  assert.is(ran.status, 2);
  assert.match(ran.stderr, 'did you mean --import gitleaks?');
});

imports.run();
