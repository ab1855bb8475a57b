/** A span of time cut into periods of the calendar: days, weeks, months or years, so that there are not too many. */
import { DAY } from './time.js';

/** One period; it ends where the next one starts. */
export interface Period {
  /** Milliseconds since 1970, in UTC. */
  start: number;
  /** `Mar 2026`. */
  label: string;
}

const MOST = 40;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = [1, 7]; // lengths in days, then in months
const LENGTHS = [1, 3, 6, 12, 24, 60, 120];

/** Periods from the one with `first` to the one with `last`, both milliseconds since 1970. */
export function periodsOf(first: number, last: number): Period[] {
  const days = DAYS.find((length) => (last - first) / DAY / length < MOST - 1);
  if (days !== undefined) return daysFrom(first, last, days);
  const months = monthOf(last) - monthOf(first);
  const fits = LENGTHS.find((length) => months / length < MOST - 1);
  return monthsFrom(first, last, fits ?? Math.ceil(months / (MOST - 2)));
}

function daysFrom(first: number, last: number, length: number): Period[] {
  const periods: Period[] = [];
  for (let start = Math.floor(first / DAY) * DAY; start <= last; start += length * DAY) {
    const date = new Date(start);
    periods.push({
      start,
      label: `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`,
    });
  }
  return periods;
}

function monthsFrom(first: number, last: number, length: number): Period[] {
  const periods: Period[] = [];
  const begin = Math.floor(monthOf(first) / length) * length;
  for (let month = begin; month <= monthOf(last); month += length) {
    const year = Math.floor(month / 12);
    const label = length % 12 === 0 ? `${year}` : `${MONTHS[month % 12]} ${year}`;
    periods.push({ start: Date.UTC(year, month % 12), label });
  }
  return periods;
}

/** Counted from the year 0. */
function monthOf(time: number): number {
  const date = new Date(time);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
