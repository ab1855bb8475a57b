/** The compiled code that the bin keeps: used by the next run, and never where it could be someone else's or a damaged one. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BIN, Repository, scratch } from '../support/repository.js';
import { secretText } from '../support/scanned.js';

const keptCode = suite('kept code');

const DAY = 24 * 60 * 60; // seconds
const PLANTED = 'planted';
const OPENING = '(function (exports, require, module, __filename, __dirname) {';

interface Place {
  repository: Repository;
  home: string;
  env: NodeJS.ProcessEnv;
}

/** A user with a home of their own, and a repository with nothing staged. */
function makePlace(): Place {
  const repository = new Repository();
  const home = scratch();
  return { repository, home, env: { HOME: home, XDG_CACHE_HOME: undefined } };
}

function run({ repository, env }: Place, more: NodeJS.ProcessEnv = {}, words = ['pre-commit']) {
  const ran = repository.run(process.execPath, [BIN, ...words], { env: { ...env, ...more } });
  return { ...ran, isPlanted: ran.stdout.includes(PLANTED) };
}

/** The folder of this build's code. */
function codeFolder(base: string): string {
  const above = join(base, 'keyfence');
  const names = existsSync(above) ? readdirSync(above) : [];
  assert.is(names.length, 1, 'one folder of kept code');
  return join(above, names[0] as string);
}

function codeOf({ home }: Place): string {
  return join(codeFolder(join(home, '.cache')), 'main.cjs');
}

/** Code that says so where it runs, of a source that is as long as the stage: V8 takes it for the stage's. */
function plantedCode(): Buffer {
  const { length } = readFileSync(join(dirname(BIN), 'main.cjs'), 'utf8');
  const source = `process.stdout.write('${PLANTED}');`.padEnd(length);
  return new Script(`${OPENING}${source}\n})`).createCachedData();
}

/** Puts such code in the place of the first stage's. */
function plant(place: Place): string {
  const file = codeOf(place);
  const code = plantedCode();
  writeFileSync(file, Buffer.concat([code, code]));
  return file;
}

function placeWithCode(): Place {
  const place = makePlace();
  assert.is(run(place).status, 0);
  return place;
}

keptCode('is kept by the first run for the user alone, and taken by the next', () => {
  const place = placeWithCode();
  const file = codeOf(place);
  assert.is(lstatSync(file).mode & 0o777, 0o600);
  assert.is(lstatSync(dirname(file)).mode & 0o777, 0o700);
  const { mtimeMs } = lstatSync(file);
  const { status, stderr } = run(place);
  assert.is(status, 0);
  assert.match(stderr, 'nothing to scan');
  assert.is(lstatSync(file).mtimeMs, mtimeMs, 'written once');
  plant(place);
  assert.ok(run(place).isPlanted, 'the code that is kept is what runs');
});

const REFUSED: [what: string, change: (file: string, place: Place) => NodeJS.ProcessEnv | undefined][] = [
  [
    'that is damaged',
    (file) => {
      const bytes = readFileSync(file);
      bytes[bytes.length >> 2] ^= 1;
      writeFileSync(file, bytes);
      return undefined;
    },
  ],
  [
    'that is cut off',
    (file) => {
      writeFileSync(file, readFileSync(file).subarray(1));
      return undefined;
    },
  ],
  [
    'that is empty',
    (file) => {
      writeFileSync(file, '');
      return undefined;
    },
  ],
  [
    'that is older than the stage',
    (file) => {
      utimesSync(file, 0, 0);
      return undefined;
    },
  ],
  [
    'that others may write',
    (file) => {
      chmodSync(file, 0o666);
      return undefined;
    },
  ],
  [
    'in a folder that others may write',
    (file) => {
      chmodSync(dirname(file), 0o777);
      return undefined;
    },
  ],
  [
    'behind a link',
    (file) => {
      renameSync(file, `${file}.there`);
      symlinkSync(`${file}.there`, file);
      return undefined;
    },
  ],
  [
    'in a folder behind a link',
    (file) => {
      renameSync(dirname(file), `${dirname(file)}.there`);
      symlinkSync(`${dirname(file)}.there`, dirname(file));
      return undefined;
    },
  ],
  [
    'in a repository',
    (_, { home }) => {
      mkdirSync(join(home, '.git'));
      return undefined;
    },
  ],
  ['where Node is told to keep none', () => ({ NODE_DISABLE_COMPILE_CACHE: '1' })],
  ['where the home is not named', () => ({ HOME: undefined })],
  ['where the home is no absolute path', (_, { home }) => ({ HOME: `.${home}` })],
  [
    'in a home that others may write',
    (_, { home }) => {
      chmodSync(home, 0o777);
      return undefined;
    },
  ],
];
for (const [what, change] of REFUSED) {
  keptCode(`is not taken ${what}`, () => {
    const place = placeWithCode();
    const file = plant(place);
    assert.ok(run(place).isPlanted);
    const more = change(file, place);
    const { status, stderr, isPlanted } = run(place, more);
    assert.is(isPlanted, false);
    assert.is(status, 0);
    assert.match(stderr, 'nothing to scan');
  });
}

