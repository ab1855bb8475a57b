/** What can be told without running a hook: versions, engine, cache, and the files that the project writes for keyfence. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { openCacheFolder } from '../cache/cache-folder.js';
import { BASELINE_FILE, readBaseline } from '../config/baseline-file.js';
import {
  bytesOf,
  CONFIGURATION_FILE,
  type Configuration,
  readConfiguration,
} from '../config/configuration.js';
import { loadEngine } from '../detect/regex.js';
import { isKnown } from '../errors.js';
import { splitNulList } from '../git/nul-list.js';
import { runGit } from '../git/run.js';
import { readNamedPatterns, readNamedSchemas } from '../schema/named-files.js';
import { readSchema } from '../schema/read-schema.js';
import { toBytes, toText } from '../sources/read-file.js';
import { readWorkingFile } from '../sources/working-files.js';
import type { CacheFacts, DoctorReport, FileFacts } from './report.js';

/** "2.39.5", of what `git version` prints. @throws GitError */
export async function gitVersion(cwd: string): Promise<string> {
  const output = await runGit(['version'], { cwd });
  return /\d+(?:\.\d+)+/.exec(output.toString('latin1'))?.[0] ?? 'unknown';
}

/** Whether a version is at least another, both as Git writes them. */
export function isAtLeast(version: string, wanted: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  for (const [position, number] of wanted.entries()) {
    const part = parts[position] ?? 0;
    if (part !== number) return part > number;
  }
  return true;
}

/** The regex engine that a run here would use, and why. */
export function engineFacts(env: NodeJS.ProcessEnv): DoctorReport['engine'] {
  try {
    const { name } = loadEngine(env.KEYFENCE_ENGINE);
    if (env.KEYFENCE_ENGINE) return { name, reason: 'KEYFENCE_ENGINE asks for it' };
    if (name === 're2') return { name, reason: 'the native addon loads' };
    return { name, reason: 'the native re2 does not load; to have it built: npm rebuild re2' };
  } catch (error) {
    if (!isKnown(error)) throw error;
    return { name: null, reason: `${error.message}: ${error.remedy}` };
  }
}

/** Where compiled code is kept, and whether there is any. */
export function cacheFacts(env: NodeJS.ProcessEnv): CacheFacts {
  const folder = findCache();
  if (env.NODE_DISABLE_COMPILE_CACHE) return { folder, state: 'off' };
  if (folder === null) return { folder, state: 'none' };
  const ofThisNode = `-${process.version}-${process.arch}`;
  const isUsed = existsSync(folder) && readdirSync(folder).some((name) => name.endsWith(ofThisNode));
  return { folder, state: isUsed ? 'used' : 'empty' };
}

function findCache(): string | null {
  try {
    const folder = openCacheFolder('any');
    return folder === null ? null : dirname(folder);
  } catch {
    return null; // no home that could be looked at
  }
}

export interface ProjectFacts {
  configuration: FileFacts;
  schemas: FileFacts[];
  baseline: FileFacts;
  /** The patterns that are not looked for. */
  disabled: ReadonlySet<string>;
}

/** The files that the project writes for keyfence, as the work tree has them. @throws GitError */
export async function projectFacts(topLevel: string): Promise<ProjectFacts> {
  const root = toBytes(topLevel);
  const read = (file: string) => readWorkingFile(root, bytesOf(file));
  let configured: Configuration = readConfiguration(null);
  const configuration = await fileFacts(CONFIGURATION_FILE, read, (text) => {
    configured = readConfiguration(text);
    const { allow, paths, disable } = configured;
    return `${count(allow.length + paths.length, 'exception')}, ${count(disable.length, 'format')} switched off`;
  });
  const baseline = await fileFacts(BASELINE_FILE, read, (text) =>
    count(readBaseline(text).size, 'fingerprint'),
  );
  const schemas: FileFacts[] = [];
  for (const file of configured.schemas === null ? await findSchemas(topLevel) : []) {
    schemas.push(
      await fileFacts(file, read, (text) => count(readSchema(text, bytesOf(file)).length, 'name')),
    );
  }
  schemas.push(...(await namedFacts(configured, async (path) => readWorkingFile(root, path))));
  return { configuration, schemas, baseline, disabled: new Set(configured.disable.map(({ id }) => id)) };
}

async function fileFacts(
  file: string,
  read: (file: string) => Buffer | null,
  describe: (text: Buffer) => string | Promise<string>,
): Promise<FileFacts> {
  try {
    const text = read(file);
    return text === null
      ? { file, state: 'none', says: '' }
      : { file, state: 'sound', says: await describe(text) };
  } catch (error) {
    if (!isKnown(error)) throw error;
    return { file, state: 'broken', says: error.message };
  }
}

/** The files that the configuration names. */
async function namedFacts(
  { schemas, patterns }: Configuration,
  read: (path: string) => Promise<Buffer | null>,
): Promise<FileFacts[]> {
  const told: FileFacts[] = [];
  const add = async (path: string, describe: () => Promise<string>) => {
    told.push(await fileFacts(toText(path), () => Buffer.alloc(0), describe));
  };
  for (const one of schemas ?? []) {
    await add(one.path, async () => count((await readNamedSchemas([one], read)).length, 'name'));
  }
  for (const one of patterns) {
    await add(one.path, async () => count((await readNamedPatterns([one], read)).length, 'pattern'));
  }
  return told;
}

async function findSchemas(topLevel: string): Promise<string[]> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--'];
  const output = await runGit([...args, ':(top,glob)**/secrets/schema.json'], { cwd: topLevel });
  return [...new Set(splitNulList(output).map(toText))].sort();
}

/** Whether Git ignores `.env` at the top level. @throws GitError */
export async function isEnvIgnored(topLevel: string): Promise<boolean> {
  // Exit 1: it is not.
  const output = await runGit(['check-ignore', '--no-index', '-z', '--stdin'], {
    cwd: topLevel,
    input: '.env\0',
    answers: [1],
  });
  return output.length > 0;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
