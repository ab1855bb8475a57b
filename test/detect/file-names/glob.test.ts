/** The globs of file names: what each shape matches, and that the index finds what the globs match. */

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { matchGlob, parseGlob, splitPath } from '../../../src/detect/file-names/glob.js';
import { createNameIndex } from '../../../src/detect/file-names/name-index.js';

const globs = suite('globs of file names');

const SHAPES: readonly [glob: string, matches: string[], misses: string[]][] = [
  ['.env', ['.env', 'a/.env', 'a/b/.ENV'], ['x.env', '.env/a', '.envx', '.en']],
  ['*.pem', ['.pem', 'a.pem', 'x/a.b.pem'], ['pem', 'a.pem/x', 'a.pemx']],
  ['id_*', ['id_', 'id_rsa', 'x/id_rsa.pub'], ['xid_', 'id']],
  ['*mid*', ['mid', 'amidst', 'x/amid'], ['mi', 'mid/x']],
  ['a*b*c', ['abc', 'a.b.c', 'aXbbXc', 'abcbc'], ['ac', 'acb', 'ab', 'bac']],
  ['ab*ba', ['abba', 'abxba'], ['aba', 'ab', 'abb']],
  ['dir/name', ['dir/name', 'x/dir/name', 'DIR/Name'], ['name', 'xdir/name', 'dir/x/name', 'dir/name/x']],
  ['a/b/c', ['a/b/c', 'a/a/b/c'], ['b/c', 'a/b/x/c']],
  ['dir/**', ['dir/x', 'dir/x/y', 'z/dir/x'], ['dir', 'xdir/x', 'dirx/y', 'dir.x']],
  ['*.vault/**', ['a.vault/x', 'b/a.vault/c/d'], ['a.vault', 'a.vaults/x']],
  ['**/x/y', ['x/y', 'a/x/y', 'a/b/x/y'], ['y', 'x/a/y']],
  ['a/**/z', ['a/z', 'a/b/z', 'q/a/b/c/z'], ['z', 'b/z', 'a/z/b']],
  ['a/b/**/c/d', ['a/b/c/d', 'a/b/x/c/d', 'a/b/a/c/c/d'], ['a/c/d', 'a/x/b/c/d', 'a/b/c/x/d']],
  ['core.[0-9]*', ['core.1', 'core.42', 'core.9x'], ['core.', 'core.x1', 'core']],
  ['dir/*.key', ['dir/a.key', 'x/dir/.key'], ['dir/x/a.key', 'a.key']],
  ['ab', ['ab', 'x/ab', 'AB'], ['a', 'b/a', 'a/b']],
  ['a*', ['a', 'abc', 'x/ab'], ['ba', 'b/ca']],
  ['*a', ['a', 'xyza', 'x/ba'], ['ab', 'a/b']],
  ['ab/**', ['ab/c', 'x/ab/c'], ['ab', 'b/c']],
];

for (const [glob, matches, misses] of SHAPES) {
  const parsed = parseGlob(glob);
  const index = createNameIndex(parsed.map((one) => ({ glob: one, entry: 0, rank: 0 })));
  globs(`${glob} matches what it says, tried and looked up`, () => {
    for (const [paths, expected] of [
      [matches, true],
      [misses, false],
    ] as const) {
      for (const path of paths) {
        const parts = splitPath(path);
        assert.is(
          parsed.some((one) => matchGlob(one, parts)),
          expected,
          path,
        );
        assert.is(index.find(path).length > 0, expected, `looked up: ${path}`);
      }
    }
  });
}

globs('long hostile paths are matched in one walk', () => {
  const deep = 'a/'.repeat(200_000);
  const [glob] = parseGlob('a/b/**/a/c/**/x*y*z');
  assert.not(matchGlob(glob!, splitPath(`${deep}xyz`)));
  assert.ok(matchGlob(glob!, splitPath(`a/b/${deep}c/${'y'.repeat(200_000)}/x${'y'.repeat(200_000)}z`)));
});

globs.run();
