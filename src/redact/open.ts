/** What redaction needs besides its text: the catalog, and the schemas and values of the project around a folder. */
import { CONFIGURATION_FILE, readConfiguration } from '../config/configuration.js';
import { DEFAULT_LIMITS, type LayerSkip } from '../decode/budget.js';
import type { Detector } from '../detect/detector.js';
import { Detectors } from '../detect/detectors.js';
import { loadEngine } from '../detect/regex.js';
import { loadCatalog } from '../detect/stored-catalog.js';
import { KnownValues, type Surroundings } from '../project/known-values.js';
import { SchemaResolver } from '../schema/merge-schemas.js';
import { placeOfStream } from '../sources/stream.js';
import { readWorkingFile } from '../sources/working-files.js';
import type { Skip } from '../types.js';
import type { MaskFinder } from './find-masks.js';

const STREAM_NAME = 'stdin';

/** The project whose schemas hold, by a folder in it. */
export interface Project extends Surroundings {
  /** Whether the values of the schemas' names are masked, too. */
  knownValues: boolean;
}

export interface FinderOptions {
  /** No schema holds where there is none. */
  project: Project | null;
  /** Is told of everything inside the text that could not be read. */
  skip: (skip: LayerSkip) => void;
  /** Is told of values that could not be looked up. */
  skipValues: (skip: Skip) => void;
}

let loaded: Detectors | null = null;

/**
 * Of the project's configuration only its own patterns and schemas count: what is let pass in a scan is masked all the same.
 * @throws KeyfenceError where the configuration or a schema is broken, or Git does not tell which project this is.
 */
export async function openMaskFinder({ project, skip, skipValues }: FinderOptions): Promise<MaskFinder> {
  loaded ??= new Detectors(loadCatalog(), { engine: loadEngine(), disabled: new Set() });
  const detector = project ? await detectorAround(project, loaded, skipValues) : loaded.for(null);
  return { detectors: [detector], limits: DEFAULT_LIMITS, skip };
}

async function detectorAround(
  project: Project,
  detectors: Detectors,
  skip: FinderOptions['skipValues'],
): Promise<Detector> {
  const { root, path } = await placeOfStream({ cwd: project.cwd, name: STREAM_NAME });
  const configuration = readConfiguration(readWorkingFile(root, CONFIGURATION_FILE));
  const schemas = new SchemaResolver(async (file) => readWorkingFile(root, file), configuration);
  const plainFor = async () => detectors.for(await schemas.indexFor(path));
  if (!project.knownValues) return plainFor();
  return new KnownValues(project, { schemas, plainFor, skip }).detectorFor(path, { isOnDisk: false });
}
