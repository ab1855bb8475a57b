/** What runs in a thread of its own: it takes batch after batch, tells what each comes to, and ends with the last one. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Configuration } from '../config/configuration.js';
import { createFileGuard, type GuardedName } from '../detect/file-names.js';
import { loadEngine } from '../detect/regex.js';
import { loadCatalog } from '../detect/stored-catalog.js';
import { readAsset } from '../package/assets.js';
import { FolderDetectors } from '../project/folder-detectors.js';
import type { Surroundings } from '../project/known-values.js';
import { FileReader } from '../sources/read-file.js';
import { readWorkingFile } from '../sources/working-files.js';
import type { ByteString, Confidence, EngineName } from '../types.js';
import { type Run, siftBatch } from './runs.js';
import { Batches, type SharedFiles } from './shared.js';
import { Sieve } from './sieve.js';

/** What a worker is given. Plain data: it is copied into the thread. */
export interface WorkerTask {
  files: SharedFiles;
  /** Its number, from 2 on: the first thread is the one that scans. */
  thread: number;
  root: ByteString;
  engine: EngineName;
  configuration: Configuration;
  confidence: Confidence;
  /** Values that vaults have are not looked up here: each of them is asked once. */
  knownValues: Surroundings | null;
}

/** What a worker tells of a batch. */
export interface BatchSifted {
  batch: number;
  runs: Run[];
}

async function siftAll(task: WorkerTask, tell: (sifted: BatchSifted) => void): Promise<void> {
  const { root, configuration, confidence, knownValues } = task;
  const engine = loadEngine();
  if (engine.name !== task.engine) throw new Error('another engine than that of the scan');
  const folders = new FolderDetectors({
    catalog: loadCatalog(),
    engine,
    configuration,
    readFile: async (path) => readWorkingFile(root, path),
    knownValues,
    skip: () => {},
  });
  const guard = createFileGuard(JSON.parse(readAsset('file-names.json').toString('utf8')) as GuardedName[]);
  const isAlone = (knownValues?.vaults ?? []).length === 0;
  const reader = new FileReader();
  const sieve = new Sieve({ folders, isAlone, guard, configuration, confidence, reader });
  const batches = new Batches(task.files, task.thread);
  for (let batch = batches.takeNext(); batch !== null; batch = batches.takeNext()) {
    tell({ batch, runs: await siftBatch(sieve, batches.filesOf(batch), root) });
  }
}

// Where it fails the thread ends, and the one that scans does the rest.
void siftAll(workerData as WorkerTask, (sifted) => parentPort?.postMessage(sifted));
