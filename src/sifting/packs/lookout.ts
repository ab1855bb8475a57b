/** Looks at the packs of a repository while its history is still being listed. */
import type { Configuration } from '../../config/configuration.js';
import type { Detector } from '../../detect/detector.js';
import type { FileGuard } from '../../detect/file-names.js';
import type { FolderDetectors } from '../../project/folder-detectors.js';
import type { Surroundings } from '../../project/known-values.js';
import type { ToldText, ToldTexts } from '../../recall/told-texts.js';
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
  /** Opens what earlier scans told, once all is known that it depends on; null where there is nothing of the kind. */
  openTold: () => ToldTexts | null;
  /** Is told of dull objects that the scan need not open. */
  tell: (run: DullObjects) => Promise<void>;
  /** Is told how many bytes of all packs are searched. */
  onProgress: (done: number, all: number) => void | Promise<void>;
}

export interface HistoryLookout {
  pass: Pass;
  /** What an earlier scan told of an object, where that is all that there is to tell. To be asked after `pass`. */
  told: (position: number) => ToldText | null;
  /** To be called once the scan is complete, and before `end`. */
  keep(): void;
  /** Ends all threads. */
  end(): Promise<void>;
}

export function openHistoryLookout(options: HistoryLookoutOptions): HistoryLookout {
  let ahead: PacksAhead | null = null;
  const starting = start(options).then((started) => {
    ahead = started;
    return started;
  });
  starting.catch(() => {}); // awaited in `pass`
  return {
    async pass(position) {
      const run = await (await starting)?.pass(position);
      if (!run) return 0;
      await options.tell(run);
      return run.objects;
    },
    told: (position) => ahead?.told(position) ?? null,
    keep: () => ahead?.keep(),
    end: async () => (await starting.catch(() => null))?.end(),
  };
}

async function start(options: HistoryLookoutOptions): Promise<PacksAhead | null> {
  const { objects, folders, guard, files, task, openTold, onProgress } = options;
  // Each vault is asked once, and not by every thread.
  if ((task.knownValues?.vaults ?? []).length > 0) return null;
  const paths = await telltalePaths(objects, folders, task.configuration);
  const { PacksAhead } = await import('./ahead.js');
  return PacksAhead.start({
    ...{ objects, folders, guard, paths, onProgress },
    task: { ...task, files },
    // What the environment holds may be another value next time.
    toldBefore: folders.knownCount > 0 ? null : openTold(),
  });
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
