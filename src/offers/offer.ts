/** The nouns of what `init` offers besides hooks. */
import type { ByteString } from '../types.js';

/** One file that would be written; nothing is written here. */
export interface PlannedChange {
  /** Absolute. */
  path: string;
  /** What is there now; null where nothing is. */
  before: ByteString | null;
  /** The whole new content. */
  after: ByteString;
}

export type OfferName = 'gitignore' | 'schema' | 'workflow';

/** One thing that a person may take or leave. */
export interface Offer {
  name: OfferName;
  /** Why one would want it: a sentence that completes "keyfence can also ...". */
  why: string;
  /** None where there is only something to say. */
  changes: PlannedChange[];
  /** Whole sentences that a person should read; none holds anything of a secret. */
  notes: string[];
}
