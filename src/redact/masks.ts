/** What is masked of a text: ranges of its bytes, and what is shown in their place. */
import type { ByteRange, ByteString } from '../types.js';

/** A range that is not shown; of it only the literal text that its format begins with. */
export interface Mask extends ByteRange {
  prefix: ByteString;
}

/** The masks as one for each stretch, in order. Of those that begin together the longest prefix is shown. */
export function joinMasks(masks: readonly Mask[]): Mask[] {
  const joined: Mask[] = [];
  for (const mask of [...masks].sort(byPlace)) {
    const last = joined.at(-1);
    if (last && mask.start <= last.end) last.end = Math.max(last.end, mask.end);
    else if (mask.end > mask.start) joined.push({ ...mask });
  }
  return joined;
}

/** What is left of the masks outside a range; behind it no prefix is shown. */
export function masksOutside(masks: readonly Mask[], { start, end }: ByteRange): Mask[] {
  return masks.flatMap((mask) => {
    if (mask.end <= start || mask.start >= end) return [mask];
    const before = { ...mask, end: start };
    const after = { start: end, end: mask.end, prefix: '' };
    return [before, after].filter((part) => part.end > part.start);
  });
}

function byPlace(a: Mask, b: Mask): number {
  return a.start - b.start || b.prefix.length - a.prefix.length;
}
