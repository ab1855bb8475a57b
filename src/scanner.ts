/** Everything a scan needs besides its source, loaded once. */
import { createFileGuard, type FileGuard, type GuardedName } from './detect/file-names.js';
import type { PatternIndex } from './detect/index-patterns.js';
import { type Engine, loadEngine } from './detect/regex.js';
import { loadCatalog } from './detect/stored-catalog.js';
import { isPullRequestOfFork } from './environment/pull-request-of-fork.js';
import type { ExceptionsFrom } from './exceptions/decisions.js';
import { openHistory } from './history/source.js';
import { readAsset } from './package/assets.js';
import type { Progress, ScanResult } from './scan/options.js';
import { scan } from './scan/scan.js';
import { type OpenedShard, openHistoryShard, openTreeShard, receiptOfShard } from './shards/open-shard.js';
import { type CommitSet, openCommitSet } from './sources/commit-set.js';
import { openMessage } from './sources/message.js';
import { openPush, type PushedRef } from './sources/push.js';
import { openRange } from './sources/range.js';
import { openStaged } from './sources/staged.js';
import { openStagedAndNamed } from './sources/staged-and-named.js';
import { openStream, type Readable } from './sources/stream.js';
import { openText } from './sources/text.js';
import { openTree } from './sources/tree.js';
import { openWorkingFiles } from './sources/working-files.js';
import type { Confidence, Shard, Source } from './types.js';
import type { VaultName } from './vaults/vaults.js';

export type { CommitSet } from './sources/commit-set.js';
export type { PushedRef } from './sources/push.js';

export interface ScannerOptions {
  /** The lowest confidence that is reported; where left out what `.keyfence.json` says, or medium. */
  confidence?: Confidence;
  /** Of scans of commits: whether exceptions count as the newest commit has them, or only once they are merged. */
  exceptionsFrom?: ExceptionsFrom;
  /** Whether what is only listed as not scanned (a submodule, a picture) makes the scan incomplete, too. */
  strict?: boolean;
  /**
   * Whether the values of the schema's names, as the shell and the env files have them, are looked for too. Where left out:
   * in scans of a repository, unless it is a pull request from a fork that is scanned, and not in a text or a stream.
   */
  knownValues?: boolean;
  /** The vaults that are asked for these values, too, wherever they are looked for; none where left out. */
  vaults?: readonly VaultName[];
  /** Ends a scan early: what was found until then is told, and the receipt says that it is not complete. */
  signal?: AbortSignal;
  /** Is told how far a scan has come, after each file and each part of a large one; the scan waits for it. */
  onProgress?: (progress: Progress) => void | Promise<void>;
}

export interface Scanner {
  scan(source: Source): Promise<ScanResult>;
  /** @param options `name`: what findings call the text. `cwd`: a folder of the project whose files hold for it, if any. */
  scanText(text: string | Buffer, options?: { name?: string; cwd?: string }): Promise<ScanResult>;
  /**
   * A stream of any size, with the schemas of the project around `cwd`; of it only a few megabytes are held.
   * @param options `name`: a path from `cwd` that the stream stands for; `stdin` if left out.
   */
  scanStream(readable: Readable, options?: { name?: string; cwd?: string }): Promise<ScanResult>;
  /**
   * What a commit made now would add. `cwd`: a folder in the repository. `paths`: files and folders that are scanned
   * whole where they are not staged. `opened`: what is staged, where that has been read already; it is closed afterwards.
   */
  scanStaged(options?: { cwd?: string; paths?: readonly string[]; opened?: Source }): Promise<ScanResult>;
  /** The commit message in `file`, which Git gives to its commit-msg hook, and the name of the branch. */
  scanMessage(file: string, options?: { cwd?: string }): Promise<ScanResult>;
  /**
   * Each commit of `A..B` (or `A...B`): what it introduces, and its words. An end left out is HEAD.
   * `knownTo`: a remote, by name or URL; what its remote-tracking branches have is left out.
   */
  scanRange(options: { cwd?: string; range: string; knownTo?: string | null }): Promise<ScanResult>;
  /**
   * What a push sends and the remote does not have yet. `remote`: its name or URL. `refs`: the lines that Git gives the
   * hook; left out where they are not known: then what `tip` (HEAD) has and no remote-tracking branch.
   */
  scanPush(options: {
    cwd?: string;
    remote?: string | null;
    refs?: readonly PushedRef[] | null;
    tip?: string;
  }): Promise<ScanResult>;
  /** Each commit of a set: what it introduces, and its words. */
  scanCommits(set: CommitSet, options?: { cwd?: string }): Promise<ScanResult>;
  /**
   * All that a history holds: of `refs`, or where there are none, of HEAD. `all`: of every ref. `unreachable`: what nothing
   * names any more, too. `recalls`: use what earlier scans of the repository found out, and keep what this one does, in the
   * user's cache folder; the result is the same. `shard`: only this part of it.
   */
  scanHistory(options?: {
    cwd?: string;
    refs?: readonly string[];
    all?: boolean;
    unreachable?: boolean;
    recalls?: boolean;
    shard?: Shard;
  }): Promise<ScanResult>;
  /** The working tree around `cwd`, or the given files and folders. `shard`: only this part of them. */
  scanFiles(
    paths?: readonly string[],
    options?: { cwd?: string; includeIgnored?: boolean; shard?: Shard },
  ): Promise<ScanResult>;
}

