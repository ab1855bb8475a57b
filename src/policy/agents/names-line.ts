/** The line: each secret that a config refers to is one of the schema's. */
import { distance } from 'fastest-levenshtein';
import { credentialKind } from '../../judge/generic/name.js';
import { nearest } from '../../nearest.js';
import { entryToWrite } from '../code/entry-to-write.js';
import { fail, type Line, notApplicable, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { count } from '../words.js';
import type { AgentConfig } from './agent-config.js';
import { unreadable } from './dialects-line.js';
import { NO_CONFIG } from './hardcoded-line.js';
import { OF_VARIABLES, placeholdersIn } from './placeholders.js';
import { configsOf } from './project-configs.js';
import type { Place } from './server.js';
import { shown, tellPlace } from './words.js';

export const namesLine: Line = {
  id: 'agent-names',
  point: 'names',
  title: 'What MCP and agent configs refer to is in the schema',
  look(project) {
    const configs = configsOf(project);
    if (configs.length === 0) return notApplicable(NO_CONFIG);
    if (project.schemas.length === 0) return notApplicable('there is no schema');
    const references = configs.flatMap((config) =>
      config.places.flatMap((place) => referencesIn(place).map((name) => ({ config, place, name }))),
    );
    const declared = namesOf(project);
    const nearestOf = finder(declared);
    const problems = references.flatMap((one) => problemOf(one, { declared, nearestOf, project }));
    if (problems.length > 0)
      return fail(`not so for ${problems.length} of ${count(references.length, 'name')}`, problems);
    if (configs.some(({ unread }) => unread !== null)) return unreadable(configs);
    if (references.length === 0) return notApplicable('they refer to no name');
    return pass(`all ${references.length} names are`);
  },
};

/** With the aliases. */
function namesOf({ declared }: PolicyProject): Set<string> {
  return new Set(declared.flatMap(({ name, aliases }) => [name, ...aliases]));
}

const NAME = /^[A-Za-z_]\w{0,99}$/;

/** The variables that a place takes from the shell. */
function referencesIn(place: Place): string[] {
  const { kind, value, given, expands } = place;
  if (kind === 'name') return NAME.test(value) && !given.has(value) ? [value] : [];
  const names = placeholdersIn(value).flatMap(({ form, name, fallback }) => {
    const isSecret = fallback === null || credentialKind(name) !== null;
    return OF_VARIABLES.has(form) && isSecret ? [name] : [];
  });
  // What the program itself puts in can come from the variables that the server is given.
  return names.filter((name) => expands === null || !given.has(name));
}

function problemOf(
  { config, place, name }: { config: AgentConfig; place: Place; name: string },
  {
    declared,
    nearestOf,
    project,
  }: { declared: ReadonlySet<string>; nearestOf: (name: string) => string | null; project: PolicyProject },
): Problem[] {
  if (declared.has(name)) return [];
  const near = nearestOf(name);
  // A folder or an address of the project's own need not be declared.
  const isMeant = asksForSecret(place) || credentialKind(name) !== null;
  if (!isMeant && (near === null || distance(name, near) > SLIP)) return [];
  const told = shown(name) ?? 'a name';
  const declare = entryToWrite(project, { name, file: config.file });
  return [
    {
      file: config.file,
      line: place.line,
      says: `${tellPlace(place)} refers to ${told}, which no schema has`,
      remedy: near === null ? declare : `did you mean ${near}? If not, ${declare}`,
    },
  ];
}

/** The letters that a slip of the hand changes. */
const SLIP = 2;

const MOST_COMPARED = 2_000_000; // pairs of names, each of which takes a microsecond

/** Finds the nearest declared name; null for none, and where there are too many names to compare. */
function finder(declared: ReadonlySet<string>): (name: string) => string | null {
  const known = new Map(
    [...declared].filter((one) => shown(one) !== null).map((one) => [one.toLowerCase(), one]),
  );
  const names = [...known.keys()];
  let left = MOST_COMPARED;
  return (name) => {
    left -= names.length;
    if (names.length === 0 || left < 0) return null;
    const near = nearest(name, names);
    return near === null ? null : (known.get(near) ?? null);
  };
}

function asksForSecret({ kind, key }: Place): boolean {
  if (kind === 'header') return key === null || /auth/i.test(key) || credentialKind(key) !== null;
  return kind === 'name' || (key !== null && credentialKind(key.replace(/^--?/, '')) !== null);
}