keptCode('is written anew where it is damaged, and where it is old', () => {
  const place = placeWithCode();
  const file = codeOf(place);
  writeFileSync(file, 'damaged');
  run(place);
  assert.is.not(readFileSync(file, 'latin1'), 'damaged');
  const now = Date.now() / 1000;
  const stages = readdirSync(dirname(file)).map((name) => join(dirname(file), name));
  // The build may be younger than a day: then it is older than the stage, too, and not even taken.
  for (const stage of stages) utimesSync(stage, now - 2 * DAY, now - 2 * DAY);
  run(place);
  assert.ok(stages.every((stage) => lstatSync(stage).mtimeMs / 1000 > now - DAY));
});

keptCode('lies where XDG_CACHE_HOME says, if that is an absolute path', () => {
  const place = makePlace();
  const cache = scratch();
  run(place, { XDG_CACHE_HOME: 'cache' });
  assert.is(existsSync(join(place.repository.top, 'cache')), false);
  rmSync(join(place.home, '.cache'), { recursive: true });
  run(place, { XDG_CACHE_HOME: cache });
  assert.ok(existsSync(join(codeFolder(cache), 'main.cjs')));
  assert.is(existsSync(join(place.home, '.cache')), false);
});

keptCode('is not written into a repository, and without a home nowhere', () => {
  const place = makePlace();
  const inside = join(place.repository.top, 'cache');
  assert.is(run(place, { XDG_CACHE_HOME: inside }).status, 0);
  assert.is(run(place, { HOME: undefined, XDG_CACHE_HOME: scratch() }).status, 0);
  assert.is(run(place, { NODE_DISABLE_COMPILE_CACHE: '1' }).status, 0);
  assert.is(existsSync(inside), false);
  assert.equal(readdirSync(place.home), []);
});

keptCode('does not stop a run where its folder cannot be made', () => {
  const place = makePlace();
  writeFileSync(join(place.home, '.cache'), 'a file');
  const { status, stderr } = run(place);
  assert.is(status, 0);
  assert.match(stderr, 'nothing to scan');
});

keptCode('of other versions goes after a month', () => {
  const place = makePlace();
  const above = join(place.home, '.cache/keyfence');
  const now = Date.now() / 1000;
  for (const [name, age] of [
    ['old', 31 * DAY],
    ['young', 29 * DAY],
  ] as const) {
    mkdirSync(join(above, name), { recursive: true });
    utimesSync(join(above, name), now - age, now - age);
  }
  run(place);
  const names = readdirSync(above);
  assert.is(names.includes('old'), false);
  assert.ok(names.includes('young'));
  assert.is(names.length, 2);
});

keptCode('holds nothing of what was scanned', () => {
  const place = makePlace();
  const text = secretText();
  const secret = text.split("'")[1] as string;
  place.repository.stage({ 'a.js': text, 'secrets/schema.json': '{ "version": 1, "required": {} }' });
  assert.is(run(place).status, 1);
  const folder = dirname(codeOf(place));
  const names = readdirSync(folder);
  assert.ok(names.includes('findings.cjs'), 'the run loaded what tells findings');
  for (const name of names) {
    const code = readFileSync(join(folder, name), 'latin1');
    for (let start = 4; start + 8 <= secret.length; start += 4) {
      assert.is(code.includes(secret.slice(start, start + 8)), false, name);
    }
  }
});

keptCode.run();
