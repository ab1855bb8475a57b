/** What to write into which schema, so that a name is declared. */
import { loadCatalog } from '../../detect/stored-catalog.js';
import { type CatalogName, catalogNames } from '../../offers/catalog-names.js';
import { describeSecretName } from '../../offers/secret-names.js';
import { SCHEMA_FILE } from '../../schema/merge-schemas.js';
import { readsAsWords } from '../../schema/schema-form.js';
import type { ByteString } from '../../types.js';
import type { PolicyProject } from '../project.js';

let lookUp: ((name: string) => CatalogName | null) | null = null;

/** What the catalog knows of a name. */
export function catalogKnows(name: string): CatalogName | null {
  lookUp ??= catalogNames(loadCatalog().patterns.all());
  return lookUp(name);
}

/** @param use a name, and the file that reads it. */
export function entryToWrite(
  project: PolicyProject,
  { name, file }: { name: string; file: ByteString },
): string {
  const schema = Buffer.from(nearestSchema(project, file), 'latin1').toString('utf8');
  if (!readsAsWords(name)) return `give it a name of words, and declare that in ${schema}`;
  const described = describeSecretName(name, catalogKnows(name));
  const group = described?.group ?? 'app';
  const format = Object.entries(described?.format ?? {}).map(([key, value]) => `"${key}": "${value}"`);
  const entry = `"${name}": ${format.length > 0 ? `{ ${format.join(', ')} }` : '{}'}`;
  return `add to ${schema}, under "required", "${group}": ${entry}`;
}

/** The schema that holds for a file, or the one that will. */
export function nearestSchema({ schemas, configuration }: PolicyProject, file: ByteString): ByteString {
  if (configuration.schemas !== null) return schemas[0]?.file ?? SCHEMA_FILE;
  const folderOf = (schema: ByteString) => schema.slice(0, -SCHEMA_FILE.length);
  const above = schemas.filter((schema) => file.startsWith(folderOf(schema.file)));
  const nearest = above.toSorted((a, b) => b.file.length - a.file.length)[0];
  return nearest?.file ?? SCHEMA_FILE;
}
