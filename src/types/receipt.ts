/** What was and was not scanned. */
import type { WrittenException } from './finding.js';
import type { Confidence, EngineName } from './pattern.js';
import type { Skip, SourceName } from './source.js';
import type { ByteString } from './text.js';

/** How `keyfence ci` came to the commits that it scanned; no field holds a name that strangers choose. */
export interface CiReceipt {
  /** The service, as people call it. */
  system: string;
  /** Whether it was a CI run at all. */
  isCi: boolean;
  /** What started the run, in the service's word. */
  event: string;
  /** The rule that chose the commits. */
  rule: string;
  /** Why it is these. */
  why: string;
  /** What these commits have was left out; object ids. */
  base: string[];
  /** The commits from which it was scanned. */
  head: string[];
  /** Why other rules did not apply. */
  notes: string[];
  /** How a run gets what this clone lacks; null where it lacks nothing. */
  remedy: string | null;
}

/** What was and was not scanned. */
export interface Receipt {
  source: SourceName;
  files: number;
  bytes: number;
  refs?: number;
  commits?: number;
  /** In a run of `keyfence ci`. */
  ci?: CiReceipt;
  objects?: number;
  /** How many of `files` were named and are not staged. */
  named?: number;
  patterns: number;
  /** How many values of the project's own were looked for; left out where none were. */
  knownValues?: number;
  engine: EngineName;
  skipped: Skip[];
  /** The paths of the configuration's `skip` entries that matched nothing in this scan. */
  unusedSkips: ByteString[];
  /** Exceptions that are of no use any more, where there are any and the scan could tell. */
  unused?: WrittenException[];
  /** Exceptions that the scanned commits themselves add, where there are any. */
  added?: WrittenException[];
  /** Those that are new. */
  findings: number;
  suppressed: Record<string, number>;
  complete: boolean;
  durationMs: number;
  /** Where this is one of several scans that make one: which one, and what they must have in common. */
  shard?: ShardFacts;
}

/** One of several parts of a scan, each of which scans its own share. */
export interface Shard {
  /** 1-based. */
  index: number;
  count: number;
}

/** What a shard says of itself, so that nothing but the shards of one scan are joined, and all of them. */
export interface ShardFacts extends Shard {
  /** A digest of all that the shards divide among them: equal wherever the same is scanned. */
  listing: string;
  /** A digest of the project's own files that say what to look for and what to let through. */
  rules: string;
  /** The version of keyfence. */
  version: string;
  confidence: Confidence;
  strict: boolean;
  /** What no entry of the configuration was of use for in this shard: one that is so in every shard is of no use at all. */
  unused: WrittenException[];
  unusedSkips: ByteString[];
  /**
   * Of a history: each text that was let go, once: the reason and a digest of the text. It is made with a key that only who
   * has the listing can make, and so the texts themselves: to nobody else it tells anything.
   */
  letGo: string[];
}
