/**
 * A history scan beside the oracle, on generated histories stored in every way. A test file calls `testHistoryScans` with
 * the scan that is to be tested.
 */
import { suite, type Test } from 'uvu';
import * as assert from 'uvu/assert';
import { compareEntries, type Entry, entriesOf } from './compare.js';
import {
  type GeneratedHistory,
  generateHistory,
  generateWithOddRefs,
  type HistoryOptions,
} from './generate.js';
import { scanEveryBlob } from './oracle.js';
import { cloned, mirrored, STORAGES, stored } from './storage.js';
import { entriesTold, type HistoryScan } from './told.js';

/** What is generated, and how many of the ways to store it are tried. */
const HISTORIES: { options: HistoryOptions; storages: 'all' | 'some' }[] = [
  { options: { seed: 'deltas', cases: 'deltas', wandering: 20 }, storages: 'all' },
  { options: { seed: 'layers', cases: 'layers', wandering: 0 }, storages: 'some' },
  { options: { seed: 'context', cases: 'context', wandering: 0 }, storages: 'all' },
  { options: { seed: 'merges', cases: 'merges', wandering: 0 }, storages: 'some' },
  { options: { seed: 'wander', cases: 'none', wandering: 150 }, storages: 'all' },
  { options: { seed: 'wander more', cases: 'none', wandering: 150 }, storages: 'all' },
  { options: { seed: 'sha256', cases: 'deltas', wandering: 20, objectFormat: 'sha256' }, storages: 'some' },
];
const SOME = [
  'loose only',
  'repacked with a window of 250 and a depth of 250',
  'deltas that name their base by its id',
  'several packs, and loose objects',
];

/** Registers the comparisons; the suite runs at once. @param scan `scanByBin`, or what stands in for it. */
export function testHistoryScans(scan: HistoryScan): void {
  const scans = suite('history scans beside a scan of every blob');
  for (const { options, storages } of HISTORIES) testStorages(scans, scan, options, storages);
  testClones(scans, scan);
  scans.run();
}

function testStorages(
  scans: Test,
  scan: HistoryScan,
  options: HistoryOptions,
  storages: 'all' | 'some',
): void {
  let made: Promise<{ history: GeneratedHistory; truth: Entry[] }> | null = null;
  const make = async () => {
    const history = await generateHistory(options);
    return { history, truth: entriesOf(await scanEveryBlob(history)) };
  };
  for (const storage of STORAGES.filter(({ title }) => storages === 'all' || SOME.includes(title))) {
    scans(`${options.seed}, ${storage.title}`, async () => {
      made ??= make();
      const { history, truth } = await made;
      const one = { ...history, repository: stored(history.repository, storage) };
      await expectEntries(scan, one, ['--all'], truth);
    });
  }
}

function testClones(scans: Test, scan: HistoryScan): void {
  let made: Promise<GeneratedHistory> | null = null;
  const make = () => {
    made ??= generateWithOddRefs({ seed: 'clones', cases: 'merges', wandering: 20 });
    return made;
  };
  scans('stash, notes, replaced, tagged and grafted objects', async () => {
    const history = await make();
    await expectEntries(scan, history, ['--all'], entriesOf(await scanEveryBlob(history)));
  });
  scans('a part of the history, by a ref', async () => {
    const history = await make();
    const tip = history.repository.git('rev-parse', 'main~9').trim();
    await expectEntries(scan, history, [tip], entriesOf(await scanEveryBlob(history, [tip])));
  });
  scans('a bare mirror', async () => {
    const history = await make();
    const mirror = { ...history, repository: mirrored(history.repository) };
    await expectEntries(scan, mirror, ['--all'], entriesOf(await scanEveryBlob(mirror)));
  });
  scans('what no ref reaches is told when it is asked for, and only then', async () => {
    const { repository, labels, env } = await make();
    const lost = labels.filter(({ reach }) => reach === 'objects').flatMap((label) => label.fingerprints);
    const told = async (words: string[]) => {
      const { report } = await scan(repository, words, env);
      return (report?.findings ?? []).filter(({ fingerprint }) => lost.includes(fingerprint)).length;
    };
    assert.ok(lost.length > 0);
    assert.is(await told(['--all']), 0);
    assert.is(await told(['--all', '--unreachable']), lost.length);
  });
  scans('a shallow clone is told whole, and as incomplete', async () => {
    const history = await make();
    const shallow = { ...history, repository: cloned(history.repository, '--depth=3', '--no-single-branch') };
    const truth = entriesOf(await scanEveryBlob(shallow));
    await expectEntries(scan, shallow, ['--all'], truth, { complete: false });
  });
  scans('a partial clone: what is missing is named and nothing is fetched', async () => {
    const { repository, env } = await make();
    const partial = cloned(repository, '--filter=blob:none');
    const { status: without, stderr } = await scan(partial, ['--all'], env);
    assert.is(without, 2, 'what says what to look for is missing');
    assert.match(stderr, 'schema.json: object missing');
    partial.git('checkout', 'HEAD', '--', 'secrets');
    const packs = partial.git('count-objects', '-v');
    const { status, report } = await scan(partial, ['--all'], env);
    assert.is(status, report?.findings.length === 0 ? 3 : 1);
    assert.is(report?.receipt.complete, false);
    assert.ok(report?.receipt.skipped.some(({ reason }) => reason.includes('missing')));
    assert.is(partial.git('count-objects', '-v'), packs);
  });
}

async function expectEntries(
  scan: HistoryScan,
  { repository, env }: GeneratedHistory,
  words: readonly string[],
  truth: readonly Entry[],
  { complete = true } = {},
): Promise<void> {
  const { status, stderr, report } = await scan(repository, words, env);
  if (report === null) throw new Error(`no report, exit ${status}: ${stderr}`);
  compareEntries(entriesTold(report), truth);
  assert.is(report.receipt.complete, complete, JSON.stringify(report.receipt.skipped));
  assert.is(status, truth.length > 0 ? 1 : complete ? 0 : 3);
}
