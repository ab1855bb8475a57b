/** Damages to a repository: each hits what it says, and the list of what a scan may do knows good from bad. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createSeededRandom } from '../../src/samples/random.js';
import type { Repository } from '../support/repository.js';
import {
  cutAnywhere,
  DAMAGES,
  type DamagedRun,
  faultOf,
  flipAnywhere,
  namesOf,
  swapLoose,
} from './damage.js';
import { generateHistory } from './generate.js';
import { storedAs } from './storage.js';

const damage = suite('damages to a generated history');

const { repository } = await generateHistory({ seed: 'damaged', cases: 'none', wandering: 8 });
const blobs = repository
  .git('ls-tree', '-r', 'HEAD')
  .trim()
  .split('\n')
  .filter((row) => row.includes('src/'));
const [target, other] = blobs.map((row) => row.split(/[ \t]/)[2] as string) as [string, string];

/** A copy that damage can be done to. */
function copy(storage: 'packed' | 'loose'): Repository {
  const title = storage === 'loose' ? 'loose only' : 'repacked with a window of 10 and a depth of 50';
  return storedAs(repository, title);
}

const isRead = (one: Repository, oid: string) => one.tryGit('cat-file', 'blob', oid).status === 0;

for (const { title, storage, damage: harm } of DAMAGES) {
  damage(`${title}: the object can be read before, and not afterwards`, () => {
    const one = copy(storage);
    assert.ok(isRead(one, target));
    harm(one, { oid: target });
    assert.not.ok(isRead(one, target));
  });
}

damage('a loose object with the text of another one is found out by Git', () => {
  const one = copy('loose');
  swapLoose(one, target, other);
  assert.ok(one.tryGit('fsck', '--full').status !== 0);
});

damage('a byte flipped or a file cut anywhere changes what Git makes of the repository', () => {
  const random = createSeededRandom('damages').int;
  for (const harm of [flipAnywhere, cutAnywhere]) {
    const one = copy('packed');
    assert.match(harm(one, random), /^(?:byte \d+ of the|the) (?:pack|index) ?/);
    assert.ok(one.tryGit('fsck', '--full').status !== 0);
  }
});

damage('what a scan may do with a damaged repository, and what not', () => {
  const names = namesOf('0123456789abcdef', ['src/a.txt']);
  const fault = (run: Partial<DamagedRun>) =>
    faultOf({ status: 0, stderr: '', report: null, ...run }, { names, expected: ['kf1-a', 'kf1-b'] });
  const report = { complete: true, fingerprints: ['kf1-a', 'kf1-b'], skipped: [] as string[] };
  const incomplete = { complete: false, fingerprints: [], skipped: ['src/a.txt (damaged)'] };
  assert.is(fault({ status: 1, report }), null);
  assert.is(fault({ status: 3, report: incomplete }), null);
  assert.is(fault({ status: 1, report: incomplete }), null);
  assert.is(fault({ status: 2, stderr: 'keyfence: object 0123456 is damaged' }), null);
  assert.is(fault({ status: null }), 'ended with null');
  assert.is(fault({ status: 134 }), 'ended with 134');
  assert.is(fault({ status: 2, stderr: 'Error\n    at read (/a/b.js:1:2)\n' }), 'crashed');
  assert.is(fault({ status: 2, stderr: 'keyfence: failed' }), 'failed without saying over what');
  assert.is(fault({ status: 3 }), 'no report');
  assert.is(fault({ status: 0, report: incomplete }), 'incomplete, and exit 0');
  assert.is(fault({ status: 3, report: { ...incomplete, skipped: [] } }), 'incomplete without a name');
  assert.is(
    fault({ status: 0, report: { ...report, fingerprints: [] } }),
    'complete, and 2 secrets are not told',
  );
});

damage.run();
