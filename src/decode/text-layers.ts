/** Text that is written inside text: base64, escapes, wide characters and the like. */
import type { ByteRange } from '../types.js';
import type { Budget } from './budget.js';
import type { Layer } from './layer.js';
import { base64Layers } from './text/base64.js';
import { byteListLayers } from './text/byte-lists.js';
import { escapeLayers } from './text/escapes.js';
import { kubernetesLayers } from './text/kubernetes.js';
import { wideRunLayers } from './text/wide-runs.js';

/** What is known of the bytes besides themselves. */
export interface Surroundings {
  budget: Budget;
  /** Whether a range of the bytes shows something that the text does not which they were decoded from. */
  isNews(range: ByteRange): boolean;
  /** Whether they are cut out of a longer text, so that they may begin anywhere in it. */
  isCut: boolean;
  /** Whether they are decoded themselves. */
  isDecoded: boolean;
}

const LIMIT = 'limit reached: too much text inside text';

/** Everything one step in that `bytes` hold; deeper ones are found by asking again with a layer's own bytes. */
export function* textLayers(bytes: Buffer, { budget, ...known }: Surroundings): Iterable<Layer> {
  for (const layer of layersOf(bytes, known)) {
    if (!budget.takeBytes(layer.bytes.length)) {
      if (!budget.skipped.some(({ reason }) => reason === LIMIT)) budget.skip([], LIMIT, { listed: false });
      return;
    }
    yield layer;
  }
}

function* layersOf(bytes: Buffer, known: Omit<Surroundings, 'budget'>): Iterable<Layer> {
  yield* kubernetesLayers(bytes, known.isNews);
  yield* base64Layers(bytes, known);
  yield* byteListLayers(bytes, known.isNews);
  yield* escapeLayers(bytes, known);
  yield* wideRunLayers(bytes, known.isNews);
}
