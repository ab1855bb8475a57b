/** Commit messages and pushes through the installed hooks and the real bin, in every manager. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { init } from '../../src/install/index.js';
import { MANAGED, PRE_COMMIT_FRAMEWORK } from './managed.js';
import { KEYFENCE, Project } from './project.js';

const messages = suite('messages and pushes through the hooks');

for (const { name, setUp, activate } of [...MANAGED, PRE_COMMIT_FRAMEWORK]) {
  async function managed(): Promise<Project> {
    const project = new Project();
    setUp(project);
    await init(project.options());
    activate(project);
    project.commitUnchecked();
    return project;
  }

  messages(
    `${name}: a commit whose message holds a key is refused, and goes on from the kept message`,
    async () => {
      const project = await managed();
      const head = project.head();
      project.write('files/code', 'harmless\n');
      project.mustRun('git', ['add', '-A']);
      const refused = project.run('git', ['commit', '-m', `key ${KEYFENCE.leak}`]);
      assert.is.not(refused.status, 0);
      assert.match(refused.output, /\(commit message\):1:5 +critical .*ghp_…/);
      assert.is(project.head(), head);

      const wayOut = /message (git commit -e -F .*?") opens it again/.exec(refused.output)?.[1] as string;
      const env = { ...process.env, GIT_EDITOR: 'sed -i s/ghp_[A-Za-z0-9]*/gone/' };
      const accepted = project.run('sh', ['-c', wayOut], { env });
      assert.is(accepted.status, 0, accepted.output);
      assert.is(project.mustRun('git', ['log', '-1', '--format=%B']).trim(), 'key gone');
    },
  );

  messages(`${name}: a merge whose message holds a key is refused, and goes on by git commit`, async () => {
    const project = await managed();
    project.mustRun('git', ['checkout', '-q', '-b', 'side']);
    project.mustRun('git', ['commit', '-q', '--no-verify', '--allow-empty', '-m', 'side']);
    project.mustRun('git', ['checkout', '-q', 'main']);
    const refused = project.run('git', ['merge', '--no-ff', '-m', `key ${KEYFENCE.leak}`, 'side']);
    assert.is.not(refused.status, 0);
    assert.match(refused.output, '(commit message):1:5');
    const env = { ...process.env, GIT_EDITOR: 'sed -i s/ghp_[A-Za-z0-9]*/gone/' };
    const accepted = project.run('git', ['commit'], { env });
    assert.is(accepted.status, 0, accepted.output);
    assert.is(project.mustRun('git', ['log', '-1', '--format=%P %s']).split(' ').length, 4);
  });

  // Needs the command pre-push.
  messages(`${name}: a push of what --no-verify carried past the other hooks is refused`, async () => {
    const project = await managed();
    const remote = `${project.root} bare`;
    project.mustRun('git', ['init', '-q', '--bare', remote]);
    project.mustRun('git', ['remote', 'add', 'origin', remote]);
    project.mustRun('git', ['push', '-q', 'origin', 'main']);

    project.write('files/code', `key = "${KEYFENCE.leak}"\n`);
    project.commitUnchecked();
    const refused = project.run('git', ['push', '-q', 'origin', 'main']);
    assert.is.not(refused.status, 0);
    assert.match(refused.output, /files\/code:1:8 +critical .*ghp_…/);
    assert.is.not(project.mustRun('git', ['ls-remote', 'origin', 'main']).split('\t')[0], project.head());

    project.mustRun('git', ['reset', '-q', '--hard', 'HEAD~1']);
    project.mustRun('git', ['commit', '-q', '--no-verify', '--allow-empty', '-m', `key ${KEYFENCE.leak}`]);
    const message = project.run('git', ['push', '-q', 'origin', 'main']);
    assert.is.not(message.status, 0);
    assert.match(message.output, '(commit message):1:5');

    project.mustRun('git', ['reset', '-q', '--hard', 'HEAD~1']);
    project.write('files/code', 'key = process.env.KEY\n');
    project.commitUnchecked();
    project.mustRun('git', ['push', '-q', 'origin', 'main']);
    project.mustRun('git', ['push', '-q', 'origin', 'main:again']);
    project.mustRun('git', ['push', '-q', 'origin', ':again']);
  });
}

messages.run();
