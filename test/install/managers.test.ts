import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Action } from '../../src/install/change.js';
import { init, uninstall } from '../../src/install/index.js';
import { preCommit } from '../doctor/programs.js';

import { KEYFENCE, LEFTHOOK_PACKAGES, Project } from './project.js';

const managers = suite('hook managers');

interface Case {
  title: string;
  setUp(project: Project): void;
  /** What a person runs between `init` and the first commit. */
  activate?(project: Project): void;
  files: Record<string, Action>;
  /** What a person runs after `uninstall`. */
  deactivate?(project: Project): void;
  /** Some write their own hooks in between, so only the working tree is compared. */
  withGit?: boolean;
  /** What is printed where nothing is refused: by keyfence as it starts, unless the manager hides that. */
  passed?: string;
}

const HOOKS = ['pre-commit', 'pre-merge-commit', 'commit-msg', 'pre-push'];

/** Every hook in that directory, as created but where something else is said. */
function hooksIn(directory: string, others: Record<string, Action> = {}): Record<string, Action> {
  return Object.fromEntries(HOOKS.map((hook) => [`${directory}/${hook}`, others[hook] ?? 'created']));
}

const HOOK = '#!/bin/sh\n# somebody else\nexit 0\n';

function setUpHusky(project: Project): void {
  project.usePackages('husky');
  project.mustRun('node_modules/.bin/husky', []);
}

function setUpLefthook(config: string): (project: Project) => void {
  return (project) => {
    project.usePackages(...LEFTHOOK_PACKAGES);
    project.write('lefthook.yml', config);
    project.mustRun('node_modules/.bin/lefthook', ['install']);
  };
}

function activateLefthook(project: Project): void {
  project.mustRun('node_modules/.bin/lefthook', ['install']);
}

/** What a person runs as `init` says it. */
function activatePreCommit(project: Project): void {
  const types = HOOKS.flatMap((hook) => ['--hook-type', hook]);
  project.mustRun(preCommit(), ['install', ...types]);
}

function activateSimpleGitHooks(project: Project): void {
  project.mustRun('node_modules/.bin/simple-git-hooks', []);
}

const PRE_COMMIT_CONFIG = `# caf\xc3\xa9
default_stages: [pre-commit]
repos:
# what follows is ours
  -   repo: local
      hooks:
      - {id: mine, name: mine, entry: "true", language: system, pass_filenames: false}  # "x
fail_fast: true`;

const CASES: Case[] = [
  {
    title: 'plain Git',
    setUp: () => {},
    files: hooksIn('.git/hooks'),
  },
  {
    title: 'plain Git without a hooks directory',
    setUp: (project) => project.mustRun('rm', ['-r', '.git/hooks']),
    files: hooksIn('.git/hooks'),
  },
  {
    title: 'plain Git with hooks that leave early',
    setUp: (project) => {
      project.write('.git/hooks/pre-commit', HOOK, 0o755);
      project.write(
        '.git/hooks/pre-merge-commit',
        '#!/usr/bin/env bash\nset -euo pipefail\nexec true',
        0o750,
      );
      project.write('.git/hooks/pre-push', '#!/bin/bash\nwhile read -r line; do :; done', 0o700);
    },
    files: hooksIn('.git/hooks', {
      'pre-commit': 'updated',
      'pre-merge-commit': 'updated',
      'pre-push': 'updated',
    }),
  },
  {
    title: 'a relative core.hooksPath',
    setUp: (project) => {
      project.mustRun('git', ['config', 'core.hooksPath', 'tools/höoks dir']);
      project.write('tools/höoks dir/pre-commit', HOOK, 0o755);
    },
    files: hooksIn('tools/höoks dir', { 'pre-commit': 'updated' }),
  },
  {
    title: 'an absolute core.hooksPath outside the repository',
    setUp: (project) => project.mustRun('git', ['config', 'core.hooksPath', `${project.root} hooks`]),
    files: hooksIn(''),
  },
  {
    title: 'husky without hooks',
    setUp: setUpHusky,
    files: hooksIn('.husky'),
  },
  {
    title: 'husky with a hook',
    setUp: (project) => {
      setUpHusky(project);
      project.write('.husky/pre-commit', 'echo caf\xe9\nexit 0');
      project.write('.husky/commit-msg', 'npx --no -- commitlint --edit $1 || exit 0\n');
    },
    files: hooksIn('.husky', { 'pre-commit': 'updated', 'commit-msg': 'updated' }),
  },
  {
    title: 'husky in another directory',
    setUp: (project) => {
      project.usePackages('husky');
      project.mustRun('node_modules/.bin/husky', ['config/husky']);
    },
    files: hooksIn('config/husky'),
  },
  {
    title: 'lefthook with the sample configuration',
    setUp: setUpLefthook('# pre-commit:\n#   jobs:\n#     - run: yarn lint'),
    activate: activateLefthook,
    files: { 'lefthook.yml': 'updated' },
    withGit: false,
  },
  {
    title: 'lefthook with commands',
    setUp: setUpLefthook(
      'pre-commit:\n    exclude: ["files/*"] # all\n    commands:\n        # first\n        lint:\n            run: "true"\npost-commit:\n  jobs: []\n',
    ),
    activate: activateLefthook,
    files: { 'lefthook.yml': 'updated' },
    withGit: false,
  },
  {
    title: 'lefthook with jobs',
    setUp: setUpLefthook(
      'pre-merge-commit:\n  parallel: true\npre-commit:\n  jobs:\n  - name: lint\n    run: echo lint\n',
    ),
    activate: activateLefthook,
    files: { 'lefthook.yml': 'updated' },
    withGit: false,
  },
  {
    title: 'the pre-commit framework',
    setUp: (project) => project.write('.pre-commit-config.yaml', PRE_COMMIT_CONFIG),
    activate: activatePreCommit,
    files: { '.pre-commit-config.yaml': 'updated' },
    withGit: false,
    passed: 'keyfence, what is committed...',
  },
  {
    title: 'simple-git-hooks in package.json',
    setUp: (project) => {
      project.usePackages('simple-git-hooks');
      project.write(
        'package.json',
        '{\r\n\t"name": "caf\xc3\xa9",\r\n\t"simple-git-hooks": {\r\n\t\t"pre-commit": "echo \\"first\\"; true",\r\n\t\t"pre-push": "cat"\r\n\t}\r\n}',
      );
      project.mustRun('node_modules/.bin/simple-git-hooks', []);
    },
    activate: activateSimpleGitHooks,
    deactivate: activateSimpleGitHooks,
    files: { 'package.json': 'updated' },
    withGit: false,
  },
  {
    title: 'simple-git-hooks in a file of its own',
    setUp: (project) => {
      project.usePackages('simple-git-hooks');
      project.write('package.json', '{ "name": "x" }\n');
      project.write('simple-git-hooks.json', '{}\n');
    },
    activate: activateSimpleGitHooks,
    deactivate: activateSimpleGitHooks,
    files: { 'simple-git-hooks.json': 'updated' },
    withGit: false,
  },
];

