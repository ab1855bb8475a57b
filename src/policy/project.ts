/** The project as the checklist looks at it: its files, its configuration and what its schemas declare. */
import { CONFIGURATION_FILE, type Configuration, readConfiguration } from '../config/configuration.js';
import { type DeclaredName, declaredNames } from '../environment/declared-names.js';
import { type ProjectView, viewProject } from '../project/view.js';
import { SCHEMA_FILE, SchemaResolver } from '../schema/merge-schemas.js';
import { readSchema, type SchemaEntry } from '../schema/read-schema.js';
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
  /** Whether the user's own files (of clients, of the shell) may be read. */
  userConfigs: boolean;
  /** What holds for the files of a folder: merged upward, as scans do. @param folder from the top level, empty for it. */
  entriesIn(folder: ByteString): Promise<SchemaEntry[]>;
}

/**
 * @param top the top level of the working tree, absolute.
 * @param options `userConfigs`: whether the user's own files may be read; not if left out.
 * @throws GitError
 * @throws KeyfenceError where the configuration or a schema is broken.
 */
export async function viewPolicyProject(
  top: string,
  { userConfigs = false }: { userConfigs?: boolean } = {},
): Promise<PolicyProject> {
  const view = await viewProject(top);
  const configuration = readConfiguration(view.read(CONFIGURATION_FILE));
  const resolver = new SchemaResolver(async (path) => view.read(path), configuration);
  const named = configuration.schemas?.map(({ path }) => path);
  const files =
    named ?? view.files.filter((file) => file === SCHEMA_FILE || file.endsWith(`/${SCHEMA_FILE}`));
  const schemas = files
    .toSorted((a, b) => a.length - b.length)
    .flatMap((file) => {
      const text = view.read(file);
      return text === null ? [] : [{ file, entries: readSchema(text, file) }];
    });
  return {
    ...view,
    configuration,
    userConfigs,
    schemas,
    declared: declaredNames(schemas),
    entriesIn: (folder) => resolver.entriesIn(folder),
  };
}
