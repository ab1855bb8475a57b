/** What the entries of a pack are, deltas included: told from the first bytes of each, without unpacking any. */
import type { Pack } from './pack.js';

const UNKNOWN = 0;
/** What is no entry, or a delta of what is none, of itself, or of what the pack does not have. */
export const NO_KIND = 255;

/** One byte for each entry, in memory that threads can share: what one finds out, the others need not. */
export class Kinds {
  readonly table: Uint8Array;
  private readonly pack: Pack;

  constructor(pack: Pack, table: Uint8Array = new Uint8Array(new SharedArrayBuffer(pack.entries.count))) {
    this.pack = pack;
    this.table = table;
  }

  /** COMMIT, TREE, BLOB, TAG: of a delta, what the entry at the end of its chain is; or NO_KIND. */
  of(number: number): number {
    const known = this.table[number] as number;
    return known === UNKNOWN ? this.followed(number) : known;
  }

  private followed(number: number): number {
    const chain = [number];
    let kind = UNKNOWN;
    for (let at = number; kind === UNKNOWN; ) {
      const header = this.pack.header(at);
      at = header?.base ? this.pack.baseOf(header) : -1;
      if (header && header.type > 0) kind = header.type;
      // A chain that is longer than the pack goes in a circle.
      else if (at < 0 || chain.length > this.table.length) kind = NO_KIND;
      else kind = this.table[at] as number;
      if (kind === UNKNOWN) chain.push(at);
    }
    for (const one of chain) this.table[one] = kind;
    return kind;
  }
}
