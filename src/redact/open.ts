/** What redaction needs besides its text: the catalog, and the schemas of the project around a folder. */
import { DEFAULT_LIMITS, type LayerSkip } from '../decode/budget.js';
import type { Detector } from '../detect/detector.js';
import { loadEngine } from '../detect/regex.js';
import { loadCatalog } from '../detect/stored-catalog.js';
import { Detectors } from '../detectors.js';
import { SchemaResolver } from '../schema/merge-schemas.js';
import { placeOfStream } from '../sources/stream.js';
import { readWorkingFile } from '../sources/working-files.js';
import type { MaskFinder } from './find-masks.js';

const STREAM_NAME = 'stdin';

export interface FinderOptions {
  /** A folder of the project whose schemas hold; none hold where it is left out. */
  cwd?: string | undefined;
  /** What is masked besides the formats of the catalog and the schemas. */
  further?: readonly Detector[];
  /** Is told of everything inside the text that could not be read. */
  skip?: (skip: LayerSkip) => void;
}

let loaded: Detectors | null = null;

/**
 * The configuration of the project plays no part: what is let pass in a scan is masked here all the same.
 * @throws KeyfenceError where a schema is broken, or Git does not tell which project this is.
 */
export async function openMaskFinder({
  cwd,
  further = [],
  skip = () => {},
}: FinderOptions): Promise<MaskFinder> {
  loaded ??= new Detectors(loadCatalog(), loadEngine());
  const own = loaded.for(cwd === undefined ? null : await schemasAround(cwd));
  return { detectors: [own, ...further], limits: DEFAULT_LIMITS, skip };
}

async function schemasAround(cwd: string) {
  const { root, path } = await placeOfStream({ cwd, name: STREAM_NAME });
  const schemas = new SchemaResolver(async (file) => readWorkingFile(root, file));
  return schemas.indexFor(path);
}
