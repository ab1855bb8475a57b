/** `keyfence allow`: writes down that something may pass, or may stay unscanned; why, until when, and who says so. */
import { join } from 'node:path';
import {
  type AllowEntry,
  CONFIGURATION_FILE,
  readConfiguration,
  type SkipEntry,
} from '../config/configuration.js';
import { today } from '../config/day.js';
import { type EntryOf, subjectOf, withEntry } from '../config/write-entry.js';
import { writeConfiguration } from '../config/write-file.js';
import { KeyfenceError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { whoIs } from '../git/identity.js';
import { topLevelOf } from '../git/working-tree.js';
import { displayText } from '../report/display.js';
import { createScanner } from '../scanner.js';
import { toBytes } from '../sources/read-file.js';
import { readWorkingFile } from '../sources/working-files.js';
import { type Allowed, readTypedAllow, type TypedAllow } from './allow-words.js';
import { readLast } from './last-findings.js';
import { toProjectPath } from './project-path.js';

export interface AllowArguments {
  cwd: string;
  typed: TypedAllow;
  print: (line: string) => void;
}

/**
 * @returns the exit code.
 * @throws UsageError where something is left out or given twice.
 * @throws KeyfenceError where nothing could be written; the configuration is then as it was.
 */
export async function runAllow({ cwd, typed, print }: AllowArguments): Promise<ExitCode> {
  const { what, reason, until } = readTypedAllow(typed, today());
  const top = await topLevelOf(cwd);
  if (top === null) {
    throw new KeyfenceError('this is no Git repository', 'run keyfence inside a Git repository');
  }
  const text = readWorkingFile(toBytes(top), CONFIGURATION_FILE);
  const who = await whoIs(cwd);
  const decision = {
    reason,
    ...(who === null ? {} : { who }),
    ...(until === null ? {} : { until }),
    added: today(),
  };
  const { entry, isKnown, written } = await plan(text, what, { cwd, top, decision });
  await refuseSecrets(entry, cwd);
  writeConfiguration(join(top, CONFIGURATION_FILE), written);
  const action = text === null ? 'created' : isKnown ? 'entry updated' : 'entry added';
  print(`${CONFIGURATION_FILE}: ${action}`);
  const width = Math.max(LABEL, ...Object.keys(entry).map((key) => key.length));
  for (const [key, value] of Object.entries(entry)) print(`  ${key.padEnd(width)} ${displayText(value)}`);
  print(`hooks and CI read it from Git: git add ${CONFIGURATION_FILE}`);
  return EXIT.clean;
}

const LABEL = 7; // characters

interface Plan {
  entry: AllowEntry | SkipEntry;
  /** Whether there is an entry about the same thing. */
  isKnown: boolean;
  /** The configuration with it. */
  written: Buffer;
}

type Decision = Pick<AllowEntry, 'reason' | 'who' | 'until' | 'added'>;

async function plan(
  text: Buffer | null,
  what: Allowed,
  { cwd, top, decision }: { cwd: string; top: string; decision: Decision },
): Promise<Plan> {
  switch (what.kind) {
    case 'skip':
      return planned(text, 'skip', {
        path: toProjectPath(what.path, { cwd, top, option: 'skip' }),
        ...decision,
      });
    case 'file':
      return planned(text, 'allow', {
        file: toProjectPath(what.path, { cwd, top, option: 'file' }),
        ...decision,
      });
    case 'fingerprint':
      return planned(text, 'allow', { fingerprint: what.fingerprint, ...decision });
    case 'last':
      return planned(text, 'allow', { fingerprint: onlyOne(await readLast(cwd)), ...decision });
  }
}

function planned<List extends 'allow' | 'skip'>(text: Buffer | null, list: List, entry: EntryOf[List]): Plan {
  const entries: readonly (AllowEntry | SkipEntry)[] = readConfiguration(text)[list];
  const isKnown = entries.some((one) => subjectOf(one) === subjectOf(entry));
  return { entry, isKnown, written: withEntry(text, list, entry) };
}

const MOST = 20; // fingerprints that are listed

function onlyOne(fingerprints: readonly string[]): string {
  const [only, ...others] = fingerprints;
  if (only === undefined) {
    throw new KeyfenceError('the last scan here had nothing to refuse', 'scan again; nothing was written');
  }
  if (others.length === 0) return only;
  const more = fingerprints.length > MOST ? [`and ${fingerprints.length - MOST} more`] : [];
  throw new KeyfenceError(
    `the last scan here refused ${fingerprints.length} secrets or files`,
    [
      'say which one: keyfence allow FINGERPRINT --reason "WHY"; nothing was written',
      ...fingerprints.slice(0, MOST),
      ...more,
    ].join('\n'),
  );
}

const INSTEAD: Readonly<Record<string, string>> = {
  path: 'accept the folder around it instead',
  file: 'give its fingerprint instead',
};

/** What is written goes into Git and into every receipt. */
async function refuseSecrets(entry: AllowEntry | SkipEntry, cwd: string): Promise<void> {
  const scanner = createScanner({ confidence: 'low' });
  for (const [key, value] of Object.entries(entry)) {
    if (key === 'fingerprint') continue;
    const { findings } = await scanner.scanText(value, { name: key, cwd });
    if (findings.length === 0) continue;
    throw new KeyfenceError(
      `the ${key} holds what looks like a secret`,
      `${INSTEAD[key] ?? 'say it without'}; nothing was written`,
    );
  }
}
