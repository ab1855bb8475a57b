/** The texts and projects that speed is measured on: the same each time, of the size they are to have, with all of keyfence at work. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createSeededRandom } from '../../../src/samples/random.js';
import { BIN, Repository } from '../../support/repository.js';
import { checkCommit, stageCommit } from './commits.js';
import { ALLOWED_FILE, furnish } from './project.js';
import { type Kind, makeText } from './text.js';
import { createWords } from './words.js';

const corpus = suite('what speed is measured on');
const KINDS: Kind[] = [
  ...(['c', 'header', 'shell', 'perl', 'manual', 'fixture', 'readme', 'script'] as const),
  ...(['settings', 'records', 'minified', 'messages'] as const),
];

for (const kind of KINDS) {
  const make = (seed: string, bytes: number) =>
    makeText(createWords(createSeededRandom(seed).int), kind, bytes);

  corpus(`${kind}: the same text for the same chance, another for another`, () => {
    assert.equal(make('a', 5_000), make('a', 5_000));
    assert.not.equal(make('a', 5_000), make('b', 5_000));
  });

  corpus(`${kind}: almost as long as it was asked for, and never longer`, () => {
    for (const bytes of [1, 80, 5_000, 200_000]) {
      const { length } = make('a', bytes);
      assert.ok(length <= bytes && length > 0, `${length} of ${bytes}`);
      if (bytes > 80) assert.ok(length > bytes - 500, `${length} of ${bytes}`);
    }
  });

  corpus(`${kind}: nothing is found in it`, () => {
    const repository = new Repository().write({ 'text.txt': make('a', 60_000) });
    const { findings, receipt } = repository.report('scan', 'text.txt');
    assert.equal([findings.length, receipt.complete], [0, true]);
  });
}

corpus('bundled code has no line end', () => {
  const words = createWords(createSeededRandom('a').int);
  assert.is(makeText(words, 'minified', 100_000).indexOf(10), -1);
});

corpus('a project has its schema, its known values and its allow file at work', () => {
  const repository = new Repository();
  const values = furnish(repository.top);
  for (const [name, value] of Object.entries(values)) {
    repository.write({ [`src/${name}.txt`]: `It says ${value} here.\n` });
  }
  const report = repository.report('scan');
  const known = report.findings.filter(({ verdict }) => verdict === 'known-value');
  assert.equal(known.map(({ variable }) => variable).sort(), Object.keys(values).sort());
  assert.equal(
    report.findings.filter(({ status }) => status === 'allowed').map(({ file }) => file),
    [ALLOWED_FILE],
  );
});

corpus('a commit is clean, and the hook sees all of it', () => {
  for (const files of [0, 10]) {
    const commit = stageCommit(files, 2_000);
    checkCommit(commit, BIN, {});
    assert.is(commit.files, files);
    assert.ok(commit.bytes <= files * 2_000 && commit.bytes >= files * 1_500);
  }
});

corpus('a commit with a secret is no ground to measure on', () => {
  const commit = stageCommit(3, 2_000);
  const values = furnish(commit.repository.top);
  commit.repository.stage({ 'src/leak.txt': `${values.DATABASE_PASSWORD}\n` });
  assert.throws(() => checkCommit({ ...commit, files: 4 }, BIN, {}), /the hook ended with 1/);
});

corpus.run();
