/** `keyfence init --import gitleaks`: fingerprints, comments, allow lists and own rules. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { asSecret } from '../support/record.js';
import { Repository } from '../support/repository.js';
import { randomText } from '../support/sample.js';
import { scanReport } from '../support/scanned.js';
import {
  blocking,
  configurationOf,
  fingerprintsOf,
  importFrom,
  password,
  passwordLine,
  token,
} from './imported.js';

const imports = suite('keyfence init --import gitleaks');

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

imports.run();
