/**
 * Hooks in Git's configuration, which Git 2.54 and newer runs. Where this Git is older, one stands in that says it is newer,
 * and what it would run is read from the configuration and run as Git documents it: by a shell, with the arguments behind.
 */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { KeyfenceError } from '../../src/errors.js';
import { init, initGlobal, uninstall, uninstallGlobal } from '../../src/install/index.js';
import { Home } from './home.js';
import { KEYFENCE, Project } from './project.js';

const config = suite("hooks in Git's configuration");

const HOOKS = ['pre-commit', 'pre-merge-commit', 'commit-msg', 'pre-push'];
const ownPath = process.env.PATH ?? '';

/** From now on `git version` says this. */
function useGit(project: Project, version: string): void {
  const folder = `${project.root} git`;
  const real = project.mustRun('sh', ['-c', `PATH='${ownPath}' command -v git`]).trim();
  mkdirSync(folder);
  const lines = [
    '#!/bin/sh',
    `for word; do [ "$word" != version ] || { echo 'git version ${version}'; exit 0; }; done`,
    `exec '${real}' "$@"`,
  ];
  writeFileSync(join(folder, 'git'), `${lines.join('\n')}\n`);
  chmodSync(join(folder, 'git'), 0o755);
  process.env.PATH = `${folder}:${ownPath}`;
}

/** Runs what is configured for an event, one after the other until one refuses. */
function runEvent(
  project: Project,
  event: string,
  ...words: string[]
): { status: number | null; output: string } {
  const names = project
    .mustRun('git', ['config', '--get-regexp', '^hook\\..*\\.event$'])
    .split('\n')
    .filter((line) => line.endsWith(` ${event}`))
    .map((line) => line.split('.event ')[0]);
  assert.is(names.length > 0, true);
  for (const name of names) {
    const command = project.mustRun('git', ['config', `${name}.command`]).slice(0, -1);
    const ran = project.run('sh', ['-c', `${command} "$@"`, command, ...words]);
    if (ran.status !== 0) return ran;
  }
  return { status: 0, output: '' };
}

function expectGuarded(project: Project): void {
  project.write('files/code', `key = "${KEYFENCE.leak}"\n`);
  project.mustRun('git', ['add', '-A']);
  for (const event of ['pre-commit', 'pre-merge-commit']) {
    const refused = runEvent(project, event);
    assert.is(refused.status, 1, refused.output);
    assert.match(refused.output, /files\/code:1:8 +critical .*ghp_…/);
  }
  const message = runEvent(project, 'commit-msg', 'files/code');
  assert.is(message.status, 1);
  assert.match(message.output, '(commit message):1:8');
  project.write('files/code', 'key = process.env.KEY\n');
  project.mustRun('git', ['add', '-A']);
  for (const event of HOOKS) {
    const passed = runEvent(project, event, ...(event === 'commit-msg' ? ['files/code'] : []));
    assert.is(passed.status, 0, passed.output);
  }
}

for (const [title, setUp, hookManager] of [
  ['asked for', () => {}, 'git-config'],
  [
    'where the repository has some already',
    (project: Project) => {
      project.mustRun('git', ['config', 'hook.lint.command', 'true']);
      project.mustRun('git', ['config', 'hook.lint.event', 'pre-commit']);
    },
    undefined,
  ],
] as const) {
  config(`${title}: each stage is guarded, and goes without a trace`, async () => {
    const project = new Project();
    useGit(project, '2.54.0');
    setUp(project);
    const before = project.snapshot();
    const options = project.options(hookManager === undefined ? {} : { hookManager });
    const report = await init(options);
    assert.equal([...new Set(report.files.map(({ why }) => why))], ['git-config']);
    expectGuarded(project);
    const again = await init(options);
    assert.equal([...new Set(again.files.map(({ action }) => action))], ['unchanged']);
    await uninstall({ cwd: project.root });
    assert.equal(project.snapshot(), before);
    assert.not.ok(project.run('sh', ['-c', 'ls .git/keyfence-hooks']).status === 0);
  });
}

for (const [version, areRun] of [
  ['2.54.0', true],
  ['2.55.1.windows.2', true],
  ['3.0.0', true],
  ['2.53.9', false],
  ['1.60.0', false],
] as const) {
  config(`Git ${version} ${areRun ? 'runs them' : 'does not, so they are refused'}`, async () => {
    const project = new Project();
    useGit(project, version);
    const before = project.snapshot();
    const plan = init({ ...project.options({ hookManager: 'git-config' }), dryRun: true });
    const error = await plan.then(
      () => null,
      (reason: unknown) => reason,
    );
    assert.is(error instanceof KeyfenceError, !areRun);
    // Not without being asked, either.
    const report = await init(project.options({ dryRun: true }));
    assert.equal([...new Set(report.files.map(({ why }) => why))], ['git']);
    assert.equal(project.snapshot(), before);
  });
}

config('for every repository: no hook is hidden, and nothing of a repository is run', async () => {
  const project = new Project();
  useGit(project, '2.54.0');
  const home = new Home(project);
  home.write('.gitconfig', '[user]\n\tname = "a \\\\ b"\n');
  const before = home.snapshot();
  await initGlobal(home.options({ hookManager: 'git-config' }));
  assert.is(project.run('git', ['config', 'core.hooksPath']).status, 1);
  rmSync(project.bin);
  expectGuarded(project);
  rmSync(home.bin);
  assert.is.not(runEvent(project, 'pre-commit').status, 0, 'gone is refused');
  await uninstallGlobal({ cwd: home.folder });
  assert.equal(home.snapshot(), before);
});

config.run();
