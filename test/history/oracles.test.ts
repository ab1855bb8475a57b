/** The oracles of a history scan: they find all that is planted, where it is planted, and they agree with each other. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { scanAddedLines } from './added-lines.js';
import { compareEntries, comparePlaces, entriesOf, expectLabels, expectLines } from './compare.js';
import { type GeneratedHistory, generateHistory, generateWithOddRefs } from './generate.js';
import { reachableBlobs } from './listed-history.js';
import { scanEveryBlob, type Truth } from './oracle.js';

const oracles = suite('the oracles of a history scan');

/** What both oracles must say of a history. */
async function check(history: GeneratedHistory): Promise<Truth> {
  const { repository, labels } = history;
  const truth = await scanEveryBlob(history);
  const blobs = truth.listed.objects.filter(({ type }) => type === 'blob').map(({ oid }) => oid);
  assert.equal([...new Set(blobs)].sort(), reachableBlobs(repository, 'all'));
  expectLabels(labels, truth.places);
  const lines = await scanAddedLines(repository);
  expectLines(lines, truth.places);
  const shown = new Set(lines.map(({ fingerprint }) => fingerprint));
  const hidden = labels.filter(({ fingerprints }) => !fingerprints.some((one) => shown.has(one)));
  const mustShow = hidden.filter(({ shownBy, reach }) => shownBy === 'line' && reach === 'refs');
  assert.equal(
    mustShow.map(({ title }) => title),
    [],
    'no added line shows',
  );
  const entries = new Map(entriesOf(truth).map((entry) => [entry.fingerprint, entry]));
  for (const { title, fingerprints, first, last, atHead } of labels.filter(({ reach }) => reach === 'refs')) {
    const entry = fingerprints.map((one) => entries.get(one)).find((one) => one !== undefined);
    assert.equal([entry?.first, entry?.last, entry?.atHead], [first, last, atHead], title);
  }
  return truth;
}

for (const cases of ['deltas', 'layers', 'context', 'merges'] as const) {
  oracles(`all secrets of the cases "${cases}" are found where they stand`, async () => {
    await check(await generateHistory({ seed: cases, cases, wandering: 0 }));
  });
}

oracles(
  'what Git itself puts beside the commits is found: stash, notes, replaced, tagged and grafted',
  async () => {
    const { labels, repository, env } = await generateWithOddRefs({
      seed: 'odd',
      cases: 'none',
      wandering: 12,
    });
    assert.ok(labels.length > 10);
    await check({ labels, repository, env });
  },
);

oracles('tokens that wander at random: lines show nothing that the blobs do not hold', async () => {
  const { places } = await check(await generateHistory({ seed: 'wander', cases: 'none', wandering: 60 }));
  assert.ok(places.length > 20, `only ${places.length} places`);
});

oracles('a repository with SHA-256', async () => {
  const history = await generateHistory({
    seed: 'sha256',
    cases: 'none',
    wandering: 10,
    objectFormat: 'sha256',
  });
  const { listed } = await check(history);
  assert.is(listed.commits[0]?.length, 64);
});

oracles('a place that is missing, added or moved fails the comparison, and so does an entry', async () => {
  const truth = await scanEveryBlob(await generateHistory({ seed: 'small', cases: 'none', wandering: 30 }));
  const { places } = truth;
  const [first, ...others] = places;
  if (first === undefined) throw new Error('nothing found');
  comparePlaces([...others, first], places);
  for (const told of [others, [...places, first], [...others, { ...first, start: first.start + 1 }]]) {
    assert.throws(() => comparePlaces(told, places), /not told|not there/);
  }
  const entries = entriesOf(truth);
  const [entry, ...more] = entries as [(typeof entries)[number]];
  compareEntries([...more, entry], entries);
  for (const told of [more, [...more, { ...entry, last: null }], [...more, { ...entry, places: 99 }]]) {
    assert.throws(() => compareEntries(told, entries), /not told|not there/);
  }
});

oracles.run();
