/** `keyfence init --import`: that nothing of theirs is touched, nothing secret shown, and nothing broken believed. */
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import {
  CONFIGURATION,
  configurationOf,
  fingerprintsOf,
  importFrom,
  password,
  passwordLine,
  token,
} from './imported.js';

const imports = suite('keyfence init --import');

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
