/** Yarn's Plug'n'Play, by a loader that does what Yarn's does for one package: nothing stands in node_modules. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { init } from '../../src/install/index.js';
import { preCommit } from '../doctor/programs.js';
import { BIN } from '../support/repository.js';
import { KEYFENCE, LEFTHOOK_PACKAGES, Project } from './project.js';

const plugAndPlay = suite("Yarn's Plug'n'Play");

const LOADER = `const { Module } = require('node:module');
const resolve = Module._resolveFilename;
Module._resolveFilename = (name, ...more) => name === 'keyfence/cli' ? ${JSON.stringify(BIN)} : resolve(name, ...more);
process.stderr.write('by Yarn\\n');
`;

/** A project in which `yarn keyfence init` is run. */
function createProject(manifest: object = { devDependencies: { keyfence: '1' } }): Project {
  const project = new Project();
  rmSync(join(project.root, 'node_modules'), { recursive: true });
  project.write('.pnp.cjs', LOADER);
  project.write('package.json', `${JSON.stringify(manifest)}\n`);
  return project;
}

const unplugged = (project: Project) =>
  project.options({
    bin: join(project.root, '.yarn/unplugged/keyfence-1/node_modules/keyfence/dist/cli.cjs'),
  });

const CONFIG = 'repos:\n- repo: local\n  hooks: []\n';

for (const [title, setUp, activate] of [
  ['plain Git', () => {}, () => {}],
  [
    'lefthook',
    (project: Project) => {
      project.usePackages(...LEFTHOOK_PACKAGES);
      project.write('lefthook.yml', '');
    },
    (project: Project) => project.mustRun('node_modules/.bin/lefthook', ['install']),
  ],
  [
    'simple-git-hooks',
    (project: Project) => {
      project.usePackages('simple-git-hooks');
      project.write(
        'package.json',
        '{ "devDependencies": { "keyfence": "1" }, "simple-git-hooks": { "pre-commit": "true" } }\n',
      );
    },
    (project: Project) => project.mustRun('node_modules/.bin/simple-git-hooks', []),
  ],
  [
    'the pre-commit framework',
    (project: Project) => project.write('.pre-commit-config.yaml', CONFIG),
    (project: Project) => project.mustRun(preCommit(), ['install', '--hook-type', 'pre-commit']),
  ],
] as const) {
  plugAndPlay(`${title}: the hooks start what the loader finds`, async () => {
    const project = createProject();
    setUp(project);
    const report = await init(unplugged(project));
    assert.equal(
      report.next.filter((step) => step.includes('yarn')),
      [],
    );
    activate(project);
    project.write('files/leak', KEYFENCE.leak);
    const refused = project.commit();
    assert.is.not(refused.status, 0, refused.output);
    assert.match(refused.output, 'by Yarn');
    assert.match(refused.output, 'files/leak:1:1');
  });
}

plugAndPlay('a package at the top level that does not depend on keyfence is told to', async () => {
  const { next } = await init(unplugged(createProject({ workspaces: ['packages/*'] })));
  assert.match(next.join('\n'), 'yarn add --dev keyfence');
});

plugAndPlay.run();
