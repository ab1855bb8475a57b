/** The file of the pre-commit framework: what is understood, and what is left alone. */
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { KeyfenceError } from '../../src/errors.js';
import { init, uninstall } from '../../src/install/index.js';
import { preCommit } from '../doctor/programs.js';
import { KEYFENCE, Project } from './project.js';

const framework = suite('the pre-commit framework');

const FILE = '.pre-commit-config.yaml';
const HOOK = '{id: a, name: a, entry: "true", language: system, files: "^$"}';

interface Parsed {
  repos: { hooks: { id: string; stages: string[] }[] }[];
}

for (const [title, config] of [
  ['the usual layout', `repos:\n  - repo: local\n    hooks:\n      - ${HOOK}\n`],
  ['a list on the level of its key', `repos:\n-   repo: local\n    hooks:\n    - ${HOOK}`],
  [
    'comments everywhere',
    `# a\n---\nrepos: # b\n# c\n\n  # d\n  - repo: local # e\n    hooks: [${HOOK}]\n# f\n`,
  ],
  [
    'a regex over lines',
    `exclude: >\n    (?x)^(\n        a "b|\n    )$\nrepos:\n  - repo: local\n    hooks: [${HOOK}]\n`,
  ],
  ['Windows line ends', `fail_fast: true\r\nrepos:\r\n- repo: local\r\n  hooks:\r\n  - ${HOOK}\r\n`],
  ['anchors', `x: &h ${HOOK}\nrepos:\n  - repo: local\n    hooks: [*h]\n`],
  ['keys after the list', `repos:\n- repo: local\n  hooks: [${HOOK}]\nci:\n  skip: [keyfence]\n`],
  ['a dash alone on its line', `repos:\n  -\n    repo: local\n    hooks: [${HOOK}]\n`],
  ['bytes of Latin-1 in a comment', `# caf\xe9\nrepos:\n- repo: local\n  hooks: [${HOOK}]\n`],
] as const) {
  framework(
    `${title}: the entry comes first, the rest is read as before, and no byte of it changes`,
    async () => {
      const project = new Project();
      project.write(FILE, config);
      const report = await init(project.options());
      assert.equal(
        report.files.map(({ action }) => action),
        ['updated'],
      );
      const written = project.read(FILE);
      const [ours, ...others] = (parse(written) as Parsed).repos;
      assert.equal(others, (parse(config) as Parsed).repos);
      assert.equal(
        ours?.hooks.map(({ id, stages }) => [id, ...stages]),
        [
          ['keyfence', 'pre-commit', 'pre-merge-commit'],
          ['keyfence-commit-msg', 'commit-msg'],
          ['keyfence-pre-push', 'pre-push'],
        ],
      );
      assert.not.match(written, project.root);
      assert.equal((await init(project.options())).files[0]?.action, 'unchanged');
      await uninstall({ cwd: project.root });
      assert.is(project.read(FILE), config);
    },
  );
}

for (const [title, config] of [
  ['an empty file', ''],
  ['no list of repos', 'fail_fast: true\n'],
  ['an empty list', 'repos: []\n'],
  ['flow style', `repos: [{repo: local, hooks: [${HOOK}]}]\n`],
  ['a list at the top', `- repo: local\n  hooks: [${HOOK}]\n`],
  ['what is no YAML', 'repos: [\n'],
  ['two documents', `repos:\n- repo: local\n  hooks: [${HOOK}]\n---\na: 1\n`],
  ['a key that stands twice', `repos:\n- a: 1\nrepos:\n- b: 1\n`],
  [
    'more aliases than a person writes',
    `a: &a [1]\n${'bcdefghij'
      .split('')
      .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[at]}`).join(', ')}]\n`)
      .join('')}repos:\n- a: 1\n`,
  ],
  ['half a block', '# >>> keyfence >>>\nrepos:\n- a: 1\n'],
] as const) {
  framework(`${title}: refused, and not a byte changes`, async () => {
    const project = new Project();
    project.write(FILE, config);
    try {
      await init(project.options());
      assert.unreachable();
    } catch (error) {
      if (!(error instanceof KeyfenceError)) throw error;
      assert.match(error.message, FILE);
    }
    assert.is(project.read(FILE), config);
  });
}

