/** Finds programs as a shell does: the first file of that name on PATH that may be run. */
import { accessSync, constants, statSync } from 'node:fs';
import { candidatesOnPath } from './environment.js';

/** @returns its absolute path; null where PATH has none. */
export function findOnPath(program: string, path: string): string | null {
  return candidatesOnPath(program, path).find(isProgram) ?? null;
}

/** Whether the file is there and may be run by this user. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
