/** The project as the checklist looks at it: its files, its configuration and what its schemas declare. */
import { CONFIGURATION_FILE, type Configuration, readConfiguration } from '../config/configuration.js';
import { type DeclaredName, declaredNames } from '../environment/declared-names.js';
import { KeyfenceError } from '../errors.js';
import { type ProjectView, viewProject } from '../project/view.js';
import { SCHEMA_FILE, SchemaResolver } from '../schema/merge-schemas.js';
import { readSchema, type SchemaEntry } from '../schema/read-schema.js';
import { toBytes } from '../sources/read-file.js';
import { readWorkingFile } from '../sources/working-files.js';
import type { ByteString } from '../types.js';

/** A schema of the project, wherever it stands. */
export interface ProjectSchema {
  /** From the top level. */
  file: ByteString;
  entries: SchemaEntry[];
}

export interface PolicyProject extends ProjectView {
  configuration: Configuration;
  /** Every schema that holds for some file, the top level's first. */
  schemas: readonly ProjectSchema[];
  /** Every name that any of them declares, once. */
  declared: readonly DeclaredName[];
  /** Whether the files of the user's own are looked at, too: shell start files, the configs of clients. */
  userConfigs: boolean;
  /** What holds for the files of a folder: merged upward, as scans do. @param folder from the top level, empty for it. */
  entriesIn(folder: ByteString): Promise<SchemaEntry[]>;
}

/**
 * @param top the top level of the working tree, absolute.
 * @throws GitError
 * @throws KeyfenceError where the configuration or a schema is broken, is no regular file, or is named and not there.
 */
export async function viewPolicyProject(
  top: string,
  { userConfigs = false }: { userConfigs?: boolean } = {},
): Promise<PolicyProject> {
  const view = await viewProject(top);
  const read = (path: ByteString) => readWorkingFile(toBytes(top), path);
  const configuration = readConfiguration(read(CONFIGURATION_FILE));
  const resolver = new SchemaResolver(async (path) => read(path), configuration);
  const schemas = schemaFiles(view, configuration).flatMap(({ file, where }) => {
    const text = read(file);
    if (text === null && where !== null) throw notThere(where);
    return text === null ? [] : [{ file, entries: readSchema(text, file) }];
  });
  return {
    ...view,
    configuration,
    schemas,
    declared: declaredNames(schemas),
    userConfigs,
    entriesIn: (folder) => resolver.entriesIn(folder),
  };
}

/** Every schema that may be there, and where the configuration names it, if it does. */
function schemaFiles(
  view: ProjectView,
  { schemas }: Configuration,
): { file: ByteString; where: string | null }[] {
  if (schemas !== null) return schemas.map(({ path, where }) => ({ file: path, where }));
  const found = view.files.filter((file) => file === SCHEMA_FILE || file.endsWith(`/${SCHEMA_FILE}`));
  // Git may ignore it; scans read it all the same.
  const files = new Set([SCHEMA_FILE, ...found.toSorted((a, b) => a.length - b.length)]);
  return [...files].map((file) => ({ file, where: null }));
}

function notThere(where: string): KeyfenceError {
  return new KeyfenceError(
    `${CONFIGURATION_FILE}: at ${where}: expected a file that is there`,
    'add it, or take its name out; nothing was checked',
  );
}
