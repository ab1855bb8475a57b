/** Dates of commits, which whoever made the commit could choose freely, as times and in words. */
import type { CommitFacts, Finding } from '../../types.js';
import { displayText } from '../display.js';
import { html, type Markup } from './markup.js';

export const DAY = 24 * 60 * 60 * 1000; // milliseconds

const ISO_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/;
const MONTH = 30.44 * DAY;
const YEAR = 365.25 * DAY;

/** Milliseconds since 1970, at least 0 and at most `now`; null where the date cannot be read. */
export function timeOf({ date }: CommitFacts, now: Date): number | null {
  const time = Date.parse(date);
  return Number.isNaN(time) ? null : Math.min(Math.max(time, 0), now.getTime());
}

/** Since when a finding is out, as far as its scan knows commits: null where it does not. */
export function outSince({ history, commit }: Finding, now: Date): number | null {
  const first = history?.first?.commit ?? commit;
  return first === null ? null : timeOf(first, now);
}

/** A length of time in words: `5 days`, `7 months`, `2.3 years`. */
export function lengthWords(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY);
  if (days < 1) return 'under a day';
  if (days < 60) return days === 1 ? '1 day' : `${days} days`;
  if (milliseconds < 2 * YEAR) return `${Math.floor(milliseconds / MONTH)} months`;
  return `${(milliseconds / YEAR).toFixed(1)} years`;
}

/** The day of a time, in UTC: `2026-03-01`. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The date of a commit as it stands there. */
export function dateMarkup({ date }: CommitFacts): Markup {
  if (!ISO_DATE.test(date)) return html`${date === '' ? 'without a date' : displayText(date)}`;
  return html`<time datetime="${date}">${date.slice(0, 10)} ${date.slice(11, 16)} ${date.slice(19)}</time>`;
}
