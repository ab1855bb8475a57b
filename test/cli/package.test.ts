/** The package as npm packs it, in an empty project: with native re2, without it, as a command and as a library. */
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository, scratch } from '../support/repository.js';
import { sample } from '../support/sample.js';

const packed = suite('the package');
const root = fileURLToPath(new URL('../..', import.meta.url));
const own = (name: string) => join(root, 'node_modules', name);

/** A repository with the packed package in its node_modules, and beside it only what is named. */
function install(...dependencies: string[]): Repository {
  const repository = new Repository();
  const folder = scratch();
  const pack = repository.run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
  });
  const tarball = join(folder, pack.stdout.trim().split('\n').at(-1) as string);
  repository.run('tar', ['xzf', tarball, '-C', folder]);
  const modules = join(repository.top, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  cpSync(join(folder, 'package'), join(modules, 'keyfence'), { recursive: true });
  symlinkSync('../keyfence/dist/cli.cjs', join(modules, '.bin/keyfence'));
  for (const name of dependencies) symlinkSync(own(name), join(modules, name));
  repository.write({ '.gitignore': 'node_modules\n' });
  return repository;
}

for (const [engine, dependencies] of [
  ['re2js', ['re2js']],
  ['re2', ['re2js', 're2']],
] as const) {
  const isHere = dependencies.every((name) => existsSync(own(name)));
  const isBuilt = engine === 're2js' || existsSync(join(own('re2'), 'build/Release/re2.node'));
  const test = isHere && isBuilt ? packed : packed.skip;
  test(`finds its first secret and refuses a commit with ${engine} only`, () => {
    const repository = install(...dependencies);
    repository.write({ 'a.js': `const token = '${sample('github-personal-access-token')}';\n` });
    const scan = repository.run('npx', ['--offline', 'keyfence']);
    assert.is(scan.status, 1, scan.stderr);
    assert.match(scan.stdout, 'a.js:1:16');
    assert.match(scan.stderr, `engine ${engine},`);

    assert.is(repository.run('npx', ['--offline', 'keyfence', 'init']).status, 0);
    repository.git('add', '-A');
    const refused = repository.tryGit('commit', '-m', 'x');
    assert.is(refused.status, 1);
    assert.match(refused.stdout + refused.stderr, 'a.js:1:16');
    repository.stage({ 'a.js': 'const token = process.env.TOKEN;\n' });
    assert.is(repository.tryGit('commit', '-m', 'x').status, 0);
  });
}

packed('is a library with types', () => {
  const repository = install('re2js', 'typescript');
  symlinkSync(own('@types'), join(repository.top, 'node_modules/@types'));
  writeFileSync(
    join(repository.top, 'use.mts'),
    `import { createScanner, type Finding } from 'keyfence';
const { findings, receipt } = await createScanner({ confidence: 'high' }).scanText('nothing', { name: 'a' });
const first: Finding | undefined = findings[0];
console.log(first?.pattern ?? 'none', receipt.complete);
`,
  );
  const tsc = [join(own('typescript'), 'bin/tsc'), '--ignoreConfig', '--strict', '--module', 'nodenext'];
  const compiled = repository.run(process.execPath, [
    ...tsc,
    '--target',
    'es2023',
    '--types',
    'node',
    'use.mts',
  ]);
  assert.is(compiled.status, 0, compiled.stdout);
  const ran = repository.run(process.execPath, ['use.mjs']);
  assert.is(ran.stdout, 'none true\n');
});

packed('holds what it needs and no more', () => {
  const repository = install();
  const installed = join(repository.top, 'node_modules/keyfence');
  for (const file of [
    'dist/cli.cjs',
    'hooks/pre-commit',
    'hooks/pre-merge-commit',
    'hooks/commit-msg',
    'hooks/pre-push',
    'patterns/secrets.schema.json',
    'LICENSE',
    'README.md',
  ]) {
    assert.ok(existsSync(join(installed, file)), file);
  }
  for (const folder of ['src', 'test', '.ci']) assert.not(existsSync(join(installed, folder)), folder);
  const { scripts } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  for (const name of ['preinstall', 'install', 'postinstall']) assert.not(name in scripts, name);
});

packed.run();
