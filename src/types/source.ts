/** Where text comes from, and what of it was not scanned. */
import type { FindingHistory } from './finding.js';
import type { ByteString } from './text.js';

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
  /** The folder of all its objects, where what is found out may be kept for later scans; null where it may not. */
  keptFor: string | null;
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

/** The bytes of a chunk that were not read, as it is known what there is to tell of them. */
export const UNREAD: Buffer = Buffer.alloc(0);

/** Where text comes from. */
export interface Source {
  readonly name: SourceName;
  /**
   * Every chunk, in a stable order.
   * @param pass for a source with a `listing` or with `objects`: which of these are left out.
   * @param isTold for a source with `objects`: which of the others come `UNREAD`; asked after `pass`.
   */
  chunks(pass?: Pass, isTold?: (position: number) => boolean): AsyncIterable<Chunk>;
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
  /** Of a shard: paths of what other shards scan. What a project says of their folders counts in every shard. */
  readonly otherPaths?: Iterable<ByteString>;
  /** Is told at the end which texts were let go, by digests; each text of a history counts once. */
  readonly noteLetGo?: (digests: Iterable<string>) => void;
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
