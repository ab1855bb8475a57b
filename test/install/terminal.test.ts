/** `init` with a person before it, in a real terminal. */
import { spawn } from 'node:child_process';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { recordOutput } from '../support/record.js';
import { BIN } from '../support/repository.js';
import { Project } from './project.js';

const terminal = suite('init at a terminal');

/** Types one answer once the question stands there. `script` gives the command a terminal, and hands on what it reads. */
function answer(
  project: Project,
  typed: string,
  words = '',
): Promise<{ status: number | null; output: string }> {
  const command = `"${process.execPath}" "${BIN}" init ${words}`;
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: project.root,
    env: { ...process.env, TERM: 'xterm' },
  });
  let output = '';
  child.stdout.on('data', (data: Buffer) => {
    const wasAsked = output.includes('[Y/n]');
    output += data.toString();
    if (!wasAsked && output.includes('[Y/n]')) child.stdin.write(typed || '\u0004');
  });
  return new Promise((resolve) => {
    child.on('close', (status) => {
      recordOutput(output);
      resolve({ status, output });
    });
  });
}

for (const [title, typed, isWritten] of [
  ['y', 'y\r', true],
  ['Enter alone', '\r', true],
  ['YES', 'YES\r', true],
  ['n', 'n\r', false],
  ['anything else', 'what?\r', false],
  ['the end of the input', '\u0004', false],
  ['Ctrl-C', '\u0003', false],
] as const) {
  terminal(`${title}: the diff was shown, and ${isWritten ? 'it is' : 'nothing is'} written`, async () => {
    const project = new Project();
    const before = project.snapshot();
    const { status, output } = await answer(project, typed);
    assert.is(status, 0, output);
    assert.match(output, /\+# >>> keyfence >>>[\s\S]*Write this\? \[Y\/n\]/);
    assert.match(output, isWritten ? '.git/hooks/pre-push: created' : 'nothing was written');
    assert.is(project.snapshot()['.git/hooks/pre-push'] !== undefined, isWritten);
    if (!isWritten) assert.equal(project.snapshot(), before);
  });
}

terminal('--yes is not asked, and a second run has nothing to ask', async () => {
  const project = new Project();
  assert.not.match((await answer(project, '', '--yes')).output, 'Write this?');
  const again = await answer(project, '');
  assert.not.match(again.output, 'Write this?');
  assert.match(again.output, '.git/hooks/pre-push: unchanged');
});

terminal.run();
