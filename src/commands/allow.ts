/** `keyfence allow --skip PATH --reason "..."`: writes down that something may stay unscanned, why, and who says so. */
import { join } from 'node:path';
import { CONFIGURATION_FILE, readConfiguration, type SkipEntry } from '../config/configuration.js';
import { withEntry } from '../config/write-entry.js';
import { writeConfiguration } from '../config/write-file.js';
import { KeyfenceError, UsageError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { whoIs } from '../git/identity.js';
import { topLevelOf } from '../git/working-tree.js';
import { displayText } from '../report/display.js';
import { createScanner } from '../scanner.js';
import { readWorkingFile } from '../sources/working-files.js';
import { toProjectPath } from './project-path.js';

export interface AllowArguments {
  cwd: string;
  /** As typed: what may stay unscanned, and why. */
  skip: unknown;
  reason: unknown;
  print: (line: string) => void;
}

/**
 * @returns the exit code.
 * @throws UsageError where something is left out or given twice.
 * @throws KeyfenceError where nothing could be written; the configuration is then as it was.
 */
export async function runAllow({ cwd, print, ...typed }: AllowArguments): Promise<ExitCode> {
  const skip = readText(typed.skip, '--skip: expected a path');
  const reason = readText(typed.reason, '--reason: expected why it need not be scanned').trim();
  const top = await topLevelOf(cwd);
  if (top === null)
    throw new KeyfenceError('this is no Git repository', 'run keyfence inside a Git repository');
  const text = readWorkingFile(Buffer.from(top, 'utf8').toString('latin1'), CONFIGURATION_FILE);
  const path = toProjectPath(skip, { cwd, top });
  const isKnown = readConfiguration(text).skip.some((one) => one.path === path);
  const who = await whoIs(cwd);
  const entry: SkipEntry = { path, reason, ...(who === null ? {} : { who }), added: today() };
  await refuseSecrets(entry, cwd);
  writeConfiguration(join(top, CONFIGURATION_FILE), withEntry(text, 'skip', entry));
  const action = text === null ? 'created' : isKnown ? 'entry updated' : 'entry added';
  print(`${CONFIGURATION_FILE}: ${action}`);
  for (const [key, value] of Object.entries(entry)) print(`  ${key.padEnd(7)} ${displayText(value)}`);
  print(`hooks and CI read it from Git: git add ${CONFIGURATION_FILE}`);
  return EXIT.clean;
}

function readText(typed: unknown, expected: string): string {
  if (typeof typed === 'string' && typed.trim() !== '') return typed;
  throw new UsageError(expected, 'keyfence allow --skip PATH --reason "WHY", each once');
}

/** What is written goes into Git and into every receipt. */
async function refuseSecrets(entry: SkipEntry, cwd: string): Promise<void> {
  const scanner = createScanner({ confidence: 'low' });
  for (const [key, value] of Object.entries(entry)) {
    const { findings } = await scanner.scanText(value, { name: key, cwd });
    if (findings.length === 0) continue;
    throw new KeyfenceError(
      `the ${key} holds what looks like a secret`,
      key === 'path'
        ? 'accept the folder around it instead; nothing was written'
        : 'say it without; nothing was written',
    );
  }
}

/** In local time: the day that the person sees. */
function today(): string {
  const now = new Date();
  const twoDigits = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}
