/** The checklist through the real bin: from every line failing to every line passing, by what the remedies say. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { asSecret } from '../support/record.js';
import { type Ran, Repository, scratch } from '../support/repository.js';
import { randomText, sample } from '../support/sample.js';
import { utf8 } from '../support/scanned.js';

const checking = suite('keyfence check');

interface CheckReport {
  version: number;
  outcome: string;
  counts: Record<string, number>;
  lines: {
    id: string;
    point: string;
    outcome: string;
    says: string;
    problems: { file: string | null; line: number | null; says: string; remedy: string | null }[];
    remedy: string | null;
    isFixable: boolean;
  }[];
  fix: { outcome: string; files: string[] };
}

/** The lines that this test brings from failing to passing; further ones of the checklist are asked elsewhere. */
const IDS = [
  'secret-sources',
  'none-hardcoded',
  'env-files-ignored',
  'env-files-tracked',
  'env-files-in-history',
  'schema-there',
  'template-names',
  'template-values',
  'hooks-installed',
  'ci-runs-keyfence',
  'bypasses-recorded',
];

const secrets: string[] = [];
const said: string[] = [];

function secret(text: string): string {
  secrets.push(text);
  return asSecret(text);
}

function check(repository: Repository, ...words: string[]): Ran {
  const ran = repository.keyfence('check', ...words);
  said.push(ran.stdout, ran.stderr);
  return ran;
}

function report(repository: Repository, ...words: string[]): CheckReport & { status: number | null } {
  const ran = check(repository, '--json', ...words);
  assert.ok(ran.stdout !== '', ran.stderr);
  return { ...(JSON.parse(utf8(ran.stdout)) as CheckReport), status: ran.status };
}

function outcomes({ lines }: CheckReport): Record<string, string> {
  return Object.fromEntries(lines.map(({ id, outcome }) => [id, outcome]));
}

const ONLY = ['--only', ...IDS];

