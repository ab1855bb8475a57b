/** A history scan of damaged repositories. A test file calls `testDamagedScans` with the scan that is to be tested. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createSeededRandom } from '../../src/samples/random.js';
import type { Repository } from '../support/repository.js';
import { cutAnywhere, DAMAGES, faultOf, flipAnywhere, namesOf, swapLoose } from './damage.js';
import { type GeneratedHistory, generateHistory } from './generate.js';
import { scanEveryBlob, type Truth } from './oracle.js';
import { storedAs } from './storage.js';
import type { HistoryScan } from './told.js';

const ANYWHERE = 25; // damages at random, of each kind
const PACKED = 'repacked with a window of 10 and a depth of 50';

/** Registers the tests; the suite runs at once. @param scan `scanByBin`, or what stands in for it. */
export function testDamagedScans(scan: HistoryScan): void {
  const scans = suite('history scans of damaged repositories');
  let made: Promise<{ history: GeneratedHistory; truth: Truth }> | null = null;
  const make = () => {
    made ??= generate();
    return made;
  };
  for (const { title, storage, damage } of DAMAGES) {
    scans(`${title}: of a blob, a tree, a commit`, async () => {
      const { history, truth } = await make();
      for (const [oid, paths] of targetsOf(history.repository, truth)) {
        const copy = storedAs(history.repository, storage === 'loose' ? 'loose only' : PACKED);
        damage(copy, { oid });
        assert.is(
          await faultIn(scan, { ...history, repository: copy }, truth, [
            ...namesOf(oid, paths),
            ...tipsOf(history.repository),
          ]),
          null,
          paths[0],
        );
      }
    });
  }
  scans('a loose object with the text of another one', async () => {
    const { history, truth } = await make();
    const copy = storedAs(history.repository, 'loose only');
    const [[oid, paths], , [commit]] = targetsOf(history.repository, truth);
    swapLoose(copy, oid, commit);
    assert.is(await faultIn(scan, { ...history, repository: copy }, truth, namesOf(oid, paths)), null);
  });
  for (const [title, harm] of [
    ['flipped', flipAnywhere],
    ['cut', cutAnywhere],
  ] as const) {
    scans(`a pack or an index ${title} anywhere`, async () => {
      const { history, truth } = await make();
      const random = createSeededRandom(`${title} anywhere`).int;
      const names = [...new Set(truth.listed.objects.flatMap(({ oid, path }) => namesOf(oid, [path])))];
      const known = names.filter((name) => name !== '');
      for (let i = 0; i < ANYWHERE; i++) {
        const copy = storedAs(history.repository, PACKED);
        const where = harm(copy, random);
        assert.is(await faultIn(scan, { ...history, repository: copy }, truth, known), null, where);
      }
    });
  }
  scans.run();
}

async function generate(): Promise<{ history: GeneratedHistory; truth: Truth }> {
  const history = await generateHistory({ seed: 'damaged', cases: 'none', wandering: 25 });
  return { history, truth: await scanEveryBlob(history) };
}

/** The commits that refs name: where nothing can be read, these are what is missing. */
function tipsOf(repository: Repository): string[] {
  return repository.git('for-each-ref', '--format=%(objectname)').trim().split('\n').map(shortened);
}

function shortened(oid: string): string {
  return oid.slice(0, 7);
}

type TargetObject = [oid: string, paths: string[]];

/** A blob with a secret, the tree of a folder, a commit. */
function targetsOf(repository: Repository, { places }: Truth): [TargetObject, TargetObject, TargetObject] {
  const place = places[0];
  if (place === undefined) throw new Error('nothing found');
  const idOf = (name: string) => repository.git('rev-parse', name).trim();
  return [
    [place.blob, [place.path]],
    [idOf('main:src'), ['(trees)', 'src']],
    [idOf('main~5'), ['(commits)', '(commit message)']],
  ];
}

async function faultIn(
  scan: HistoryScan,
  { repository, env }: GeneratedHistory,
  { places }: Truth,
  names: readonly string[],
): Promise<string | null> {
  const { status, stderr, report } = await scan(repository, ['--all'], env);
  const told = report && {
    complete: report.receipt.complete,
    fingerprints: report.findings.map(({ fingerprint }) => fingerprint),
    skipped: report.receipt.skipped.map(({ file, reason }) => `${file} (${reason})`),
  };
  const expected = [...new Set(places.map(({ fingerprint }) => fingerprint))];
  return faultOf({ status, stderr, report: told }, { names, expected });
}
