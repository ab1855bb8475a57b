/** The offers as `keyfence init` makes them: the real bin, in scratch projects. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';

const test = suite('init and its offers');

const OFFERED = ['.gitignore', 'secrets/schema.json', '.github/workflows/keyfence.yml'];

function project(): Repository {
  const repository = new Repository().write({
    'package.json': '{ "workspaces": ["apps/*"] }',
    'apps/wéb/package.json': '{}',
    'apps/wéb/a.ts': 'export const key = process.env.ANTHROPIC_API_KEY;\n',
    '.github/CODEOWNERS': '',
  });
  return repository;
}

const written = (repository: Repository) => OFFERED.filter((path) => existsSync(join(repository.top, path)));

test('where nobody is asked, init installs hooks only, and says what else there is', () => {
  const repository = project();
  const { status, stdout } = repository.keyfence('init');
  assert.is(status, 0);
  assert.equal(written(repository), []);
  assert.match(
    stdout,
    /keyfence can also .*\.gitignore.*secrets\/schema\.json.*keyfence ci.*keyfence init --yes/,
  );
});

test('--yes takes all, a second time nothing changes, and the next commit is guarded by the schema', () => {
  const repository = project();
  assert.is(repository.keyfence('init', '--yes').status, 0);
  assert.equal(written(repository), OFFERED);
  const before = OFFERED.map((path) => readFileSync(join(repository.top, path), 'utf8'));
  assert.match(before[1] ?? '', '"required_for": [\n          "wéb"\n        ]');
  assert.is(repository.keyfence('init', '--yes').status, 0);
  assert.equal(
    OFFERED.map((path) => readFileSync(join(repository.top, path), 'utf8')),
    before,
  );
  assert.is(repository.report().status, 0, 'what was written is clean itself');
});

test('--hooks-only does not look for anything else', () => {
  const repository = project();
  const { stdout } = repository.keyfence('init', '--yes', '--hooks-only');
  assert.equal(written(repository), []);
  assert.not.match(stdout, 'keyfence can also');
});

const files = (repository: Repository) =>
  repository.git('ls-files', '--cached', '--others', '--exclude-standard').toString();

test('uninstall leaves no trace of what --yes wrote', () => {
  const repository = project();
  const before = files(repository);
  repository.keyfence('init', '--yes');
  assert.is.not(files(repository), before);
  const { status, stdout } = repository.keyfence('uninstall');
  assert.is(status, 0);
  for (const path of OFFERED) assert.match(stdout, `${path}: removed`);
  assert.is(files(repository), before);
  assert.not.ok(existsSync(join(repository.top, 'secrets')), 'nor of the folders that it made');
  assert.match(repository.keyfence('uninstall').stdout, 'keyfence is in no hook of this repository');
});

test("uninstall keeps what the next commit needs, and a schema that became the project's own", () => {
  const repository = project();
  repository.keyfence('init', '--yes');
  repository.write({
    'apps/wéb/.env': 'A=1\n',
    'secrets/schema.json': '{ "required": { "a": { "B": {} } } }',
  });
  const ignoring = readFileSync(join(repository.top, '.gitignore'), 'utf8');
  const { stdout } = repository.keyfence('uninstall');
  assert.match(stdout, 'The lines in .gitignore stay: without them the next commit could hold an env file.');
  assert.match(stdout, 'secrets/schema.json stays: it is yours.');
  assert.is(readFileSync(join(repository.top, '.gitignore'), 'utf8'), ignoring);
  assert.equal(written(repository), OFFERED.slice(0, 2));
});

test('--dry-run shows all of it and writes none', () => {
  const repository = project();
  const { stdout } = repository.keyfence('init', '--dry-run');
  assert.equal(written(repository), []);
  for (const path of OFFERED) assert.match(stdout, path);
});

test.run();
