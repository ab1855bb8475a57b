/** The findings of a piece, out of what was found in it and in all its layers. */
import type { InlineComment } from '../exceptions/inline-comment.js';
import { type JudgedMatch, resolveOverlaps } from '../judge/resolve.js';
import type { ByteString } from '../types.js';

/** What is believed of a frame; its match stands in the piece's text. */
export interface Found extends JudgedMatch {
  layers: ByteString[];
  isExact: boolean;
  comment: InlineComment | null;
}

/**
 * The findings of a piece: where layers and the text around them tell of the same bytes, the one that knows most. Of an
 * entry of an archive only its whole place is known, so its findings do not stand in one another's way; but what the
 * archive shows of the entry as it stands is the same finding once more.
 */
export function settle(found: readonly Found[]): Found[] {
  if (found.length < 2) return [...found];
  const entries = deepest(found.filter((one) => !one.isExact));
  const exact = resolveOverlaps(deepestFirst(found.filter((one) => one.isExact))).filter(
    ({ match }) =>
      !entries.some(
        (entry) =>
          entry.match.start <= match.start &&
          match.end <= entry.match.end &&
          entry.match.secret.reveal() === match.secret.reveal(),
      ),
  );
  return [...exact, ...entries].sort((a, b) => a.match.start - b.match.start);
}

/** Of what is found in one place both in a layer and in another inside it, the one inside: it has a name for the place. */
function deepest(found: readonly Found[]): Found[] {
  const told = new Set<string>();
  return deepestFirst(found).filter((one) => {
    if (told.has(keyOf(one, one.layers))) return false;
    for (let depth = one.layers.length; depth > 0; depth--) told.add(keyOf(one, one.layers.slice(0, depth)));
    return true;
  });
}

function deepestFirst(found: readonly Found[]): Found[] {
  return [...found].sort((a, b) => b.layers.length - a.layers.length);
}

function keyOf({ match }: Found, layers: readonly ByteString[]): string {
  return [match.pattern.id, match.start, match.end, ...layers, match.secret.reveal()].join('\0');
}
