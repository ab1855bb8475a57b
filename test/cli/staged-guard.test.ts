/** The file guard on the index: refused by name when added or changed, whatever it holds; removing is always allowed. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import { expectStaged, lines, runBin, TOKEN, token } from './expect-staged.js';

const guard = suite('staged: guarded files');

const ENV = 'file:dotenv-file';

/** The index after `before` was committed. */
function changed(before: Record<string, string>, after: Record<string, string>): Repository {
  const repository = new Repository();
  repository.stage(before).commit();
  return repository.stage(after);
}

guard('a new .env', () => {
  expectStaged(changed({}, { '.env': 'A=1\n' }), [`${ENV} .env:1`]);
});

guard('an empty .env', () => {
  expectStaged(changed({}, { '.env': '' }), [`${ENV} .env:1`]);
});

guard('a .env with a secret: the file and the secret', () => {
  expectStaged(changed({}, { '.env': `A=1\nB=${token()}\n` }), [`${ENV} .env:1`, `${TOKEN} .env:2`]);
});

guard('a changed .env', () => {
  expectStaged(changed({ '.env': 'A=1\n' }, { '.env': 'A=2\n' }), [`${ENV} .env:1`]);
});

guard('a .env from before beside another change', () => {
  expectStaged(changed({ '.env': 'A=1\n', 'a.txt': 'a\n' }, { 'a.txt': 'b\n' }), []);
});

guard('.env files in folders, and the names that belong to them', () => {
  const files = ['a/.env', 'a/b/.env.production', 'deploy/staging.env', '.env.local'];
  const repository = changed({}, Object.fromEntries(files.map((file) => [file, 'A=1\n'])));
  expectStaged(repository, [
    `${ENV} .env.local:1`,
    `${ENV} a/.env:1`,
    `${ENV} a/b/.env.production:1`,
    'file:environment-file deploy/staging.env:1',
  ]);
});

guard('.env in another case', () => {
  expectStaged(changed({}, { 'sub/.ENV': 'A=1\n' }), [`${ENV} sub/.ENV:1`]);
});

guard('templates pass', () => {
  const files = ['.env.example', 'sub/.env.sample', '.env.template', '.env.production.example', 'env.d.ts'];
  expectStaged(changed({}, Object.fromEntries(files.map((file) => [file, 'A=\n']))), []);
});

guard('a template with a real secret: the secret', () => {
  expectStaged(changed({}, { '.env.example': `A=\nB=${token()}\n` }), [`${TOKEN} .env.example:2`]);
});

guard('a deleted .env', () => {
  const repository = changed({ '.env': `A=${token()}\n`, 'a.txt': 'a\n' }, {});
  repository.git('rm', '-q', '.env');
  expectStaged(repository, []);
});

guard('a .env that stays on disk but leaves the index, with the line in .gitignore', () => {
  const repository = changed({ '.env': 'A=1\n' }, { '.gitignore': '.env\n' });
  repository.git('rm', '-q', '--cached', '.env');
  expectStaged(repository, []);
});

guard('a .env renamed to another guarded name', () => {
  const repository = changed({ '.env': `A=${token()}\n` }, {});
  repository.git('mv', '.env', '.env.local');
  expectStaged(repository, [`${ENV} .env.local:1`]);
});

guard('a .env moved into a folder', () => {
  const repository = changed({ '.env': 'A=1\n', 'sub/a.txt': 'a\n' }, {});
  repository.git('mv', '.env', 'sub/.env');
  expectStaged(repository, [`${ENV} sub/.env:1`]);
});

guard('a .env renamed to its template', () => {
  const repository = changed({ '.env': 'A=changeme\n' }, {});
  repository.git('mv', '.env', '.env.example');
  expectStaged(repository, []);
});

guard('a template renamed to .env', () => {
  const repository = changed({ '.env.example': 'A=\n' }, {});
  repository.git('mv', '.env.example', '.env');
  expectStaged(repository, [`${ENV} .env:1`]);
});

guard('a .env with odd folders above it', () => {
  const folders = [':(glob)x', '*', '-x', 'new\nline', '"q"', '#x', '!x', 'ünï', ':!x', '[a]', 'sp ace '];
  const repository = changed({}, Object.fromEntries(folders.map((folder) => [`${folder}/.env`, 'A=1\n'])));
  const shown = folders.map((folder) => `${ENV} ${folder.replace('\n', '\\n')}/.env:1`);
  expectStaged(repository, shown.sort());
});

/** What the text report says of the one file that is refused. */
function explain(repository: Repository, env: NodeJS.ProcessEnv = {}): string {
  const { status, stdout } = runBin(repository, ['pre-commit'], { env });
  assert.is(status, 1);
  return stdout;
}

const COVERED = '.gitignore covers it';
const NOT_COVERED = '.gitignore does not cover it: add the line .env';

guard('a .env forced past .gitignore: the message says that it covers the file', () => {
  const text = explain(changed({ '.gitignore': '.env\n' }, { 'sub/.env': 'A=1\n' }));
  assert.match(text, COVERED);
  assert.not.match(text, 'add the line');
});

guard('a .env that .gitignore does not cover: the message offers the line', () => {
  assert.match(explain(changed({ '.gitignore': '*.log\n' }, { 'sub/.env': 'A=1\n' })), NOT_COVERED);
});

guard('a .env that .gitignore takes out again is not covered', () => {
  assert.match(explain(changed({ '.gitignore': '*\n!.env\n' }, { '.env': 'A=1\n' })), NOT_COVERED);
});

guard('odd paths that .gitignore covers', () => {
  for (const folder of [':(glob)x', ':!x', '*', '-x', 'new\nline', '#x']) {
    assert.match(
      explain(changed({ '.gitignore': '.env\n' }, { [`${folder}/.env`]: 'A=1\n' })),
      COVERED,
      folder,
    );
  }
});

guard('a covered path under the pathspec settings of the one who commits', () => {
  const repository = changed({ '.gitignore': '.env\n' }, { 'sub/.env': 'A=1\n' });
  for (const name of ['GIT_LITERAL_PATHSPECS', 'GIT_ICASE_PATHSPECS', 'GIT_GLOB_PATHSPECS']) {
    assert.match(explain(repository, { [name]: '1' }), COVERED, name);
  }
});

guard('a staged .env whose folder is a link in the working tree', () => {
  const repository = changed({ 'sub/a.txt': 'a\n' }, { 'sub/.env': 'A=1\n', 'other/a.txt': 'a\n' });
  repository.run('sh', ['-c', 'rm -r sub && ln -s other sub']);
  expectStaged(repository, [`${ENV} sub/.env:1`]);
});

guard('a medium name counts when its content shows a secret', () => {
  expectStaged(changed({}, { '.envrc': 'dotenv\nexport A=1\n' }), []);
  expectStaged(changed({}, { '.envrc': `export A=${token()}\n` }), [
    'file:direnv-file .envrc:1',
    `${TOKEN} .envrc:1`,
  ]);
});

guard('key files: refused, and public ones pass', () => {
  const repository = changed(
    {},
    { 'server.pem': 'anything\n', 'cert.pem': lines(3), id_rsa: 'x\n', 'id_rsa.pub': 'x\n' },
  );
  const { findings } = JSON.parse(runBin(repository, ['scan', '--staged', '--format', 'json']).stdout);
  assert.equal(
    findings.map(({ file }: { file: string }) => file),
    ['id_rsa', 'server.pem'],
  );
});

guard.run();
