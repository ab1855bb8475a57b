import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { KeyfenceError } from '../../src/errors.js';
import { init, uninstall } from '../../src/install/index.js';
import { KEYFENCE, LEFTHOOK_PACKAGES, Project } from './project.js';

const lefthook = suite('lefthook');

function createProject(config: string, name = 'lefthook.yml'): Project {
  const project = new Project();
  project.usePackages(...LEFTHOOK_PACKAGES);
  project.write(name, config);
  return project;
}

interface Dump {
  [hook: string]: { commands?: Record<string, unknown>; jobs?: { name?: string }[] };
}

/** What lefthook itself reads in the file. */
function dump(project: Project): Dump {
  return JSON.parse(project.mustRun('node_modules/.bin/lefthook', ['dump', '--format', 'json']));
}

/** The same without what keyfence added, and without what is empty then. */
function withoutKeyfence(config: Dump): unknown {
  return JSON.parse(JSON.stringify(config), (key, value) => {
    if (key === 'keyfence' || value?.name === 'keyfence') return undefined;
    if (Array.isArray(value)) return value.filter((item) => item !== undefined && item !== null);
    return key !== '' && value && typeof value === 'object' && Object.keys(value).length === 0
      ? undefined
      : value;
  });
}

const UNDERSTOOD: [string, string][] = [
  ['an empty file', ''],
  ['comments only, no line end', '# pre-commit:\n#   jobs: []'],
  ['other settings', '---\nmin_version: 1.0.0\nextends:\n- other.yml\noutput: [meta]\n'],
  ['a hook without anything', 'pre-commit:\npre-push:\n  commands:\n    a:\n      run: echo\n'],
  ['a hook with settings only', 'pre-commit:\n   parallel: true # fast\n'],
  [
    'commands, four deep',
    'pre-commit:\n    commands: # all\n\n        # one\n        "a b":\n            run: echo "x" # z: "y"\n',
  ],
  [
    'commands behind scripts',
    'pre-commit:\n  scripts:\n    "x.sh":\n      runner: sh\n  commands:\n    lint:js:\n      run: echo\n',
  ],
  [
    'jobs on the level of their key',
    'pre-commit:\n  jobs:\n  - run: echo a\n  - name: b\n    run: |\n      commands:\n      echo b\n',
  ],
  ['jobs further in', "'pre-commit':\n  jobs:\n      -\n        run: echo a\n"],
  ['scripts only', 'pre-commit:\n  scripts:\n    "x.sh":\n      runner: sh'],
  [
    'text that looks like keys',
    'pre-push:\n  commands:\n    a:\n      run: |\n        pre-commit:\n          commands:\n            x\n',
  ],
  ['Windows line ends', 'pre-commit:\r\n  commands:\r\n    a:\r\n      run: echo\r\n'],
  [
    'bytes that are not UTF-8 in a comment',
    '# caf\xc3\xa9\npre-merge-commit:\n  commands:\n    a:\n      run: echo\n',
  ],
];

for (const [title, config] of UNDERSTOOD) {
  lefthook(
    `${title}: lefthook reads the commands, reads the rest as before, and no byte of it changes`,
    async () => {
      const project = createProject(config);
      project.write('other.yml', '');
      project.write('.lefthook/pre-commit/x.sh', '');
      const before = dump(project);
      await init(project.options());
      const after = dump(project);
      for (const hook of ['pre-commit', 'pre-merge-commit', 'commit-msg', 'pre-push']) {
        const { commands = {}, jobs = [] } = after[hook] ?? {};
        assert.ok(
          'keyfence' in commands || jobs.some((job) => job.name === 'keyfence'),
          `${hook} runs keyfence`,
        );
      }
      assert.equal(withoutKeyfence(after), withoutKeyfence(before));
      const lines = project.read('lefthook.yml');
      for (const line of config.split('\n')) assert.ok(lines.includes(line));
      assert.not.match(lines, project.root);
      await uninstall({ cwd: project.root });
      assert.is(project.read('lefthook.yml'), config);
    },
  );
}

const REFUSED: [string, string, string][] = [
  ['flow style', 'lefthook.yml', 'pre-commit: {commands: {a: {run: echo}}}\n'],
  ['an alias', 'lefthook.yml', 'x: &x\n  parallel: true\npre-commit: *x\n'],
  ['a merge key', 'lefthook.yml', 'x: &x\n  parallel: true\npre-commit:\n  <<: *x\n'],
  ['an anchor on the commands', 'lefthook.yml', 'pre-commit:\n  commands: &c\n    a:\n      run: echo\n'],
  ['two documents', 'lefthook.yml', 'a: 1\n---\nb: 2\n'],
  ['an open quote', 'lefthook.yml', 'a: "\npre-commit:\n"\n'],
  ['a list at the top', 'lefthook.yml', '- a\n'],
  ['an indented document', 'lefthook.yml', '  pre-push:\n    parallel: true\n'],
  ['a tab', 'lefthook.yml', 'pre-commit:\n  commands:\n\ta:\n'],
  ['a keyfence of their own', 'lefthook.yml', 'pre-commit:\n  commands:\n    keyfence:\n      run: echo\n'],
  ['a closed end', 'lefthook.yml', 'a: 1\n...\n'],
  ['half a block', 'lefthook.yml', '# >>> keyfence >>>\n'],
  ['JSON', '.lefthook.json', '{"pre-commit": {"parallel": true}}\n'],
  ['TOML', '.config/lefthook.toml', '[pre-commit]\nparallel = true\n'],
];

