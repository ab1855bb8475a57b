/** The prefilter finds what is sought, all of it, in order, and nothing else: whatever the text, its length and its windows. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { buildPrefilter } from '../../src/detect/prefilter/build.js';
import { type Sought, soughtBy, soughtLiteral } from '../../src/detect/prefilter/sought.js';
import { search } from '../../src/detect/prefilter.js';
import { randomInt } from '../support/random.js';
import { catalog, randomText, sample } from '../support/sample.js';

const prefilter = suite('prefilter');

const WINDOW = 256 * 1024; // bytes that the kernel sees at a time

type Hit = [id: number, start: number, end: number];

function hitsIn(sought: readonly Sought[], bytes: Buffer): Hit[] {
  const hits: Hit[] = [];
  search(buildPrefilter(sought), bytes, (id, start, end) => hits.push([id, start, end]));
  return hits;
}

/** The same, place by place. Bounds are left out: these tests seek none. */
function naiveHits(sought: readonly Sought[], bytes: Buffer): Hit[] {
  const hits: Hit[] = [];
  for (let at = 0; at < bytes.length; at++) {
    sought.forEach(({ sets, literalStart, literalLength }, id) => {
      const isThere =
        at + sets.length <= bytes.length && sets.every((set, i) => set[bytes[at + i] as number]);
      if (isThere) hits.push([id, at + literalStart, at + literalStart + literalLength]);
    });
  }
  return hits.sort((a, b) => a[2] - b[2] || a[0] - b[0]);
}

const seek = (texts: readonly string[], ignoreCase = true) =>
  texts.map((text) => soughtLiteral(text, { ignoreCase }));

prefilter('finds texts in any letter case, and exactly where case matters', () => {
  const bytes = Buffer.from('key=KEY Key\nmonkeys');
  assert.equal(
    hitsIn(seek(['key']), bytes).map(([, start]) => start),
    [0, 4, 8, 15],
  );
  assert.equal(
    hitsIn(seek(['key'], false), bytes).map(([, start]) => start),
    [0, 15],
  );
});

prefilter('finds a text that is all of the bytes, or their end', () => {
  assert.equal(hitsIn(seek(['key']), Buffer.from('key')), [[0, 0, 3]]);
  assert.equal(hitsIn(seek(['token']), Buffer.from('a token')), [[0, 2, 7]]);
  assert.equal(hitsIn(seek(['token']), Buffer.from('a toke')), []);
  assert.equal(hitsIn(seek(['token']), Buffer.alloc(0)), []);
});

prefilter('tells hits in order of their ends, of one end in order of ids', () => {
  const sought = seek(['secret_token', 'token', 'oken', 'secret']);
  assert.equal(hitsIn(sought, Buffer.from('secret_token')), [
    [3, 0, 6],
    [0, 0, 12],
    [1, 7, 12],
    [2, 8, 12],
  ]);
});

prefilter('finds in random text what looking at every place finds', () => {
  for (let round = 0; round < 60; round++) {
    const alphabet = round % 2 === 0 ? 'abc_' : 'abcABC_-\x00\xe9';
    const sought = seek(
      Array.from({ length: 1 + randomInt(12) }, () => randomText(3 + randomInt(5), 'abc_')),
      round % 3 > 0,
    );
    const bytes = Buffer.from(randomText(2000, alphabet), 'latin1');
    assert.equal(hitsIn(sought, bytes), naiveHits(sought, bytes));
  }
});

prefilter('finds what lies over the edge of a window, and next to it, once', () => {
  const sought = seek(['secret_token', 'token', 'key', 'ken']);
  for (let shift = -14; shift <= 2; shift++) {
    const bytes = Buffer.alloc(2 * WINDOW + 10, '.');
    bytes.write('secret_token', WINDOW + shift, 'latin1');
    bytes.write('key', 2 * WINDOW + shift, 'latin1');
    assert.equal(
      hitsIn(sought, bytes).map(([id]) => id),
      [0, 1, 3, 2],
      String(shift),
    );
  }
});

prefilter('loses no hit where there are more than the kernel tells at a time', () => {
  const bytes = Buffer.from('key '.repeat(100_000));
  assert.is(hitsIn(seek(['key']), bytes).length, 100_000);
});

prefilter('tells all texts that begin alike, however many there are', () => {
  const sought = seek(Array.from({ length: 3000 }, () => 'alike'));
  const hits = hitsIn(sought, Buffer.from('alike '.repeat(50)));
  assert.is(hits.length, 3000 * 50);
  assert.is(new Set(hits.map(([id]) => id)).size, 3000);
});

prefilter('does not take the bytes of the text before for those of this one', () => {
  hitsIn(seek(['token']), Buffer.from('token'.repeat(20)));
  assert.equal(hitsIn(seek(['token']), Buffer.from('to')), []);
});

prefilter('searches for many sets of texts in turn', () => {
  for (let round = 0; round < 150; round++) {
    const text = randomText(12, 'abcdefgh');
    assert.equal(hitsIn(seek([text]), Buffer.from(`..${text}..`)), [[0, 2, 14]]);
  }
});

prefilter('sees the beginning of every format of the catalog, whatever stands beside it', () => {
  for (const pattern of catalog.filter(({ anchor }) => anchor.kind !== 'assigned')) {
    const sought = soughtBy(pattern);
    for (const [before, after] of [
      ['', ''],
      ['"', '"'],
      ['\\n', '\\n'],
      ['%20', ' '],
      ['\x1b[1m', '\x1b[0m'],
      ['\\u000a', '\n'],
      ['\\x0a', '\n'],
    ]) {
      const text = `${before}${sample(pattern)}${after}`;
      assert.ok(hitsIn(sought, Buffer.from(text, 'latin1')).length > 0, `${pattern.id} behind ${before}`);
    }
  }
});

prefilter.run();
