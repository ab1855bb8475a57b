/** The managers of hooks, as the tests of what hooks do set them up. */
import { HOOK_NAMES } from '../../src/install/manager.js';
import { preCommit } from '../doctor/programs.js';
import { LEFTHOOK_PACKAGES, type Project } from './project.js';

export interface Managed {
  name: string;
  setUp(project: Project): void;
  /** What a person runs after `init`. */
  activate(project: Project): void;
}

/** One project of each kind, with what would keep its manager from starting a command. */
export const MANAGED: Managed[] = [
  { name: 'plain Git', setUp: () => {}, activate: () => {} },
  {
    name: 'husky',
    setUp: (project) => {
      project.usePackages('husky');
      project.mustRun('node_modules/.bin/husky', []);
    },
    activate: () => {},
  },
  {
    name: 'lefthook',
    setUp: (project) => {
      project.usePackages(...LEFTHOOK_PACKAGES);
      // What would have lefthook leave out a command: filters that no file passes.
      project.write('lefthook.yml', 'pre-push:\n  files: "true"\n  parallel: true\n');
    },
    activate: (project) => void project.mustRun('node_modules/.bin/lefthook', ['install']),
  },
  {
    name: 'simple-git-hooks',
    setUp: (project) => {
      project.usePackages('simple-git-hooks');
      project.write(
        'package.json',
        JSON.stringify(
          { 'simple-git-hooks': { 'pre-commit': 'true', 'pre-push': 'grep -q refs/' } },
          null,
          '\t',
        ),
      );
    },
    activate: (project) => void project.mustRun('node_modules/.bin/simple-git-hooks', []),
  },
];

/** One that keeps to itself what Git says of a push, all but the first ref. */
export const PRE_COMMIT_FRAMEWORK: Managed = {
  name: 'the pre-commit framework',
  setUp: (project) => {
    const hook = '{id: mine, name: mine, entry: "true", language: system, always_run: true}';
    project.write(
      '.pre-commit-config.yaml',
      `default_stages: [pre-commit]\nrepos:\n- repo: local\n  hooks: [${hook}]\n`,
    );
  },
  activate: (project) => {
    const types = HOOK_NAMES.flatMap((hook) => ['--hook-type', hook]);
    project.mustRun(preCommit(), ['install', ...types]);
  },
};
