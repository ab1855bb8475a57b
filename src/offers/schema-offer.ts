/** The offer of a first `secrets/schema.json`: names and formats, never a value. */
import { CONFIGURATION_FILE, readConfiguration } from '../config/configuration.js';
import { loadCatalog } from '../detect/stored-catalog.js';
import { KeyfenceError } from '../errors.js';
import { ignoredPaths } from '../git/working-tree.js';
import { type CollectedName, collectNames } from '../project/names/collect-names.js';
import { absolute, type ProjectView } from '../project/view.js';
import { SCHEMA_FILE } from '../schema/merge-schemas.js';
import { readSchema } from '../schema/read-schema.js';
import { readsAsWords } from '../schema/schema-form.js';
import type { SchemaSection } from '../schema/schema-records.js';
import type { ByteString } from '../types.js';
import { catalogNames } from './catalog-names.js';
import { emptyOffer, type Offer, type PlannedChange, planChange, unlessEmpty } from './offer.js';
import { describeSecretName, type SecretName } from './secret-names.js';
import { notesOnTemplates } from './template-notes.js';

const MOST_TOLD = 12; // names in one note

type Named = CollectedName & SecretName;

/**
 * @returns null where no name of a secret is found.
 * @throws GitError
 */
export async function offerSchema(view: ProjectView): Promise<Offer | null> {
  const { names, templates, isCut } = collectNames(view);
  const lookUp = catalogNames(loadCatalog().patterns.all());
  const secrets = names.flatMap((one): Named[] => {
    const described = describeSecretName(one.name, lookUp(one.name)) ?? (isOfCi(one) ? OF_CI : null);
    return described === null ? [] : [{ ...one, ...described }];
  });
  const offer = emptyOffer('schema', WHY);
  const { notes } = offer;
  notes.push(...(await notesOnTemplates(view, templates)));
  if (isCut)
    notes.push(
      'There is more code than keyfence looked through for names of secrets: the schema may lack some.',
    );
  const schemas = schemasOf(view);
  if (schemas === null) {
    notes.push(`${CONFIGURATION_FILE} cannot be read: keyfence scan says what is wrong with it.`);
  } else if (schemas.length > 0) {
    notes.push(...notesOnSchemas(view, schemas, secrets));
  } else if (secrets.length > 0) {
    offer.changes.push(changeOf(view, secrets));
    const ignored = await ignoredPaths([SCHEMA_FILE], view.top);
    if (ignored.size > 0)
      offer.next.push(
        `Git ignores ${SCHEMA_FILE} here, and the hooks read what Git has: git add -f ${SCHEMA_FILE}`,
      );
  }
  return unlessEmpty(offer);
}

/** What stands among the secrets of a repository is one, whatever it is called. */
const OF_CI: SecretName = { group: 'ci', format: null };

function isOfCi({ name, isOfWorkflows }: CollectedName): boolean {
  return isOfWorkflows && readsAsWords(name);
}

const WHY = `write down the names of the secrets that the code uses in ${SCHEMA_FILE}, so that each is guarded by its name, and keyfence env can check them`;

/** @throws Error where what was written is no schema. */
function changeOf(view: ProjectView, secrets: readonly Named[]): PlannedChange {
  const text = schemaText(view, secrets);
  readSchema(text, SCHEMA_FILE);
  const after = text.toString('latin1');
  return planChange({
    path: absolute(view, SCHEMA_FILE),
    before: null,
    after,
    why: 'the names of your secrets',
  });
}

function schemaText(view: ProjectView, secrets: readonly Named[]): Buffer {
  const hasPackages = view.has('package.json');
  const section = (isOptional: boolean) => groupsOf(secrets.filter((one) => one.isOptional === isOptional));
  const sections: [SchemaSection, object][] = [
    ['required', section(false)],
    ['optional', section(true)],
  ];
  const schema = {
    ...(hasPackages ? { $schema: '../node_modules/keyfence/patterns/secrets.schema.json' } : {}),
    version: 1,
    ...Object.fromEntries(sections.filter(([, groups]) => Object.keys(groups).length > 0)),
  };
  return Buffer.from(`${JSON.stringify(schema, null, 2)}\n`, 'utf8');
}

function groupsOf(secrets: readonly Named[]): Record<string, Record<string, object>> {
  const groups = [...new Set(secrets.map(({ group }) => group))].sort();
  const inGroup = (group: string) =>
    secrets
      .filter((one) => one.group === group)
      .map(({ name, format, parts, isOfWorkflows }) => [
        name,
        {
          ...format,
          ...(parts === null ? {} : { required_for: parts.map(asText) }),
          ...(isOfWorkflows ? { environments: ['github'] } : {}),
        },
      ]);
  return Object.fromEntries(groups.map((group) => [group, Object.fromEntries(inGroup(group))]));
}

function asText(part: ByteString): string {
  return Buffer.from(part, 'latin1').toString('utf8');
}

/** The schemas that hold here, wherever they are named or lie; null where the configuration is broken. */
function schemasOf(view: ProjectView): ByteString[] | null {
  try {
    const { schemas } = readConfiguration(view.read(CONFIGURATION_FILE));
    if (schemas !== null) return schemas.map(({ path }) => path);
  } catch (error) {
    if (error instanceof KeyfenceError) return null;
    throw error;
  }
  const isSchema = (file: ByteString) => file === SCHEMA_FILE || file.endsWith(`/${SCHEMA_FILE}`);
  const found = view.files.filter(isSchema);
  return found.length > 0 || !view.has(SCHEMA_FILE) ? found : [SCHEMA_FILE];
}

/** Nothing of them is changed: they are the owner's. */
function notesOnSchemas(
  view: ProjectView,
  schemas: readonly ByteString[],
  secrets: readonly Named[],
): string[] {
  const known = new Set<string>();
  for (const schema of schemas) {
    try {
      const entries = readSchema(view.read(schema) ?? Buffer.alloc(0), schema);
      for (const { variable, record } of entries)
        for (const name of [variable, ...(record.aliases ?? [])]) known.add(name);
    } catch (error) {
      if (!(error instanceof KeyfenceError)) throw error;
      return [`${asText(schema)} cannot be read: keyfence scan says what is wrong with it.`];
    }
  }
  const missing = secrets.map(({ name }) => name).filter((name) => !known.has(name));
  if (missing.length === 0) return [];
  const shown = missing.slice(0, MOST_TOLD).join(', ');
  const rest = missing.length > MOST_TOLD ? ` and ${missing.length - MOST_TOLD} more` : '';
  return [
    `Used here, and not in ${schemas.length === 1 ? asText(schemas[0] as string) : 'your schemas'}: ${shown}${rest}.`,
  ];
}
