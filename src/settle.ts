/** What is told of a piece in which several layers tell of the same bytes. */
import { type JudgedMatch, resolveOverlaps } from './judge/resolve.js';
import type { ByteString } from './types.js';

/** What is believed of a frame; its match stands in the piece's text. */
export interface Found extends JudgedMatch {
  layers: ByteString[];
  isExact: boolean;
}

/**
 * The findings of a piece: where layers and the text around them tell of the same bytes, the one that knows most. Of an
 * entry of an archive only its whole place is known, so its findings do not stand in one another's way; but what the
 * archive shows of the entry as it stands is the same finding once more.
 */
export function settle(found: readonly Found[]): Found[] {
  if (found.length < 2) return [...found];
  const apart = new Map<string, Found>();
  for (const one of found.filter((one) => !one.isExact)) apart.set(keyOf(one), one);
  const entries = [...apart.values()];
  const exact = resolveOverlaps(found.filter((one) => one.isExact)).filter(
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

function keyOf({ match, layers }: Found): string {
  return [match.pattern.id, match.start, match.end, ...layers, match.secret.reveal()].join('\0');
}
