/** A format, as it is written down and as it is compiled. */
import type { ByteString } from './text.js';

export type Category =
  | 'api-key'
  | 'database-credential'
  | 'cloud-credential'
  | 'auth-token'
  | 'sensitive-config';

export type Severity = 'critical' | 'high' | 'medium' | 'low';

export type Confidence = 'high' | 'medium' | 'low';

/** A length of the part that one `...` stands for, in bytes: exactly 36, "16+", "20-40". */
export type PartLength = number | string;

/** A format as it is written down, in `patterns/*.json` and in a project's `secrets/schema.json` alike. */
export interface PatternRecord {
  /** What a person calls it: "GitHub personal access token". */
  title?: string;
  /** Literal text with `...` (or `…`) for each secret part: "ghp_...". Either this or `pattern`. */
  format?: string;
  /** RE2 in the subset both engines accept, ASCII only. Its first group, if it has one, is the secret. */
  pattern?: string;
  /** The characters of each `...`: the inside of a character class ("A-Za-z0-9"), one for all or one per part. */
  alphabet?: string | string[];
  /** The length of each `...`, one for all or one per part. */
  length?: PartLength | PartLength[];
  /** Names (or parts of names, case ignored) to which the value must be assigned for it to count. */
  context?: string[];
  /**
   * With `context`: names of the provider that count where they stand near the value, in the same call, header, URL, key path
   * or comment. Without it they are taken from `context`; an empty list means none.
   */
  near?: string[];
  /** The longest match looked for, in bytes, where the pattern itself is open-ended. */
  max_length?: number;
  /** The checksum algorithm, by its name in `src/judge/checksums`. */
  checksum?: string;
  /** The structural check, by its name in `src/judge/structures`. */
  structure?: string;
  category?: Category;
  severity?: Severity;
  /** The confidence of a bare format match, where it is not high. */
  confidence?: Confidence;
  /** What the secrets begin with that work only in the provider's test mode. */
  test?: string[];
  /** Environment variables it usually goes by. */
  env?: string[];
  /** Where to revoke it. */
  revoke?: string;
  /** The provider's own documentation. */
  docs?: string;
  /** How to rotate it, in a sentence. */
  rotate?: string;
  /** Fingerprint-like hashes of values printed in documentation: the first 16 hex digits of their SHA-256. */
  dummies?: string[];
}

/** Where a match begins, seen from the literal that the prefilter found. */
export type Anchor =
  /** Exactly `offset` bytes before the literal. */
  | { kind: 'at'; offset: number }
  /** At most `before` bytes before the literal. */
  | { kind: 'within'; before: number }
  /** The literal is (part of) a name; the value assigned to that name is the match. */
  | { kind: 'assigned' };

/** A name of a provider, in lower case without joints. */
export interface NearWord {
  word: string;
  /** Whether it is the name of nothing else; an English word, or a name that half of all code mentions, is not. */
  isDistinctive: boolean;
}

/** A compiled format, ready to match. Plain data, so that the catalog can be compiled when the package is built. */
export interface Pattern {
  id: string;
  provider: string;
  title: string;
  category: Category;
  severity: Severity;
  confidence: Confidence;
  /** RE2 source. Null for a name rule: any literal value assigned to the name. */
  source: string | null;
  /** Texts of which at least one stands in every match (or, for `assigned`, in the name). */
  literals: string[];
  /** For `assigned`: the names asked for, in lower case without joints. Of a context, each may be a part of the name. */
  names: string[];
  /** For `assigned`: the provider's names that count near a value, too; none where its format is too loose for that. */
  near: NearWord[];
  /** Whether a match holds nothing but letters, digits, `_` and `-`. */
  isOneRun: boolean;
  ignoreCase: boolean;
  /** The literal texts that a match can begin with, the longest first: all that may be shown of one. */
  prefixes: string[];
  anchor: Anchor;
  /** The longest match looked for, in bytes. */
  maxLength: number;
  /** How many bytes tell whether there is a match at all; it may be longer than these. */
  decidingLength: number;
  /** Whether a match that ends before the end of the bytes looked at would not be longer in more bytes. */
  growsByByte: boolean;
  /** Whether a longer text could match too: a match of `maxLength` bytes is then cut, not refused. */
  isOpen: boolean;
  /** A sign that stands in every match; empty for none. */
  needs: ByteString;
  /** The bytes that may not stand left and right of a match; empty for no bound. */
  leftBound: string;
  rightBound: string;
  /** Bits of randomness that the format itself guarantees. */
  randomBits: number;
  checksum: string | null;
  structure: string | null;
  /** What the secrets begin with that work only in the provider's test mode. */
  test: string[];
  env: string[];
  revoke: string | null;
  docs: string | null;
  rotate: string | null;
  dummies: string[];
}

export type EngineName = 're2' | 're2js';

/** A compiled regex. Linear time, whatever the input. */
export interface Matcher {
  /** The first match in a byte string: its range and that of its first group (the whole match where it has none). */
  find(text: ByteString): { start: number; end: number; secretStart: number; secretEnd: number } | null;
}
