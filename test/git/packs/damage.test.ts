/** Packs and indexes of which some bytes are wrong or missing. */
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isKnown } from '../../../src/errors.js';
import { readIndex } from '../../../src/git/packs/index-file.js';
import { readMultiPackIndex } from '../../../src/git/packs/multi-pack-index.js';
import { Pack } from '../../../src/git/packs/pack.js';
import { objectsOf, packFiles, readAll, type TrueObject } from '../../support/packs.js';
import { randomInt } from '../../support/random.js';
import { Repository, scratch } from '../../support/repository.js';
import { randomText } from '../../support/sample.js';

const damage = suite('damaged packs');

/** A small repository with whole objects and deltas, every text of another length. */
function smallRepository(): Repository {
  const repository = new Repository();
  const text = Array.from({ length: 12 }, () => randomText(20));
  for (let version = 0; version < 3; version++) {
    text[version * 4] = `version ${version} ${randomText(version + 3)}`;
    repository.stage({ file: text.join('\n'), empty: '' });
    repository.commit();
  }
  repository.git('repack', '-adfq', '--window=10', '--depth=10');
  return repository;
}

interface Outcome {
  /** Why the whole pack is refused. */
  refused: string | null;
  /** The texts that were handed out, and the ids of what was named instead. */
  texts: { oid: string; text: Buffer }[];
  apart: string[];
}

/** Opens and reads a pack; anything but an error that tells a person what is wrong is a failure. */
function readPack(path: string): Outcome {
  try {
    const pack = Pack.open(path, readIndex(path.replace(/pack$/, 'idx'), 20));
    const objects = readAll([pack]);
    pack.close();
    return {
      refused: null,
      texts: objects.flatMap(({ oid, object }) =>
        object.kind === 'text' ? [{ oid, text: object.text }] : [],
      ),
      apart: objects.filter(({ object }) => object.kind === 'apart').map(({ oid }) => oid),
    };
  } catch (error) {
    assert.ok(isKnown(error), String(error));
    return { refused: error.message, texts: [], apart: [] };
  }
}

/** Fails where something is neither read rightly nor named. */
function checkOutcome({ refused, texts, apart }: Outcome, objects: Map<string, TrueObject>, where: string) {
  if (refused !== null) return;
  for (const { oid, text } of texts) assert.ok(objects.get(oid)?.text.equals(text), `${where}: other bytes`);
  assert.is(texts.length + apart.length, objects.size, `${where}: something is left out`);
}

const repository = smallRepository();
const objects = objectsOf(repository);
const [realPack] = packFiles(repository, '.pack') as [string];
const pack = readFileSync(realPack);
const index = readFileSync(realPack.replace(/pack$/, 'idx'));
const place = join(scratch(), 'pack-a.pack');
const indexPlace = place.replace(/pack$/, 'idx');

damage('the pack of these tests is sound, and has deltas', () => {
  copyFileSync(realPack, place);
  writeFileSync(indexPlace, index);
  const outcome = readPack(place);
  assert.is(outcome.texts.length, objects.size);
  checkOutcome(outcome, objects, 'as it is');
  assert.match(repository.git('verify-pack', '-v', realPack), /^chain length = \d/m);
});

damage('a pack with any one byte changed: refused, or what the byte spoils is named', () => {
  writeFileSync(indexPlace, index);
  for (let at = 0; at < pack.length; at++) {
    const bytes = Buffer.from(pack);
    bytes[at] = (bytes[at] as number) ^ (1 << randomInt(8));
    writeFileSync(place, bytes);
    checkOutcome(readPack(place), objects, `byte ${at} of the pack`);
  }
});

damage('a pack that is cut off anywhere is refused', () => {
  writeFileSync(indexPlace, index);
  writeFileSync(place, pack);
  for (let length = pack.length - 1; length >= 0; length--) {
    truncateSync(place, length);
    assert.ok(readPack(place).refused, `${length} bytes`);
  }
});

damage('an index with any one byte changed: refused, or the objects are read under ids that it says', () => {
  writeFileSync(place, pack);
  const known = new Set([...objects.values()].map(({ text }) => text.toString('latin1')));
  for (let at = 0; at < index.length; at++) {
    const bytes = Buffer.from(index);
    bytes[at] = (bytes[at] as number) ^ (1 << randomInt(8));
    writeFileSync(indexPlace, bytes);
    const { refused, texts, apart } = readPack(place);
    assert.ok(refused !== null || texts.length + apart.length === objects.size, `byte ${at} of the index`);
    for (const { text } of texts) assert.ok(known.has(text.toString('latin1')), `byte ${at} of the index`);
  }
});

damage('an index that is cut off anywhere is refused', () => {
  for (const version of [1, 2]) {
    writeFileSync(place, pack);
    repository.git('index-pack', `--index-version=${version}`, '-o', indexPlace, place);
    assert.is(readPack(place).refused, null);
    for (let length = readFileSync(indexPlace).length - 1; length >= 0; length--) {
      truncateSync(indexPlace, length);
      assert.ok(readPack(place).refused, `${length} bytes of version ${version}`);
    }
  }
});

damage('a multi-pack index that is changed or cut off anywhere: refused, or another table', () => {
  repository.git('multi-pack-index', 'write');
  const bytes = readFileSync(packFiles(repository, 'multi-pack-index')[0] as string);
  const file = join(scratch(), 'multi-pack-index');
  const wanted = [(realPack.split('/').pop() as string).replace('.pack', '')];
  const isRefused = (content: Buffer): boolean => {
    writeFileSync(file, content);
    try {
      readMultiPackIndex(file, wanted, 20);
      return false;
    } catch (error) {
      assert.ok(isKnown(error), String(error));
      return true;
    }
  };
  assert.not(isRefused(bytes));
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] as number) ^ (1 << randomInt(8));
    isRefused(changed);
  }
  // The checksum at its end is not looked at.
  for (let length = bytes.length - 21; length >= 0; length--) assert.ok(isRefused(bytes.subarray(0, length)));
});

damage.run();