framework('the lines to add by hand are the right ones, and are then left as they are', async () => {
  const project = new Project();
  project.write(FILE, 'repos: []\n');
  try {
    await init(project.options());
    assert.unreachable();
  } catch (error) {
    if (!(error instanceof KeyfenceError)) throw error;
    project.write(FILE, `repos:\n${error.remedy.split('\n').slice(2, -1).join('\n')}\n`);
  }
  project.mustRun(preCommit(), ['validate-config']);
  assert.equal((await init(project.options())).files[0]?.action, 'unchanged');
  await uninstall({ cwd: project.root });
  assert.match(project.read(FILE), 'id: keyfence-pre-push');
});

framework('what is open is told: stages that are not installed, filters, several refs', async () => {
  const project = new Project();
  project.write(FILE, `files: ^src/\nrepos:\n- repo: local\n  hooks: [${HOOK}]\n`);
  project.mustRun(preCommit(), ['install', '--hook-type', 'pre-commit']);
  const { notes, next } = await init(project.options());
  for (const part of ['files at the top', 'default_stages', 'several refs'])
    assert.match(notes.join('\n'), part);
  assert.equal(next, [
    'NOT ACTIVE YET: Git does not run all of it in this clone. Run: ' +
      'pre-commit install --hook-type pre-merge-commit --hook-type commit-msg --hook-type pre-push',
  ]);
});

framework('a message that a filter keeps from keyfence refuses the commit', async () => {
  const project = new Project();
  project.write(FILE, `files: ^src/\nrepos:\n- repo: local\n  hooks: [${HOOK}]\n`);
  await init(project.options());
  project.mustRun(preCommit(), ['install', '--hook-type', 'commit-msg']);
  const refused = project.commit();
  assert.is(refused.status, 1);
  assert.match(refused.output, 'commit-msg takes one file');
});

framework('in a monorepo the keyfence of the package is found, in a linked worktree as well', async () => {
  const project = new Project();
  const bin = join(project.root, 'packages/büro app/node_modules/keyfence/dist/cli.cjs');
  KEYFENCE.install(bin);
  project.mustRun('sh', [
    '-c',
    'cd "packages/büro app/node_modules" && mkdir .bin && ln -s ../keyfence/dist/cli.cjs .bin/keyfence',
  ]);
  project.mustRun('rm', ['-r', 'node_modules']);
  project.write(FILE, `repos:\n- repo: local\n  hooks: [${HOOK}]\n`);
  await init(project.options({ bin, cwd: join(project.root, 'packages') }));
  project.mustRun(preCommit(), ['install', '--hook-type', 'pre-commit']);
  project.commitUnchecked();
  project.mustRun('git', ['worktree', 'add', '-q', '-b', 'linked', `${project.root} linked`]);
  project.write('files/leak', KEYFENCE.leak);
  assert.match(project.commit().output, 'started packages/büro app/node_modules/.bin/keyfence');
  // There, packages are not installed yet: refused, and said why.
  const bare = project.run('git', ['commit', '--allow-empty', '-m', 'x'], { cwd: `${project.root} linked` });
  assert.is(bare.status, 1);
  assert.match(bare.output, 'npm install --save-dev keyfence');
});

framework('a keyfence on PATH serves where the project has none', async () => {
  const project = new Project();
  project.mustRun('rm', ['-r', 'node_modules']);
  const own = join(project.root, 'elsewhere/keyfence');
  KEYFENCE.install(own);
  project.write(FILE, `repos:\n- repo: local\n  hooks: [${HOOK}]\n`);
  await init(project.options({ bin: own }));
  project.mustRun(preCommit(), ['install', '--hook-type', 'pre-commit']);
  project.write('.gitignore', 'elsewhere\n');
  project.write('files/leak', KEYFENCE.leak);
  const env = { ...process.env, PATH: `${join(project.root, 'elsewhere')}:${process.env.PATH}` };
  assert.match(project.commit({ env }).output, `started ${own}`);
});

framework.run();
