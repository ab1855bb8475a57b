import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { init, uninstall } from '../../src/install/index.js';
import { KEYFENCE, Project } from './project.js';

const plainGit = suite('plain Git hooks');

plainGit('everything works from a subdirectory', async () => {
  const project = new Project();
  const cwd = join(project.root, 'files');
  await init(project.options({ cwd }));
  project.write('files/leak', KEYFENCE.leak);
  project.mustRun('git', ['add', '-A']);
  const refused = project.run('git', ['commit', '-m', 'x'], { cwd });
  assert.is(refused.status, 1);
  assert.match(refused.output, `started ${project.bin}`);
  const report = await uninstall({ cwd });
  assert.equal(
    report.files.map((file) => file.action),
    ['removed', 'removed', 'removed', 'removed'],
  );
});

plainGit('a linked worktree installs for the whole clone, and its own node_modules serve it', async () => {
  const project = new Project();
  project.commitUnchecked();
  const tree = `${project.root} linked`;
  project.mustRun('git', ['worktree', 'add', '-q', '-b', 'linked', tree]);
  await init(project.options({ cwd: tree }));
  assert.ok(existsSync(join(project.root, '.git/hooks/pre-commit')));

  const own = join(tree, 'node_modules/.bin/keyfence');
  KEYFENCE.install(own);
  for (const [bin, missing] of [
    [project.bin, null],
    ['node_modules/.bin/keyfence', project.bin],
  ] as const) {
    if (missing) rmSync(missing);
    const commit = project.run('git', ['commit', '--allow-empty', '-m', 'x'], { cwd: tree });
    assert.is(commit.status, 0, commit.output);
    assert.match(commit.output, `${bin}\n`);
  }
  await uninstall({ cwd: tree });
  assert.not.ok(existsSync(join(project.root, '.git/hooks/pre-commit')));
});

plainGit(
  'the recorded path comes first, then node_modules/.bin, then PATH, and none at all refuses',
  async () => {
    const project = new Project();
    const installed = join(project.root, 'elsewhere', 'keyfence');
    KEYFENCE.install(installed);
    await init(project.options());
    const env = { ...process.env, PATH: `${dirname(installed)}:${process.env.PATH}` };
    const commit = () => project.run('git', ['commit', '--allow-empty', '-m', 'x'], { env });

    assert.match(commit().output, `started ${project.bin}`);
    const local = join(project.root, 'node_modules/.bin/keyfence');
    renameSync(project.bin, `${project.bin}.moved`);
    rmSync(local);
    symlinkSync(`${project.bin}.moved`, local);
    assert.match(commit().output, 'started node_modules/.bin/keyfence');
    chmodSync(`${project.bin}.moved`, 0o644);
    assert.match(commit().output, `started ${installed}`, 'what is not executable is passed over');
    rmSync(installed);
    const refused = commit();
    assert.is(refused.status, 1);
    assert.match(refused.stderr, /^keyfence: not found.*npm install --save-dev keyfence.*--no-verify\)\n$/);
  },
);

plainGit('a client without node on its PATH uses the recorded node', async () => {
  const project = new Project();
  await init(project.options());
  // Only what Git itself needs: git, sh and the env of the #! line.
  const bare = join(project.root, 'elsewhere');
  mkdirSync(bare);
  for (const name of ['git', 'sh', 'env', 'dirname', 'readlink']) {
    symlinkSync(project.mustRun('sh', ['-c', `command -v ${name}`]).trim(), join(bare, name));
  }
  const env = { ...process.env, PATH: bare };
  assert.is(project.run('sh', ['-c', 'command -v node'], { env }).stdout, '');
  project.write('files/leak', KEYFENCE.leak);
  project.mustRun('git', ['add', '-A']);
  const refused = project.run('git', ['commit', '-m', 'x'], { env });
  assert.is(refused.status, 1);
  assert.match(refused.output, 'started ');

  await init(project.options({ node: join(project.root, 'gone', 'node') }));
  project.write('files/leak', 'clean');
  project.mustRun('git', ['add', '-A']);
  assert.is.not(project.run('git', ['commit', '-m', 'x'], { env }).status, 0, 'no node at all blocks');
});

plainGit('a recorded path is one word of shell, whatever stands in it', async () => {
  const project = new Project();
  const bin = join(project.root, 'elsewhere', 'a\'b $(touch gone) `touch gone` "c" $& \\ ü;*', 'keyfence');
  KEYFENCE.install(bin);
  await init(project.options({ bin }));
  const commit = project.run('git', ['commit', '--allow-empty', '-m', 'x']);
  assert.is(commit.status, 0, commit.output);
  assert.match(commit.output, `started ${bin}`);
  assert.not.ok(existsSync(join(project.root, 'gone')));
});

