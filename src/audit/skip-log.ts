/** The log of hooks that were skipped on purpose: `keyfence/skips.log` in the Git directory, one JSON object per line. */
import { closeSync, constants, fstatSync, lstatSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { KeyfenceError } from '../errors.js';
import { commonFolder } from '../git/place.js';
import { joinBytes, readRegularFile } from '../sources/read-file.js';
import type { ByteString } from '../types.js';

/** One run of a hook that `KEYFENCE_SKIP` let pass unchecked. */
export interface SkippedHook {
  /** ISO 8601, in UTC. */
  date: string;
  /** "Name <mail>", null where Git knows neither. */
  who: string | null;
  /** The command: "pre-commit". */
  hook: string;
  reason: string;
  /** The commit that HEAD was, null before the first one. */
  head: string | null;
  /** The branch, null where HEAD was detached. */
  branch: string | null;
}

/** What the log holds, and the lines of it that say nothing. */
export interface SkipLog {
  entries: SkippedHook[];
  /** 1-based. */
  unreadable: number[];
}

const FOLDER = 'keyfence';
const FILE = 'skips.log';
const LARGEST = 64 * 1024 * 1024; // bytes
const OWNER_ONLY = 0o600;

/**
 * Adds a line to the log. No link is followed.
 * @throws KeyfenceError where the line is not in the file afterwards.
 */
export async function logSkippedHook(entry: SkippedHook, cwd: string): Promise<void> {
  const folder = joinBytes(await commonFolder(cwd), FOLDER);
  const line = Buffer.from(`${JSON.stringify(entry)}\n`, 'utf8');
  try {
    appendLine(folder, line);
  } catch (error) {
    const { code = 'not a regular file' } = error as NodeJS.ErrnoException;
    throw new KeyfenceError(
      `KEYFENCE_SKIP: the skip cannot be logged (${code}), so nothing was skipped`,
      `make ${FOLDER}/${FILE} in the Git directory a file that can be written, or leave KEYFENCE_SKIP out`,
      { cause: error },
    );
  }
}

function appendLine(folder: ByteString, line: Buffer): void {
  const place = Buffer.from(folder, 'latin1');
  mkdirSync(place, { recursive: true });
  if (!lstatSync(place).isDirectory()) throw new Error('a link in the place of the folder');
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK;
  const file = openSync(Buffer.from(joinBytes(folder, FILE), 'latin1'), flags, OWNER_ONLY);
  try {
    if (!fstatSync(file).isFile()) throw new Error('no regular file');
    if (writeSync(file, line) !== line.length) throw new Error('a full disk');
  } finally {
    closeSync(file);
  }
}

/**
 * Reads the log; where there is none it is empty.
 * @throws KeyfenceError where something stands there that cannot be read.
 */
export async function readSkipLog(cwd: string): Promise<SkipLog> {
  const folder = joinBytes(await commonFolder(cwd), FOLDER);
  const read = readRegularFile(joinBytes(folder, FILE), LARGEST);
  if (read.kind === 'absent') return { entries: [], unreadable: [] };
  if (read.kind !== 'read' || read.isLink) {
    throw new KeyfenceError(
      `the log of skipped hooks (${FOLDER}/${FILE} in the Git directory) cannot be read`,
      'put a regular file in its place, or nothing',
    );
  }
  const log: SkipLog = { entries: [], unreadable: [] };
  const lines = read.bytes.toString('utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  lines.forEach((line, position) => {
    const entry = parseEntry(line);
    if (entry) log.entries.push(entry);
    else log.unreadable.push(position + 1);
  });
  return log;
}

function parseEntry(line: string): SkippedHook | null {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof data !== 'object' || data === null) return null;
  const { date, who, hook, reason, head, branch } = data as Record<string, unknown>;
  const isTime = typeof date === 'string' && !Number.isNaN(Date.parse(date));
  if (!isTime || typeof hook !== 'string' || typeof reason !== 'string') return null;
  return { date, hook, reason, who: textOrNull(who), head: textOrNull(head), branch: textOrNull(branch) };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
