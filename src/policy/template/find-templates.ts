/** Which templates of env files belong to which schema: those in its part of the tree. */
import { isTemplateName } from '../../environment/template-values.js';
import { baseName } from '../../project/view.js';
import { folderOf, SCHEMA_FILE } from '../../schema/merge-schemas.js';
import type { SchemaEntry } from '../../schema/read-schema.js';
import type { ByteString } from '../../types.js';
import type { PolicyProject } from '../project.js';

/** A part of the tree with a schema of its own, and its templates. */
export interface Part {
  /** From the top level; empty for all that no other schema is nearer to. */
  folder: ByteString;
  /** The schema's file, or the first of those that the configuration names. */
  schema: ByteString;
  /** What its own schema declares. */
  entries: readonly SchemaEntry[];
  /** Those for the whole part, the one to add to first: in its folder, or where there is none, as near as there is one. */
  main: ByteString[];
  /** Those farther down. */
  others: ByteString[];
}

const BEST = ['.env.example', 'mcp_env.example', '.env.schema'];

/** Every template that Git does not ignore. */
export function templatesOf({ files }: PolicyProject): ByteString[] {
  return files.filter((file) => isTemplateName(baseName(file))).sort();
}

/** None where there is no schema. */
export async function partsOf(project: PolicyProject): Promise<Part[]> {
  const { schemas, configuration } = project;
  const [first] = schemas;
  if (first === undefined) return [];
  const templates = templatesOf(project);
  if (configuration.schemas !== null) {
    const entries = await project.entriesIn('');
    return [partOf({ folder: '', schema: first.file, entries, templates })];
  }
  const bases = schemas.map(({ file }) => baseOf(file));
  return schemas.map(({ file, entries }) => {
    const folder = baseOf(file);
    const own = templates.filter((template) => nearestOf(folderOf(template), bases) === folder);
    return partOf({ folder, schema: file, entries, templates: own });
  });
}

function partOf({
  folder,
  schema,
  entries,
  templates,
}: Pick<Part, 'folder' | 'schema' | 'entries'> & { templates: readonly ByteString[] }): Part {
  const depth = (template: ByteString) => {
    const own = folderOf(template);
    return own === folder || own === folderOf(schema) ? 0 : own.split('/').length;
  };
  const least = Math.min(...templates.map(depth));
  const rank = (template: ByteString) => {
    const known = BEST.indexOf(baseName(template));
    return known < 0 ? BEST.length : known;
  };
  const main = templates.filter((template) => depth(template) === least);
  return {
    folder,
    schema,
    entries,
    main: main.toSorted((a, b) => rank(a) - rank(b)),
    others: templates.filter((template) => depth(template) !== least),
  };
}

/** The folder that a schema's own folder stands in. */
function baseOf(schema: ByteString): ByteString {
  return schema.slice(0, Math.max(0, schema.length - SCHEMA_FILE.length - 1));
}

/** The nearest of `bases` at or above a folder; undefined where there is none. */
function nearestOf(folder: ByteString, bases: readonly ByteString[]): ByteString | undefined {
  const above = bases.filter((base) => base === '' || folder === base || folder.startsWith(`${base}/`));
  return above.toSorted((a, b) => b.length - a.length)[0];
}
