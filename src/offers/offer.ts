/** The nouns of what `init` offers besides hooks. */
import type { ByteString } from '../types.js';

/** One file that would be written; nothing is written here. */
export interface PlannedChange {
  /** Absolute. */
  path: string;
  /** What is there now; null where nothing is. */
  before: ByteString | null;
  /** The whole new content; null where the file goes. */
  after: ByteString | null;
  /** What for, in a few words. */
  why: string;
  /** No file of an offer is one to run. */
  isExecutable: false;
  /** Of a file that goes: its folder goes with it, where nothing else is in there. */
  withDirectory: boolean;
}

export type OfferName = 'gitignore' | 'schema' | 'workflow';

/** One thing that a person may take or leave. */
export interface Offer {
  name: OfferName;
  /** What it is good for: a sentence that goes on from "keyfence can also". */
  why: string;
  /** None where there is only something to say. */
  changes: PlannedChange[];
  /** Whole sentences that a person should read; none holds anything of a secret. */
  notes: string[];
  /** What a person is to do next: whole sentences with the command in them. */
  next: string[];
}

/** An offer with nothing in it yet. */
export function emptyOffer(name: OfferName, why: string): Offer {
  return { name, why, changes: [], notes: [], next: [] };
}

/** Null where there is nothing to write and nothing to say. */
export function unlessEmpty(offer: Offer): Offer | null {
  return offer.changes.length + offer.notes.length + offer.next.length > 0 ? offer : null;
}

export function planChange(change: Pick<PlannedChange, 'path' | 'before' | 'after' | 'why'>): PlannedChange {
  return { ...change, isExecutable: false, withDirectory: change.after === null };
}
