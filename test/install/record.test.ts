/** Paths as they are written into hooks, on Windows too: by the rules of its paths, on whatever machine this is. */
import { posix, win32 } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { choosePortablePaths, recordPaths } from '../../src/install/record.js';

const record = suite('recorded paths');

const NODE = { posix: '/usr/bin/node', win32: 'C:\\Program Files\\nodejs\\node.exe' };

for (const [title, topLevel, bin, below] of [
  [
    'a package below',
    'C:\\work\\web app',
    'C:\\work\\web app\\packages\\büro\\node_modules\\keyfence\\dist\\cli.cjs',
    'packages/büro',
  ],
  ['the top level', 'C:\\work', 'C:\\work\\node_modules\\keyfence\\dist\\cli.cjs', null],
  ['another case of the drive', 'C:\\work', 'c:\\work\\a\\node_modules\\keyfence\\dist\\cli.cjs', 'a'],
  ['another drive', 'C:\\work', 'D:\\work\\a\\node_modules\\keyfence\\dist\\cli.cjs', null],
  ['beside', 'C:\\work', 'C:\\work two\\node_modules\\keyfence\\dist\\cli.cjs', null],
  [
    "pnpm's store",
    'C:\\w',
    'C:\\w\\a\\node_modules\\.pnpm\\keyfence@1\\node_modules\\keyfence\\dist\\cli.cjs',
    'a',
  ],
  ["Yarn's cache", 'C:\\w', 'C:\\w\\.yarn\\unplugged\\keyfence\\node_modules\\keyfence\\dist\\cli.cjs', null],
] as const) {
  record(`Windows, ${title}: ${below === null ? 'nothing' : below} is told in a committed hook`, () => {
    const { bin: told, node } = choosePortablePaths({ topLevel }, { bin, node: NODE.win32 }, win32);
    assert.is(told, below === null ? '' : `${below}/node_modules/.bin/keyfence`);
    assert.is(node, '');
  });
}

record('Windows: the shell of Git for Windows gets its own spelling of a path', () => {
  const bin = 'D:\\a b\\node_modules\\keyfence\\dist\\cli.cjs';
  const { recorded } = recordPaths({ bin, node: NODE.win32 }, win32);
  assert.equal(recorded, {
    bin: '/d/a b/node_modules/keyfence/dist/cli.cjs',
    node: '/c/Program Files/nodejs/node.exe',
  });
});

record('elsewhere a backslash in a path is one', () => {
  const { recorded } = recordPaths({ bin: '/a\\b/keyfence', node: NODE.posix }, posix);
  assert.is(recorded.bin, '/a\\b/keyfence');
});

record("what stands in Yarn's cache is not recorded, and nothing is said of it", () => {
  const bin = '/p/.yarn/unplugged/keyfence/node_modules/keyfence/dist/cli.cjs';
  assert.equal(recordPaths({ bin, node: NODE.posix }, posix), {
    recorded: { bin: '', node: NODE.posix },
    notes: [],
  });
});

record.run();
