/** The line: there is a schema that names the secrets. */
import { offerSchema } from '../../offers/schema-offer.js';
import { SCHEMA_FILE } from '../../schema/merge-schemas.js';
import { type Answer, fail, type Line, notApplicable, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { count, listed } from '../words.js';

export const schemaThere: Line = {
  id: 'schema-there',
  point: 'names',
  title: 'A schema names the secrets of the project',
  look,
};

async function look(project: PolicyProject): Promise<Answer> {
  const { schemas, declared } = project;
  if (schemas.length > 0) {
    return pass(
      `${listed(
        schemas.map(({ file }) => file),
        3,
      )}: ${count(declared.length, 'name')}`,
    );
  }
  const offer = await offerSchema(project);
  const changes = offer?.changes ?? [];
  if (changes.length === 0) return notApplicable('no name of a secret was found in code or templates');
  const says = 'names of secrets are used, and no schema has them';
  const remedy = `keyfence check --fix writes ${SCHEMA_FILE}; then look through it`;
  return fail('there is none', [{ file: null, line: null, says, remedy }], { changes });
}
