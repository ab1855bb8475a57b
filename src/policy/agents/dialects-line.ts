/** The line: each placeholder is one that the client it is for understands. */
import { credentialKind } from '../../judge/generic/name.js';
import { fail, type Line, manual, notApplicable, type Problem, pass } from '../line.js';
import type { AgentConfig } from './agent-config.js';
import type { PlaceholderForm } from './clients/client.js';
import { NO_CONFIG } from './hardcoded-line.js';
import { OF_VARIABLES, type Placeholder, placeholdersIn } from './placeholders.js';
import { configsOf } from './project-configs.js';
import type { Place } from './server.js';
import { shown, tellConfigs, tellPlace } from './words.js';

export const dialectsLine: Line = {
  id: 'agent-dialects',
  point: 'names',
  title: 'Placeholders are spelled as their client reads them',
  look(project) {
    const configs = configsOf(project);
    if (configs.length === 0) return notApplicable(NO_CONFIG);
    const problems = configs.flatMap(dialectProblems);
    const count = configs.flatMap(({ places }) =>
      places.flatMap(({ value }) => placeholdersIn(value)),
    ).length;
    if (problems.length > 0) return fail(`${problems.length} of ${count} are not`, problems);
    if (configs.some(({ unread }) => unread !== null)) return unreadable(configs);
    return count === 0 ? notApplicable('no placeholder stands in them') : pass(`all ${count} of them are`);
  },
};

/** What is said where nothing is wrong in those that could be read. */
export function unreadable(configs: readonly AgentConfig[]): ReturnType<typeof manual> {
  const unread = configs.filter((one) => one.unread !== null).length;
  return manual(`${unread} of ${tellConfigs(configs)} cannot be read`, 'mend what cannot be read first');
}

export function dialectProblems(config: AgentConfig): Problem[] {
  return config.places.flatMap((place) =>
    placeholdersIn(place.value).flatMap((placeholder) => {
      const problem = isUnderstood(placeholder, place, config)
        ? unknownInput(placeholder, place, config)
        : foreign(placeholder, place, config);
      return problem === null ? [] : [{ file: config.file, line: place.line, ...problem }];
    }),
  );
}

/** What the shell, or the program that is started, puts in itself. */
const BY_OTHERS: Readonly<Record<NonNullable<Place['expands']>, readonly PlaceholderForm[]>> = {
  shell: ['dollar', 'braces', 'braces-default'],
  braces: ['braces'],
  percent: ['percent'],
};

function isUnderstood({ form }: Placeholder, { expands, kind }: Place, { client }: AgentConfig): boolean {
  const others = expands !== null && (kind === 'argument' || kind === 'header') ? BY_OTHERS[expands] : [];
  return client.takes.includes(form) || others.includes(form);
}

type Told = Pick<Problem, 'says' | 'remedy'>;

function foreign({ form, name, fallback }: Placeholder, place: Place, { client }: AgentConfig): Told | null {
  // A path of the system's that a program reads itself (`%APPDATA%`, `$HOME`) is no reference to a secret.
  if (form === 'percent' && credentialKind(name) === null) return null;
  const { kind, key } = place;
  const ofInput = form === 'input' ? shown(name)?.replace(/[-.]/g, '_').toUpperCase() : null;
  const variable = (OF_VARIABLES.has(form) ? shown(name) : ofInput) ?? 'NAME';
  const spelled = spell(form, shown(name) ?? 'NAME', fallback !== null);
  return {
    says: `${tellPlace(place)} refers to ${spelled}, which ${client.title} does not put a value in for`,
    remedy: client.instead({ kind, key, name: variable }),
  };
}

function unknownInput({ form, name }: Placeholder, place: Place, { inputs }: AgentConfig): Told | null {
  if (form !== 'input' || inputs.has(name)) return null;
  const id = shown(name) ?? '*';
  return {
    says: `${tellPlace(place)} asks for the input ${id}, which "inputs" does not have`,
    remedy: `add { "id": "${id}", "type": "promptString", "description": "NAME", "password": true } to "inputs"`,
  };
}

const SPELLINGS: Readonly<Record<PlaceholderForm, (name: string) => string>> = {
  dollar: (name) => `$${name}`,
  braces: (name) => `\${${name}}`,
  'braces-default': (name) => `\${${name}:-...}`,
  'env-braces': (name) => `\${env:${name}}`,
  input: (name) => `\${input:${name}}`,
  'file-braces': () => `\${file:...}`,
  'user-config': (name) => `\${user_config.${name}}`,
  'bare-env': (name) => `{env:${name}}`,
  'bare-file': () => '{file:...}',
  percent: (name) => `%${name}%`,
  secrets: (name) => `\${{ secrets.${name} }}`,
};

function spell(form: PlaceholderForm, name: string, hasFallback: boolean): string {
  return SPELLINGS[hasFallback ? 'braces-default' : form](name);
}
