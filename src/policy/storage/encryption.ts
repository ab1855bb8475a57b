/** The line: where the values are kept, they are encrypted at rest. */
import { type Answer, type Line, manual, notApplicable } from '../line.js';
import type { PolicyProject } from '../project.js';
import { count } from '../words.js';
import { storesOf } from './stores.js';

export const storesEncrypted: Line = {
  id: 'stores-encrypted',
  point: 'encryption',
  title: 'The places that hold the values encrypt them at rest',
  look,
};

/** What a manager does is its own affair: a person has to look. */
function look({ declared }: PolicyProject): Answer {
  const names = storesOf(declared);
  if (names.length === 0) return notApplicable('there is no schema with names in it');
  const stores = new Map<string, number>();
  for (const { store } of names) {
    const name = store?.name ?? 'a place that the schema does not tell';
    stores.set(name, (stores.get(name) ?? 0) + 1);
  }
  const told = [...stores].map(([name, names]) => `${name} (${count(names, 'name')})`).join(', ');
  return manual(
    told,
    'see in the settings of each that it encrypts what it stores and who can read it, and that the disks of those who develop are encrypted',
  );
}
