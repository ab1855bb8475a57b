/** One look at a window: what of it is masked, how much can be shown, and what the next look must know of that. */
import { placeOfCut } from '../examine/pieces.js';
import type { ByteRange } from '../types.js';
import { endOfRun, findMasks, type MaskFinder } from './find-masks.js';
import { findKeyBlocks, type KeyBlock, type KeyFamily, LONGEST_MARK } from './key-blocks.js';
import { joinMasks, type Mask, masksOutside } from './masks.js';
import { settledEnd } from './settled.js';

/**
 * How much may be shown: all but what a full window leaves to the next one, what is settled when the input pauses (with or
 * without whole lines that may go on), or all.
 */
export type Look = 'full' | 'pause' | 'long pause' | 'end';

/** A window's text; before `from` it is shown already. A full one is cut between `earliest` and `latest`. */
export interface Seen {
  text: Buffer;
  from: number;
  earliest: number;
  latest: number;
  /** Whether the text begins somewhere within a longer one. */
  isCut: boolean;
}

/** What a look leaves to the next one. */
export interface Memory {
  /** The key whose end has not come. */
  open: KeyFamily | null;
  /** What is shown ends within a mask, which has so many bytes more. */
  owed: number;
  /** What is shown ends within a token that is longer than any that is looked for. */
  isRunning: boolean;
}

export const NOTHING: Memory = { open: null, owed: 0, isRunning: false };

/** @returns the masks in order and apart, the end of what can be shown, and what the next look must know. */
export async function lookAt(
  seen: Seen,
  kind: Look,
  finder: MaskFinder,
  memory: Memory,
): Promise<{ masks: Mask[]; until: number; memory: Memory }> {
  const { text, from, isCut } = seen;
  const marksFrom = memory.open ? from : Math.max(0, from - LONGEST_MARK);
  const blocks = findKeyBlocks(text, { from: marksFrom, open: memory.open });
  const found = await findMasks(text, finder, { isCut });
  const masks = withKeys([...found, ...carriedOver(seen, memory)], blocks, seen);
  const until = endOf(kind, seen, { masks, blocks });
  return { masks, until, memory: memoryOf(seen, { masks, blocks, until }) };
}

/** What goes on of a mask that the last look had to cut. */
function carriedOver({ text, from }: Seen, { owed, isRunning }: Memory): Mask[] {
  const end = Math.max(Math.min(text.length, from + owed), isRunning ? endOfRun(text, from) : from);
  return end > from ? [{ start: from, end, prefix: '' }] : [];
}

/** The masks with those of keys: of each only the lines around it are shown. */
function withKeys(found: readonly Mask[], blocks: readonly KeyBlock[], { text, from }: Seen): Mask[] {
  let masks = [...found];
  const bodies: Mask[] = [];
  for (const { header, footer } of blocks) {
    masks = masksOutside(masks, { start: header?.start ?? from, end: footer?.end ?? text.length });
    bodies.push({ start: header?.end ?? from, end: footer?.start ?? text.length, prefix: '' });
  }
  return joinMasks([...masks, ...bodies]);
}

interface Judged {
  masks: readonly Mask[];
  blocks: readonly KeyBlock[];
}

function endOf(kind: Look, { text, from, earliest, latest }: Seen, { masks, blocks }: Judged): number {
  if (kind === 'end') return text.length;
  const last = blocks.at(-1);
  if (last && last.footer === null) return Math.max(from, endOfOpenKey(text, last));
  const marks = blocks.flatMap(({ header, footer }) => [header, footer].filter((mark) => mark !== null));
  const uncut: ByteRange[] = [...masks, ...marks];
  if (kind === 'full') return Math.max(from, placeOfCut({ earliest, latest }, uncut));
  const settled = settledEnd(text, from, { lines: kind === 'pause' ? 'held' : 'shown' });
  // What ends where the text ends may go on.
  const inTheWay = uncut
    .filter(({ start, end }) => start < settled && (end > settled || end === text.length))
    .map(({ start }) => start);
  return Math.max(from, Math.min(settled, ...inTheWay));
}

/** Of a key nothing is shown but its header and its footer, and these only when all of them is there. */
function endOfOpenKey(text: Buffer, { header }: KeyBlock): number {
  if (header?.end === text.length) return header.start;
  return Math.max(header?.end ?? 0, text.length - LONGEST_MARK);
}

function memoryOf({ text }: Seen, { masks, blocks, until }: Judged & { until: number }): Memory {
  const over = masks.find(({ start, end }) => start < until && end > until);
  const open = blocks.find(
    ({ header, footer }) => (header?.end ?? 0) <= until && (footer === null || footer.start >= until),
  );
  return {
    open: open?.family ?? null,
    owed: over && !open ? over.end - until : 0,
    isRunning: over !== undefined && !open && over.end === text.length,
  };
}
