/** Whether a value is older than the schema lets it get. */
import type { DeclaredName } from '../environment/declared-names.js';
import type { Staleness } from './report.js';

const DAY = 24 * 60 * 60 * 1000; // milliseconds
const QUARTER = 90; // days

/**
 * Too old by `rotate_days`; or set before the day on which the schema says that it was rotated, so that it is the old value.
 * @param updatedAt when it was last set, as `now` in milliseconds since 1970.
 */
export function staleness({ entry }: DeclaredName, updatedAt: number, now: number): Staleness | null {
  const { rotate_days: afterDays = QUARTER, last_rotated: rotated } = entry.record;
  const day = new Date(updatedAt).toISOString().slice(0, 'YYYY-MM-DD'.length);
  if (rotated !== undefined && day < rotated) return { day, afterDays: null };
  return now - updatedAt > afterDays * DAY ? { day, afterDays } : null;
}
