/** What an env file of the history held, and whether the schema says that it has been rotated since. */
import { isUtf8 } from 'node:buffer';
import { readDotenvLeaves } from '../../detect/file-names/dotenv-leaves.js';
import type { DeclaredName } from '../../environment/declared-names.js';
import { judgeValue } from '../../judge/placeholder.js';
import { shownName } from '../words.js';

/** What dotenvx encrypts with: it stands in the file to be read. */
const PUBLIC_KEY = /^DOTENV_PUBLIC_KEY(?:_[A-Z0-9_]+)?$/;
const EARLIEST_DAY = 14 * 60 * 60; // seconds by which a day begins earlier than in UTC, at most

/**
 * The names whose values may still be in use: those that the schema does not have, and those that were not rotated on a later
 * day than that of the commit. On the same day nobody can tell which came first.
 * @param text null where it is not to be had.
 * @param options `time`: of the commit, in seconds since 1970; null where that is not known.
 * @returns names as they may be shown; null where the text cannot be read.
 */
export function namesInUse(
  text: Buffer | null,
  { time, declared }: { time: number | null; declared: readonly DeclaredName[] },
): string[] | null {
  if (text === null || !isUtf8(text) || text.includes(0)) return null;
  // Strictly read: of a line that is no assignment nobody knows what it holds. What is commented out was committed, too.
  const leaves = readDotenvLeaves(text.toString('latin1'));
  if (leaves === null) return null;
  const inUse: string[] = [];
  for (const { name, value } of leaves) {
    if (PUBLIC_KEY.test(name)) continue;
    if (judgeValue(value, { name, prefix: '', quoted: false }) !== null) continue;
    const one = declared.find((other) => other.name === name || other.aliases.includes(name));
    if (one?.isSensitive === false || isRotatedAfter(one, time)) continue;
    inUse.push(shownName(name));
  }
  return inUse;
}

const ASSIGNED = /^#+\s?[A-Z][A-Z0-9_]{2,200}=/;

/** The comments of an env file that are no assignments: what stands in these goes by no name. */
export function plainComments(text: Buffer): Buffer {
  const lines = text.toString('latin1').split(/\r\n|\r|\n/);
  const comments = lines.filter((line) => /^\s*#/.test(line) && !ASSIGNED.test(line.trim()));
  return Buffer.from(comments.join('\n'), 'latin1');
}

function isRotatedAfter(one: DeclaredName | undefined, time: number | null): boolean {
  const { last_rotated: day } = (one?.entry.record ?? {}) as { last_rotated?: string };
  if (day === undefined || time === null) return false;
  // The latest day that any clock showed when it was committed.
  const committed = new Date((time + EARLIEST_DAY) * 1000).toISOString().slice(0, 10);
  return day > committed;
}