plainGit('a path with a line end is not recorded', async () => {
  const project = new Project();
  const report = await init(project.options({ bin: `/x\n# <<< keyfence <<<\nkeyfence` }));
  assert.match(report.notes.join('\n'), 'control characters');
  assert.match(project.read('.git/hooks/pre-commit'), "bin=''");
});

plainGit('every exit code but 0 blocks and is passed on', async () => {
  const project = new Project();
  await init(project.options());
  project.write('files/new', 'x');
  for (const [code, passes] of [
    [0, true],
    [2, false],
    [3, false],
    [77, false],
  ] as const) {
    project.write('node_modules/keyfence/dist/cli.cjs', `#!/bin/sh\nexit ${code}\n`, 0o755);
    assert.is(project.run('.git/hooks/pre-commit', []).status, code);
    assert.is(project.run('.git/hooks/pre-merge-commit', []).status, code);
    assert.is(project.run('.git/hooks/commit-msg', ['files/new']).status, code);
    assert.is(project.run('.git/hooks/pre-push', ['origin', 'x']).status, code);
    assert.is(project.run('git', ['commit', '--allow-empty', '-m', 'x']).status === 0, passes);
  }
});

plainGit('hooks in the working tree name no path of this machine', async () => {
  const project = new Project();
  project.mustRun('git', ['config', 'core.hooksPath', '.githooks']);
  await init(project.options());
  assert.is(project.read('.githooks/pre-commit').includes(project.root), false);
  assert.match(project.read('.githooks/pre-commit'), "node=''");
});

plainGit('a keyfence of a package below the top level is found from a committed hook', async () => {
  const project = new Project();
  project.mustRun('git', ['config', 'core.hooksPath', '.githooks']);
  const below = join(project.root, "files/web's app/node_modules");
  const bin = join(below, 'keyfence/dist/cli.cjs');
  KEYFENCE.install(bin);
  mkdirSync(join(below, '.bin'));
  symlinkSync('../keyfence/dist/cli.cjs', join(below, '.bin/keyfence'));
  await init(project.options({ bin, cwd: join(project.root, 'files') }));
  rmSync(join(project.root, 'node_modules'), { recursive: true });
  const commit = project.run('git', ['commit', '--allow-empty', '-m', 'x']);
  assert.is(commit.status, 0, commit.output);
  assert.match(commit.output, "started files/web's app/node_modules/.bin/keyfence".replace('started ', ''));
});

for (const shebang of [
  '#!/bin/sh -eu',
  '#! /bin/sh',
  '#!/bin/bash -eu',
  '#!/usr/bin/env bash',
  '#!/usr/bin/env -S bash -e',
]) {
  plainGit(`a hook that starts with ${shebang} takes the block, and runs on after it`, async () => {
    const project = new Project();
    project.write('.git/hooks/pre-commit', `${shebang}\necho foreign ran\n`, 0o755);
    await init(project.options());
    const accepted = project.commit();
    assert.is(accepted.status, 0, accepted.output);
    assert.match(accepted.output, 'foreign ran');
    project.write('files/leak', KEYFENCE.leak);
    const refused = project.commit();
    assert.is(refused.status, 1);
    assert.not.match(refused.output, 'foreign ran');
  });
}

plainGit(
  'another keyfence is recorded by a second init, and foreign lines added since are kept',
  async () => {
    const project = new Project();
    await init(project.options());
    project.write('.git/hooks/pre-commit', `${project.read('.git/hooks/pre-commit')}echo mine\n`, 0o700);
    const report = await init(project.options({ bin: '/elsewhere/keyfence' }));
    assert.equal(
      report.files.map((file) => file.action),
      ['updated', 'updated', 'updated', 'updated'],
    );
    assert.match(project.read('.git/hooks/pre-commit'), "bin='/elsewhere/keyfence'");
    await uninstall({ cwd: project.root });
    assert.is(project.read('.git/hooks/pre-commit'), '#!/bin/sh\necho mine\n');
    assert.not.ok(existsSync(join(project.root, '.git/hooks/pre-merge-commit')));
  },
);

plainGit(
  'uninstall finds the blocks of before core.hooksPath was set, and the copies others set aside',
  async () => {
    const project = new Project();
    const before = project.snapshot();
    await init(project.options());
    renameSync(
      join(project.root, '.git/hooks/pre-commit'),
      join(project.root, '.git/hooks/pre-commit.legacy'),
    );
    project.mustRun('git', ['config', 'core.hooksPath', 'elsewhere']);
    await uninstall({ cwd: project.root });
    project.mustRun('git', ['config', '--unset', 'core.hooksPath']);
    assert.equal(project.snapshot(), before);
  },
);

plainGit('a dry run reports and writes nothing', async () => {
  const project = new Project();
  const before = project.snapshot();
  const report = await init(project.options({ dryRun: true }));
  assert.equal(
    report.files.map((file) => file.action),
    ['created', 'created', 'created', 'created'],
  );
  assert.equal(project.snapshot(), before);
});

plainGit.run();
