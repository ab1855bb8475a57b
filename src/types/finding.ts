/** What leaves the house: findings, and what let them through. */
import type { Verdict } from './match.js';
import type { Category, Confidence, Severity } from './pattern.js';
import type { CommitFacts } from './source.js';
import type { ByteString } from './text.js';

/** What leaves the house: masked, located, stable. */
export interface Finding {
  pattern: string;
  provider: string;
  title: string;
  category: Category;
  severity: Severity;
  verdict: Verdict;
  confidence: Confidence;
  /** Why it is believed, or what lowers the belief. */
  note: string | null;
  file: ByteString;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  start: number;
  end: number;
  /** What it took to read the text, from the outside in: "zip:config/app.js", "base64". Most often nothing. */
  layers: ByteString[];
  /** The commit that introduces it, in a scan of commits. */
  commit: CommitFacts | null;
  /** Since when and where else it stands, in a scan of a history; null in any other, and where no commit holds it. */
  history: FindingHistory | null;
  masked: string;
  fingerprint: string;
  variable: string | null;
  revoke: string | null;
  rotate: string | null;
  /** `new` is what blocks; the others stand in the baseline, or are let through by a decision. */
  status: 'new' | 'baseline' | 'allowed';
  /** Where it is let through: by which decision. */
  allow: Allowance | null;
  /** What was meant to let it through, and why that does not count. */
  remarks: string[];
}

/** Where a secret stands in a history, and from when to when. */
export interface FindingHistory {
  /** The oldest commit that has it. */
  first: Sighting | null;
  /** The newest commit in whose tree it still stands, or that says it. */
  last: Sighting | null;
  /** Whether the tree of HEAD has it. */
  atHead: boolean;
  /** The full names of the refs in whose history it is, sorted. */
  refs: ByteString[];
  /** In how many texts it stands: each version of a file, under each of its names, is one. */
  places: number;
  /** Of one shard of a scan: what it takes to tell which of several shards has the first sighting, and which the last. */
  parts?: HistoryParts;
}

/** Sightings in files and in words, each by themselves: files have an order of their commits, words go by their dates. */
export interface HistoryParts {
  /** `firstRank`, `lastRank`: where the two commits stand in the order of all. */
  files: { first: Sighting; last: Sighting; firstRank: number; lastRank: number } | null;
  words: { first: Sighting; last: Sighting } | null;
}

/** A secret in one commit. */
export interface Sighting {
  commit: CommitFacts;
  file: ByteString;
  /** 1-based. */
  line: number;
}

/** Why a finding is let through. */
export interface Allowance {
  by: 'allow entry' | 'path rule' | 'inline comment';
  reason: ByteString;
  /** "Name <mail>", where it is known. */
  who: ByteString | null;
  /** The last day on which it counts: 2026-12-31. */
  until: string | null;
}

/** One decision to let something through, and where it is written down. */
export interface WrittenException {
  kind:
    | 'allow entry'
    | 'path rule'
    | 'skip entry'
    | 'disabled pattern'
    | 'raised confidence'
    | 'baseline line'
    | 'inline comment';
  file: ByteString;
  line: number;
  /** What it is about: a fingerprint, a path, an id. */
  what: ByteString | null;
  reason: ByteString | null;
  /** For an inline comment: the commit that brings it. */
  commit: string | null;
}
