/** The managers of hooks, as the tests of what hooks do set them up. */
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
];
