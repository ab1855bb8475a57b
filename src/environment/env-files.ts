/** The env files that programs read here, and the values in them, in the order in which one outdoes another. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { KeyfenceError } from '../errors.js';
import { SCHEMA_FILE } from '../schema/merge-schemas.js';
import { joinBytes, toBytes } from '../sources/read-file.js';
import { labelOf } from '../sources/working-files.js';
import type { ByteString } from '../types.js';
import type { Project } from './project.js';
import { type EnvFile, readEnvFileAt, readEnvText } from './read-env-file.js';

/** An env file and what reports call it. */
export interface LabelledFile extends EnvFile {
  /** From the top level, where it lies below it. */
  label: ByteString;
}

const REMEDY = 'put a readable file in its place, or name the files to read with --file; nothing was checked';
const LARGEST = 1024 * 1024; // bytes of a file that was named

/**
 * The files of the folders from here up to the top level, the one that outdoes the others first: a nearer folder's before a
 * farther one's, and in each folder as Next.js, Rails and dotenv-flow have it: `.env.<mode>.local`, `.env.local` (not in
 * tests), `.env.<mode>`, `.env`. A schema's own folder comes after the folder it belongs to.
 * @throws KeyfenceError for one that is there and cannot be read.
 */
export function readEnvFiles({ top, folders, schemas }: Project, mode: string): LabelledFile[] {
  const names = [`.env.${mode}.local`, ...(mode === 'test' ? [] : ['.env.local']), `.env.${mode}`, '.env'];
  const withSchema = new Set(schemas.map(({ file }) => file));
  const searched = folders.flatMap((folder) => {
    const schema = joinBytes(folder, SCHEMA_FILE);
    const own = withSchema.has(labelOf(top, schema)) ? [schema.slice(0, schema.lastIndexOf('/'))] : [];
    return [folder, ...own];
  });
  const paths = searched.flatMap((folder) => names.map((name) => joinBytes(folder, toBytes(name))));
  return [...new Set(paths)].flatMap((path) => {
    const result = readEnvFileAt(path, folders);
    const label = labelOf(top, path);
    if (result.kind === 'unread') throw broken(label, result.unread.reason);
    return result.kind === 'read' ? [{ ...result.file, label }] : [];
  });
}

/**
 * The files that were named, the last one first: it outdoes those before it, as with Node and Docker Compose. A link is
 * followed, and a pipe read to its end: `--file <(sops -d secrets.env)`.
 * @throws KeyfenceError where one cannot be read. It is told by its position: a secret may have slipped into its place.
 */
export function readNamedFiles(
  files: readonly string[],
  { cwd, top }: { cwd: string; top: ByteString },
): LabelledFile[] {
  const read = files.map((file, position) => {
    const path = toBytes(resolve(cwd, file));
    const label = labelOf(top, path);
    const named = `--file${files.length > 1 ? ` (number ${position + 1})` : ''}`;
    const result = readEnvText(path, readNamed(resolve(cwd, file), named));
    if (result.kind === 'read') return { ...result.file, label };
    throw broken(toBytes(named), result.kind === 'unread' ? result.unread.reason : 'nothing');
  });
  return read.reverse();
}

function readNamed(path: string, named: string): Buffer {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(path, constants.O_RDONLY);
    const status = fstatSync(descriptor);
    if (!status.isFile() && !status.isFIFO()) throw broken(toBytes(named), 'not a file');
    return readAll(descriptor, named);
  } catch (error) {
    if (error instanceof KeyfenceError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw broken(toBytes(named), code === 'ENOENT' ? 'no such file' : `unreadable (${code ?? 'unknown'})`);
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

function readAll(descriptor: number, named: string): Buffer {
  const parts: Buffer[] = [];
  let length = 0;
  for (;;) {
    const part = Buffer.allocUnsafe(64 * 1024);
    const got = readSync(descriptor, part, 0, part.length, null);
    if (got === 0) return Buffer.concat(parts);
    length += got;
    if (length > LARGEST) throw broken(toBytes(named), 'too large (over 1 MB)');
    parts.push(part.subarray(0, got));
  }
}

function broken(label: ByteString, reason: string): KeyfenceError {
  return new KeyfenceError(`${Buffer.from(label, 'latin1').toString('utf8')}: ${reason}`, REMEDY);
}
