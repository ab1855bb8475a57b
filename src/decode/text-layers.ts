/** Text that is written inside text: base64, escapes, wide characters and the like. */
import type { Budget } from './budget.js';
import type { Layer } from './layer.js';

/** Everything one step in that `bytes` hold; deeper ones are found by asking again with a layer's own bytes. */
export function* textLayers(_bytes: Buffer, _budget: Budget): Iterable<Layer> {}
