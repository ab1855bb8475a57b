/** A part of a container as a layer, and how a reader names what it cannot read. */
import type { ByteRange, ByteString } from '../../types.js';
import type { Budget } from '../budget.js';
import type { Layer } from '../layer.js';

const MEGABYTE = 1024 * 1024; // bytes

/** Where a container stands: the layers around it, for the names of what is skipped. */
export interface Place {
  layers: readonly ByteString[];
  budget: Budget;
}

/** A part that stands in the outer bytes as it is. */
export function storedPart(name: ByteString, outer: Buffer, { start, end }: ByteRange): Layer {
  return {
    name,
    bytes: outer.subarray(start, end),
    outerRange: (range) => ({ start: start + range.start, end: start + range.end }),
    isExact: true,
    isNews: () => true,
  };
}

/** A part that had to be unpacked; of anything in it only the place of the whole is known. */
export function unpackedPart(name: ByteString, bytes: Buffer, place: ByteRange): Layer {
  return { name, bytes, outerRange: () => place, isExact: false, isNews: () => true };
}

/** Takes an entry out of the budget. @returns false where there is none left; that is named then. */
export function takeEntry({ layers, budget }: Place): boolean {
  if (budget.takeEntry()) return true;
  budget.skip(layers, `limit reached: more than ${budget.limits.entries} entries`, { listed: false });
  return false;
}

/** Takes decoded bytes out of the budget. @returns false where there are not enough left; that is named then. */
export function takeBytes(count: number, { layers, budget }: Place): boolean {
  if (budget.takeBytes(count)) return true;
  budget.skip(layers, tooMuch(budget), { listed: false });
  return false;
}

/** That the limit on decoded bytes is reached, for a person. */
export function tooMuch({ limits }: Budget): string {
  return `limit reached: more than ${Math.floor(limits.bytes / MEGABYTE)} MB inside`;
}

/** What could not be read in a container, told once for each reason, by the first part that it holds for. */
export class Unread {
  private readonly place: Place;
  private readonly reasons = new Map<string, { name: ByteString; count: number; listed: boolean }>();

  constructor(place: Place) {
    this.place = place;
  }

  /** @param name of the part; empty for the container itself. */
  add(name: ByteString, reason: string, { listed }: { listed: boolean }): void {
    const known = this.reasons.get(reason);
    if (known) known.count++;
    else this.reasons.set(reason, { name, count: 1, listed });
  }

  /** Names what was added, in the budget. */
  tell(): void {
    const { layers, budget } = this.place;
    for (const [reason, { name, count, listed }] of this.reasons) {
      const others = count > 1 ? ` (and ${count - 1} more like it)` : '';
      budget.skip(name === '' ? layers : [...layers, name], reason + others, { listed });
    }
    this.reasons.clear();
  }
}
