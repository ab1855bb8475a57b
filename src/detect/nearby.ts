/**
 * Matches of values that stand near a name of their provider, where none of the names that the pattern asks for is
 * assigned to them: `new Datadog("…")`, `[datadog]⏎key = …`, `curl -H "X-Key: …" https://api.datadoghq.com/`.
 *
 * At each hit of a provider's name the text from 160 bytes before it to 260 behind it is looked at, and first only for a
 * run of bytes long enough to be a token: most hits end here. Then:
 *
 * 1. The hit must be that name, standing as a word of its own (`probably` does not name Ably).
 * 2. The format must match from the beginning of such a run, bounded on both sides, that is no part of a path, a file's name or a version.
 * 3. Nothing between the two may end what they share: a statement, a block, a section, an empty line (`between.ts`).
 * 4. What stands right before the value is its owner (`owner.ts`): the name it is assigned to, the function whose
 *    argument it is, the header, the parameter, the word before it. Only an owner that names a credential, or one that
 *    names nothing (`value`), or the provider's own name leaves a link; `id`, `hash`, `commit` and all else do not.
 * 5. The value is `called` a credential where the owner, or a word between, says key, token, secret or the like. For a
 *    distinctive name it is `given` to the provider where it is the argument of its call or assigned to it; else it
 *    stands `beside` the name, and is of low confidence.
 *
 * Before a name the value is only looked for in the same line (or command), and only where its owner names a credential.
 * Whether the value looks random at all is for the judge to say.
 */
import type { ByteRange, ByteString, Match, Matcher, Nearness, NearWord } from '../types.js';
import { isNameByte } from './assignment/bytes.js';
import { continuesLeft, continuesRight } from './bounds.js';
import type { Hit } from './near-literal.js';
import { linkAfter, linkBefore } from './nearby/link.js';
import { createView, findWord, mayName, type View } from './nearby/view.js';
import { type Prepared, slice, toMatch } from './prepared.js';

const MOST_VALUES = 4; // looked at on each side of one name
const LONGEST_VALUE = 512; // bytes
const LONGEST_LEAD = 48; // bytes of a value before its first long run
/** What can join the parts of a value. */
const JOINTS = Buffer.from('.:/+=~!@');

/** Shows what stands around hits in one buffer. Several patterns ask about the same hit: it is looked at once. */
export type Viewer = (hit: Hit) => View | null;

export function createViewer(bytes: Buffer): Viewer {
  const viewOf = createView(bytes);
  let last: { hit: Hit | null; view: View | null } = { hit: null, view: null };
  return (hit) => {
    if (hit.hitStart !== last.hit?.hitStart || hit.hitEnd !== last.hit.hitEnd)
      last = { hit, view: viewOf(hit) };
    return last.view;
  };
}

/** The nearest value of the pattern's format that belongs to the name at the hit: behind it, else before it. */
export function matchNear(one: Prepared, bytes: Buffer, hit: Hit, viewAt: Viewer): Match | null {
  for (const near of one.pattern.near) {
    if (!mayName(bytes, hit, near.word)) continue;
    const view = viewAt(hit);
    if (view === null) return null;
    const word = findWord(view, near.word);
    const found = word && linkedValue(valuesIn(one, bytes, view), view.text, word, near);
    if (!found) continue;
    const start = view.offset + found.value.start;
    const text = slice(bytes, start, start + LONGEST_VALUE);
    const range = (one.matcher as () => Matcher)().find(text);
    return (
      range &&
      toMatch(one.pattern, { text, offset: start, range }, { near: { word: near.word, link: found.link } })
    );
  }
  return null;
}

/** @param values in the text, in their order. */
function linkedValue(
  values: readonly ByteRange[],
  text: ByteString,
  word: ByteRange,
  near: NearWord,
): { value: ByteRange; link: Nearness['link'] } | null {
  for (const value of values.filter(({ start }) => start >= word.end).slice(0, MOST_VALUES)) {
    const link = linkAfter(text, word, value, near);
    if (link !== null) return { value, link };
  }
  const before = values.filter(({ end }) => end <= word.start).slice(-MOST_VALUES);
  const value = before.reverse().find((one) => linkBefore(text, word, one));
  return value === undefined ? null : { value, link: 'called' };
}

/** The values at the runs, as offsets in the view. Each run of the buffer is matched once, however many names stand near it. */
function valuesIn(one: Prepared, bytes: Buffer, { offset, runs }: View): ByteRange[] {
  const seen = one.nearValues.filter(({ end }) => end > offset);
  const fresh = runs
    .map((run) => offset + run)
    .filter((start) => start >= one.nearUntil)
    .flatMap((start) => valueAt(one, bytes, start) ?? []);
  one.nearValues = [...seen, ...fresh];
  one.nearUntil = Math.max(one.nearUntil, offset + (runs.at(-1) as number) + 1);
  return one.nearValues.map(({ start, end }) => ({ start: start - offset, end: end - offset }));
}

/** The value that begins with the run at `start`, or which the run is the first long part of. */
function valueAt(one: Prepared, bytes: Buffer, start: number): ByteRange | null {
  const value = valueFrom(one, bytes, start);
  if (value !== null || one.pattern.isOneRun || !JOINTS.includes(bytes[start - 1] ?? 0)) return value;
  let first = start;
  while (first > 0 && start - first < LONGEST_LEAD && isTokenByte(bytes[first - 1] as number)) first--;
  const range = one.searcher().find(slice(bytes, first, start + LONGEST_VALUE));
  return range && first + range.start < start ? valueFrom(one, bytes, first + range.start) : null;
}

function valueFrom(one: Prepared, bytes: Buffer, start: number): ByteRange | null {
  if (continuesLeft(bytes, start, one.left)) return null;
  const range = (one.matcher as () => Matcher)().find(slice(bytes, start, start + LONGEST_VALUE));
  if (!range || continuesRight(bytes, start + range.end, one.right)) return null;
  return { start, end: start + range.end };
}

function isTokenByte(code: number): boolean {
  return isNameByte(code) || JOINTS.includes(code);
}
