/** What keeps a hook from guarding is named, with the way out. */
import { chmodSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Trial } from '../../src/doctor/report.js';
import { init } from '../../src/install/index.js';
import { KEYFENCE, LEFTHOOK_PACKAGES, Project } from '../install/project.js';
import { allOf, type Circumstances, causesOf, examine, resultsOf } from './examined.js';
import { preCommit } from './programs.js';

const reasons = suite('doctor: reasons');

interface Case {
  title: string;
  /** Of a project with keyfence in its hooks. */
  manager?: 'husky' | 'lefthook';
  spoil(project: Project): void;
  circumstances?(project: Project): Circumstances;
  result: Trial['result'];
  /** Of pre-commit: the first reason, and words of it and of its remedy. */
  cause: string;
  says: string;
}

const nothing = () => {};
/** UTF-8 as the project writes it: a byte for each character. */
const asBytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
const withVariable = (name: string, value: string) => () => ({ env: { [name]: value } });
const globally = (text: string) => (project: Project) => {
  const file = `${project.root} settings`;
  project.write(`../${file.slice(file.lastIndexOf('/') + 1)}`, asBytes(text));
  return { env: { GIT_CONFIG_GLOBAL: file } };
};

const CASES: Case[] = [
  {
    title: 'HUSKY=0',
    manager: 'husky',
    spoil: nothing,
    circumstances: withVariable('HUSKY', '0'),
    result: 'passed',
    cause: 'switched-off-by-variable',
    says: 'unset HUSKY',
  },
  {
    title: "husky's init.sh",
    manager: 'husky',
    spoil: (project) => project.write('../home/husky/init.sh', '# nothing\nexport HUSKY=0\n'),
    circumstances: (project) => ({ env: { XDG_CONFIG_HOME: join(project.root, '../home') } }),
    result: 'passed',
    cause: 'husky-switched-off',
    says: 'husky/init.sh, line 2',
  },
  {
    title: "husky's folder of starters is not there",
    manager: 'husky',
    spoil: (project) => rmSync(join(project.root, '.husky/_'), { recursive: true }),
    result: 'not-run',
    cause: 'husky-not-installed',
    says: 'npx husky',
  },
  {
    title: 'husky has no such script',
    manager: 'husky',
    spoil: (project) => rmSync(join(project.root, '.husky/pre-commit')),
    result: 'passed',
    cause: 'not-installed',
    says: 'keyfence init',
  },
  {
    title: 'LEFTHOOK=0',
    manager: 'lefthook',
    spoil: nothing,
    circumstances: withVariable('LEFTHOOK', '0'),
    result: 'passed',
    cause: 'switched-off-by-variable',
    says: 'unset LEFTHOOK',
  },
  {
    title: 'lefthook-local.yml',
    manager: 'lefthook',
    spoil: (project) => {
      project.write('.gitignore', 'node_modules\nlefthook-local.yml\n');
      project.write('lefthook-local.yml', 'pre-commit:\n  skip: true\n');
    },
    result: 'passed',
    cause: 'lefthook-local',
    says: 'lefthook-local.yml, which only this machine has',
  },
  {
    title: 'lefthook is not installed',
    manager: 'lefthook',
    spoil: (project) => {
      for (const name of [...LEFTHOOK_PACKAGES, '.bin/lefthook'])
        rmSync(join(project.root, 'node_modules', name), { recursive: true });
      // Its hooks know where it was when it wrote them.
      const text = project.read('.git/hooks/pre-commit').replaceAll(/\S+\/bin\/lefthook /g, '/no/lefthook ');
      project.write('.git/hooks/pre-commit', text, 0o755);
    },
    result: 'passed',
    cause: 'lefthook-not-found',
    says: 'assert_lefthook_installed',
  },
  {
    title: 'a hook that is not executable',
    spoil: (project) => chmodSync(join(project.root, '.git/hooks/pre-commit'), 0o644),
    result: 'not-run',
    cause: 'not-executable',
    says: 'chmod +x',
  },
  {
    title: 'exit 0 before the lines of keyfence',
    spoil: (project) => {
      const text = project.read('.git/hooks/pre-commit').replace('#!/bin/sh\n', '#!/bin/sh\nexit 0\n');
      project.write('.git/hooks/pre-commit', text, 0o755);
    },
    result: 'passed',
    cause: 'left-early',
    says: 'line 2',
  },
  {
    title: 'a hook without keyfence',
    spoil: (project) => project.write('.git/hooks/pre-commit', '#!/bin/sh\n# keyfence\ntrue\n', 0o755),
    result: 'passed',
    cause: 'no-call',
    says: 'does not call keyfence',
  },
  {
    title: 'lines of another version',
    spoil: (project) => {
      const lines = '# >>> keyfence >>>\nnode_modules/.bin/keyfence pre-commit || true\n# <<< keyfence <<<\n';
      project.write('.git/hooks/pre-commit', `#!/bin/sh\n${lines}`, 0o755);
    },
    result: 'passed',
    cause: 'older-lines',
    says: 'not those of this version',
  },
  {
    title: 'KEYFENCE_SKIP',
    spoil: nothing,
    circumstances: withVariable('KEYFENCE_SKIP', 'a reason'),
    result: 'passed',
    cause: 'switched-off-by-variable',
    says: 'unset KEYFENCE_SKIP',
  },
  {
    title: 'core.hooksPath of the user',
    spoil: (project) => project.write('../hooks of all/readme', ''),
    circumstances: (project) =>
      globally(`[core]\n\thooksPath = ${join(project.root, '../hooks of all')}\n`)(project),
    result: 'not-run',
    cause: 'hooks-path-elsewhere',
    says: 'core.hooksPath (global configuration)',
  },
  {
    title: 'core.hooksPath of the work tree alone',
    spoil: (project) => {
      project.mustRun('git', ['config', 'extensions.worktreeConfig', 'true']);
      project.mustRun('git', ['config', '--worktree', 'core.hooksPath', '/dev/null']);
    },
    result: 'not-run',
    cause: 'hooks-path-missing',
    says: 'core.hooksPath (worktree configuration)',
  },
  {
    title: 'core.hooksPath in an include that depends on the place of the repository',
    spoil: (project) => {
      project.write('../included', '[core]\n\thooksPath = /dev/null\n');
    },
    circumstances: (project) =>
      globally(`[includeIf "gitdir:${project.root}/"]\n\tpath = ${join(project.root, '../included')}\n`)(
        project,
      ),
    result: 'not-run',
    cause: 'hooks-path-missing',
    says: '/dev/null',
  },
  {
    title: 'an empty core.hooksPath',
    spoil: (project) => void project.mustRun('git', ['config', 'core.hooksPath', '']),
    result: 'not-run',
    cause: 'hooks-path-empty',
    says: 'git config --local --unset core.hooksPath',
  },
  {
    title: 'no keyfence to be found',
    spoil: (project) => rmSync(join(project.root, 'node_modules'), { recursive: true }),
    result: 'refused-otherwise',
    cause: 'keyfence-not-found',
    says: 'npm install --save-dev keyfence',
  },
  {
    title: 'a hook that refuses for a reason of its own',
    spoil: (project) =>
      project.write('.git/hooks/pre-commit', '#!/bin/sh\necho no\nexit 3\nkeyfence\n', 0o755),
    result: 'refused-otherwise',
    cause: 'refused-by-another',
    says: 'exit 3',
  },
  {
    title: 'a hook whose interpreter is not there',
    spoil: (project) => project.write('.git/hooks/pre-commit', '#!/no/such/program\nkeyfence\n', 0o755),
    result: 'refused-otherwise',
    cause: 'program-not-found',
    says: 'cannot be started',
  },
  {
    title: 'a broken configuration',
    spoil: (project) => project.write('.keyfence.json', '{ "allow": 1 }\n'),
    result: 'refused-otherwise',
    cause: 'broken-files',
    says: 'see the states of the files above',
  },
  {
    title: 'hooks in the configuration of a Git that knows none',
    spoil: (project) => {
      rmSync(join(project.root, '.git/hooks'), { recursive: true });
      project.mustRun('git', ['config', 'hook.secrets.command', 'keyfence pre-commit']);
    },
    result: 'not-run',
    cause: 'git-too-old',
    says: '2.54',
  },
  {
    title: 'no hook at all',
    spoil: (project) => rmSync(join(project.root, '.git/hooks'), { recursive: true }),
    result: 'not-run',
    cause: 'not-installed',
    says: 'run keyfence init',
  },
];