checking('from every line failing to every line passing, by doing what the remedies say', () => {
  const repository = new Repository();
  delete repository.env.CI;
  repository.git('remote', 'add', 'origin', 'https://github.com/owner/project.git');
  const [inEnv, inCode] = [secret(randomText(32)), secret(sample('github-personal-access-token'))];
  const inTemplate = secret(sample('github-personal-access-token'));
  Object.assign(repository.env, {
    GIT_COMMITTER_DATE: '2026-01-10T12:00:00Z',
    GIT_AUTHOR_DATE: '2026-01-10T12:00:00Z',
  });
  repository.stage({
    '.env': `SESSION_SECRET=${inEnv}\n`,
    '.env.example': `# mine\nPORT=3000\nGITHUB_TOKEN=${inTemplate}\n`,
    'src/a.ts': `const t = '${inCode}';\nexport const s = [process.env.SESSION_SECRET, process.env.GITHUB_TOKEN];\n`,
    '.keyfence.json': JSON.stringify({
      allow: [{ file: 'x.pem', reason: 'a test key', until: '2020-01-01' }],
    }),
  });
  repository.commit();
  delete repository.env.GIT_COMMITTER_DATE;
  const first = report(repository, ...ONLY);
  assert.is(first.status, 1);
  assert.equal(
    Object.entries(outcomes(first))
      .filter(([, outcome]) => outcome !== 'fail')
      .sort(),
    [
      ['secret-sources', 'not-applicable'],
      ['template-names', 'not-applicable'],
    ],
    'these two ask about a schema',
  );

  // A script is asked nothing, and so nothing is written.
  const unasked = check(repository, '--fix', ...ONLY);
  assert.is(unasked.status, 1);
  assert.match(unasked.stderr, /nothing was written: nobody can be asked here; --fix --yes/);
  assert.match(unasked.stdout, /^\+ +"SESSION_SECRET"/m);
  assert.is(repository.git('status', '--porcelain'), '');

  const fixed = report(repository, '--fix', '--yes', ...ONLY);
  assert.equal(fixed.fix.outcome, 'written');
  assert.equal([...fixed.fix.files].sort(), [
    '.env.example',
    '.github/workflows/keyfence.yml',
    '.gitignore',
    'secrets/schema.json',
  ]);
  assert.match(
    readFileSync(join(repository.top, '.env.example'), 'utf8'),
    /^# mine\nPORT=3000\nGITHUB_TOKEN=ghp_x+\n/,
  );
  assert.equal(outcomes(fixed)['template-names'], 'pass');
  assert.equal(outcomes(fixed)['template-values'], 'pass');

  // What is told of the rest, done to the letter.
  const told = (id: string) => fixed.lines.find((line) => line.id === id) as CheckReport['lines'][number];
  for (const { remedy } of told('env-files-tracked').problems) {
    assert.is(repository.run('sh', ['-c', remedy as string]).status, 0);
  }
  assert.match(told('bypasses-recorded').problems[0]?.remedy ?? '', /take it out/);
  repository.write({ '.keyfence.json': '{}' });
  assert.match(told('hooks-installed').remedy ?? '', /^keyfence init/);
  assert.is(repository.keyfence('init', '--hooks-only').status, 0);
  assert.match(told('none-hardcoded').remedy ?? '', /take it out/);
  repository.write({
    'src/a.ts': 'export const s = [process.env.SESSION_SECRET, process.env.GITHUB_TOKEN];\n',
  });
  assert.match(told('env-files-in-history').problems[0]?.remedy ?? '', /last_rotated in the schema/);
  repository.write({ '.env': `SESSION_SECRET=${secret(randomText(32))}\n` });
  assert.match(told('secret-sources').remedy ?? '', /"source": "op:/);
  const schemaFile = join(repository.top, 'secrets/schema.json');
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
  for (const group of Object.values(schema.required) as Record<string, object>[]) {
    for (const record of Object.values(group))
      Object.assign(record, { source: 'op://team/project/key', last_rotated: '2026-02-01' });
  }
  writeFileSync(schemaFile, JSON.stringify(schema));
  repository.git('add', '-A');
  repository.git('commit', '-q', '--no-verify', '-m', 'in order');

  const last = report(repository, ...ONLY);
  assert.equal(
    outcomes(last),
    Object.fromEntries(last.lines.map(({ id }) => [id, 'pass'])),
    JSON.stringify(last.lines),
  );
  assert.equal([last.status, last.outcome], [0, 'pass']);

  const again = report(repository, '--fix', '--yes', ...ONLY);
  assert.equal(again.fix, { outcome: 'nothing', files: [] });
  assert.is(repository.git('status', '--porcelain'), '');
  for (const path of readdirSync(repository.top, { recursive: true, encoding: 'utf8' })) {
    const file = join(repository.top, path);
    if (path.startsWith('.git/') || ['.env', '.git'].includes(path) || !existsSync(file)) continue;
    try {
      said.push(readFileSync(file, 'latin1'));
    } catch {
      // a folder
    }
  }
});

checking('a person reads one screen, the lines by their points; programs get the same', () => {
  const repository = new Repository().stage({ '.env': 'A=1\n' });
  const ran = check(repository);
  const text = utf8(ran.stdout);
  assert.is(ran.status, 1);
  assert.match(text, /^\.env files stay out of Git\n {2}✗ FAIL {3}Git ignores/m);
  assert.match(text, / -> git rm --cached \.env\n/);
  assert.match(
    ran.stderr,
    /^keyfence: keyfence check --fix would write 1 file\nkeyfence: \d+ lines, \d+ pass, \d+ fail, \d+ not applicable, \d+ manual, \d+ ms - NOT IN ORDER/,
  );
  const { version, counts, lines } = report(repository);
  assert.is(version, 1);
  assert.is(
    Object.values(counts).reduce((sum, one) => sum + one, 0),
    lines.length,
  );
  assert.is(new Set(lines.map(({ id }) => id)).size, lines.length, 'ids are unique');
  for (const line of lines) {
    if (line.outcome === 'fail') assert.ok(line.problems.length > 0, line.id);
    if (line.outcome === 'fail')
      assert.ok(line.remedy ?? line.problems.every(({ remedy }) => remedy), `${line.id} has a way out`);
    if (line.outcome === 'manual') assert.ok(line.remedy, line.id);
  }
});

checking('manual lines are shown and counted, and change no exit code', () => {
  const repository = new Repository().write({
    'secrets/schema.json': '{ "required": { "app": { "A_KEY": {} } } }',
  });
  const { status, counts, outcome } = report(
    repository,
    '--only',
    'stores-encrypted',
    '--only',
    'secret-sources',
  );
  assert.equal([status, outcome, counts], [0, 'pass', { pass: 0, fail: 0, 'not-applicable': 0, manual: 2 }]);
});

checking('several lines are named with commas, too', () => {
  const { lines } = report(new Repository().write({ a: '1' }), '--only', 'file-modes,sops-files');
  assert.equal(
    lines.map(({ id }) => id),
    ['file-modes', 'sops-files'],
  );
});

const BROKEN: [title: string, files: Record<string, string>, message: RegExp][] = [
  ['schema', { 'secrets/schema.json': '{' }, /secrets\/schema\.json/],
  ['schema of a part', { 'a/secrets/schema.json': '{ "required": 1 }' }, /a\/secrets\/schema\.json/],
  ['configuration', { '.keyfence.json': '{ "allow": 1 }' }, /\.keyfence\.json/],
  [
    'configuration that names no file',
    { '.keyfence.json': '{ "schemas": ["none.json"] }' },
    /expected a file that is there/,
  ],
];
for (const [title, files, message] of BROKEN) {
  checking(`a broken ${title} ends it with 2, and --fix writes nothing`, () => {
    const repository = new Repository().write(files);
    for (const words of [[], ['--json'], ['--fix', '--yes']]) {
      const { status, stdout, stderr } = check(repository, ...words);
      assert.equal([status, stdout], [2, '']);
      assert.match(stderr, message);
    }
    assert.is(existsSync(join(repository.top, '.gitignore')), false);
  });
}

checking('no repository, and a Git that fails: 2', () => {
  const outside = new Repository({ top: join(scratch(), 'plain') });
  const ran = check(outside);
  assert.equal([ran.status, ran.stdout], [2, '']);
  const broken = new Repository();
  writeFileSync(join(broken.top, '.git/index'), 'no index');
  assert.is(check(broken).status, 2);
});

const MISTYPED: [words: string[], message: RegExp][] = [
  [['--yes'], /--yes goes with --fix/],
  [['--json', '--fix'], /asks nothing/],
  [['--only', 'env-files-tracke'], /did you mean --only env-files-tracked/],
  [['--only'], /./],
  [['word'], /no words of its own/],
  [['--fixx'], /did you mean --fix/],
];
for (const [words, message] of MISTYPED) {
  checking(`keyfence check ${words.join(' ')}: is refused`, () => {
    const { status, stdout, stderr } = check(new Repository(), ...words);
    assert.equal([status, stdout], [2, '']);
    assert.match(stderr, message);
  });
}

checking('hostile names of files are made visible, and change nothing that is written', () => {
  const names = [
    '::error::x/.env',
    'a\u202eb/.env.example',
    "x'; touch owned; '/.env",
    'new\nline/.env',
    '-rf/.env.local',
    'a*/.env',
  ];
  const repository = new Repository().stage(Object.fromEntries(names.map((name) => [name, 'A=1\n'])));
  const ran = check(repository, '--fix', '--yes', '--verbose');
  const text = utf8(ran.stdout) + ran.stderr;
  assert.is(ran.status, 1);
  assert.not.match(text, /^\s*::error|\u202e/m);
  for (const line of utf8(ran.stdout).matchAll(/-> (git (?:--literal-pathspecs )?rm --cached .*)$/gm)) {
    assert.is(repository.run('sh', ['-c', line[1] as string]).status, 0, line[1]);
  }
  assert.is(existsSync(join(repository.top, 'owned')), false);
  assert.equal(
    repository
      .git('ls-files', '-z')
      .split('\0')
      .filter((name) => /\.env(?:\.local)?$/.test(name)),
    ['new\nline/.env'],
  );
});

checking('what is taken out of a template is not shown, though only a schema farther down knows it', () => {
  const value = secret(randomText(12, 'abcdefghjkmnpqrstuvwxyz'));
  const repository = new Repository().stage({
    'apps/web/secrets/schema.json': '{ "required": { "app": { "WEB_WORD": { "pattern": "[a-z]{12}" } } } }',
    'apps/web/.env.example': `WEB_WORD=${value}\n`,
  });
  const { status, stdout } = check(repository, '--fix', '--only', 'template-values');
  assert.is(status, 1);
  assert.match(utf8(stdout), /^-WEB_WORD=…\n\+WEB_WORD=/m);
  assert.is(check(repository, '--fix', '--yes', '--only', 'template-values').status, 0);
});

checking('nothing that was told or written holds any of a secret', () => {
  assert.ok(secrets.length >= 4 && said.join('').length > 5000);
  for (const one of secrets) {
    for (let at = 4; at + 8 <= one.length; at += 4)
      assert.not.ok(said.some((text) => text.includes(one.slice(at, at + 8))));
  }
});

checking.run();