for (const [title, name, config] of REFUSED) {
  lefthook(`${title}: refused, and not a byte changes`, async () => {
    const project = createProject(config, name);
    const before = project.snapshot();
    try {
      await init(project.options());
      assert.unreachable();
    } catch (error) {
      if (!(error instanceof KeyfenceError)) throw error;
      assert.match(error.message, name);
    }
    assert.equal(project.snapshot(), before);
  });
}

for (const [name, config] of [
  ['lefthook.json', '{}'],
  ['.lefthook.toml', ''],
  ['.config/lefthook.yaml', '{}'],
] as const) {
  lefthook(`the lines to add to ${name} by hand are the right ones`, async () => {
    const project = createProject(config, name);
    try {
      await init(project.options());
      assert.unreachable();
    } catch (error) {
      if (!(error instanceof KeyfenceError)) throw error;
      project.write(name, error.remedy.slice(error.remedy.indexOf('\n') + 1));
    }
    project.mustRun('node_modules/.bin/lefthook', ['install']);
    const report = await init(project.options());
    assert.equal(
      report.files.map((file) => file.action),
      ['unchanged'],
    );
    project.write('files/leak', KEYFENCE.leak);
    const refused = project.commit();
    assert.is.not(refused.status, 0);
    assert.match(refused.output, 'started ');
    project.write('files/leak', 'clean');
    assert.is(project.commit().status, 0);
  });
}

lefthook(
  'a link that becomes a file, and files that the hook excludes, are checked all the same',
  async () => {
    const project = createProject(
      'pre-commit:\n  exclude: ["*.env"]\n  commands:\n    a:\n      run: echo\n',
    );
    symlinkSync('start', join(project.root, 'files/link'));
    const report = await init(project.options());
    assert.match(report.notes.join('\n'), 'pre-commit has exclude');
    project.mustRun('node_modules/.bin/lefthook', ['install']);
    project.commitUnchecked();

    for (const name of ['link', 'x.env']) {
      rmSync(join(project.root, 'files', name), { force: true });
      project.write(`files/${name}`, KEYFENCE.leak);
      const refused = project.commit();
      assert.is.not(refused.status, 0, refused.output);
      assert.match(refused.output, 'started ');
      project.mustRun('git', ['reset', '-q', '--hard']);
    }
  },
);

lefthook('without any keyfence the commit is refused, with one line on what to do', async () => {
  const project = createProject('');
  await init(project.options());
  project.mustRun('node_modules/.bin/lefthook', ['install']);
  rmSync(join(project.root, 'node_modules/.bin/keyfence'));
  const refused = project.commit();
  assert.is.not(refused.status, 0);
  assert.match(refused.output, 'npm install --save-dev keyfence');
});

lefthook('the notes tell what lefthook leaves open', async () => {
  const project = createProject('skip: x\npre-commit:\n  skip:\n    - rebase\n');
  project.write('.lefthook.toml', '');
  const report = await init(project.options());
  const notes = [...report.notes, ...report.next].join('\n');
  for (const part of [
    '.lefthook.toml is left alone',
    'pre-commit has skip',
    'assert_lefthook_installed',
    'lefthook install',
  ]) {
    assert.match(notes, part);
  }
});

lefthook('asked for where there is no configuration is refused', async () => {
  const project = new Project();
  try {
    await init(project.options({ hookManager: 'lefthook' }));
    assert.unreachable();
  } catch (error) {
    assert.instance(error, KeyfenceError);
  }
});

lefthook('its own hook can still be asked to take the block, with a warning', async () => {
  const project = createProject('pre-commit:\n  commands:\n    a:\n      run: echo\n');
  project.mustRun('node_modules/.bin/lefthook', ['install']);
  const before = project.read('.git/hooks/pre-commit');
  const report = await init(project.options({ hookManager: 'git' }));
  assert.match(report.notes.join('\n'), 'written by lefthook');
  await uninstall({ cwd: project.root });
  assert.is(readFileSync(join(project.root, '.git/hooks/pre-commit'), 'latin1'), before);
});

lefthook.run();
