/** Which schemas hold for a file: every one above it, the nearest first, of the state that is scanned. */
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository, scratch } from '../support/repository.js';
import { randomText } from '../support/sample.js';
import { runBin, scanReport } from '../support/scanned.js';
import { scanFiles, schemaOf } from './scan-files.js';

const nested = suite('nested schemas');

const key = (prefix: string) => `${prefix}-${randomText(24)}`;
const format = (prefix: string) => ({ format: `${prefix}-...` });

/** `variable file` of each finding. */
async function found(files: Record<string, string>): Promise<string[]> {
  return (await scanFiles(files)).map(({ variable, file }) => `${variable} ${file}`).sort();
}

nested('hold below their folder and nowhere else', async () => {
  const text = `${key('top')} ${key('web')} ${key('ui')}`;
  const files = {
    'secrets/schema.json': schemaOf({ TOP_KEY: format('top') }),
    'web/secrets/schema.json': schemaOf({ WEB_KEY: format('web') }),
    'web/ui/secrets/schema.json': schemaOf({ UI_KEY: format('ui') }),
    'a.txt': text,
    'web/b.txt': text,
    'web/ui/deep/er/c.txt': text,
    'webs/d.txt': text,
    'secrets/e.txt': text,
    'web/secrets/f.txt': text,
  };
  assert.equal(await found(files), [
    'TOP_KEY a.txt',
    'TOP_KEY secrets/e.txt',
    'TOP_KEY web/b.txt',
    'TOP_KEY web/secrets/f.txt',
    'TOP_KEY web/ui/deep/er/c.txt',
    'TOP_KEY webs/d.txt',
    'UI_KEY web/ui/deep/er/c.txt',
    'WEB_KEY web/b.txt',
    'WEB_KEY web/secrets/f.txt',
    'WEB_KEY web/ui/deep/er/c.txt',
  ]);
});

nested('give a name its nearest meaning', async () => {
  const text = `${key('old')} ${key('new')}`;
  const files = {
    'secrets/schema.json': schemaOf({ APP_KEY: format('old') }),
    'web/secrets/schema.json': JSON.stringify({ optional: { other: { APP_KEY: format('new') } } }),
    'a.txt': key('old'),
    'b.txt': key('new'),
    'web/c.txt': text,
  };
  assert.equal(await found(files), ['APP_KEY a.txt', 'APP_KEY web/c.txt']);
});

nested('attach the variable of the nearest schema to a built-in format', () => {
  const repository = new Repository().write({
    'secrets/schema.json': schemaOf({ TOP_TOKEN: format('glpat') }),
    'web/secrets/schema.json': schemaOf({ WEB_TOKEN: format('glpat') }),
    'a.txt': key('glpat').slice(0, 26),
    'web/b.txt': key('glpat').slice(0, 26),
  });
  const variables = scanReport(repository).findings.map(({ pattern, variable }) => `${pattern} ${variable}`);
  assert.equal(variables, [
    'gitlab-personal-access-token TOP_TOKEN',
    'gitlab-personal-access-token WEB_TOKEN',
  ]);
});

nested('are counted in the receipt', () => {
  const repository = new Repository().write({ 'a.txt': 'x\n' });
  const { patterns } = scanReport(repository).receipt;
  repository.write({
    'secrets/schema.json': schemaOf({ A_KEY: format('aaa'), B_KEY: format('bbb') }),
    'web/x': 'x\n',
  });
  repository.write({ 'web/secrets/schema.json': schemaOf({ C_KEY: format('ccc') }) });
  assert.is(scanReport(repository).receipt.patterns, patterns + 3);
});

nested('a staged scan reads the schema of the index, a tree scan that of the working tree', () => {
  const repository = new Repository().stage({ 'secrets/schema.json': schemaOf({ OLD_KEY: format('old') }) });
  repository.stage({ 'a.txt': `${key('old')} ${key('new')}\n` });
  repository.write({ 'secrets/schema.json': schemaOf({ NEW_KEY: format('new') }) });
  const variables = (...words: string[]) =>
    scanReport(repository, words).findings.map(({ variable }) => variable);
  assert.equal(variables('--staged'), ['OLD_KEY']);
  assert.equal(variables(), ['NEW_KEY']);
  rmSync(join(repository.top, 'secrets'), { recursive: true });
  assert.equal([variables('--staged'), variables()], [['OLD_KEY'], []]);
  repository.git('rm', '-q', '--cached', 'secrets/schema.json');
  assert.equal(variables('--staged'), []);
});

nested('a broken schema of the working tree is no matter to a staged scan, nor the other way round', () => {
  const repository = new Repository().stage({
    'secrets/schema.json': schemaOf({ A_KEY: {} }),
    'a.txt': 'x\n',
  });
  repository.write({ 'secrets/schema.json': '{' });
  const exits = () => [runBin(repository, ['pre-commit']).status, runBin(repository, ['scan']).status];
  assert.equal(exits(), [0, 2]);
  repository.git('add', '.');
  repository.write({ 'secrets/schema.json': schemaOf({ A_KEY: {} }) });
  assert.equal(exits(), [2, 0]);
});

nested('hold in a scan from a subdirectory, of named files, and of files that Git ignores', () => {
  const repository = new Repository().write({
    'secrets/schema.json': schemaOf({ TOP_KEY: format('top') }),
    'web/a.txt': key('top'),
    'build/b.txt': key('top'),
    '.gitignore': 'build\n',
  });
  const files = (words: string[], cwd: string) =>
    scanReport(repository, words, { cwd: join(repository.top, cwd) }).findings.map(({ file }) => file);
  assert.equal(files([], 'web'), ['web/a.txt']);
  assert.equal(files(['a.txt', '../build'], 'web'), ['web/a.txt', 'build/b.txt']);
});

nested('hold outside a repository, from the folder that is scanned', () => {
  const folder = new Repository({ top: join(scratch(), 'plain') }).write({
    'secrets/schema.json': schemaOf({ TOP_KEY: format('top') }),
    'sub/secrets/schema.json': schemaOf({ SUB_KEY: format('sub') }),
    'sub/a.txt': `${key('top')} ${key('sub')}`,
  });
  assert.equal(
    scanReport(folder).findings.map(({ variable }) => variable),
    ['TOP_KEY', 'SUB_KEY'],
  );
});

nested('of a project hold for a file that lies outside of it, beside those that lie there', () => {
  const repository = new Repository().write({ 'secrets/schema.json': schemaOf({ TOP_KEY: format('top') }) });
  const outside = new Repository({ top: join(scratch(), 'logs') }).write({
    'secrets/schema.json': schemaOf({ LOG_KEY: format('log') }),
    'app.log': `${key('top')} ${key('log')}`,
  });
  const report = scanReport(repository, [join(outside.top, 'app.log')]);
  assert.equal(
    report.findings.map(({ variable }) => variable),
    ['TOP_KEY', 'LOG_KEY'],
  );
});

nested('are found behind a folder that is a link, as the working tree has it', () => {
  const repository = new Repository().write({
    'shared/schema.json': schemaOf({ TOP_KEY: format('top') }),
    'web/a.txt': key('top'),
  });
  symlinkSync('../shared', join(repository.top, 'web/secrets'));
  mkdirSync(join(repository.top, 'empty'));
  assert.equal(
    scanReport(repository).findings.map(({ file }) => file),
    ['web/a.txt'],
  );
});

nested.run();
