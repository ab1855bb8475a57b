import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runInit } from '../../src/commands/init.js';
import { runUninstall } from '../../src/commands/uninstall.js';
import { Project } from './project.js';

const commands = suite('init and uninstall commands');

commands('say what was done where, and return 0', async () => {
  const project = new Project();
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  const steps = [
    () => runInit({ ...project.options({ dryRun: true }), print }),
    () => runInit({ ...project.options(), print }),
    () => runInit({ ...project.options(), print }),
    () => runUninstall({ cwd: project.root, print }),
    () => runUninstall({ cwd: project.root, print }),
  ];
  for (const step of steps) assert.is(await step(), 0);
  const hooks = ['pre-commit', 'pre-merge-commit', 'commit-msg', 'pre-push'];
  assert.equal(lines, [
    ...hooks.map((hook) => `.git/hooks/${hook}: would be created (git)`),
    ...hooks.map((hook) => `.git/hooks/${hook}: created (git)`),
    ...hooks.map((hook) => `.git/hooks/${hook}: unchanged (git)`),
    ...hooks.map((hook) => `.git/hooks/${hook}: removed (git)`),
    'keyfence is in no hook of this repository',
  ]);
});

commands('notes come after the files, one line each', async () => {
  const project = new Project();
  const lines: string[] = [];
  await runInit({ ...project.options({ bin: '/nowhere/_npx/keyfence' }), print: (line) => lines.push(line) });
  assert.is(lines.length, 5);
  assert.match(lines[4] ?? '', /^note: \/nowhere\/_npx\/keyfence is no executable file/);
});

commands.run();
