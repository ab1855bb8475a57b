import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { init, uninstall } from '../../src/install/index.js';
import { KEYFENCE, Project, refusalOf } from './project.js';

const simple = suite('simple-git-hooks');

function createProject(): Project {
  const project = new Project();
  project.usePackages('simple-git-hooks');
  return project;
}

for (const [title, path, text] of [
  ['a file that is named elsewhere', 'package.json', '{"simple-git-hooks": "hooks.js"}\n'],
  ['code', '.simple-git-hooks.cjs', 'module.exports = {};\n'],
  ['code beside package.json, which is read first', 'simple-git-hooks.js', 'export default {};\n'],
  ['a command that is a list', 'package.json', '{"simple-git-hooks": {"pre-commit": ["a"]}}\n'],
] as const) {
  simple(`${title}: refused with the commands to add, and not a byte changes`, async () => {
    const project = createProject();
    if (path !== 'package.json') project.write('package.json', '{"simple-git-hooks": {}}\n');
    project.write(path, text);
    const before = project.snapshot();
    const error = await refusalOf(init(project.options({ hookManager: 'simple-git-hooks' })));
    assert.match(error.message, path);
    const commands = JSON.parse(error.remedy.slice(error.remedy.indexOf('\n') + 1)) as Record<string, string>;
    assert.equal(Object.keys(commands), ['pre-commit', 'pre-merge-commit', 'commit-msg', 'pre-push']);
    assert.equal(project.snapshot(), before);

    // As a person does it.
    project.write('.simple-git-hooks.cjs', `module.exports = ${JSON.stringify(commands)};\n`);
    const report = await init(project.options());
    assert.equal(
      report.files.map(({ action }) => action),
      ['unchanged'],
    );
    project.mustRun('node_modules/.bin/simple-git-hooks', []);
    project.write('files/leak', KEYFENCE.leak);
    const refused = project.commit();
    assert.is(refused.status, 1);
    assert.match(refused.output, 'started ');
  });
}

simple('that it has not written its hooks yet is told, and then not any more', async () => {
  const project = createProject();
  project.write('package.json', '{"simple-git-hooks": {"pre-commit": "true"}}\n');
  assert.match((await init(project.options())).next.join('\n'), /^NOT ACTIVE YET.*npx simple-git-hooks$/);
  project.mustRun('node_modules/.bin/simple-git-hooks', []);
  assert.equal((await init(project.options())).next, []);
});

simple('without any keyfence the commit is refused, with one line on what to do', async () => {
  const project = createProject();
  project.write('package.json', '{"simple-git-hooks": {"pre-commit": "echo theirs ran"}}\n');
  await init(project.options());
  project.mustRun('node_modules/.bin/simple-git-hooks', []);
  project.mustRun('rm', ['node_modules/.bin/keyfence']);
  const refused = project.commit();
  assert.is(refused.status, 1);
  assert.match(refused.output, 'npm install --save-dev keyfence');
  assert.not.match(refused.output, 'theirs ran');
});

simple(
  'in a monorepo the package from which init is run has its say, and lint-staged is told of',
  async () => {
    const project = createProject();
    const text = '{\n  "simple-git-hooks": { "pre-commit": "npx lint-staged" },\n  "lint-staged": {}\n}\n';
    project.write('packages/a/package.json', '{"name": "a"}\n');
    project.write('packages/b/package.json', text);
    const cwd = `${project.root}/packages/b`;
    const report = await init(project.options({ cwd }));
    assert.match(report.files[0]?.path ?? '', /packages\/b\/package\.json$/);
    assert.match(report.notes.join('\n'), 'lint-staged gets nothing');
    assert.match(project.read('packages/b/package.json'), "<<< keyfence <<<'; npx lint-staged");
    // There is none from here up.
    assert.equal(
      (await init(project.options({ cwd: `${project.root}/packages/a`, dryRun: true }))).files[0]?.why,
      'git',
    );
    await uninstall({ cwd });
    assert.is(project.read('packages/b/package.json'), text);
  },
);

simple('a part that somebody changed is left, and told', async () => {
  const project = createProject();
  project.write('package.json', '{"simple-git-hooks": {"pre-commit": "true"}}\n');
  await init(project.options());
  const changed = project
    .read('package.json')
    .replace("<<< keyfence <<<'; true", "<<< keyfence <<<' && true");
  project.write('package.json', changed);
  assert.match((await refusalOf(uninstall({ cwd: project.root }))).remedy, 'by hand');
  assert.is(project.read('package.json'), changed);
});

simple('after uninstall it is told that Git still has the hooks, until they are written again', async () => {
  const project = createProject();
  const before = '{\n  "simple-git-hooks": { "pre-commit": "true" }\n}\n';
  project.write('package.json', before);
  await init(project.options());
  project.mustRun('node_modules/.bin/simple-git-hooks', []);
  assert.match((await uninstall({ cwd: project.root })).next.join(), /STILL ACTIVE: .* npx simple-git-hooks/);
  project.mustRun('node_modules/.bin/simple-git-hooks', []);
  assert.equal((await uninstall({ cwd: project.root })).next, []);
  assert.is(project.read('package.json'), before);
  project.write('files/code', KEYFENCE.leak);
  assert.is(project.commit().status, 0, 'nothing of keyfence runs any more');
});

simple.run();