async function createProject(manager: Case['manager']): Promise<Project> {
  const project = new Project();
  if (manager === 'husky') {
    project.usePackages('husky');
    project.mustRun('node_modules/.bin/husky', []);
  } else if (manager === 'lefthook') {
    project.usePackages(...LEFTHOOK_PACKAGES);
    project.write('lefthook.yml', '');
  }
  await init(project.options());
  if (manager === 'lefthook') project.mustRun('node_modules/.bin/lefthook', ['install']);
  return project;
}

for (const { title, manager, spoil, circumstances = () => ({}), result, cause, says } of CASES) {
  reasons(`${title}: ${result}, because of ${cause}`, async () => {
    const project = await createProject(manager);
    spoil(project);
    const { status, report } = examine(project, circumstances(project));
    const trial = report.trials.find(({ hook }) => hook === 'pre-commit') as Trial;
    assert.is(trial.result, result, JSON.stringify(trial));
    assert.is(trial.causes[0]?.id, cause, JSON.stringify(trial));
    assert.match(`${trial.causes[0]?.says} ${trial.causes[0]?.remedy}`, says);
    assert.is(status, 1);
  });
}

reasons('keyfence on the PATH of the shell alone: proven with that, and not with the bare one', async () => {
  const project = await createProject(undefined);
  KEYFENCE.install(join(project.root, '../tools', 'keyfence'));
  for (const hook of ['pre-commit', 'pre-merge-commit', 'commit-msg', 'pre-push']) {
    const text = project.read(`.git/hooks/${hook}`).replace(/^ {2}bin=.*$/m, "  bin=''");
    project.write(`.git/hooks/${hook}`, text, 0o755);
  }
  rmSync(join(project.root, 'node_modules'), { recursive: true });
  const PATH = `${join(project.root, '../tools')}:${process.env.PATH}`;
  const { status, report } = examine(project, { args: [], env: { PATH } });
  assert.equal(resultsOf(report), [...allOf('proven'), ...allOf('refused-otherwise', ['bare'])]);
  const bare = report.trials.find(({ path }) => path === 'bare');
  assert.is(bare?.causes[0]?.id, 'keyfence-not-found');
  assert.match(bare?.causes[0]?.says ?? '', 'bare PATH');
  assert.is(status, 1);
});

