/** What Git tells a hook (arguments, standard input) reaches keyfence and whoever stands behind it, in every manager. */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { init } from '../../src/install/index.js';
import { MANAGED } from './managed.js';
import { Project } from './project.js';

const input = suite('what hooks are told');

/** In keyfence's place: writes down what it was given, and refuses where a file says so. */
const RECORDER = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
for word in "$@"; do printf '<%s>' "$word"; done >>"$here/words"
echo >>"$here/words"
case $1 in pre-push) cat >>"$here/input" ;; commit-msg) cat "$2" >>"$here/message" ;; esac
[ ! -e "$here/refuse-$1" ]
`;

class Recorded {
  readonly project = new Project();

  constructor(setUp: (project: Project) => void) {
    this.project.write('node_modules/keyfence/dist/cli.cjs', RECORDER, 0o755);
    setUp(this.project);
    this.project.commitUnchecked();
  }

  /** What was written down since it was last asked for. */
  take(name: 'words' | 'input' | 'message'): string {
    const path = `node_modules/keyfence/dist/${name}`;
    if (!existsSync(join(this.project.root, path))) return '';
    const text = Buffer.from(this.project.read(path), 'latin1').toString('utf8');
    rmSync(join(this.project.root, path));
    return text;
  }

  refuse(command: string): void {
    this.project.write(`node_modules/keyfence/dist/refuse-${command}`, '');
  }

  addRemote(): string {
    const remote = `${this.project.root} it's "bare"`;
    this.project.mustRun('git', ['init', '-q', '--bare', remote]);
    this.project.mustRun('git', ['remote', 'add', 'origin', remote]);
    return remote;
  }
}

const ZEROS = '0'.repeat(40);

for (const { name, setUp, activate } of MANAGED) {
  async function managed(): Promise<Recorded> {
    const recorded = new Recorded(setUp);
    await init(recorded.project.options());
    activate(recorded.project);
    recorded.project.commitUnchecked();
    return recorded;
  }

  input(`${name}: commit-msg is told the file with the message, and can refuse the commit`, async () => {
    const recorded = await managed();
    const { project } = recorded;
    const commit = () => project.run('git', ['commit', '--allow-empty', '-m', 'the message']);
    assert.is(commit().status, 0);
    assert.is(recorded.take('words'), '<pre-commit>\n<commit-msg><.git/COMMIT_EDITMSG>\n');
    assert.is(recorded.take('message'), 'the message\n');
    recorded.refuse('commit-msg');
    const head = project.head();
    assert.is.not(commit().status, 0);
    assert.is(project.head(), head);
  });

  input(`${name}: commit-msg gets the message of a merge, and of a commit in a linked worktree`, async () => {
    const recorded = await managed();
    const { project } = recorded;
    project.mustRun('git', ['checkout', '-q', '-b', 'side']);
    project.mustRun('git', ['commit', '-q', '--no-verify', '--allow-empty', '-m', 'side']);
    project.mustRun('git', ['checkout', '-q', 'main']);
    project.mustRun('git', ['merge', '-q', '--no-ff', '-m', 'merged', 'side']);
    assert.is(recorded.take('words'), '<pre-commit>\n<commit-msg><.git/MERGE_MSG>\n');
    assert.is(recorded.take('message').trim(), 'merged');

    const tree = `${project.root} $(touch gone) "tree"`;
    project.mustRun('git', ['worktree', 'add', '-q', '-b', 'linked', tree]);
    // A worktree has its own node_modules.
    project.mustRun('ln', ['-s', join(project.root, 'node_modules'), join(tree, 'node_modules')]);
    if (name === 'husky') project.mustRun('node_modules/.bin/husky', [], { cwd: tree });
    project.mustRun('git', ['commit', '-q', '--allow-empty', '-m', 'there'], { cwd: tree });
    assert.is(recorded.take('message'), 'there\n');
    assert.not.ok(existsSync(join(tree, 'gone')));
  });

  input(`${name}: pre-push is told the remote and every ref, and can refuse the push`, async () => {
    const recorded = await managed();
    const { project } = recorded;
    const remote = recorded.addRemote();
    const head = project.head();
    project.mustRun('git', ['branch', 'other']);
    project.mustRun('git', ['push', '-q', 'origin', 'main', 'other']);
    assert.is(recorded.take('words'), `<pre-push><origin><${remote}>\n`);
    assert.is(
      recorded.take('input'),
      ['main', 'other'].map((ref) => `refs/heads/${ref} ${head} refs/heads/${ref} ${ZEROS}\n`).join(''),
    );
    // A deletion, and a push in which no file changes.
    project.mustRun('git', ['push', '-q', 'origin', ':other', 'main:again']);
    assert.is(
      recorded.take('input'),
      `(delete) ${ZEROS} refs/heads/other ${head}\nrefs/heads/main ${head} refs/heads/again ${ZEROS}\n`,
    );
    recorded.refuse('pre-push');
    assert.is.not(project.run('git', ['push', '-q', 'origin', 'main:refused']).status, 0);
    assert.is(project.mustRun('git', ['ls-remote', 'origin', 'refused']), '');
  });

  input(`${name}: a push of more refs than a pipe holds arrives whole`, async () => {
    const recorded = await managed();
    const { project } = recorded;
    recorded.addRemote();
    const head = project.head();
    const names = Array.from({ length: 1500 }, (_, at) => `refs/heads/${'long/'.repeat(8)}${at}`);
    const updates = names.map((ref) => `create ${ref} ${head}\n`).join('');
    project.write('files/updates', updates);
    project.mustRun('sh', ['-c', 'git update-ref --stdin <files/updates']);
    project.mustRun('git', ['push', '-q', 'origin', 'refs/heads/long/*:refs/heads/long/*']);
    const lines = names.map((ref) => `${ref} ${head} ${ref} ${ZEROS}`);
    assert.equal(recorded.take('input').trimEnd().split('\n').sort(), lines.sort());
  });
}

