/**
 * The nouns and the seams. Imports nothing; everything else imports this.
 *
 * Text is handled as bytes everywhere inside keyfence: a `Buffer`, or a "byte string" - a JavaScript string whose
 * every character is one byte (latin1). So an offset is a byte offset, invalid UTF-8 is ordinary text, and both regex
 * engines see the very same input. `ByteString` marks such strings.
 */

/** A string in which each character stands for one byte (U+0000 to U+00FF). */
export type ByteString = string;

export type Category =
  | 'api-key'
  | 'database-credential'
  | 'cloud-credential'
  | 'auth-token'
  | 'sensitive-config';

export type Severity = 'critical' | 'high' | 'medium' | 'low';

/** What the belief in a finding rests on. */
export type Verdict =
  | 'checksum-valid'
  | 'structure-valid'
  | 'format'
  | 'known-value'
  | 'context'
  | 'generic'
  | 'file';

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

const inspect = Symbol.for('nodejs.util.inspect.custom');

/** The only holder of a secret's bytes. However it is printed, it says nothing. */
export class Secret {
  readonly #text: ByteString;
  constructor(text: ByteString) {
    this.#text = text;
  }
  /** The secret itself. For judges and fingerprints only: never for output. */
  reveal(): ByteString {
    return this.#text;
  }
  /** In bytes. */
  get length(): number {
    return this.#text.length;
  }
  toString(): string {
    return '[secret]';
  }
  toJSON(): string {
    return '[secret]';
  }
  [inspect](): string {
    return '[secret]';
  }
}

/** A commit, as far as a finding names it; for the words of an annotated tag, the tag and its tagger. */
export interface CommitFacts {
  oid: string;
  /** The author's name, as the commit has it. */
  author: ByteString;
  /** The author's date, ISO 8601 with its offset. */
  date: string;
}

/**
 * Where a chunk comes from. Paths are byte strings, relative to the top level, with `/`. `mode` as Git has it.
 * `commit`: a blob that a commit introduces, or one that a ref names without a commit. `words`: what people write into
 * Git besides files (a commit message, the name of a branch); its path is a label in parentheses, such as
 * "(commit message)". `stream`: standard input.
 */
export type Origin =
  | { kind: 'index'; path: ByteString; mode: string; oid: string }
  | { kind: 'file'; path: ByteString; mode: string }
  | { kind: 'commit'; path: ByteString; mode: string; oid: string; commit: CommitFacts | null }
  | { kind: 'words'; path: ByteString; commit: CommitFacts | null }
  | { kind: 'stream'; path: ByteString };

/** The bytes of one blob, file or other text. */
export interface Chunk {
  /** All of it; or where it is too large to hold, its beginning. Valid until the next chunk is asked for. */
  bytes: Buffer;
  /**
   * What follows `bytes`, in parts of any size, each valid until the next one is asked for; null where `bytes` is all. It
   * can be read once.
   */
  rest: AsyncIterable<Buffer> | null;
  origin: Origin;
}

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

/** A range of bytes; 0-based, `end` exclusive. */
export interface ByteRange {
  start: number;
  end: number;
}

/** What the judges think of a match. */
export type Judgement =
  /** Without a reason: it was a match only as long as nobody had looked (any value assigned to a name such as `token`). */
  | { kind: 'drop'; reason: DropReason | null }
  | { kind: 'believe'; verdict: Verdict; confidence: Confidence; note: string | null };

/** The named reasons for which a match is let go; each is counted in the receipt. */
export type DropReason = 'placeholder' | 'reference' | 'template';

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

/** Something that should have been scanned, and was not; or (when `listed`) something that is only mentioned. */
export interface Skip {
  file: ByteString;
  reason: string;
  /** True where a skip does not make the scan incomplete (submodule entries and the like). */
  listed: boolean;
  /** Why the project accepts it (a `skip` entry of its configuration); it is listed then, `--strict` or not. */
  accepted?: ByteString;
}

export type SourceName = 'staged' | 'tree' | 'range' | 'history' | 'stdin' | 'message';

