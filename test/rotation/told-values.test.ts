/** A fingerprint that several secrets begin with. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isKnown } from '../../src/errors.js';
import type { Sighted, Sweep } from '../../src/rotation/sweep.js';
import { tellByFingerprint } from '../../src/rotation/told-values.js';
import type { Finding } from '../../src/types.js';

const told = suite('which value is meant');

function sighted(fingerprint: string, file: string): Sighted {
  const finding = { masked: 'ghp_…', title: 'GitHub token', variable: null, fingerprint } as Finding;
  const place = { kind: 'file', file, line: 1, name: null, isHome: false, commit: null, places: 1 } as const;
  return { finding, holder: { ...place, fingerprint } };
}

const sweep: Sweep = {
  values: [],
  sighted: [
    sighted('kf1-aaaabbbbccccdddd', 'a.txt'),
    sighted('kf1-aaaabbbbcccc2222', 'b.txt'),
    sighted('kf1-aaaabbbbcccc2222', 'c.txt'),
  ],
  guarded: [],
  untraceable: new Set(),
  looked: { files: 3, ignoredFiles: 0, variables: 0, commits: 0, userFiles: 0 },
  unread: [],
};

told('several secrets begin like that: they are listed', () => {
  try {
    tellByFingerprint('kf1-aaaabbbb', { sweep, all: [] });
    assert.unreachable();
  } catch (error) {
    if (!isKnown(error)) throw error;
    assert.is(error.message, '2 secrets begin with that fingerprint');
    assert.equal(error.remedy.split('\n'), [
      'say which one:',
      'kf1-aaaabbbbccccdddd (GitHub token)',
      'kf1-aaaabbbbcccc2222 (GitHub token)',
    ]);
  }
});

told('one more letter, and it is one of them, with each of its places', () => {
  const { old } = tellByFingerprint('kf1-aaaabbbbcccc2', { sweep, all: [] });
  assert.equal(
    old.map(({ holders }) => holders.map(({ file }) => file)),
    [['b.txt', 'c.txt']],
  );
});

told.run();
