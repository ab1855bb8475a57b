/** The progress line: what it tells of, and that it fits. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type ProgressFacts, progressLine } from '../../src/report/progress-line.js';

const line = suite('the progress line');

const FACTS: ProgressFacts = {
  files: 12,
  bytes: 3 * 1024 * 1024,
  expectedFiles: 40,
  elapsed: 2000,
  secondsLeft: 4,
  bar: '==--',
};

for (const [title, facts, width, expected] of [
  ['everything', {}, 80, 'keyfence: [==--] 12 of 40 files, 3.0 MB, 1.5 MB/s, 4 s left'],
  [
    'a source without an end',
    { expectedFiles: null, secondsLeft: null, bar: '' },
    80,
    'keyfence: 12 files, 3.0 MB, 1.5 MB/s',
  ],
  ['minutes', { secondsLeft: 61 }, 80, 'keyfence: [==--] 12 of 40 files, 3.0 MB, 1.5 MB/s, 1 min 1 s left'],
  ['hours', { secondsLeft: 7325 }, 80, 'keyfence: [==--] 12 of 40 files, 3.0 MB, 1.5 MB/s, 2 h 2 min left'],
  [
    'no time yet',
    { elapsed: 0, secondsLeft: null },
    80,
    'keyfence: [==--] 12 of 40 files, 3.0 MB, 0 bytes/s',
  ],
  ['a narrow terminal', {}, 20, 'keyfence: [==--] 12'],
  ['no terminal at all', {}, 0, ''],
] as const) {
  line(title, () => assert.is(progressLine({ ...FACTS, ...facts }, width), expected));
}

line.run();
