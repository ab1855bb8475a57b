/** How long ago each secret of the schemas was rotated, and how long that may be. */
import { isDay, today } from '../../config/day.js';
import { readJson } from '../../json/json-document.js';
import type { SchemaEntry } from '../../schema/read-schema.js';
import { readsAsWords } from '../../schema/schema-form.js';
import type { ByteString } from '../../types.js';
import { type Answer, fail, type Line, manual, notApplicable, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';

const QUARTER = 90; // days
const SOON = 14; // days
const DAY = 24 * 60 * 60 * 1000; // milliseconds
const MOST_SHOWN = 10;

export const rotationAge: Line = {
  id: 'rotation-age',
  point: 'rotation',
  title: 'Each secret was rotated in time',
  look: (project) => judgeAges(project, today()),
};

/** @param day the day for which it is asked: 2026-10-01. */
export function judgeAges({ schemas, read }: PolicyProject, day: string): Answer {
  const dated = schemas.flatMap(({ file, entries }) => {
    const places = entries.length === 0 ? null : linesIn(read(file));
    return entries
      .filter(({ record }) => record.sensitive !== false)
      .map((entry) => ({ file, line: places?.(entry) ?? null, ...judgeAge(entry, day) }));
  });
  if (dated.length === 0) return notApplicable('no schema names a secret');
  const never = dated.filter(({ state }) => state === 'never').map(({ name }) => name);
  const soon = dated.filter(({ state }) => state === 'soon').map(({ name, due }) => `${name} on ${due}`);
  const problems: Problem[] = dated.flatMap(({ file, line, says, name }) =>
    says === null ? [] : [{ file, line, says, remedy: `keyfence rotate ${name}` }],
  );
  const recorded = dated.length - never.length;
  const told = [
    `${recorded} of ${dated.length} ${dated.length === 1 ? 'name' : 'names'} with a day in the schema`,
    ...(soon.length > 0 ? [`due soon: ${shown(soon)}`] : []),
    ...(never.length > 0 && problems.length > 0 ? [`no day: ${shown(never)}`] : []),
  ].join('; ');
  if (problems.length > 0) return fail(told, problems);
  if (never.length === 0) return pass(told);
  return manual(
    `${told}; never noted: ${shown(never)}`,
    'keyfence rotate NAME for each of these, which notes the day; keyfence env --in github knows when those in GitHub were set',
  );
}

type State = 'fresh' | 'soon' | 'wrong' | 'never';

function judgeAge(
  { variable, record: { last_rotated: last, rotate_days: days = QUARTER } }: SchemaEntry,
  day: string,
): { name: string; state: State; due: string | null; says: string | null } {
  const name = readsAsWords(variable) ? variable : 'NAME';
  if (last === undefined) return { name, state: 'never', due: null, says: null };
  const wrong = (says: string) => ({ name, state: 'wrong' as const, due: null, says });
  if (!isDay(last)) return wrong(`${name}: last_rotated is no day of the calendar`);
  const age = Math.round((Date.parse(day) - Date.parse(last)) / DAY);
  if (age < 0) return wrong(`${name}: last_rotated lies in the future`);
  if (age > days) return wrong(`${name}: last rotated ${age} days ago, on ${last}; it may be ${days}`);
  const due = addDays(last, days);
  return { name, state: days - age <= SOON ? 'soon' : 'fresh', due, says: null };
}

function addDays(day: string, days: number): string | null {
  const time = Date.parse(day) + days * DAY;
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10);
}

/** The line on which an entry begins. */
function linesIn(text: Buffer | null): ((entry: SchemaEntry) => number) | null {
  if (text === null) return null;
  const { lineOf } = readJson(text); // it has been read as a schema
  return ({ section, group, variable }) => lineOf([section, group, variable]);
}

function shown(names: readonly ByteString[]): string {
  const more = names.length > MOST_SHOWN ? [`${names.length - MOST_SHOWN} more`] : [];
  return [...names.slice(0, MOST_SHOWN), ...more].join(', ');
}
