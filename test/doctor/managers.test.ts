/** Each hook manager for real: what is not installed is told, what is installed is proven, nothing of the project changes. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { init } from '../../src/install/index.js';
import { LEFTHOOK_PACKAGES, Project } from '../install/project.js';
import { allOf, causesOf, examine, resultsOf } from './examined.js';
import { preCommit, simpleGitHooks } from './programs.js';

const managers = suite('doctor: hook managers');

interface Case {
  title: string;
  /** Up to a project that has the manager, but no hook with keyfence in it yet. */
  setUp(project: Project): void;
  /** Why nothing guards then, in pre-push. */
  cause: string;
  install(project: Project): Promise<unknown> | unknown;
  owner: string;
  manager: string | null;
}

const byInit = (project: Project) => init(project.options());
const HOOKS = ['pre-commit', 'pre-merge-commit', 'commit-msg', 'pre-push'];
const COMMANDS: Record<string, string> = {
  'pre-commit': 'pre-commit',
  'pre-merge-commit': 'pre-commit',
  'commit-msg': 'commit-msg "$1"',
  'pre-push': 'pre-push "$1" "$2"',
};

const CASES: Case[] = [
  { title: 'plain Git', setUp: () => {}, cause: 'sample', install: byInit, owner: 'keyfence', manager: null },
  {
    title: 'a relative core.hooksPath',
    setUp: (project) => void project.mustRun('git', ['config', 'core.hooksPath', 'tools/höoks dir']),
    cause: 'hooks-path-missing',
    install: byInit,
    owner: 'keyfence',
    manager: null,
  },
  {
    title: 'an absolute core.hooksPath in the work tree',
    setUp: (project) => {
      mkdirSync(join(project.root, 'tools/hooks'), { recursive: true });
      project.mustRun('git', ['config', 'core.hooksPath', join(project.root, 'tools/hooks')]);
    },
    cause: 'not-installed',
    install: byInit,
    owner: 'keyfence',
    manager: null,
  },
  {
    title: 'an absolute core.hooksPath outside of the repository',
    setUp: (project) => void project.mustRun('git', ['config', 'core.hooksPath', `${project.root} hooks`]),
    cause: 'hooks-path-missing',
    install: byInit,
    owner: 'keyfence',
    manager: null,
  },
  {
    title: 'husky',
    setUp: (project) => {
      project.usePackages('husky');
      project.mustRun('node_modules/.bin/husky', []);
      project.write('.husky/pre-push', 'echo nothing to do\n');
    },
    cause: 'no-call',
    install: byInit,
    owner: 'husky',
    manager: 'husky',
  },
  {
    title: 'lefthook',
    setUp: (project) => {
      project.usePackages(...LEFTHOOK_PACKAGES);
      project.write('lefthook.yml', 'pre-push:\n  commands:\n    other:\n      run: echo other\n');
      project.mustRun('node_modules/.bin/lefthook', ['install']);
    },
    cause: 'no-call',
    install: async (project) => {
      await byInit(project);
      project.mustRun('node_modules/.bin/lefthook', ['install']);
    },
    owner: 'lefthook',
    manager: 'lefthook',
  },
  {
    title: 'simple-git-hooks',
    setUp: (project) => {
      const folder = simpleGitHooks();
      symlinkSync(folder, join(project.root, 'node_modules/simple-git-hooks'));
      symlinkSync(join(folder, 'cli.js'), join(project.root, 'node_modules/.bin/simple-git-hooks'));
      project.write('package.json', '{ "simple-git-hooks": {} }\n');
    },
    cause: 'manager-not-installed',
    install: (project) => {
      const commands = HOOKS.map((hook) => [hook, `node_modules/.bin/keyfence ${COMMANDS[hook]}`]);
      const settings = { 'simple-git-hooks': Object.fromEntries(commands) };
      project.write('package.json', `${JSON.stringify(settings)}\n`);
      project.mustRun('node_modules/.bin/simple-git-hooks', []);
    },
    owner: 'simple-git-hooks',
    manager: 'simple-git-hooks',
  },
  {
    title: 'the pre-commit framework',
    setUp: (project) => {
      project.write('.pre-commit-config.yaml', 'repos: []\n');
      project.mustRun('git', ['add', '.pre-commit-config.yaml']);
      project.mustRun('env', [preCommit(), 'install', '--hook-type', 'pre-commit']);
    },
    cause: 'manager-not-installed',
    install: (project) => {
      project.write('.pre-commit-config.yaml', preCommitSettings());
      project.mustRun('git', ['add', '.pre-commit-config.yaml']);
      const types = HOOKS.flatMap((hook) => ['--hook-type', hook]);
      project.mustRun('env', [preCommit(), 'install', ...types]);
    },
    owner: 'pre-commit',
    manager: 'pre-commit',
  },
];

/** A hook for each command of keyfence. */
function preCommitSettings(): string {
  const entries = [
    ['pre-commit', 'pre-commit, pre-merge-commit'],
    ['commit-msg', 'commit-msg'],
    ['pre-push', 'pre-push'],
  ] as const;
  const hooks = entries.map(([command, stages]) => {
    const isMessage = command === 'commit-msg';
    return [
      `      - id: keyfence-${command}`,
      '        name: keyfence',
      `        entry: node_modules/.bin/keyfence ${command}`,
      '        language: system',
      '        always_run: true',
      `        pass_filenames: ${isMessage}`,
      `        stages: [${stages}]`,
    ].join('\n');
  });
  return `repos:\n  - repo: local\n    hooks:\n${hooks.join('\n')}\n`;
}

for (const { title, setUp, cause, install, owner, manager } of CASES) {
  managers(`${title}: not guarded before, and why; proven after, with both PATHs`, async () => {
    const project = new Project();
    setUp(project);
    const open = examine(project);
    assert.is(open.status, 1, open.stderr);
    assert.is(open.report.outcome, 'open');
    assert.ok(open.report.trials.every(({ result }) => result === 'not-run' || result === 'passed'));
    assert.is(causesOf(open.report, 'pre-push')[0], cause);
    assert.match(open.stderr, 'NOT GUARDED');

    await install(project);
    const { status, report, stderr } = examine(project, { args: [] });
    assert.equal(
      resultsOf(report),
      allOf('proven', ['user', 'bare']),
      JSON.stringify(report.trials, null, 1),
    );
    assert.is(status, 0);
    assert.is(report.outcome, 'proven');
    assert.match(stderr, '8 trials, 8 proven');
    assert.equal([...new Set(report.hookFiles.map((file) => file.owner))], [owner]);
    assert.equal(
      report.managers.filter(({ isActive }) => isActive).map(({ name }) => name),
      manager === null ? [] : [manager],
    );
    assert.ok(report.trials.every((trial) => trial.causes.length === 0 && trial.exitCode !== 0));
  });
}

managers.run();
