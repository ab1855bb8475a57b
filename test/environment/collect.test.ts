/** The values of the schema's names: from the shell and from every env file of some folders. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { collectValues, isEnvFileName } from '../../src/environment/collect.js';
import { scratch } from '../support/repository.js';

const collecting = suite('collected values');

/** A folder with files, and one inside it. */
function project(files: Record<string, string | Buffer>): { top: string; inner: string } {
  const top = scratch();
  const inner = join(top, 'inner');
  mkdirSync(inner);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(top, name), text);
  return { top, inner };
}

collecting('come from the shell and from the env files of every mode, each with its place', () => {
  const { top, inner } = project({
    '.env': 'A_KEY=one\nB_KEY=two\nOTHER=x\n',
    '.env.production': 'A_KEY=three',
    '.dev.vars': 'C_KEY=seven',
    '.dev.vars.example': 'C_KEY=eight',
    'inner/.env.local': 'A_KEY=four\nB_KEY=\n',
    '.env.example': 'A_KEY=five',
    env: 'A_KEY=six',
  });
  const values = collectValues({
    names: ['A_KEY', 'B_KEY', 'C_KEY'],
    folders: [inner, top],
    env: { A_KEY: 'zero', C_KEY: '' },
  });
  assert.equal(values, [
    { name: 'A_KEY', value: 'zero', from: 'shell' },
    { name: 'A_KEY', value: 'four', from: join(inner, '.env.local') },
    { name: 'C_KEY', value: 'seven', from: join(top, '.dev.vars') },
    { name: 'A_KEY', value: 'one', from: join(top, '.env') },
    { name: 'B_KEY', value: 'two', from: join(top, '.env') },
    { name: 'A_KEY', value: 'three', from: join(top, '.env.production') },
  ]);
});

collecting('leave out what cannot be read, and tell of it', () => {
  const { top, inner } = project({
    'real.env': 'A_KEY=inside',
    '.env.utf16': Buffer.from('A_KEY=x', 'utf16le'),
  });
  const elsewhere = join(scratch(), 'other.env');
  writeFileSync(elsewhere, 'A_KEY=outside');
  symlinkSync(elsewhere, join(top, '.env'));
  symlinkSync('../real.env', join(inner, '.env'));
  mkdirSync(join(inner, '.env.d'));
  const unread: string[] = [];
  const values = collectValues({ names: ['A_KEY'], folders: [inner, top], env: {} }, ({ path, reason }) =>
    unread.push(`${path.slice(top.length)}: ${reason}`),
  );
  assert.equal(values, [{ name: 'A_KEY', value: 'inside', from: join(inner, '.env') }]);
  assert.equal(unread, [
    '/inner/.env.d: a folder',
    '/.env: a symbolic link that leads out of the project or to nothing',
    '/.env.utf16: not UTF-8 text',
  ]);
});

for (const [name, is] of [
  ['.env', true],
  ['.env.local', true],
  ['.env.production.local', true],
  ['.env.example', false],
  ['.env.local.example', false],
  ['.env.schema', false],
  ['.env.vault', false],
  ['.envrc', false],
  ['app.env', false],
] as const) {
  collecting(`${name} is ${is ? 'read' : 'not read'}`, () => {
    assert.is(isEnvFileName(name), is);
  });
}

collecting.run();
