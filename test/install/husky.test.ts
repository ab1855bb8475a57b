import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { KeyfenceError } from '../../src/errors.js';
import { init, uninstall } from '../../src/install/index.js';
import { KEYFENCE, Project } from './project.js';

const husky = suite('husky');

function createProject(): Project {
  const project = new Project();
  project.usePackages('husky');
  project.mustRun('node_modules/.bin/husky', []);
  return project;
}

husky('its generated directory is never written to, not even when plain Git is asked for', async () => {
  const project = createProject();
  const generated = () => Object.entries(project.snapshot()).filter(([path]) => path.startsWith('.husky/_'));
  const before = generated();
  assert.is(before.length > 10, true);
  await init(project.options());
  assert.equal(generated(), before);
  try {
    await init(project.options({ hookManager: 'git' }));
    assert.unreachable();
  } catch (error) {
    assert.instance(error, KeyfenceError);
    assert.match((error as KeyfenceError).remedy, '--hook-manager husky');
  }
  assert.equal(generated(), before);
});

husky('its committed hooks name no path of this machine', async () => {
  const project = createProject();
  await init(project.options());
  for (const hook of ['pre-commit', 'pre-merge-commit', 'commit-msg', 'pre-push']) {
    const text = project.read(`.husky/${hook}`);
    assert.not.match(text, project.root);
    assert.not.match(text, process.execPath);
  }
});

husky('a .husky directory that Git does not run yet gets the hooks and a note', async () => {
  const project = new Project();
  mkdirSync(join(project.root, '.husky'));
  const report = await init(project.options());
  assert.ok(existsSync(join(project.root, '.husky/pre-commit')));
  assert.match(report.next.join('\n'), 'npx husky');
});

husky('goes before a lefthook file that nothing runs, and the other is mentioned', async () => {
  const project = createProject();
  project.write('lefthook.yml', '# sample\n');
  const report = await init(project.options());
  assert.equal([...new Set(report.files.map((file) => file.why))], ['husky']);
  assert.match(report.notes.join('\n'), '--hook-manager lefthook');
  assert.is(project.read('lefthook.yml'), '# sample\n');
});

husky('asked for where there is none is refused', async () => {
  const project = new Project();
  try {
    await init(project.options({ hookManager: 'husky' }));
    assert.unreachable();
  } catch (error) {
    assert.instance(error, KeyfenceError);
  }
});

husky('a hook of husky 8 keeps its loader above the block, and runs the block once', async () => {
  const project = new Project();
  project.mustRun('git', ['config', 'core.hooksPath', '.husky']);
  // What husky 8 does: husky.sh starts the hook again with `sh -e`, and leaves with its exit code.
  project.write('.husky/_/husky.sh', 'if [ -z "$again" ]; then again=1 sh -e "$0" "$@"; exit $?; fi\n');
  const hook = '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\nexec true\n';
  project.write('.husky/pre-commit', hook.replace('again', 'again'), 0o755);
  const before = project.snapshot();
  await init(project.options());
  assert.match(project.read('.husky/pre-commit'), /husky\.sh"\n# >>> keyfence >>>/);
  const commit = project.run('git', ['commit', '--allow-empty', '-m', 'x']);
  assert.is(commit.status, 0, commit.output);
  assert.is(commit.output.split('started ').length - 1, ['pre-commit', 'commit-msg'].length);
  await uninstall({ cwd: project.root });
  assert.equal(project.snapshot(), before);
});

husky('a husky too old to start pre-merge-commit is named', async () => {
  const project = createProject();
  project.mustRun('rm', ['.husky/_/pre-merge-commit']);
  assert.match((await init(project.options())).notes.join('\n'), 'merges are not checked');
});

husky(
  'of a package below the top level: found from there, and where Git runs it, from anywhere',
  async () => {
    const project = new Project();
    project.usePackages('husky');
    mkdirSync(join(project.root, 'packages/web app/.husky'), { recursive: true });
    const cwd = join(project.root, 'packages/web app');
    const first = await init(project.options({ cwd }));
    assert.equal([...new Set(first.files.map((file) => file.why))], ['husky']);
    assert.match(first.next.join('\n'), 'npx husky');
    const elsewhere = await init(project.options({ dryRun: true }));
    assert.equal([...new Set(elsewhere.files.map((file) => file.why))], ['git']);

    project.mustRun('node_modules/.bin/husky', ['packages/web app/.husky']);
    const again = await init(project.options());
    assert.equal([...new Set(again.files.map((file) => `${file.why} ${file.action}`))], ['husky unchanged']);
    project.write('files/leak', KEYFENCE.leak);
    const refused = project.commit();
    assert.is(refused.status, 1);
    assert.match(refused.output, 'started ');
    await uninstall({ cwd: project.root });
    assert.is(project.run('ls', ['packages/web app/.husky/pre-commit']).status === 0, false);
  },
);

husky.run();
