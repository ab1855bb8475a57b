import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { init, initGlobal, uninstall, uninstallGlobal } from '../../src/install/index.js';
import { Home } from './home.js';
import { KEYFENCE, Project, refusalOf } from './project.js';

const global = suite('hooks for every repository');

const HOOKS = ['pre-commit', 'pre-merge-commit', 'commit-msg', 'pre-push'];

function createUser(): { project: Project; home: Home } {
  const project = new Project();
  rmSync(join(project.root, 'node_modules'), { recursive: true });
  return { project, home: new Home(project) };
}

global(
  'refuse, let the fix pass and go without a trace, in a repository that knows nothing of it',
  async () => {
    const { project, home } = createUser();
    home.write('.gitconfig', '[core]\r\n\teditor = "caf\xe9"\r\n[alias]\r\n\tst = status');
    const before = home.snapshot();
    const report = await initGlobal(home.options());
    assert.is(new Set(report.files.map(({ action }) => action)).size, 2);
    assert.match(report.notes.join('\n'), 'husky');
    const installed = home.snapshot();
    const again = await initGlobal(home.options());
    assert.equal([...new Set(again.files.map(({ action }) => action))], ['unchanged']);
    assert.equal(home.snapshot(), installed);
    assert.is(project.mustRun('git', ['config', 'alias.st']), 'status\n');

    const fresh = `${project.root} ünaware`;
    project.mustRun('git', ['init', '-q', fresh]);
    const commit = (text: string) => {
      project.mustRun('sh', ['-c', 'printf %s "$1" > code; git add -A', 'sh', text], { cwd: fresh });
      return project.run('git', ['commit', '-m', 'change'], { cwd: fresh });
    };
    const refused = commit(`key = "${KEYFENCE.leak}"\n`);
    assert.is(refused.status, 1);
    assert.match(refused.output, `started ${home.bin}`);
    assert.match(refused.output, /code:1:8 +critical .*ghp_…/);
    const accepted = commit('key = process.env.KEY\n');
    assert.is(accepted.status, 0, accepted.output);
    project.mustRun('sh', ['-c', 'echo PORT=1 > .env; git add -A'], { cwd: fresh });
    assert.is(project.run('git', ['commit', '-m', 'x'], { cwd: fresh }).status, 1);

    await uninstallGlobal({ cwd: home.folder });
    assert.equal(home.snapshot(), before);
    assert.equal((await uninstallGlobal({ cwd: home.folder })).files, []);
  },
);

global('a home without any settings gets them, and loses them', async () => {
  const { home } = createUser();
  rmSync(join(home.folder, '.config'), { recursive: true });
  await initGlobal(home.options());
  assert.ok(existsSync(join(home.folder, '.keyfence-hooks/pre-commit')));
  await uninstallGlobal({ cwd: home.folder });
  assert.equal(home.snapshot(), {});
});

global('the hooks of the repository itself run after keyfence, with what Git gives them', async () => {
  const { project, home } = createUser();
  await initGlobal(home.options());
  const say = (hook: string) => `#!/bin/sh\necho "own ${hook} $#" >> ../log\ncat >> ../log </dev/stdin\n`;
  for (const hook of [...HOOKS, 'prepare-commit-msg', 'post-commit', 'post-checkout']) {
    project.write(
      `.git/hooks/${hook}`,
      say(hook).replace('../log', '"$LOG"').replace('../log', '"$LOG"'),
      0o755,
    );
  }
  const env = { ...process.env, LOG: `${project.root} log` };
  const log = () => project.run('sh', ['-c', 'cat "$LOG"; rm -f "$LOG"'], { env }).stdout;
  const accepted = project.commit({ env });
  assert.is(accepted.status, 0, accepted.output);
  assert.is(log(), 'own pre-commit 0\nown prepare-commit-msg 2\nown commit-msg 1\nown post-commit 0\n');

  const tree = `${project.root} linked`;
  project.run('git', ['worktree', 'add', '-q', '-b', 'linked', tree], { env });
  assert.match(log(), 'own post-checkout 3');
  project.run('git', ['commit', '--allow-empty', '-m', 'x'], { cwd: tree, env });
  assert.match(log(), 'own pre-commit 0');

  const remote = `${project.root} bare`;
  project.mustRun('git', ['init', '-q', '--bare', remote]);
  project.write('files/receive', '#!/bin/sh\nread old new ref && echo "received $ref" >&2\n', 0o755);
  project.mustRun('cp', ['files/receive', join(remote, 'hooks/pre-receive')]);
  const push = project.run('git', ['push', remote, 'HEAD:there'], { env });
  assert.is(push.status, 0, push.output);
  assert.match(push.output, 'received refs/heads/there');
  const pushed = log();
  assert.match(pushed, 'own pre-push 2\n');
  assert.match(pushed, /^HEAD [0-9a-f]{40} refs\/heads\/there 0{40}$/m);

  project.write('.git/hooks/pre-commit', '#!/bin/sh\nexit 7\n', 0o755);
  assert.is(project.run('git', ['commit', '--allow-empty', '-m', 'x'], { env }).status, 1);
  project.write('.git/hooks/pre-commit', say('pre-commit'), 0o644);
  assert.is(
    project.run('git', ['commit', '--allow-empty', '-m', 'x'], { env }).status,
    0,
    'as Git: not executable',
  );
});

