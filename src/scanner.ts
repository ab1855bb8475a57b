/** Everything a scan needs besides its source, loaded once. */
import { DEFAULT_LIMITS } from './decode/budget.js';
import { createFileGuard, type FileGuard, type GuardedName } from './detect/file-names.js';
import type { PatternIndex } from './detect/index-patterns.js';
import { type Engine, loadEngine } from './detect/regex.js';
import { loadCatalog } from './detect/stored-catalog.js';
import { readAsset } from './package/assets.js';
import { type Progress, type ScanResult, scan } from './scan.js';
import { openStaged } from './sources/staged.js';
import { openStream, type Readable } from './sources/stream.js';
import { openText } from './sources/text.js';
import { openTree } from './sources/tree.js';
import type { Confidence, Source } from './types.js';

export interface ScannerOptions {
  /** The lowest confidence that is reported; medium where left out. */
  confidence?: Confidence;
  /** Whether what is only listed as not scanned (a submodule, a picture) makes the scan incomplete, too. */
  strict?: boolean;
  /** Is told how far a scan has come, after each file and each part of a large one. */
  onProgress?: (progress: Progress) => void;
}

export interface Scanner {
  scan(source: Source): Promise<ScanResult>;
  /** @param options `name`: what findings call the text. */
  scanText(text: string | Buffer, options?: { name?: string }): Promise<ScanResult>;
  /**
   * A stream of any size, with the schemas of the project around `cwd`; of it only a few megabytes are held.
   * @param options `name`: a path from `cwd` that the stream stands for; `stdin` if left out.
   */
  scanStream(readable: Readable, options?: { name?: string; cwd?: string }): Promise<ScanResult>;
  /** What a commit made now would add. `cwd`: a folder in the repository. */
  scanStaged(options?: { cwd?: string }): Promise<ScanResult>;
  /** The working tree around `cwd`, or the given files and folders. */
  scanFiles(
    paths?: readonly string[],
    options?: { cwd?: string; includeIgnored?: boolean },
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
  const { confidence = 'medium', strict = false, onProgress = () => {} } = options;
  let tools: Tools | null = null;
  const run = async (opened: Source | Promise<Source>) => {
    const opening = Promise.resolve(opened);
    opening.catch(() => {}); // awaited below
    tools ??= loadTools(); // while Git is at work
    const source = await opening;
    try {
      return await scan({ source, ...tools, confidence, strict, limits: DEFAULT_LIMITS, onProgress });
    } finally {
      await source.close().catch(() => {}); // every answer is in by now, or scan() has thrown
    }
  };
  return {
    scan: run,
    scanText: (text, { name = 'text' } = {}) =>
      run(openText(Buffer.from(text as string), Buffer.from(name, 'utf8').toString('latin1'))),
    scanStream: (readable, { name = 'stdin', cwd = process.cwd() } = {}) =>
      run(openStream(readable, { name, cwd })),
    scanStaged: ({ cwd = process.cwd() } = {}) => run(openStaged({ cwd })),
    scanFiles: (paths = [], { cwd = process.cwd(), includeIgnored = false } = {}) =>
      run(openTree({ cwd, paths, includeIgnored })),
  };
}
