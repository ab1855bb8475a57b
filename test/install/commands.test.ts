import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type InitArguments, runInit } from '../../src/commands/init.js';
import { runUninstall } from '../../src/commands/uninstall.js';
import { KEYFENCE, Project } from './project.js';

const commands = suite('init and uninstall commands');

const HOOKS = ['pre-commit', 'pre-merge-commit', 'commit-msg', 'pre-push'];

class Told {
  readonly lines: string[] = [];
  readonly options: Omit<InitArguments, 'cwd' | 'bin' | 'node'>;
  constructor(more: { dryRun?: boolean; json?: boolean } = {}) {
    this.options = {
      yes: false,
      dryRun: false,
      isGlobal: false,
      json: false,
      ...more,
      print: (line) => this.lines.push(line),
    };
  }
}

commands('say what was done where, and return 0', async () => {
  const project = new Project();
  const { lines, options } = new Told();
  const steps = [
    () => runInit({ ...project.options(), ...options }),
    () => runInit({ ...project.options(), ...options }),
    () => runUninstall({ cwd: project.root, ...options }),
    () => runUninstall({ cwd: project.root, ...options }),
  ];
  for (const step of steps) assert.is(await step(), 0);
  assert.equal(lines, [
    ...HOOKS.map((hook) => `.git/hooks/${hook}: created (git)`),
    ...HOOKS.map((hook) => `.git/hooks/${hook}: unchanged (git)`),
    ...HOOKS.map((hook) => `.git/hooks/${hook}: removed (git)`),
    'keyfence is in no hook of this repository',
  ]);
});

commands(
  'a dry run shows the diff of each file and says what would be done; nothing is written',
  async () => {
    const project = new Project();
    project.write('.git/hooks/pre-commit', '#!/bin/sh\nset -e\necho "caf\xe9"\techo two\n', 0o755);
    const before = project.snapshot();
    const { lines, options } = new Told({ dryRun: true });
    assert.is(await runInit({ ...project.options(), ...options }), 0);
    assert.equal(project.snapshot(), before);
    const at = lines.indexOf('--- .git/hooks/pre-commit');
    assert.equal(lines.slice(at, at + 5), [
      '--- .git/hooks/pre-commit',
      '+++ .git/hooks/pre-commit',
      '@@ -1,3 +1,17 @@',
      ' #!/bin/sh',
      '+# >>> keyfence >>>',
    ]);
    assert.ok(lines.includes(' echo "caf\\xe9"\techo two'));
    assert.equal(
      lines.filter((line) => /^[-+]{3} /.test(line)).slice(2),
      HOOKS.slice(1).flatMap((hook) => ['--- (no file)', `+++ .git/hooks/${hook}`]),
    );
    assert.equal(
      lines.slice(-4),
      HOOKS.map((hook, at) => `.git/hooks/${hook}: would be ${at === 0 ? 'updated' : 'created'} (git)`),
    );

    await runInit({ ...project.options(), ...new Told().options });
    const away = new Told({ dryRun: true });
    assert.is(await runUninstall({ cwd: project.root, ...away.options }), 0);
    assert.match(away.lines.join('\n'), /\n-# >>> keyfence >>>\n/);
    assert.match(away.lines.join('\n'), /\n\+\+\+ \(no file\)\n/);
    assert.ok(project.read('.git/hooks/pre-push').includes('keyfence'));
  },
);

commands('a secret beside the new lines is masked in the diff', async () => {
  const project = new Project();
  project.write(
    '.git/hooks/pre-commit',
    `#!/bin/sh\ncurl -H "Authorization: Bearer ${KEYFENCE.leak}"\n`,
    0o755,
  );
  const { lines, options } = new Told({ dryRun: true });
  await runInit({ ...project.options(), ...options });
  assert.match(lines.join('\n'), 'Bearer ghp_…');
  assert.is(lines.join('\n').includes(KEYFENCE.leak), false);
});

commands('notes come after the files, one line each', async () => {
  const project = new Project();
  const { lines, options } = new Told();
  await runInit({ ...project.options({ bin: '/nowhere/_npx/keyfence' }), ...options });
  assert.is(lines.length, 5);
  assert.match(lines[4] ?? '', /^note: \/nowhere\/_npx\/keyfence is no executable file/);
});

commands('for programs the report is one line of JSON, a dry run as well', async () => {
  const project = new Project();
  const { lines, options } = new Told({ json: true });
  await runInit({ ...project.options(), ...options, dryRun: true });
  await runInit({ ...project.options(), ...options });
  await runUninstall({ cwd: project.root, ...options });
  await runUninstall({ cwd: project.root, ...options });
  const reports = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.equal(
    reports.map(({ version, outcome }) => [version, outcome]),
    ['dry run', 'written', 'written', 'written'].map((outcome) => [1, outcome]),
  );
  const path = join(project.root, '.git/hooks/pre-commit');
  assert.equal(
    reports.map(({ files }) => (files as object[])[0]),
    [
      { path, action: 'created', why: 'git' },
      { path, action: 'created', why: 'git' },
      { path, action: 'removed', why: 'git' },
      undefined,
    ],
  );
  assert.equal(Object.keys(reports[0] as object), [
    'version',
    'topLevel',
    'files',
    'notes',
    'next',
    'outcome',
  ]);
});

commands.run();
