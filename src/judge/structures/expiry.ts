/** Tokens that say until when they are good. */
import { lowered } from './results.js';
import type { StructureResult } from './types.js';

/** What is said of a token that ended before `now` (milliseconds since 1970); null where it did not. `end`: in seconds. */
export function checkExpiry(end: unknown, now: number): StructureResult | null {
  return typeof end === 'number' && end * 1000 < now ? lowered('low', `expired${formatDate(end)}`) : null;
}

/** ` 2024-05-01`, or nothing where the number of seconds is no date. */
function formatDate(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) || seconds < 0 ? '' : ` ${date.toISOString().slice(0, 10)}`;
}
