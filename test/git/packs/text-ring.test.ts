/** The memory for texts: whatever is in it is whole, and what must stay stays. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Place, TextRing } from '../../../src/git/packs/text-ring.js';
import { randomInt } from '../../support/random.js';

const ring = suite('the ring of texts');

const LONGEST = 100;

/** Writes a text of one byte, repeated. */
function put(texts: TextRing, number: number, length: number, kept: Place | null = null): Place {
  const place = texts.room(number, length, kept);
  texts.memory.fill(number % 251, place.start, place.start + length);
  texts.add(place);
  return place;
}

function isWhole(texts: TextRing, number: number): boolean {
  const place = texts.get(number) as Place;
  return texts.text(place).every((byte) => byte === number % 251);
}

ring('random texts, with and without one that must stay: all that it has is whole', () => {
  for (const size of [3 * LONGEST, 3 * LONGEST + 1, 5 * LONGEST, 20 * LONGEST]) {
    const texts = new TextRing(size);
    const lengths = new Map<number, number>();
    for (let number = 0; number < 10_000; number++) {
      const known = [...lengths.keys()].filter((one) => texts.has(one));
      const kept = known.length > 0 && randomInt(2) === 0 ? known[randomInt(known.length)] : undefined;
      const length = randomInt(3) === 0 ? ([0, 1, LONGEST][randomInt(3)] as number) : randomInt(LONGEST + 1);
      const place = kept === undefined ? null : (texts.get(kept) as Place);
      put(texts, number, length, place);
      lengths.set(number, length);
      for (const one of known) if (texts.has(one)) assert.ok(isWhole(texts, one), `${one} in ${size}`);
      if (kept !== undefined && (lengths.get(kept) as number) > 0) assert.ok(texts.has(kept));
      assert.is(texts.get(number)?.length, length);
      for (const one of known) if (!texts.has(one)) lengths.delete(one);
    }
  }
});

ring('the oldest goes first, and no more than needed', () => {
  const texts = new TextRing(300);
  for (const number of [1, 2, 3]) put(texts, number, 100);
  const have = () => [1, 2, 3, 4, 5, 6].filter((number) => texts.has(number));
  put(texts, 4, 50);
  assert.equal(have(), [2, 3, 4]);
  put(texts, 5, 50);
  assert.equal(have(), [2, 3, 4, 5]);
  put(texts, 6, 100, texts.get(2) as Place);
  assert.equal(have(), [2, 4, 5, 6]);
});

ring('an emptied ring has nothing', () => {
  const texts = new TextRing(300);
  put(texts, 1, 100);
  texts.empty();
  assert.not(texts.has(1));
  assert.is(put(texts, 2, 300).start, 0);
});

ring.run();