for (const { title, setUp, activate, deactivate, files, withGit = true, passed = 'started ' } of CASES) {
  managers(`${title}: refuses, lets the fix pass, refuses a merge, and goes without a trace`, async () => {
    const project = new Project();
    setUp(project);
    project.commitUnchecked();
    const before = project.snapshot({ withGit: true });

    const report = await init(project.options());
    const reported = report.files.map(({ path, action }) => [
      path.replace(/^.*project \d+( hooks)?\//, ''),
      action,
    ]);
    const expected = Object.entries(files).map(([path, action]) => [path.replace(/^\//, ''), action]);
    assert.equal(reported, expected);
    const installed = project.snapshot();
    const again = await init(project.options());
    assert.equal(
      again.files.map((file) => file.action),
      expected.map(() => 'unchanged'),
    );
    assert.equal(project.snapshot(), installed, 'a second init changes nothing');
    await uninstall({ cwd: project.root });
    assert.equal(project.snapshot(), before, 'uninstall leaves no trace');

    await init(project.options());
    activate?.(project);
    project.commitUnchecked();

    const head = project.head();
    project.write('files/code', `key = "${KEYFENCE.leak}"\n`);
    const refused = project.commit();
    assert.is.not(refused.status, 0, 'a leak is refused');
    assert.match(refused.output, 'started ');
    assert.match(refused.output, /files\/code:1:8 +critical .*ghp_…/);
    assert.is(project.head(), head);

    project.write('files/code', 'key = process.env.KEY\n');
    const accepted = project.commit();
    assert.is(accepted.status, 0, accepted.output);
    assert.match(accepted.output, passed);

    project.write('.env', 'PORT=1\n');
    const guarded = project.commit();
    assert.is.not(guarded.status, 0, 'a .env file is refused');
    assert.match(guarded.output, 'add the line .env');
    project.mustRun('git', ['rm', '-q', '-f', '.env']);

    project.mustRun('git', ['checkout', '-q', '-b', 'side', 'HEAD~1']);
    project.write('files/merged', 'theirs\n');
    project.commitUnchecked();
    project.mustRun('git', ['checkout', '-q', 'main']);
    project.write('files/merged', 'ours\n');
    project.commitUnchecked();
    for (const [text, passes] of [
      [KEYFENCE.leak, false],
      ['nothing', true],
    ] as const) {
      project.write('.git/merge-result', `key = "${text}"\n`);
      const merge = project.run('git', ['merge', '--no-edit', 'side']);
      assert.is(merge.status === 0, passes, merge.output);
      assert.match(merge.output, passes ? passed : 'started ');
      if (!passes) project.mustRun('git', ['merge', '--abort']);
    }

    await uninstall({ cwd: project.root });
    assert.equal(project.snapshot({ withGit }), withGit ? before : withoutGit(before));
    deactivate?.(project);
    project.write('files/code', KEYFENCE.leak);
    assert.is(project.commit().status, 0, 'nothing is left that refuses');
  });
}

function withoutGit(snapshot: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(snapshot).filter(([path]) => !/^\.git(\/|$)/.test(path)));
}

managers.run();
