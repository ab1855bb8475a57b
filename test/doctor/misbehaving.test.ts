/** Hooks that do more than they should: whatever they do, the repository stays as it is, and so does its remote. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { init } from '../../src/install/index.js';
import { MANAGED } from '../install/managed.js';
import { Project } from '../install/project.js';
import { asSecret } from '../support/record.js';
import { BIN } from '../support/repository.js';
import { examine, fingerprintOf } from './examined.js';

const misbehaving = suite('doctor: hooks that misbehave');

const HOOKS = ['pre-commit', 'pre-merge-commit', 'commit-msg', 'pre-push'];

const DEEDS: [title: string, lines: string[]][] = [
  ['formats files', ['for file in files/* .gitignore *.txt; do echo formatted >>"$file"; done']],
  ['adds everything', ['echo more >files/more', 'git add -A']],
  ['stashes', ['echo more >files/start', 'git stash push -q --include-untracked', 'git stash list']],
  ['amends', ['git commit -q --amend --no-verify --allow-empty -m amended']],
  [
    'writes refs, settings and hooks',
    [
      'git tag mine',
      'git branch -q other',
      'git config keyfence.test changed',
      'git config core.hooksPath nowhere',
      'echo exit 0 >"$(git rev-parse --git-path hooks)/pre-push"',
      'git gc -q --prune=now',
    ],
  ],
  ['pushes', ['git push -q --no-verify --force origin HEAD:refs/heads/main HEAD:refs/heads/other']],
  ['removes', ['rm -rf node_modules files .husky .git/refs .git/objects']],
  [
    'caches',
    ['mkdir -p node_modules/.cache', 'echo cached >node_modules/.cache/tool', 'rm node_modules/.bin/*'],
  ],
];

/** Of plain Git each deed by itself; of the others all of them together. */
const TRIED = MANAGED.flatMap((managed) =>
  (managed.name === 'plain Git'
    ? DEEDS
    : [['does all of that', DEEDS.flatMap(([, lines]) => lines)] as const]
  ).map(([title, lines]) => ({ ...managed, title, lines })),
);

for (const { name, setUp, activate, title, lines } of TRIED) {
  misbehaving(`${name}: a hook that ${title} changes neither the repository nor its remote`, async () => {
    const project = await createProject();
    setUp(project);
    await init(project.options());
    activate(project);
    for (const hook of HOOKS) spoil(project, name, { hook, lines });
    project.commitUnchecked();
    project.mustRun('git', ['push', '-q', '--no-verify', 'origin', 'main']);
    project.write('files/start', 'changed, and not staged\n');
    project.write('files/staged', 'staged\n');
    project.mustRun('git', ['add', 'files/staged']);
    const remote = fingerprintOf(`${project.root}.git`);
    rmSync(inHome('ran'), { force: true });
    const { report } = examine(project);
    assert.equal(fingerprintOf(`${project.root}.git`), remote, 'the remote is as it was');
    assert.not.ok(report.trials.some(({ result }) => result === 'failed' || result === 'not-run'));
    const ran = new Set(readFileSync(inHome('ran'), 'utf8').trim().split('\n'));
    // This lefthook.yml has its pre-push leave out what does not name files.
    const expected = name === 'lefthook' ? HOOKS.slice(0, -1) : HOOKS;
    assert.equal([...ran].sort(), [...expected].sort(), 'every hook did run');
  });
}

async function createProject(): Promise<Project> {
  const project = new Project();
  project.mustRun('git', ['init', '-q', '--bare', `${project.root}.git`]);
  project.mustRun('git', ['remote', 'add', 'origin', `${project.root}.git`]);
  return project;
}

/** Has the hook do something else before it comes to keyfence. */
function spoil(project: Project, manager: string, { hook, lines }: { hook: string; lines: string[] }): void {
  const all = [`echo ${hook} >>"$HOME/ran"`, ...lines];
  if (manager === 'lefthook') {
    const text = project.read('lefthook.yml');
    const script = all.map((line) => `        ${line}\n`).join('');
    const command = `  commands:\n    a-first:\n      priority: 1\n      run: |\n${script}`;
    const own = new RegExp(`^( *# >>> keyfence >>>[^]*?\\n)?${hook}:\\n((?: .*\\n)*?)  commands:\\n`, 'm');
    project.write('lefthook.yml', text.replace(own, `$1${hook}:\n$2${command.replaceAll('$', '$$$$')}`));
    return;
  }
  const path = manager === 'husky' ? `.husky/${hook}` : `.git/hooks/${hook}`;
  project.write(
    path,
    `#!/bin/sh\n${all.join('\n')}\n${project.read(path).replace('#!/bin/sh\n', '')}`,
    0o755,
  );
}

