import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { UsageError } from '../../src/errors.js';
import { init, uninstall } from '../../src/install/index.js';
import { Project, refusalOf } from './project.js';

const refusals = suite('refusals of init');

const UNSUITABLE: [string, (project: Project) => void, string][] = [
  [
    'a Python hook',
    (project) => project.write('.git/hooks/pre-commit', '#!/usr/bin/env python3\n', 0o755),
    'POSIX shell',
  ],
  ['a compiled hook', (project) => project.write('.git/hooks/pre-commit', '\x7fELF\0\0', 0o755), 'binary'],
  [
    'a script with zero bytes',
    (project) => project.write('.git/hooks/pre-commit', '#!/bin/sh\n\0', 0o755),
    'binary',
  ],
  ['a hook without #!', (project) => project.write('.git/hooks/pre-commit', 'exit 0\n', 0o755), '#! line'],
  [
    'a hook that Git ignores',
    (project) => project.write('.git/hooks/pre-commit', '#!/bin/sh\n', 0o644),
    'not executable',
  ],
  [
    'half a block',
    (project) => project.write('.git/hooks/pre-commit', '#!/bin/sh\n# >>> keyfence >>>\n', 0o755),
    'marker',
  ],
  ['a directory', (project) => mkdirSync(join(project.root, '.git/hooks/pre-commit')), 'a directory'],
  [
    'a link to another file',
    (project) => {
      project.write('tools/hook', '#!/bin/sh\n', 0o755);
      symlinkSync('../../tools/hook', join(project.root, '.git/hooks/pre-commit'));
    },
    'a symbolic link',
  ],
  [
    'the second hook only',
    (project) => project.write('.git/hooks/pre-merge-commit', '#!/usr/bin/perl\n', 0o755),
    'POSIX shell',
  ],
  [
    'hooks switched off',
    (project) => project.mustRun('git', ['config', 'core.hooksPath', '/dev/null']),
    'switched off',
  ],
  ['an empty core.hooksPath', (project) => project.mustRun('git', ['config', 'core.hooksPath', '']), 'empty'],
];

for (const [title, setUp, reason] of UNSUITABLE) {
  refusals(`${title}: refused with a remedy, and nothing is written`, async () => {
    const project = new Project();
    setUp(project);
    const before = project.snapshot();
    const error = await refusalOf(init(project.options()));
    assert.match(error.message, reason);
    assert.match(error.remedy, 'keyfence');
    assert.equal(project.snapshot(), before);
  });
}

refusals(
  'a foreign hook that runs keyfence itself is accepted as it is, a comment that names it is not',
  async () => {
    const project = new Project();
    project.write('.git/hooks/pre-commit', '#!/usr/bin/python3\n# keyfence pre-commit\n', 0o755);
    await refusalOf(init(project.options()));
    project.write('.git/hooks/pre-commit', '#!/usr/bin/python3\nrun("keyfence pre-commit")\n', 0o755);
    const report = await init(project.options());
    assert.equal(
      report.files.map((file) => file.action),
      ['unchanged', 'created', 'created', 'created'],
    );
  },
);

refusals('hooks that the user shares between all repositories are left alone until asked for', async () => {
  const project = new Project();
  const shared = `${project.root} shared`;
  mkdirSync(shared);
  project.mustRun('git', ['config', '--file', 'files/gitconfig', 'core.hooksPath', shared]);
  process.env.GIT_CONFIG_GLOBAL = join(project.root, 'files/gitconfig');
  try {
    const error = await refusalOf(init(project.options()));
    assert.match(error.message, 'every repository');
    assert.match(error.remedy, '--hook-manager git');
    assert.equal(readdirSync(shared), []);
    const report = await init(project.options({ hookManager: 'git' }));
    assert.match(report.notes.join('\n'), shared);
    assert.match(project.run('git', ['commit', '--allow-empty', '-m', 'x']).output, 'started ');
    // What another repository brings along is not asked.
    const other = new Project();
    rmSync(project.bin);
    other.write('.pnp.cjs', "throw new Error('run');\n");
    const refused = other.commit();
    assert.is(refused.status, 1);
    assert.match(refused.output, 'npm install --global keyfence');
    assert.not.match(refused.output, 'started ');
    await uninstall({ cwd: project.root });
    assert.equal(readdirSync(shared), []);
  } finally {
    process.env.GIT_CONFIG_GLOBAL = '/dev/null';
  }
});

refusals('an unknown manager and a directory outside any repository are refused', async () => {
  const project = new Project();
  const unknown = await refusalOf(init(project.options({ hookManager: 'huskey' })));
  assert.instance(unknown, UsageError);
  assert.match(unknown.remedy, 'husky');
  await refusalOf(init(project.options({ cwd: dirname(project.root) })));
  await refusalOf(init(project.options({ cwd: join(project.root, '.git') })));
});

refusals('uninstall finds nothing where hooks are switched off, and the blocks of before', async () => {
  const project = new Project();
  const before = project.snapshot();
  await init(project.options());
  project.mustRun('git', ['config', 'core.hooksPath', '/dev/null']);
  await uninstall({ cwd: project.root });
  assert.equal((await uninstall({ cwd: project.root })).files, []);
  project.mustRun('git', ['config', '--unset', 'core.hooksPath']);
  assert.equal(project.snapshot(), before);
});

refusals.run();
