/** Files that hold other files or streams of text: archives, documents, databases, pictures. */
import type { ByteString } from '../types.js';
import type { Budget } from './budget.js';
import type { ContentKind } from './content-kind.js';
import type { Layer } from './layer.js';

/** Where a container stands: the layers around it, for the names of what is skipped. */
export interface Place {
  layers: readonly ByteString[];
  budget: Budget;
}

/** The parts of a container that can be read, in its own order. What cannot be read is named in the budget. */
export async function* containerLayers(
  _bytes: Buffer,
  _kind: Extract<ContentKind, { kind: 'container' }>,
  _place: Place,
): AsyncIterable<Layer> {}
