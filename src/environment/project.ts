/** Where a project's schemas and env files are looked for: the folders from here up to the top level. */
import { resolve } from 'node:path';
import { GitError, KeyfenceError } from '../errors.js';
import { topLevelOf } from '../git/working-tree.js';
import { SCHEMA_FILE } from '../schema/merge-schemas.js';
import { readSchema, type SchemaEntry } from '../schema/read-schema.js';
import { joinBytes, toBytes } from '../sources/read-file.js';
import { labelOf, readWorkingFile } from '../sources/working-files.js';
import type { ByteString } from '../types.js';

/** A schema that holds here. */
export interface FoundSchema {
  /** From the top level. */
  file: ByteString;
  entries: SchemaEntry[];
}

export interface Project {
  /** The top level; the folder itself outside of a repository. Absolute, as are all folders. */
  top: ByteString;
  /** From `cwd` up to the top level, the nearest first. */
  folders: ByteString[];
  /** The nearest first. */
  schemas: FoundSchema[];
}

/**
 * @throws KeyfenceError where there is no schema at all, or a broken one.
 * @throws GitError when Git refuses to say where the top level is.
 */
export async function findProject(cwd: string): Promise<Project> {
  const folder = resolve(cwd);
  const top = toBytes((await topLevelIfAny(folder)) ?? folder);
  const folders = foldersUpTo(toBytes(folder), top);
  const schemas = folders.flatMap((one) => {
    const path = joinBytes(one, SCHEMA_FILE);
    const text = readWorkingFile(top, path);
    const file = labelOf(top, path);
    return text === null ? [] : [{ file, entries: readSchema(text, file) }];
  });
  if (schemas.length > 0) return { top, folders, schemas };
  throw new KeyfenceError(
    `no ${SCHEMA_FILE} here or in a folder above it`,
    `write down the names of the project's secrets in ${SCHEMA_FILE}: { "required": { "app": { "MY_API_KEY": {} } } }`,
  );
}

/** A container in which a program runs has neither a repository nor Git: the folder is the project there. */
async function topLevelIfAny(folder: string): Promise<string | null> {
  try {
    return await topLevelOf(folder);
  } catch (error) {
    if (error instanceof GitError && error.exitCode === null && error.signal === null) return null;
    throw error;
  }
}

function foldersUpTo(folder: ByteString, top: ByteString): ByteString[] {
  const folders: ByteString[] = [folder];
  const below = top.endsWith('/') ? top : `${top}/`;
  for (let at = folder; at !== top && at.startsWith(below); ) {
    at = at.slice(0, Math.max(at.lastIndexOf('/'), top.length));
    folders.push(at);
  }
  return folders;
}
