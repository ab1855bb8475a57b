/** A plan is carried out as a whole or not at all. */
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { KeyfenceError } from '../../src/errors.js';
import { applyPlan } from '../../src/install/apply.js';
import type { Change } from '../../src/install/change.js';
import { scratch } from '../support/repository.js';

const apply = suite('carrying out a plan');

function change(
  path: string,
  before: string | null,
  after: string | null,
  more: Partial<Change> = {},
): Change {
  return { path, before, after, why: 'test', isExecutable: false, withDirectory: false, ...more };
}

const plan = (...changes: Change[]) => ({ changes, notes: [], next: [] });

function refusalOf(work: () => void): KeyfenceError {
  try {
    work();
  } catch (error) {
    if (error instanceof KeyfenceError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

apply('files are made, changed with the mode they have, and taken away with their folder', () => {
  const folder = scratch();
  const path = (name: string) => join(folder, name);
  writeFileSync(path('kept'), 'caf\xe9', { encoding: 'latin1' });
  chmodSync(path('kept'), 0o666);
  mkdirSync(path('b'));
  writeFileSync(path('b/gone'), 'x');
  applyPlan(
    plan(
      change(path('a/new'), null, 'new', { isExecutable: true }),
      change(path('plain'), null, 'plain'),
      change(path('kept'), 'caf\xe9', '\xe9!'),
      change(path('b/gone'), 'x', null, { withDirectory: true }),
      change(path('same'), 'never read', 'never read'),
    ),
  );
  assert.equal(readdirSync(folder).sort(), ['a', 'kept', 'plain']);
  assert.is(readFileSync(path('kept'), 'latin1'), '\xe9!');
  const modes = ['a/new', 'plain', 'kept'].map((name) => statSync(path(name)).mode & 0o111);
  assert.equal(modes, [0o111, 0, 0]);
  assert.is(statSync(path('kept')).mode & 0o777, 0o666);
});

for (const [title, spoil] of [
  ['a folder that cannot be made', (folder: string) => join(folder, 'first', 'x', 'y')],
  ['a file whose place a folder took', (folder: string) => join(folder, 'taken')],
] as const) {
  apply(`${title}: what came before it is put back, and nothing is left`, () => {
    const folder = scratch();
    writeFileSync(join(folder, 'first'), 'one');
    mkdirSync(join(folder, 'taken'));
    const changes = [
      change(join(folder, 'first'), 'one', 'two'),
      change(join(folder, 'new/deep/file'), null, 'x'),
      change(spoil(folder), null, 'x'),
    ];
    const error = refusalOf(() => applyPlan(plan(...changes)));
    assert.match(error.message, folder);
    assert.equal(readdirSync(folder).sort(), ['first', 'taken']);
    assert.is(readFileSync(join(folder, 'first'), 'utf8'), 'one');
  });
}

apply('a file that cannot be changed in the end: those before it are put back', () => {
  const folder = scratch();
  mkdirSync(join(folder, 'real'));
  symlinkSync('real', join(folder, 'link'));
  writeFileSync(join(folder, 'first'), 'one');
  chmodSync(join(folder, 'first'), 0o646);
  writeFileSync(join(folder, 'real/gone'), 'one');
  const changes = [
    change(join(folder, 'first'), 'one', 'two'),
    change(join(folder, 'made/new'), null, 'two'),
    change(join(folder, 'real/gone'), 'one', null),
    // The same file by another name: it is there when it is looked at, and not any more when its turn comes.
    change(join(folder, 'link/gone'), 'one', null),
  ];
  assert.match(refusalOf(() => applyPlan(plan(...changes))).message, 'ENOENT');
  assert.equal(readdirSync(folder).sort(), ['first', 'link', 'real']);
  assert.is(readFileSync(join(folder, 'first'), 'utf8'), 'one');
  assert.is(statSync(join(folder, 'first')).mode & 0o777, 0o646);
  assert.equal(readdirSync(join(folder, 'real')), ['gone']);
  assert.is(readFileSync(join(folder, 'real/gone'), 'utf8'), 'one');
});

for (const [title, now] of [
  ['changed', 'other'],
  ['gone', null],
] as const) {
  apply(`a file that is ${title} since it was read stops all of it`, () => {
    const folder = scratch();
    if (now !== null) writeFileSync(join(folder, 'b'), now);
    const changes = [change(join(folder, 'a'), null, 'new'), change(join(folder, 'b'), 'read', 'new')];
    assert.match(refusalOf(() => applyPlan(plan(...changes))).message, 'not what it was');
    assert.equal(readdirSync(folder), now === null ? [] : ['b']);
  });
}

apply('two changes of one file are a mistake of ours', () => {
  const path = join(scratch(), 'a');
  assert.throws(() => applyPlan(plan(change(path, null, 'x'), change(path, null, 'y'))), 'two changes');
});

apply.run();
