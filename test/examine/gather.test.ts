/** How much of a chunk is held: all of a small one, the beginning of a large one, and every byte comes once. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { gather } from '../../src/examine/gather.js';
import type { Chunk } from '../../src/types.js';
import { randomText } from '../support/sample.js';
import { inParts, streamed } from '../support/seams.js';

const gathers = suite('gathering');

const LIMITS = { text: 1000, container: 5000 };
const origin = { kind: 'stream', path: 'a.txt' } as const;
const text = Buffer.from(randomText(3000), 'latin1');
const empty = Buffer.alloc(0);

async function restOf(chunk: Chunk): Promise<Buffer | null> {
  if (chunk.rest === null) return null;
  const parts: Buffer[] = [];
  for await (const part of chunk.rest) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

const first = (length: number) => text.subarray(0, length);
for (const [title, parts, held, rest] of [
  ['nothing', [empty], empty, null],
  ['nothing, in several parts', [empty, empty, empty], empty, null],
  ['a small text', [first(10)], first(10), null],
  ['a small text, byte by byte', inParts(first(300), [...Array(300).keys()].slice(1)), first(300), null],
  ['exactly as much as is held', [first(400), first(1000).subarray(400)], first(1000), null],
  ['exactly as much, and empty parts', [first(1000), empty, empty], first(1000), null],
  ['one byte more', [first(1000), first(1001).subarray(1000)], first(1000), first(1001).subarray(1000)],
  ['one huge part', [empty, text], first(1000), text.subarray(1000)],
  ['a huge beginning', [text, empty], first(1000), text.subarray(1000)],
  ['many parts', inParts(text, [1, 2, 999, 1000, 1001, 2000]), first(1000), text.subarray(1000)],
] as [string, Buffer[], Buffer, Buffer | null][]) {
  gathers(title, async () => {
    const gathered = await gather({ ...streamed(parts), origin }, LIMITS);
    assert.equal(gathered.bytes, held);
    assert.equal(await restOf(gathered), rest);
  });
}

gathers('parts whose memory is used again', async () => {
  const shared = Buffer.alloc(70);
  const again = (async function* () {
    for (let at = 0; at < text.length; at += 70) yield shared.subarray(0, text.copy(shared, 0, at, at + 70));
  })();
  const gathered = await gather({ bytes: empty, rest: again, origin }, LIMITS);
  assert.equal(gathered.bytes, first(1000));
  assert.equal(await restOf(gathered), text.subarray(1000));
});

gathers('what is not wanted any more is closed', async () => {
  let isClosed = false;
  const rest = (async function* () {
    try {
      for (;;) yield text;
    } finally {
      isClosed = true;
    }
  })();
  const gathered = await gather({ bytes: empty, rest, origin }, LIMITS);
  assert.is(isClosed, false);
  for await (const _ of gathered.rest ?? []) break;
  assert.is(isClosed, true);
});

gathers('a failure is passed on', async () => {
  const rest = (async function* () {
    yield first(10);
    throw new Error('broken');
  })();
  const failure = await gather({ bytes: empty, rest, origin }, LIMITS).catch((error: Error) => error.message);
  assert.is(failure, 'broken');
});

gathers.run();