misbehaving('one that waits for ever is killed with all that it started', async () => {
  const project = await createProject();
  await init(project.options());
  spoil(project, 'plain Git', { hook: 'pre-push', lines: ['sleep 1000 & echo $! >"$HOME/sleeper"', 'wait'] });
  const { status, report } = examine(project, { args: ['--no-bare-path', '--timeout', '3'] });
  assert.is(status, 2);
  assert.is(report.outcome, 'unknown');
  assert.equal(
    report.trials.map(({ result }) => result),
    ['proven', 'proven', 'proven', 'hung'],
  );
  assert.is(report.trials[3]?.causes[0]?.id, 'hung');
  assert.not.ok(isRunning(readPid()), 'what it started is gone');
});

misbehaving('a hole outweighs a hook that waits for ever', async () => {
  const project = await createProject();
  project.write('.git/hooks/pre-push', '#!/bin/sh\nsleep 1000\n', 0o755);
  const { status, report } = examine(project, { args: ['--no-bare-path', '--timeout', '1'] });
  assert.is(status, 1);
  assert.is(report.outcome, 'open');
});

const ENDS: [NodeJS.Signals, left: number][] = [
  ['SIGTERM', 0],
  ['SIGINT', 0],
  ['SIGKILL', 1],
];
for (const [signal, left] of ENDS) {
  misbehaving(`ended by ${signal} in the middle, it leaves the repository as it was`, async () => {
    const project = await createProject();
    await init(project.options());
    rmSync(inHome('sleeper'), { force: true });
    spoil(project, 'plain Git', {
      hook: 'pre-commit',
      lines: ['echo $$ >"$HOME/sleeper"', 'exec sleep 1000'],
    });
    const before = fingerprintOf(project.root);
    const temporary = `${project.root} temporary`;
    mkdirSync(temporary);
    const child = spawn(process.execPath, [BIN, 'doctor'], {
      cwd: project.root,
      env: { ...process.env, TMPDIR: temporary },
      stdio: 'ignore',
    });
    const ended = ending(child);
    while (!existsSync(inHome('sleeper')) || readFileSync(inHome('sleeper'), 'utf8') === '') await pause();
    child.kill(signal);
    const code = await ended;
    assert.is(code, signal === 'SIGKILL' ? null : 2);
    if (signal === 'SIGKILL') process.kill(readPid(), 'SIGKILL');
    while (isRunning(readPid())) await pause(); // else the test would never end
    assert.equal(fingerprintOf(project.root), before);
    assert.is(readdirSync(temporary).length, left);
  });
}

misbehaving('what hooks print is not repeated, and with --verbose only masked and made visible', async () => {
  const project = await createProject();
  await init(project.options());
  const line =
    'git show ":$(git diff --cached --name-only | grep canary)" | tee -a "$HOME/canary"; printf "\\033[31mred\\n"';
  spoil(project, 'plain Git', { hook: 'pre-commit', lines: [line] });
  const silent = examine(project);
  const told = examine(project, { args: ['--no-bare-path', '--verbose'] });
  const seen = readFileSync(inHome('canary'), 'utf8');
  const canaries = [...seen.matchAll(/"([^"]+)"/g)].map((match) => asSecret(match[1] as string));
  assert.is(canaries.length, 2);
  for (const { stdout, stderr } of [silent, told]) {
    for (const canary of canaries) assert.not.ok((stdout + stderr).includes(canary));
    assert.not.ok(stdout.includes('\u001b') || stderr.includes('\u001b'));
  }
  assert.not.match(silent.stderr, 'red');
  assert.match(told.stderr, '| token = "ghp_');
  assert.match(told.stderr, '| \\u{1b}[31mred');
});

function inHome(name: string): string {
  return join(process.env.HOME as string, name);
}

function readPid(): number {
  return Number(readFileSync(inHome('sleeper'), 'utf8'));
}

/** Whether a process runs: one that has ended and waits for its parent does not. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function ending(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

misbehaving.run();
