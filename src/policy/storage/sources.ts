/** The line: the schema says of each secret in which manager its value lives. */
import { type Answer, fail, type Line, manual, notApplicable, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { count, listed, shownName } from '../words.js';
import { storesOf } from './stores.js';

export const secretSources: Line = {
  id: 'secret-sources',
  point: 'storage',
  title: 'The schema says in which manager each value lives',
  look,
};

const EXAMPLE = '"source": "op://vault/item/field"';

function look({ declared, schemas }: PolicyProject): Answer {
  const names = storesOf(declared);
  if (names.length === 0) return notApplicable('there is no schema with names in it');
  const open = names.filter(({ store }) => store?.kind === 'open');
  if (open.length > 0) {
    const problems = open.map(
      ({ name }): Problem => ({
        file: schemas[0]?.file ?? null,
        line: null,
        says: `the source of ${shownName(name)} is a place that is not encrypted`,
        remedy: null,
      }),
    );
    const remedy = `move the values to a manager, rotate them, and say where they live: ${EXAMPLE}`;
    return fail(`${open.length} of ${count(names.length, 'name')} in a plain file or a chat`, problems, {
      remedy,
    });
  }
  const without = names.filter(({ store }) => store === null).map(({ name }) => shownName(name));
  const unknown = names.filter(({ store }) => store?.kind === 'unknown').map(({ name }) => shownName(name));
  if (without.length > 0) {
    return manual(
      `not told for ${listed(without)}`,
      `see where these values live, and write it into the schema: ${EXAMPLE}`,
    );
  }
  if (unknown.length > 0) {
    return manual(
      `keyfence does not know the sources of ${listed(unknown)}`,
      'see whether these places are managers of secrets',
    );
  }
  return pass(count(names.length, 'name'));
}