reasons('what npx adds to PATH is not the PATH of the shell', async () => {
  const project = await createProject(undefined);
  const added = join(project.root, '../_npx/0/node_modules/.bin');
  KEYFENCE.install(join(added, 'keyfence'));
  for (const hook of ['pre-commit']) {
    const text = project.read(`.git/hooks/${hook}`).replace(/^ {2}bin=.*$/m, "  bin=''");
    project.write(`.git/hooks/${hook}`, text, 0o755);
  }
  rmSync(join(project.root, 'node_modules'), { recursive: true });
  const env = { PATH: `${added}:${process.env.PATH}`, npm_config_user_agent: 'npm/11' };
  assert.equal(causesOf(examine(project, { env }).report, 'pre-commit'), ['keyfence-not-found']);
});

reasons('no node on PATH is named, with the file in which husky looks for it', async () => {
  const project = await createProject('husky');
  const tools = join(project.root, '../few tools');
  mkdirSync(tools);
  for (const name of ['git', 'sh', 'env', 'dirname', 'basename', 'readlink', 'cat', 'cp'])
    symlinkSync(
      realpathSync(project.run('sh', ['-c', `command -v ${name}`]).stdout.trim()),
      join(tools, name),
    );
  const { report } = examine(project, { env: { PATH: tools } });
  assert.equal(resultsOf(report)[0], 'pre-commit user: refused-otherwise');
  assert.equal(causesOf(report, 'pre-commit'), ['node-not-found']);
  assert.match(report.trials[0]?.causes[0]?.remedy ?? '', '~/.config/husky/init.sh');
});

reasons('commit-msg is tried by itself where pre-commit refuses everything', async () => {
  const project = await createProject(undefined);
  project.write('.git/hooks/pre-commit', '#!/bin/sh\nexit 1\n', 0o755);
  const { report } = examine(project);
  assert.equal(resultsOf(report), [
    'pre-commit user: refused-otherwise',
    'pre-merge-commit user: proven',
    'commit-msg user: proven',
    'pre-push user: proven',
  ]);
});

reasons('SKIP of the pre-commit framework, and a stage that it was not installed for', () => {
  const project = new Project();
  const hook = 'id: keyfence\n    name: keyfence\n    entry: node_modules/.bin/keyfence pre-commit';
  const rest = 'language: system\n    always_run: true\n    pass_filenames: false';
  project.write('.pre-commit-config.yaml', `repos:\n- repo: local\n  hooks:\n  - ${hook}\n    ${rest}\n`);
  project.mustRun('git', ['add', '.pre-commit-config.yaml']);
  project.mustRun('env', [preCommit(), 'install']);
  const { report } = examine(project, { env: { SKIP: 'other,keyfence' } });
  assert.is(causesOf(report, 'pre-commit')[0], 'switched-off-by-variable');
  assert.is(causesOf(report, 'pre-push')[0], 'manager-not-installed');
  const remedy = report.trials.find((trial) => trial.hook === 'pre-push')?.causes[0]?.remedy ?? '';
  assert.match(remedy, 'pre-commit install --hook-type pre-push');
  assert.is(resultsOf(examine(project).report)[0], 'pre-commit user: proven');
});

reasons.run();