/** Files of a working tree, in the order in which they are scanned. */
export interface FileListing {
  /** Absolute. What lies in it is called by its path from there. */
  root: ByteString;
  /** Absolute. */
  files: readonly ByteString[];
  /** Those that may be pipes or devices, which must not even be opened. */
  special: ReadonlySet<ByteString>;
}

/** What of a history will be scanned. */
export interface HistoryObjects {
  /** A folder of the repository. */
  cwd: string;
  listed(): Promise<ObjectListing>;
  /** The paths of the commit whose files say what to look for. */
  newestPaths(): AsyncIterable<ByteString>;
}

/** Objects of a history, in the order in which they are scanned. */
export interface ObjectListing {
  /** How many there are. */
  readonly length: number;
  /** The object id, as bytes. */
  idAt(position: number): Uint8Array;
  /** The path of a blob; null for words that were written into Git. */
  pathAt(position: number): ByteString | null;
}

/**
 * Tells how many files (or objects) from a position of the listing on need not be opened: all is said of them. Asked with
 * ascending positions.
 */
export type Pass = (position: number) => number | Promise<number>;

/** Where text comes from. */
export interface Source {
  readonly name: SourceName;
  /**
   * Every chunk, in a stable order.
   * @param pass for a source with a `listing` or with `objects`: which of these are left out.
   */
  chunks(pass?: Pass): AsyncIterable<Chunk>;
  /** Where all chunks are files on the disk, those that may be looked at ahead; what is skipped is among them. */
  readonly listing?: FileListing;
  /** Where all chunks come from the history of a repository. */
  readonly objects?: HistoryObjects;
  /**
   * What each parent of the change had, in the chunk's path and in the paths that the change deletes. A finding that
   * stands in the texts of any one parent is old. No parents: everything is new.
   */
  parents(chunk: Chunk): Parent[];
  /** Reads a file of the same state (the index, the working tree): null where it has none. */
  readFile(path: ByteString): Promise<Buffer | null>;
  /** Of commits: reads a file of the state that they are added to, in the same way. */
  readonly readBase?: (path: ByteString) => Promise<Buffer | null>;
  /** Whether these are all files of the project: what an exception is about would be among them. */
  readonly isWhole?: boolean;
  /** What was not scanned so far; complete once `chunks` has ended. */
  readonly skipped: readonly Skip[];
  /**
   * What a receipt counts besides files. In a scan of commits: the refs of a push, the commits, and the blobs and tags
   * that were read. In a scan of the index: those of the files that were named and are not staged. Complete once
   * `chunks` has ended.
   */
  readonly counted: { refs?: number; commits?: number; objects?: number; named?: number };
  /** How much there is to scan, as far as that is known before it is read: for the progress line. */
  readonly expected: { files: number | null; bytes: number | null };
  /**
   * Of a history: where each of some secrets stands.
   * @param secrets for each the texts that hold it.
   */
  readonly attribute?: (secrets: readonly (readonly TextPlace[])[]) => Promise<FindingHistory[]>;
  /** Ends what the source has running. */
  close(): Promise<void>;
}

/** Where a secret stands in a history: in a blob under one of its names, or in words. */
export interface TextPlace {
  origin: Extract<Origin, { kind: 'commit' | 'words' }>;
  /** 1-based. */
  line: number;
}

/** One old side of a change. */
export interface Parent {
  /** The chunk that stood in the same path, if any. */
  samePath(): Promise<Chunk | null>;
  /** Identifies the set of deleted paths, which all chunks of a change share. */
  deleted: DeletedPaths;
}

export interface DeletedPaths {
  chunks(): AsyncIterable<Chunk>;
}

/** What was and was not scanned. */
export interface Receipt {
  source: SourceName;
  files: number;
  bytes: number;
  refs?: number;
  commits?: number;
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
}

export type EngineName = 're2' | 're2js';

/** A compiled regex. Linear time, whatever the input. */
export interface Matcher {
  /** The first match in a byte string: its range and that of its first group (the whole match where it has none). */
  find(text: ByteString): { start: number; end: number; secretStart: number; secretEnd: number } | null;
}
