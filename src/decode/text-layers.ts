/** Text that is written inside text: base64, escapes, wide characters and the like. */
import type { ByteRange } from '../types.js';
import type { Budget } from './budget.js';
import type { Layer } from './layer.js';
import { base64Layers } from './text/base64.js';
import { byteListLayers } from './text/byte-lists.js';
import { Escapes } from './text/escapes.js';
import { kubernetesLayers } from './text/kubernetes.js';
import { findPlaces, type Places } from './text/places.js';
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

const NONE: readonly Layer[] = [];

/** Everything one step in that `bytes` hold; deeper ones are found by asking again with a layer's own bytes. */
export function textLayers(bytes: Buffer, { budget, ...known }: Surroundings): Iterable<Layer> {
  const escapes = new Escapes(bytes, known);
  const places = findPlaces(bytes, (at) => escapes.add(at));
  const { runs, lists, hasSecret } = places;
  const isPlain = runs.length + lists.length === 0 && !hasSecret && escapes.isEmpty && !bytes.includes(0);
  return isPlain ? NONE : within(budget, layersOf(bytes, { ...known, ...places, escapes }));
}

function* within(budget: Budget, layers: Iterable<Layer>): Iterable<Layer> {
  for (const layer of layers) {
    if (!budget.takeBytes(layer.bytes.length)) {
      if (!budget.skipped.some(({ reason }) => reason === LIMIT)) budget.skip([], LIMIT, { listed: false });
      return;
    }
    yield layer;
  }
}

type Found = Omit<Surroundings, 'budget'> & Places & { escapes: Escapes };

function* layersOf(bytes: Buffer, found: Found): Iterable<Layer> {
  if (found.hasSecret) yield* kubernetesLayers(bytes, found.isNews);
  if (found.runs.length > 0) yield* base64Layers(bytes, found.runs, found);
  if (found.lists.length > 0) yield* byteListLayers(bytes, found.lists, found.isNews);
  yield* found.escapes.layers();
  yield* wideRunLayers(bytes, found.isNews);
}
