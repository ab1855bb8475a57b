/** gzip: all members of a file as one text, since what packs in blocks cuts its text anywhere. */
import type { Layer } from '../layer.js';
import { endsWith, type Inflated, inflate, reasonFor } from './inflate.js';
import { type Place, takeEntry, Unread, unpackedPart } from './part.js';

const NAME = 'gzip';

export function* gzipLayers(bytes: Buffer, place: Place): Iterable<Layer> {
  if (!takeEntry(place)) return;
  const { budget } = place;
  const inflated = inflate(bytes, 'gzip', budget);
  const unread = new Unread(place);
  const reason = reasonFor(inflated.end, budget);
  if (reason !== null && !isFollowed(bytes, inflated, place)) unread.add(NAME, reason, { listed: false });
  unread.tell();
  if (inflated.bytes.length === 0) return;
  yield unpackedPart(NAME, inflated.bytes, { start: 0, end: inflated.consumed });
}

/** Whether the data is whole, and what looks like damage is something else behind it: that is searched as it stands. */
function isFollowed(bytes: Buffer, { end, consumed }: Inflated, { budget }: Place): boolean {
  if (end !== 'damaged') return false;
  // One byte of what follows may be taken for the beginning of another member.
  return [consumed, consumed - 1].some((length) => endsWith(bytes.subarray(0, length), NAME, budget));
}
