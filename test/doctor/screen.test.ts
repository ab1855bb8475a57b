/** What `keyfence doctor` tells besides its trials, where it may be called, and what it takes along into the copy. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { listSettings, writeSettings } from '../../src/doctor/scratch/configuration.js';
import { init } from '../../src/install/index.js';
import { Project } from '../install/project.js';
import { BIN } from '../support/repository.js';
import { allOf, examine, resultsOf } from './examined.js';

const screen = suite('doctor: the screen');

async function createGuarded(): Promise<Project> {
  const project = new Project();
  await init(project.options());
  return project;
}

screen(
  'what the project writes for keyfence is told as sound, broken with its place, or not there',
  async () => {
    const project = await createGuarded();
    const none = examine(project).report;
    assert.equal(none.configuration, { file: '.keyfence.json', state: 'none', says: '' });
    assert.equal(none.schemas, []);
    assert.is(none.isEnvIgnored, false);

    project.write('.gitignore', 'node_modules\n.env\n');
    project.write('.keyfence-baseline', '# none yet\n');
    project.write(
      '.keyfence.json',
      '{ "disable": [{ "id": "github-personal-access-token", "reason": "x" }] }\n',
    );
    project.write(
      'secrets/schema.json',
      '{ "required": { "a": { "SHOP_TOKEN": { "format": "shop_..." } } } }\n',
    );
    project.write('web/secrets/schema.json', '{\n  "required": 1\n}\n');
    const { report, status } = examine(project);
    assert.is(report.configuration.state, 'sound');
    assert.match(report.configuration.says, '1 format switched off');
    assert.is(report.baseline.says, '0 fingerprints');
    assert.equal(report.schemas[0], { file: 'secrets/schema.json', state: 'sound', says: '1 name' });
    assert.is(report.schemas[1]?.state, 'broken');
    assert.match(report.schemas[1]?.says ?? '', /^web\/secrets\/schema\.json: .*line 2/);
    assert.is(report.isEnvIgnored, true);
    assert.is.not(
      report.canary.pattern,
      'github-personal-access-token',
      'a format that the project looks for',
    );
    assert.is(status, 0, 'a schema of another folder breaks nothing here');

    project.write('.keyfence.json', '{\n  "allow": 1\n}\n');
    const broken = examine(project).report;
    assert.is(broken.configuration.state, 'broken');
    assert.match(broken.configuration.says, 'line 2');
  },
);

screen('versions, engine, cache and the place of the hooks are told', async () => {
  const project = await createGuarded();
  const package_ = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const env = { KEYFENCE_ENGINE: 're2js', NODE_DISABLE_COMPILE_CACHE: '1' };
  const { report } = examine(project, { env });
  assert.is(report.version, 1);
  assert.is(report.topLevel, project.root);
  assert.is(report.versions.keyfence, package_.version);
  assert.is(report.versions.node, process.versions.node);
  assert.is(`git version ${report.versions.git}`, project.mustRun('git', ['version']).trim());
  assert.equal(report.engine, { name: 're2js', reason: 'KEYFENCE_ENGINE asks for it' });
  assert.is(report.cache.state, 'off');
  assert.ok(report.formats > 1000);
  assert.equal(report.hooksPlace, {
    directory: join(project.root, '.git/hooks'),
    configuredIn: null,
    problem: null,
  });
  project.write('node_modules/keyfence/package.json', '{ "name": "keyfence", "version": "0.0.9" }\n');
  assert.is(examine(project).report.versions.hooks, '0.0.9');
});

screen('a person gets one screen, and a receipt', async () => {
  const project = await createGuarded();
  const ran = project.run('env', [process.execPath, BIN, 'doctor', '--no-bare-path']);
  assert.is(ran.status, 0, ran.stderr);
  for (const line of [
    'versions   keyfence ',
    'engine     re2',
    'cache      ',
    'settings   .keyfence.json: none',
    'hooks      .git/hooks',
  ])
    assert.match(ran.stdout, `${line}`);
  const proven = ran.stdout.split('\n').filter((line) => line.startsWith('✓'));
  assert.is(proven.length, 4);
  assert.match(
    proven[3] ?? '',
    /pre-push +your PATH +refused by keyfence, which named the canary \(\.git\/hooks\/pre-push, exit 1,/,
  );
  assert.match(ran.stdout, /canary keyfence-canary-\w+\.txt \(github-personal-access-token, kf1-/);
  assert.match(ran.stderr, /4 trials, 4 proven, \d+ ms - these hooks guard the repository\n$/);
  assert.ok(ran.stdout.split('\n').length < 25);
});

screen('help says that it runs what the repository configures, and what its exit codes are', () => {
  const { stdout } = new Project().run('env', [process.execPath, BIN, 'doctor', '--help']);
  assert.match(
    stdout.replaceAll(/\s+/g, ' '),
    'doctor runs what the repository has installed and configured as hooks',
  );
  assert.match(stdout, 'Exit codes: 0');
});

for (const words of [['more'], ['--timeout', '0'], ['--timeout', 'x'], ['--unknown'], ['--json=no']]) {
  screen(`doctor ${words.join(' ')} is refused`, () => {
    const ran = new Project().run('env', [process.execPath, BIN, 'doctor', ...words]);
    assert.is(ran.status, 2);
    assert.is(ran.stdout, '');
  });
}

screen('outside of a repository it could not find out', () => {
  const project = new Project();
  const ran = project.run('env', [process.execPath, BIN, 'doctor'], { cwd: join(project.root, '..') });
  assert.is(ran.status, 2);
  assert.match(ran.stderr, 'this is no Git repository');
});

screen('in a linked worktree, on a detached HEAD and from a folder below', async () => {
  const project = await createGuarded();
  project.commitUnchecked();
  const linked = `${project.root} linked`;
  project.mustRun('git', ['worktree', 'add', '-q', '--detach', linked]);
  mkdirSync(join(linked, 'below'));
  const { report } = examine(project, { cwd: join(linked, 'below') });
  assert.is(report.topLevel, linked);
  assert.equal(resultsOf(report), allOf('proven'));
});

screen('variables that a hook around it has set lead nowhere', async () => {
  const project = await createGuarded();
  const git = join(project.root, '.git');
  const env = { GIT_DIR: git, GIT_WORK_TREE: project.root, GIT_INDEX_FILE: join(git, 'index') };
  project.commitUnchecked();
  assert.equal(resultsOf(examine(project, { env }).report), allOf('proven'));
});

screen('what is ignored is not copied, above all no .env; packages and a commit are there', async () => {
  const project = await createGuarded();
  project.write('.gitignore', 'node_modules\n.env\nbuild\n');
  project.write('.env', 'PORT=1\n');
  project.write('build/made', '');
  project.write('files/untracked', '');
  const look = 'find . -path ./.git -prune -o -print >"$HOME/seen"; git rev-parse HEAD >>"$HOME/seen"';
  const text = project.read('.git/hooks/pre-commit').replace('#!/bin/sh\n', `#!/bin/sh\n${look}\n`);
  project.write('.git/hooks/pre-commit', text, 0o755);
  assert.equal(resultsOf(examine(project).report), allOf('proven'));
  const seen = readFileSync(join(process.env.HOME as string, 'seen'), 'utf8').split('\n');
  for (const path of ['./files/start', './files/untracked', './node_modules/keyfence'])
    assert.ok(seen.includes(path), path);
  assert.not.ok(seen.some((path) => /\.env|build/.test(path)));
  assert.match(seen.at(-2) ?? '', /^[0-9a-f]{40}$/);
});

screen('settings written down flat are read by Git as they were', async () => {
  const project = new Project();
  const values: [string, string][] = [
    ['demo.plain', 'value'],
    ['demo.A sub.sec"tion\\.key', ' leading, "quoted" \\ and # no comment; '],
    ['demo.lines', 'one\ntwo\tthree'],
    ['demo.empty', ''],
    ['demo.list', 'first'],
    ['demo.list', 'second'],
  ];
  for (const [key, value] of values) project.mustRun('git', ['config', '--add', key, value]);
  writeFileSync(join(project.root, '.git/config'), '[demo]\n\tswitch\n', { flag: 'a' });
  project.mustRun('git', ['config', 'remote.origin.url', 'ssh://example.invalid/x']);
  const settings = await listSettings(project.root);
  const { repository } = writeSettings(settings, [['demo.more', 'é']]);
  project.write('flat', repository);
  const read = (file: string) =>
    project
      .mustRun('git', ['config', '--file', file, '--list', '-z'])
      .split('\0')
      .filter((line) => /^demo\./.test(line));
  assert.equal(read('flat').slice(0, -1), read('.git/config'));
  assert.is(read('.git/config').length, values.length + 1);
  assert.not.match(repository, 'example.invalid');
});

screen.run();
