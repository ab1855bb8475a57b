/** Frames: nearly all are read without waiting, and all the same whichever way they are read. */
import { gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { DEFAULT_LIMITS, type LayerSkip } from '../src/decode/budget.js';
import { dressOf, type Frame, FrameWalk, framesOf } from '../src/frames.js';

const frames = suite('frames');
const SENTENCE = 'some words that say nothing';
const base64 = (bytes: string | Buffer) => Buffer.from(bytes as string).toString('base64');

function surroundings(bytes: Buffer, skips: LayerSkip[] = [], depth = DEFAULT_LIMITS.depth) {
  const dress = dressOf({ bytes, rest: null, origin: { kind: 'stream', path: 'a' } });
  const skip = (one: LayerSkip) => skips.push(one);
  return { dress, limits: { ...DEFAULT_LIMITS, depth }, skip, isPart: false, isCut: false };
}

const shown = ({ layers, bytes }: Frame) => `${layers.join('/')}: ${bytes.toString('latin1')}`;

async function all(list: AsyncIterable<Frame>): Promise<string[]> {
  const read: string[] = [];
  for await (const frame of list) read.push(shown(frame));
  return read;
}

frames('a text with layers is read without waiting', () => {
  const bytes = Buffer.from(`a = "${base64(`b\\u0063 ${SENTENCE}`)}"`);
  const walk = new FrameWalk(bytes, surroundings(bytes));
  const read = Array.from(walk.now(), shown);
  assert.equal(read.slice(1), [`base64: b\\u0063 ${SENTENCE}`, `base64/unicode-escape: bc ${SENTENCE}`]);
  assert.ok(walk.isDone);
});

frames('a file of files is waited for, and what follows it comes behind', async () => {
  const bytes = Buffer.from(`"${base64(gzipSync(SENTENCE))}"\n"${base64(`${SENTENCE}!`)}"`);
  const walk = new FrameWalk(bytes, surroundings(bytes));
  const first = Array.from(walk.now(), shown);
  assert.not.ok(walk.isDone);
  const rest = await all(walk.rest());
  assert.ok(walk.isDone);
  assert.ok(rest[0]?.endsWith(`: ${SENTENCE}`));
  assert.is(rest[1], `base64: ${SENTENCE}!`);
  assert.equal([...first, ...rest], await all(framesOf(bytes, surroundings(bytes))));
});

frames('what could not be read is told at the end, once', async () => {
  const bytes = Buffer.from(`"${base64(gzipSync(SENTENCE))}" "\\u0041"`);
  const skips: LayerSkip[] = [];
  const walk = new FrameWalk(bytes, surroundings(bytes, skips, 1));
  Array.from(walk.now());
  if (!walk.isDone) await all(walk.rest());
  assert.ok(walk.isDone);
  assert.ok(skips.length > 0);
  assert.ok(skips.every(({ reason }) => reason.startsWith('limit reached')));
});

frames.run();
