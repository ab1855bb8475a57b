/** The line about stores: whether they have the names that the schema wants in them. The checklist never asks one. */
import { storesMentioned } from '../../stores/asked.js';
import { type Answer, type Line, manual, notApplicable } from '../line.js';
import type { PolicyProject } from '../project.js';

export const storeNames: Line = {
  id: 'store-names',
  point: 'storage',
  title: 'Each store and environment has the names that the schema wants there',
  look,
};

function look({ declared }: PolicyProject): Answer {
  if (declared.length === 0) return notApplicable('no schema declares a name');
  const stores = storesMentioned(declared);
  if (stores.length > 0) {
    return manual(
      `the schema names ${stores.join(', ')}, which are not asked here`,
      `keyfence env --in ${stores.join(',')}`,
    );
  }
  return manual(
    'the schema names no store',
    'say where secrets live ("source") and have to exist ("environments": ["github"]), then run keyfence env --in all',
  );
}
