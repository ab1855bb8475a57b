/** Which files configure editors and agents, and where a user has files that hold secrets. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isEnvFileName } from '../environment/collect.js';
import { CLIENTS, clientOf } from '../policy/agents/clients/clients.js';
import { shellFilesOf } from '../policy/agents/user/shell-files.js';
import { HERE } from '../policy/agents/user/surroundings.js';
import { userFilesOf } from '../policy/agents/user/user-paths.js';
import type { ByteString } from '../types.js';
import type { PlaceKind } from './report.js';

/** Of package managers and of programs that log in. */
const OF_PROGRAMS = ['.npmrc', '.pypirc', '.netrc'];

/** What Git is asked for among the files that it ignores. */
export const IGNORED_GLOBS: readonly string[] = [
  '**/.env*',
  '**/.dev.vars*',
  ...OF_PROGRAMS.map((name) => `**/${name}`),
  ...new Set(CLIENTS.flatMap(({ project }) => project.map((path) => `**/${path}`))),
];

/** What shells, clients and programs of this user read: absolute, whether anything stands there or not. */
export function userFiles(): string[] {
  const files = [
    ...shellFilesOf(HERE),
    ...OF_PROGRAMS.map((name) => join(homedir(), name)),
    ...CLIENTS.flatMap((client) => userFilesOf(client, HERE)),
  ];
  return [...new Set(files)];
}

/** What a file of the project is. */
export function kindOf(file: ByteString): PlaceKind {
  if (isEnvFileName(file.slice(file.lastIndexOf('/') + 1))) return 'env-file';
  return clientOf(file) === null ? 'file' : 'client';
}
