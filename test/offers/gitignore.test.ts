import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository, scratch } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { offered, take } from './offered.js';

const ignoring = suite('offer of .gitignore lines');

const textOf = (repository: Repository) => readFileSync(join(repository.top, '.gitignore'), 'latin1');

/** Asks Git itself. */
function isIgnored(repository: Repository, path: string): boolean {
  return repository.tryGit('check-ignore', '-q', '--no-index', path).status === 0;
}

const SECRET_FILES = [
  '.env',
  '.env.local',
  '.env.production',
  'apps/web/.env',
  'apps/web/.env.staging.local',
];
const TEMPLATES = [
  '.env.example',
  '.env.schema',
  '.env.template',
  'mcp_env.example',
  'apps/web/.env.example',
];

const BEFORE: [title: string, text: string | null][] = [
  ['no file', null],
  ['an empty one', ''],
  ['other lines', 'node_modules\n# mine\ndist/\n'],
  ['no line end at its end', 'node_modules\ndist'],
  ['Windows line ends', 'node_modules\r\ndist\r\n'],
  ['bytes that are not UTF-8', 'caf\xe9\n'],
  ['a line for the top level alone', '/.env\n/.env.*\n'],
  ['lines for some modes', '.env\n.env.local\n'],
  ['a line that is taken back', '.env\n.env.*\n!.env.production\n!.env*.example\n'],
];

for (const [title, text] of BEFORE) {
  ignoring(
    `${title}: Git then ignores every env file and no further template, and no foreign byte changes`,
    async () => {
      const repository = new Repository();
      if (text !== null) writeFileSync(join(repository.top, '.gitignore'), text, 'latin1');
      const templates = TEMPLATES.filter((path) => !isIgnored(repository, path));
      assert.equal(await take(repository, 'gitignore'), ['.gitignore']);
      for (const path of SECRET_FILES) assert.ok(isIgnored(repository, path), path);
      for (const path of templates) assert.not(isIgnored(repository, path), path);
      const after = textOf(repository);
      assert.ok(after.startsWith(text ?? ''));
      if (text?.includes('\r\n')) assert.not.match(after, /[^\r]\n/);
      assert.is(await offered(repository, 'gitignore'), null, 'once is enough');
    },
  );
}

const ENOUGH: [title: string, files: Record<string, string>][] = [
  ['.env and .env.*', { '.gitignore': '.env\n.env.*\n' }],
  ['.env*', { '.gitignore': '.env*\n!.env.example\n' }],
  ['every hidden file', { '.gitignore': '.*\n' }],
];
for (const [title, files] of ENOUGH) {
  ignoring(`${title}: nothing is offered`, async () => {
    assert.is(await offered(new Repository().write(files), 'gitignore'), null);
  });
}

ignoring('only what is missing is added, and a later offer adds to the same block', async () => {
  const repository = new Repository().write({ '.gitignore': '.env\n' });
  await take(repository, 'gitignore');
  assert.not.match(textOf(repository).split('>>>').at(-1) as string, /^\.env$/m);
  repository.write({ 'wrangler.toml': 'name = "x"\n', '.gitignore': `${textOf(repository)}mine\n` });
  await take(repository, 'gitignore');
  const text = textOf(repository);
  assert.is(text.split('# >>> keyfence >>>').length, 2);
  assert.ok(text.endsWith('\nmine\n'));
  assert.ok(isIgnored(repository, '.dev.vars'));
  assert.not(isIgnored(repository, '.dev.vars.example'));
});

ignoring('what only this clone or this user ignores is offered all the same', async () => {
  const repository = new Repository();
  const own = join(scratch(), 'ignore');
  writeFileSync(own, '.env\n.env.*\n');
  repository.git('config', 'core.excludesFile', own);
  repository.write({ '.git/info/exclude': '.env\n.env.*\n' });
  const offer = await offered(repository, 'gitignore');
  assert.match(offer?.changes[0]?.after ?? '', /^\.env$/m);
});

ignoring('an env file without secrets keeps its place', async () => {
  const repository = new Repository().stage({
    '.env.test': 'PORT=3000\n',
    '.env.vault': 'x\n',
    '.env.j2': 'A={{ a }}\n',
  });
  await take(repository, 'gitignore');
  for (const path of ['.env.vault', '.env.j2']) assert.not(isIgnored(repository, path), path);
});

ignoring('an env file in Git already gets the way out, and none of what it holds', async () => {
  const secret = sample('github-personal-access-token');
  const repository = new Repository().stage({ 'api/.env': `TOKEN=${secret}\n`, '.env.example': 'TOKEN=\n' });
  repository.commit();
  const offer = await offered(repository, 'gitignore');
  assert.is(offer?.notes.length, 1);
  assert.match(offer?.notes[0] ?? '', /^api\/\.env is in Git already.*git rm --cached api\/\.env.*rotate/);
  assert.not.match(JSON.stringify(offer), secret.slice(4));
});

ignoring('env files that are encrypted belong into Git: only the keys are kept out', async () => {
  const repository = new Repository().stage({
    '.env': `#/---\nDOTENV_PUBLIC_KEY="${'03'.padEnd(66, 'a')}"\nA="encrypted:${'B'.repeat(120)}"\n`,
  });
  const offer = await offered(repository, 'gitignore');
  assert.equal(offer?.notes, []);
  await take(repository, 'gitignore');
  assert.ok(isIgnored(repository, '.env.keys'));
  assert.not(isIgnored(repository, '.env'));
});

ignoring('beside encrypted env files those in plain text are kept out by their names', async () => {
  const sealed = `A="encrypted:${'B'.repeat(120)}"\n`;
  const repository = new Repository().stage({ '.env.production': sealed, 'b/.env.test': sealed });
  repository.write({ '.env': `A=${sample('github-personal-access-token')}\n`, '.env.test': 'A=b\n' });
  await take(repository, 'gitignore');
  for (const name of ['.env', '.env.keys', 'api/.env']) assert.ok(isIgnored(repository, name), name);
  for (const name of ['.env.production', '.env.test']) assert.not(isIgnored(repository, name), name);
});

ignoring('a file that cannot be added to stays, and its lines are told', async () => {
  const repository = new Repository().write({ rules: 'x\n' });
  symlinkSync('rules', join(repository.top, '.gitignore'));
  const offer = await offered(repository, 'gitignore');
  assert.equal(offer?.changes, []);
  assert.match(offer?.notes[0] ?? '', /by hand: \.env \.env\.\*/);
  repository.write({ rules: 'x\n' });
  const half = new Repository().write({ '.gitignore': '# >>> keyfence >>>\nx\n' });
  assert.equal((await offered(half, 'gitignore'))?.changes, []);
});

ignoring.run();
