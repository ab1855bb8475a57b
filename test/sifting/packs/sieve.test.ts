import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { DEFAULT_LIMITS } from '../../../src/decode/budget.js';
import { createDetector } from '../../../src/detect/detector.js';
import { loadEngine } from '../../../src/detect/regex.js';
import { loadCatalog } from '../../../src/detect/stored-catalog.js';
import { examineWhole } from '../../../src/examine/examine.js';
import { PIECE_SIZE } from '../../../src/examine/pieces.js';
import { farTextsOf } from '../../../src/sifting/packs/far-texts.js';
import { PackSieve } from '../../../src/sifting/packs/sieve.js';
import {
  DULL,
  dullOnes,
  HOT,
  hotOnes,
  NO_BASE,
  QUIET,
  shareStates,
  TELLING,
  UNKNOWN,
} from '../../../src/sifting/packs/states.js';
import { randomInt } from '../../support/random.js';
import { byFormat, randomText, sample } from '../../support/sample.js';
import { surroundingsFor } from '../../support/surroundings.js';

const test = suite('the sieve of packs');

const catalog = loadCatalog();
const detector = createDetector([catalog], loadEngine());
const search = {
  detectors: [detector],
  limits: DEFAULT_LIMITS,
  findFarTexts: farTextsOf(catalog.patterns.all()),
};

const CODE = 'for (const item of items) { total += item.price * item.count; } // a line\n';

/** What a scan tells of a text: patterns and secrets. */
async function told(text: Buffer): Promise<Set<string>> {
  const examined = await examineWhole(
    { bytes: text, rest: null, origin: { kind: 'stream', path: '' } },
    { detector, limits: DEFAULT_LIMITS, size: PIECE_SIZE, count: () => {}, skip: () => {} },
  );
  return new Set(examined.map(({ judged }) => `${judged.match.pattern.id} ${judged.match.secret.reveal()}`));
}

/** The state of the second of two texts, of which the first is dull or not, that one being made from the other. */
async function stateAfter(before: Buffer, edit: Edit): Promise<{ base: number; result: number }> {
  const states = shareStates(2);
  const sieve = new PackSieve(search, states);
  await sieve.add({ number: 0, text: before, changes: null });
  await sieve.add({
    number: 1,
    text: edited(before, edit),
    changes: [edit.at, edit.at + edit.insert.length],
  });
  await sieve.settle();
  return { base: states.states[0] as number, result: states.states[1] as number };
}

interface Edit {
  at: number;
  /** Bytes taken out. */
  remove: number;
  insert: Buffer;
}

function edited(before: Buffer, { at, remove, insert }: Edit): Buffer {
  return Buffer.concat([before.subarray(0, at), insert, before.subarray(at + remove)]);
}

/** Turns `before` into something else than it was in one place: what was taken out of `after` there. */
function editThatMakes(after: Buffer, cut: { start: number; end: number }): { before: Buffer; edit: Edit } {
  const before = Buffer.concat([after.subarray(0, cut.start), after.subarray(cut.end)]);
  return { before, edit: { at: cut.start, remove: 0, insert: after.subarray(cut.start, cut.end) } };
}

test('whatever an edit makes a secret is seen in the edit', async () => {
  let made = 0;
  for (let round = 0; round < 400; round++) {
    const pattern = byFormat[randomInt(byFormat.length)] as (typeof byFormat)[number];
    const surroundings = surroundingsFor(pattern);
    const { before: left, after: right } = surroundings[
      randomInt(surroundings.length)
    ] as (typeof surroundings)[number];
    const secret = sample(pattern);
    const whole = Buffer.from(
      `${CODE.repeat(randomInt(60))}${left}${secret}${right}${CODE.repeat(randomInt(60))}`,
      'latin1',
    );
    // A part of the secret, of its name, or of what stands around it comes with the edit.
    const from = whole.indexOf(left, 0, 'latin1') + Math.max(0, left.length - 20);
    const start = from + randomInt(20 + secret.length);
    const end = Math.min(whole.length, start + 1 + randomInt(secret.length));
    const { before, edit } = editThatMakes(whole, { start, end });
    const known = await told(before);
    const fresh = [...(await told(whole))].filter((one) => !known.has(one));
    if (fresh.length === 0) continue;
    made++;
    const { base, result } = await stateAfter(before, edit);
    assert.ok(result === HOT || known.size > 0, `${pattern.id}, round ${round}: ${base}`);
  }
  assert.ok(made > 100);
});

