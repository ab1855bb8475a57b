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
  assert.equal(lines, [
    '.git/hooks/pre-commit: would be created (git)',
    '.git/hooks/pre-merge-commit: would be created (git)',
    '.git/hooks/pre-commit: created (git)',
    '.git/hooks/pre-merge-commit: created (git)',
    '.git/hooks/pre-commit: unchanged (git)',
    '.git/hooks/pre-merge-commit: unchanged (git)',
    '.git/hooks/pre-commit: removed (git)',
    '.git/hooks/pre-merge-commit: removed (git)',
    'keyfence is in no hook of this repository',
  ]);
});

commands('notes come after the files, one line each', async () => {
  const project = new Project();
  const lines: string[] = [];
  await runInit({ ...project.options({ bin: '/nowhere/_npx/keyfence' }), print: (line) => lines.push(line) });
  assert.is(lines.length, 3);
  assert.match(lines[2] ?? '', /^note: \/nowhere\/_npx\/keyfence is no executable file/);
});

commands.run();