for (const shebang of ['#!/bin/sh', '#!/bin/dash -eu', '#!/bin/bash -eu', '#!/usr/bin/env bash']) {
  input(`${shebang}: the lines behind the block of pre-push read all that keyfence read`, async () => {
    const foreign = `${shebang}\nwhile read -r line; do echo "$line" >>read; done\necho "end $1" >>read\n`;
    const recorded = new Recorded((project) => project.write('.git/hooks/pre-push', foreign, 0o755));
    const { project } = recorded;
    await init(project.options());
    const lines = Array.from({ length: 2000 }, (_, at) => `refs/heads/$(touch gone)\`${at}\`"\\ ${ZEROS}\n`);
    for (const text of ['', lines[0] as string, lines.join('')]) {
      const hook = join(project.root, '.git/hooks/pre-push');
      const ran = spawnSync(hook, ['origin', 'x'], { cwd: project.root, input: text, encoding: 'utf8' });
      assert.equal([ran.status, ran.stderr], [0, '']);
      assert.is(recorded.take('input'), text);
      assert.is(project.read('read'), `${text}end origin\n`);
      rmSync(join(project.root, 'read'));
    }
    assert.not.ok(existsSync(join(project.root, 'gone')));
    recorded.refuse('pre-push');
    assert.is.not(project.run('.git/hooks/pre-push', ['origin', 'x']).status, 0);
    assert.not.ok(existsSync(join(project.root, 'read')));
  });
}

input('without standard input pre-push refuses rather than guess what is pushed', async () => {
  const recorded = new Recorded(() => {});
  await init(recorded.project.options());
  const ran = recorded.project.run('sh', ['-c', 'exec .git/hooks/pre-push origin x <&-']);
  assert.is.not(ran.status, 0);
  assert.is(recorded.take('words'), '');
});

for (const [hook, consequence] of [
  ['pre-commit', /the commit is refused.*git commit --no-verify/],
  ['pre-merge-commit', /the merge is refused.*git merge --no-verify/],
  ['commit-msg', /the commit is refused.*git commit --no-verify/],
  ['pre-push', /the push is refused.*git push --no-verify/],
] as const) {
  input(`${hook}: without any keyfence it says what is refused, and how to go on`, async () => {
    const { project } = new Recorded(() => {});
    await init(project.options());
    rmSync(join(project.root, 'node_modules'), { recursive: true });
    const ran = project.run(`.git/hooks/${hook}`, []);
    assert.is(ran.status, 1);
    assert.match(
      ran.stderr,
      /^keyfence: not found, so nothing was checked and .*npm install --save-dev keyfence/,
    );
    assert.match(ran.stderr, consequence);
  });
}

input.run();
