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
 * 5. The link is `named` where the owner, or a word between, says key, token, secret or the like, and for a distinctive
 *    name also where the value is the argument of its call or assigned to it; else it is `beside`.
 *
 * Before a name the value is only looked for in the same line (or command), and only where its owner names a credential.
 * Whether the value looks random at all is for the judge to say.
 */
import type { Match, Matcher, Nearness } from '../types.js';
import { continuesLeft, continuesRight } from './bounds.js';
import type { Hit } from './near-literal.js';
import { linkAfter, linkBefore } from './nearby/link.js';
import { createView, findWord, mayName, type View } from './nearby/view.js';
import { type Prepared, type Range, toMatch } from './prepared.js';

/** Shows what stands around hits in one buffer. Several patterns ask about the same hit: it is looked at once. */
export type Viewer = (hit: Hit) => View | null;

export function createViewer(bytes: Buffer): Viewer {
  let last: { start: number; end: number; view: View | null } = { start: -1, end: -1, view: null };
  return ({ hitStart, hitEnd }) => {
    if (hitStart !== last.start || hitEnd !== last.end)
      last = { start: hitStart, end: hitEnd, view: createView(bytes, hitStart, hitEnd) };
    return last.view;
  };
}

/** The nearest value of the pattern's format that belongs to the name at the hit: behind it, else before it. */
export function matchNear(one: Prepared, bytes: Buffer, hit: Hit, viewAt: Viewer): Match | null {
  const words = one.pattern.near.filter(({ word }) => mayName(bytes, hit.hitStart, hit.hitEnd, word));
  const view = words.length === 0 ? null : viewAt(hit);
  if (view === null) return null;
  let values: Range[] | null = null;
  for (const near of words) {
    const word = findWord(view, near.word);
    if (word === null) continue;
    values ??= valuesIn(one, bytes, view);
    const found = (range: Range, link: Nearness['link']) =>
      toMatch(
        one.pattern,
        { text: view.text, offset: view.offset, range },
        { near: { word: near.word, link } },
      );
    for (const range of values.filter(({ start }) => start >= word.end)) {
      const link = linkAfter(view.text, word, range, near);
      if (link !== null) return found(range, link);
    }
    for (const range of values.filter(({ end }) => end <= word.start).reverse()) {
      if (linkBefore(view.text, word, range)) return found(range, 'named');
    }
  }
  return null;
}

/** The runs that the format matches whole; offsets in the view. */
function valuesIn(one: Prepared, bytes: Buffer, { text, offset, runs }: View): Range[] {
  const matcher = (one.matcher as () => Matcher)();
  return runs.flatMap((start) => {
    const range = matcher.find(text.slice(start));
    if (!range || continuesLeft(bytes, offset + start, one.left)) return [];
    const end = start + range.end;
    if (continuesRight(bytes, offset + end, one.right)) return [];
    return [{ start, end, secretStart: start + range.secretStart, secretEnd: start + range.secretEnd }];
  });
}