global('nothing that a hostile repository brings along is taken for keyfence or for Node', async () => {
  const { project, home } = createUser();
  await initGlobal(home.options());
  const owned = join(project.root, 'owned');
  for (const name of ['keyfence', 'node', 'git', 'sh', 'cat']) {
    project.write(`node_modules/.bin/${name}`, `#!/bin/sh\necho ${name} >> "${owned}"\n`, 0o755);
  }
  project.write('keyfence', `#!/bin/sh\necho here >> "${owned}"\n`, 0o755);
  project.write('.pnp.cjs', `require('node:fs').writeFileSync(${JSON.stringify(owned)}, 'pnp');\n`);
  project.write('node_modules/keyfence/dist/cli.cjs', '#!/bin/sh\nexit 0\n', 0o755);
  project.write(
    'node_modules/re2/index.js',
    `require('node:fs').writeFileSync(${JSON.stringify(owned)}, 'x');\n`,
  );
  project.write('files/leak', KEYFENCE.leak);
  const refused = project.commit();
  assert.is(refused.status, 1);
  assert.match(refused.output, `started ${home.bin}`);
  assert.not.ok(existsSync(owned));

  // As `npm run` has it: whoever lets a repository shadow git is lost anyway, but not through us.
  for (const name of ['git', 'sh', 'cat']) rmSync(join(project.root, 'node_modules/.bin', name));
  const env = { ...process.env, PATH: `node_modules/.bin:${process.env.PATH}` };
  const again = project.run('git', ['commit', '-m', 'x'], { env });
  assert.is(again.status, 1);
  assert.not.ok(existsSync(owned));

  renameSync(home.bin, `${home.bin}.gone`);
  const missing = project.run('git', ['commit', '-m', 'x'], { env });
  assert.is(missing.status, 1);
  assert.match(missing.output, 'npm install --global keyfence');
  assert.not.ok(existsSync(owned));
});

for (const [title, binOf] of [
  ['a project', (project: Project) => project.bin],
  [
    'a package below the top level',
    (project: Project) => join(project.root, 'packages/app/node_modules/keyfence/dist/cli.cjs'),
  ],
  ['the cache of npx', () => '/home/x/.npm/_npx/1/node_modules/keyfence/dist/cli.cjs'],
  ["Yarn's cache", () => '/proj/.yarn/unplugged/keyfence/node_modules/keyfence/dist/cli.cjs'],
] as const) {
  global(`a keyfence out of ${title} is refused, and nothing is written`, async () => {
    const { project, home } = createUser();
    const before = home.snapshot();
    const error = await refusalOf(initGlobal(home.options({ bin: binOf(project) })));
    assert.match(error.remedy, 'npm install --global keyfence');
    assert.equal(home.snapshot(), before);
  });
}

global('another core.hooksPath is left alone, and so is a hook that is not ours', async () => {
  const { home } = createUser();
  home.write('.gitconfig', '[core]\n\thooksPath = ~/mine\n');
  const before = home.snapshot();
  assert.match((await refusalOf(initGlobal(home.options()))).message, join(home.folder, 'mine'));
  assert.equal(home.snapshot(), before);
  home.write('.gitconfig', '');
  mkdirSync(join(home.folder, '.config/keyfence-hooks'));
  home.write('.config/keyfence-hooks/update', '#!/bin/sh\n');
  assert.match((await refusalOf(initGlobal(home.options()))).message, 'update');
});

global(
  'settings that Git itself puts into our block later stay, and a linked file stays a link',
  async () => {
    const { project, home } = createUser();
    mkdirSync(join(home.folder, 'dotfiles'));
    home.write('dotfiles/gitconfig', '[user]\n\tname = x\n');
    symlinkSync('dotfiles/gitconfig', join(home.folder, '.gitconfig'));
    const before = home.snapshot();
    await initGlobal(home.options());
    project.mustRun('git', [
      'config',
      '--file',
      join(home.folder, 'dotfiles/gitconfig'),
      'core.editor',
      'vi',
    ]);
    await initGlobal(home.options());
    assert.is(project.mustRun('git', ['config', 'core.editor']), 'vi\n');
    assert.match(project.mustRun('git', ['config', 'core.hooksPath']), 'keyfence-hooks');
    await uninstallGlobal({ cwd: home.folder });
    const text = before['dotfiles/gitconfig'];
    assert.equal(home.snapshot(), { ...before, 'dotfiles/gitconfig': `${text}[core]\n\teditor = vi\n` });
  },
);

global('init in a repository writes to its own hooks then, and both are run', async () => {
  const { project, home } = createUser();
  await initGlobal(home.options());
  const own = join(project.root, 'elsewhere/keyfence');
  KEYFENCE.install(own);
  const before = home.snapshot();
  await init(project.options({ bin: own }));
  assert.equal(home.snapshot(), before);
  const commit = project.run('git', ['commit', '--allow-empty', '-m', 'x']);
  assert.is(commit.status, 0, commit.output);
  for (const bin of [home.bin, own]) assert.match(commit.output, `started ${bin}`);
  await uninstall({ cwd: project.root });
  assert.equal(home.snapshot(), before);
  assert.not.ok(existsSync(join(project.root, '.git/hooks/pre-commit')));
});

global('a manager of a project is refused', async () => {
  const { home } = createUser();
  assert.match((await refusalOf(initGlobal(home.options({ hookManager: 'husky' })))).remedy, 'git-config');
  assert.match(
    (await refusalOf(initGlobal(home.options({ hookManager: 'git-config' })))).message,
    'this Git',
  );
  assert.ok(existsSync(dirname(home.bin)));
});

global.run();
