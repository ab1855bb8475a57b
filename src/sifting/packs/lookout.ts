/** Looks at the packs of a repository while its history is still being listed. */
import type { Configuration } from '../../config/configuration.js';
import type { Detector } from '../../detect/detector.js';
import type { FileGuard } from '../../detect/file-names.js';
import type { FolderDetectors } from '../../folder-detectors.js';
import type { Surroundings } from '../../known-values.js';
import { folderOf, SCHEMA_FILE } from '../../schema/merge-schemas.js';
import type { ByteString, EngineName, HistoryObjects, Pass } from '../../types.js';
import type { DullObjects, PacksAhead } from './ahead.js';

export interface HistoryLookoutOptions {
  objects: HistoryObjects;
  folders: FolderDetectors;
  guard: FileGuard;
  /** The project's files that were read so far. */
  files: ReadonlyMap<ByteString, Buffer>;
  task: { engine: EngineName; configuration: Configuration; knownValues: Surroundings | null };
  /** Is told of dull objects that the scan need not open. */
  tell: (run: DullObjects) => Promise<void>;
  /** Is told how many bytes of all packs are searched. */
  onProgress: (done: number, all: number) => void | Promise<void>;
}

export function openHistoryLookout(options: HistoryLookoutOptions): {
  pass: Pass;
  /** Ends all threads. */
  end(): Promise<void>;
} {
  const starting = start(options);
  starting.catch(() => {}); // awaited in `pass`
  return {
    async pass(position) {
      const run = await (await starting)?.pass(position);
      if (!run) return 0;
      await options.tell(run);
      return run.objects;
    },
    end: async () => (await starting.catch(() => null))?.end(),
  };
}

async function start({ objects, folders, guard, files, task, onProgress }: HistoryLookoutOptions) {
  // Each vault is asked once, and not by every thread.
  if ((task.knownValues?.vaults ?? []).length > 0) return null;
  const paths = await telltalePaths(objects, folders, task.configuration);
  const { PacksAhead } = await import('./ahead.js');
  const ahead: PacksAhead | null = await PacksAhead.start({
    ...{ objects, folders, guard, paths, onProgress },
    task: { ...task, files },
  });
  return ahead;
}

/** Paths that stand for all others: one for each set of things that are looked for. */
async function telltalePaths(
  { newestPaths }: HistoryObjects,
  folders: FolderDetectors,
  { schemas }: Configuration,
): Promise<ByteString[]> {
  const all = new Set<ByteString>(['']);
  let hasSchema = schemas !== null;
  for await (const path of newestPaths()) {
    all.add(folderOf(path));
    if (path === SCHEMA_FILE || path.endsWith(`/${SCHEMA_FILE}`)) hasSchema = true;
  }
  const byDetector = new Map<Detector, ByteString>();
  for (const folder of hasSchema ? all : ['']) {
    const path = folder === '' ? 'file' : `${folder}/file`;
    const { detector } = await folders.at(path);
    if (!byDetector.has(detector)) byDetector.set(detector, path);
  }
  return [...byDetector.values()];
}