test('an edit elsewhere leaves a text quiet, and what it was made from hot', async () => {
  const secret = `token = "${sample('github-personal-access-token')}"\n`;
  const before = Buffer.from(`${secret}${CODE.repeat(400)}`, 'latin1');
  const at = before.length - CODE.length * 10;
  const { base, result } = await stateAfter(before, { at, remove: 0, insert: Buffer.from('// one more\n') });
  assert.is(base, HOT);
  assert.is(result, QUIET);
});

test('a key far above or below what an edit completes makes its text hot', async () => {
  const key = sample('private-key-pkcs8');
  const { before, edit } = editThatMakes(Buffer.from(`${CODE}${key}\n${CODE}`, 'latin1'), {
    start: CODE.length + key.length - 4,
    end: CODE.length + key.length,
  });
  const { base, result } = await stateAfter(before, edit);
  assert.ok(result === HOT || base === HOT);
});

test('what is no plain text is searched whole', async () => {
  for (const text of [
    Buffer.from(CODE, 'utf16le'),
    Buffer.from('%PDF-1.4\n'),
    Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]),
    Buffer.from(`${CODE.repeat(2000)}\0`),
  ]) {
    const states = shareStates(1);
    const sieve = new PackSieve(search, states);
    await sieve.add({ number: 0, text, changes: null });
    await sieve.settle();
    assert.is(states.states[0], HOT);
    assert.is(states.farReaching[0], 1);
  }
});

test('what is made from a text that can reach far is searched whole, though nothing stands near the edit', async () => {
  for (const first of ['kind: Secret', '-----BEGIN PRIVATE KEY-----']) {
    const before = Buffer.from(`${first}\n${CODE.repeat(100)}`, 'latin1');
    const states = shareStates(2);
    const sieve = new PackSieve(search, states);
    const edit = { at: before.length - CODE.length, remove: 0, insert: Buffer.from('# one more\n') };
    await sieve.add({ number: 0, text: before, changes: null });
    await sieve.add({ number: 1, text: edited(before, edit), changes: [edit.at, edit.at + 11] });
    await sieve.settle();
    states.bases[1] = 0;
    assert.equal([...states.states], [HOT, QUIET]);
    assert.is(await sieve.examine(0, before), null);
    assert.is(states.states[0], DULL);
    assert.equal([...dullOnes(states, () => true)], [1, 0]);
  }
});

test('a text that was searched whole is dull or it tells, and what was counted is noted', async () => {
  const states = shareStates(3);
  const sieve = new PackSieve(search, states);
  assert.is(await sieve.examine(0, Buffer.from(CODE)), null);
  const placeholder = await sieve.examine(1, Buffer.from('password = "changeme"\ntoken = "<your-token>"\n'));
  assert.is(await sieve.examine(2, Buffer.from(`k = "${sample('github-personal-access-token')}"`)), null);
  assert.equal([...states.states], [DULL, DULL, TELLING]);
  assert.is(placeholder?.number, 1);
  assert.ok((placeholder?.letGo.length ?? 0) > 0);
});

test('nothing is known of texts before they are searched', async () => {
  const states = shareStates(1);
  const sieve = new PackSieve(search, states);
  await sieve.add({ number: 0, text: Buffer.from(randomText(40)), changes: null });
  assert.is(states.states[0], UNKNOWN);
});

test('an object is dull where it is quiet, and so is what it was made from up to one that was searched whole', () => {
  const states = Uint8Array.from([
    QUIET,
    QUIET,
    HOT,
    QUIET,
    QUIET,
    UNKNOWN,
    QUIET,
    DULL,
    QUIET,
    QUIET,
    TELLING,
  ]);
  const bases = Int32Array.from([NO_BASE, 0, NO_BASE, 2, 3, NO_BASE, 5, 10, 9, 7, NO_BASE]);
  const farReaching = new Uint8Array(states.length);
  const known = { states, bases, farReaching };
  assert.equal([...dullOnes(known, () => true)], [1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 0]);
  assert.equal([...dullOnes(known, (number) => number !== 7)], [1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
  farReaching[7] = 1;
  assert.equal([...dullOnes(known, () => true)], [1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
  assert.equal([...hotOnes({ states })], [2]);
});

test('a chain that goes in a circle is not dull, and ends', () => {
  const states = Uint8Array.from([QUIET, QUIET, QUIET]);
  assert.equal(
    [...dullOnes({ states, bases: Int32Array.from([1, 2, 0]), farReaching: new Uint8Array(3) }, () => true)],
    [0, 0, 0],
  );
});

test.run();