interface Tools {
  engine: Engine;
  catalog: PatternIndex;
  guard: FileGuard;
}

function loadTools(): Tools {
  const names = JSON.parse(readAsset('file-names.json').toString('utf8')) as GuardedName[];
  return { engine: loadEngine(), catalog: loadCatalog(), guard: createFileGuard(names) };
}

/**
 * A scanner; what it needs is loaded by its first scan.
 * @throws (in scans) where the package is damaged, or KEYFENCE_ENGINE=re2 asks for an engine that does not load.
 */
export function createScanner(options: ScannerOptions = {}): Scanner {
  const {
    confidence = null,
    exceptionsFrom = 'newest',
    strict = false,
    vaults = [],
    signal = null,
    onProgress = () => {},
  } = options;
  let tools: Tools | null = null;
  const { env } = process;
  const ofRepository = () => options.knownValues ?? !isPullRequestOfFork(env);
  const run = async (
    opened: Source | Promise<Source>,
    { cwd, knows }: { cwd: string | undefined; knows: boolean },
  ) => {
    const opening = Promise.resolve(opened);
    opening.catch(() => {}); // awaited below
    tools ??= loadTools(); // while Git is at work
    const source = await opening;
    try {
      const knownValues = knows && cwd !== undefined ? { cwd, env, vaults } : null;
      return await scan({
        source,
        ...tools,
        confidence,
        exceptionsFrom,
        strict,
        knownValues,
        signal,
        onProgress,
      });
    } finally {
      await source.close().catch(() => {}); // every answer is in by now, or scan() has thrown
    }
  };
  const runText = (opened: Source | Promise<Source>, cwd: string | undefined) =>
    run(opened, { cwd, knows: options.knownValues === true });
  const runProject = (opened: Source | Promise<Source>, cwd: string) =>
    run(opened, { cwd, knows: ofRepository() });
  const runShard = async (opening: Promise<OpenedShard>, cwd: string) => {
    const opened = opening.then(({ source }) => source);
    const { findings, receipt } = await runProject(opened, cwd);
    return { findings, receipt: receiptOfShard(receipt, await opening) };
  };
  const ofShard = (shard: Shard) => ({ shard, confidence, strict });
  return {
    scan: (source) => runText(source, process.cwd()),
    scanText: async (text, { name = 'text', cwd } = {}) => {
      const readFile = cwd === undefined ? async () => null : await openWorkingFiles(cwd);
      const path = Buffer.from(name, 'utf8').toString('latin1');
      return runText(openText(Buffer.from(text as string), path, readFile), cwd);
    },
    scanStream: (readable, { name = 'stdin', cwd = process.cwd() } = {}) =>
      runText(openStream(readable, { name, cwd }), cwd),
    scanStaged: async ({ cwd = process.cwd(), paths = [], opened } = {}) =>
      runProject(
        opened ?? (paths.length === 0 ? openStaged({ cwd }) : openStagedAndNamed({ cwd, paths })),
        cwd,
      ),
    scanMessage: (file, { cwd = process.cwd() } = {}) => runProject(openMessage({ cwd, file }), cwd),
    scanRange: ({ cwd = process.cwd(), range, knownTo = null }) =>
      runProject(openRange({ cwd, range, knownTo }), cwd),
    scanPush: ({ cwd = process.cwd(), remote = null, refs = null, tip = 'HEAD' }) =>
      runProject(openPush({ cwd, remote, refs, tip }), cwd),
    scanCommits: (set, { cwd = process.cwd() } = {}) => runProject(openCommitSet(set, { cwd }), cwd),
    scanHistory: ({
      cwd = process.cwd(),
      refs = [],
      all = false,
      unreachable = false,
      recalls = false,
      shard,
    } = {}) => {
      const choice = { cwd, refs, all, unreachable };
      return shard
        ? runShard(openHistoryShard(choice, ofShard(shard)), cwd)
        : runProject(openHistory(choice, { recalls }), cwd);
    },
    scanFiles: (paths = [], { cwd = process.cwd(), includeIgnored = false, shard } = {}) => {
      const choice = { cwd, paths, includeIgnored };
      return shard ? runShard(openTreeShard(choice, ofShard(shard)), cwd) : runProject(openTree(choice), cwd);
    },
  };
}
