/** What a detector found, and what the judges think of it. */
import type { Confidence, Pattern } from './pattern.js';
import type { ByteString, Secret } from './text.js';

/** Pattern + byte range + secret, in one chunk. Offsets are 0-based, `end` exclusive. */
export interface Match {
  pattern: Pattern;
  /** The range of the secret. */
  start: number;
  end: number;
  secret: Secret;
  /** The whole match: for a URL more than the password that is its secret. */
  token: Secret;
  /** The format's literal text that the match begins with; all that may be shown of it. */
  prefix: string;
  /** How the secret is assigned to a name, where the detector read one. */
  assigned: Assigned | null;
  /** The provider's name that the secret stands near, where it is assigned to none that the pattern asks for. */
  near: Nearness | null;
  /** The variable that has the secret as its value where the scan runs, where it is looked for as such. */
  known: KnownAs | null;
}

/** A value of the project's own, and how it is written in a text. */
export interface KnownAs {
  variable: string;
  /** "base64", "hex", "percent", "json-string", "html"; null where it stands there as it is. */
  spelling: string | null;
}

/** The name that a value is assigned to, and how. */
export interface Assigned {
  name: ByteString;
  /** Whether the value stood in quotes. */
  quoted: boolean;
  /** What stands before the name on its line, as far as it was looked at: 100 bytes. */
  before: ByteString;
}

/** What a value that stands near a name of its provider has to do with it. */
export interface Nearness {
  /** The name, as the pattern has it. */
  word: string;
  /**
   * - `called`: something calls the value a key, a token or the like
   * - `given`: it is an argument, a part of a URL, or assigned to the name
   * - `beside`: it just stands there
   */
  link: 'called' | 'given' | 'beside';
}

/** What the belief in a finding rests on. */
export type Verdict =
  | 'checksum-valid'
  | 'structure-valid'
  | 'format'
  | 'known-value'
  | 'context'
  | 'generic'
  | 'file';

/** What the judges think of a match. */
export type Judgement =
  /** Without a reason: it was a match only as long as nobody had looked (any value assigned to a name such as `token`). */
  | { kind: 'drop'; reason: DropReason | null }
  | { kind: 'believe'; verdict: Verdict; confidence: Confidence; note: string | null };

/** The named reasons for which a match is let go; each is counted in the receipt. */
export type DropReason = 'placeholder' | 'reference' | 'template';
