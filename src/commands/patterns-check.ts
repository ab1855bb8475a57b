/** `keyfence patterns check [FILE]`: whether a project's own patterns find what they should, and nothing else. */
import { dirname, join, resolve } from 'node:path';
import { loadEngine } from '../detect/regex.js';
import { loadCatalog } from '../detect/stored-catalog.js';
import { KeyfenceError, UsageError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { topLevelOf } from '../git/working-tree.js';
import { checkPatterns } from '../pattern-check/check.js';
import { readOwnPatterns } from '../pattern-check/own-patterns.js';
import { reportCheckReceipt, reportPatternCheck } from '../report/pattern-check.js';
import { readWorkingFile } from '../sources/working-files.js';
import { write } from './output.js';

const SCHEMA_FILE = 'secrets/schema.json';

/**
 * @param typed the file; the nearest `secrets/schema.json` at or above the working folder if left out.
 * @returns the exit code: findings where there are faults.
 * @throws KeyfenceError where the file cannot be read, or is not of the form of a schema or of a catalog file.
 */
export async function checkOwnPatterns(typed: string | undefined): Promise<ExitCode> {
  const { name, text } = typed === undefined ? await nearestSchema(process.cwd()) : readNamed(typed);
  const own = readOwnPatterns(text, Buffer.from(name, 'utf8').toString('latin1'));
  const checked = await checkPatterns(own, { catalog: loadCatalog(), engine: loadEngine() });
  await write('stdout', reportPatternCheck(checked));
  await write('stderr', reportCheckReceipt(name, checked));
  return checked.faults.length > 0 ? EXIT.findings : EXIT.clean;
}

interface NamedText {
  name: string;
  text: Buffer;
}

function readNamed(typed: string): NamedText {
  if (typed === '') throw new UsageError('patterns check takes a file', 'see keyfence patterns --help');
  const text = read(resolve(typed));
  if (text !== null) return { name: typed, text };
  throw new KeyfenceError('the file to check is not there', 'give the path of a schema or of a catalog file');
}

async function nearestSchema(cwd: string): Promise<NamedText> {
  const top = (await topLevelOf(cwd)) ?? cwd;
  for (let folder = cwd; ; folder = dirname(folder)) {
    const text = read(join(folder, SCHEMA_FILE));
    if (text !== null) return { name: SCHEMA_FILE, text };
    if (folder === top || folder === dirname(folder)) break;
  }
  throw new KeyfenceError(`there is no ${SCHEMA_FILE} here`, 'name the file: keyfence patterns check FILE');
}

function read(path: string): Buffer | null {
  return readWorkingFile('/', Buffer.from(path, 'utf8').toString('latin1'));
}
