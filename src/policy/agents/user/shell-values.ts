/** The values that the user's shell files set for the schema's names. */
import { basename } from 'node:path';
import type { ByteString } from '../../../types.js';
import type { PolicyProject } from '../../project.js';
import { readShellValues, type ShellValue, shellFilesOf } from './shell-files.js';
import type { UserSurroundings } from './surroundings.js';
import { readUserFile } from './user-file.js';

export interface ShellFile {
  /** Absolute. */
  file: ByteString;
  /** `.zshrc` */
  name: string;
  values: readonly ShellValue[];
  isOpen: boolean;
  /** Why it could not be read; null where it was. */
  unread: string | null;
}

/** Those that are there, in the order in which they are looked for; of two names for one file the first. */
export function shellFilesWithValues(project: PolicyProject, surroundings: UserSurroundings): ShellFile[] {
  const names = secretNames(project);
  const paths = [...new Set(shellFilesOf(surroundings))];
  return paths.flatMap((path) => {
    const found = readUserFile(path, surroundings);
    if (found === null) return [];
    const { file, bytes, reason, isOpen } = found;
    const values = bytes === null ? [] : readShellValues(bytes.toString('utf8'), path, names);
    return [{ file, name: basename(path), values, isOpen, unread: bytes === null ? reason : null }];
  });
}

/** The schema's names of secrets, with their aliases. */
export function secretNames({ declared }: PolicyProject): Set<string> {
  const secret = declared.filter(({ isSensitive }) => isSensitive);
  return new Set(secret.flatMap(({ name, aliases }) => [name, ...aliases]));
}
