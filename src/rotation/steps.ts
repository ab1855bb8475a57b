/** The five steps of a rotation, with the commands and links of this secret. */
import type { DeclaredName } from '../environment/declared-names.js';
import type { PolicyProject } from '../policy/project.js';
import { readsAsWords } from '../schema/schema-form.js';
import { toText } from '../sources/read-file.js';
import { environmentAction } from './environment-commands.js';
import type { Provider } from './provider.js';
import type { Action, HeldValue, Step, StepName } from './report.js';
import { ASK_VALUE, FORGET_VALUE } from './shell-words.js';
import { storeAction } from './store-commands.js';

const TITLES: Record<StepName, string> = {
  create: 'Make a new one',
  store: 'Vault and shell',
  ci: 'CI secrets',
  host: 'Hosts',
  revoke: 'Revoke the old one',
};

export interface StepFacts {
  project: PolicyProject;
  names: readonly DeclaredName[];
  provider: Provider;
  /** The values to be got rid of. */
  old: readonly HeldValue[];
}

export function stepsOf(facts: StepFacts): Step[] {
  const actions: Record<StepName, Action[]> = {
    create: createActions(facts.provider),
    store: storeActions(facts),
    ci: placeActions(facts, 'ci'),
    host: placeActions(facts, 'host'),
    revoke: revokeActions(facts),
  };
  return (Object.keys(TITLES) as StepName[]).map((name) => ({
    name,
    title: TITLES[name],
    actions: actions[name],
  }));
}

/** What may be shown of a name; a secret that slipped into the place of one may not. */
export function shownName(name: string): string {
  return readsAsWords(name) ? name : 'NAME';
}

function createActions({ title, revoke, docs, rotate }: Provider): Action[] {
  const where = title === null ? 'where it is managed' : `at ${title}`;
  return [
    {
      says: `a new one ${where}, with the fewest rights that do; the old one stays until step 5`,
      command: [],
      link: revoke[0] ?? null,
    },
    ...(rotate === null ? [] : [say(`the way of this provider: ${rotate}`)]),
    ...docs.map((link) => ({ says: 'documentation', command: [], link })),
    {
      says: 'keep it in a variable of this shell for the commands below: typed or pasted, it is not shown',
      command: [ASK_VALUE],
      link: null,
    },
  ];
}

function storeActions({ names, old }: StepFacts): Action[] {
  const inVaults = names.flatMap(({ entry }) => entry.record.source ?? []);
  const vaults = inVaults.map(
    (source) =>
      storeAction(source) ?? say('the "source" of the schema names its place: put it there by hand'),
  );
  const none =
    inVaults.length === 0 ? [say('the schema names no vault for it ("source"): wherever it is kept')] : [];
  return [...vaults, ...none, ...homes(old)];
}

/** The places on this machine where the old value has to give way to the new one. */
function homes(old: readonly HeldValue[]): Action[] {
  const holders = old.flatMap((one) => one.holders);
  const files = holders.filter(({ isHome, kind }) => isHome && kind !== 'shell');
  const inShell = holders.filter(({ kind }) => kind === 'shell');
  const places = [...new Set(files.map(({ file }) => file ?? ''))];
  return [
    ...places.map((file) => ({ says: `in an editor: ${toText(file)}`, command: [], link: null })),
    ...(inShell.length === 0
      ? []
      : [
          say(
            'the shell has it: change the file that sets it there (keyfence rotate --user-configs looks), then open a new shell',
          ),
        ]),
  ];
}

function placeActions({ names, project }: StepFacts, kind: 'ci' | 'host'): Action[] {
  const actions = names.flatMap((declared) => {
    const environments = declared.environments ?? (kind === 'ci' ? environmentsOfCi(project, declared) : []);
    const known = environments
      .map((one) => environmentAction(one, shownName(declared.name)))
      .filter((one) => one !== null && one.kind === kind)
      .map((one) => one as Action);
    const used = declared.environments !== null && kind === 'ci' ? environmentsOfCi(project, declared) : [];
    const unsaid = used.filter((one) => !environments.some((other) => other.split(':')[0] === one));
    const more = unsaid.flatMap((one) => environmentAction(one, shownName(declared.name)) ?? []);
    return [...known, ...more];
  });
  const unknown =
    kind === 'host'
      ? names
          .flatMap(({ environments }) => environments ?? [])
          .filter((one) => !isLocal(one) && environmentAction(one, 'NAME') === null)
      : [];
  const told = [
    ...actions.map(({ says, command, link }) => ({ says, command, link })),
    ...[...new Set(unknown)].map((one) =>
      say(`${one.split(':').every(readsAsWords) ? one : 'an environment of the schema'}: by hand`),
    ),
  ];
  if (told.length > 0) return told;
  const where = kind === 'ci' ? 'CI service' : 'host';
  return [say(`the schema names no ${where} for it ("environments"): think whether one has it all the same`)];
}

function isLocal(environment: string): boolean {
  return /^(?:local|development|dev|test)(?::|$)/i.test(environment);
}

/** CI services whose configuration mentions the name. */
const CI_FILES: readonly { environment: string; shape: RegExp }[] = [
  { environment: 'github', shape: /^\.github\/workflows\/[^/]+\.ya?ml$/ },
  { environment: 'gitlab', shape: /^\.gitlab-ci\.ya?ml$/ },
  { environment: 'circleci', shape: /^\.circleci\/[^/]+\.ya?ml$/ },
  { environment: 'bitbucket', shape: /^bitbucket-pipelines\.ya?ml$/ },
  { environment: 'azuredevops', shape: /^azure-pipelines[^/]*\.ya?ml$/ },
];

function environmentsOfCi({ files, read }: PolicyProject, { name, aliases }: DeclaredName): string[] {
  return CI_FILES.filter(({ shape }) =>
    files
      .filter((file) => shape.test(file))
      .some((file) => {
        const text = read(file)?.toString('latin1') ?? '';
        return [name, ...aliases].some((one) => mentions(text, one));
      }),
  ).map(({ environment }) => environment);
}

function mentions(text: string, name: string): boolean {
  const isPart = (char: string | undefined) => char !== undefined && /\w/.test(char);
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!isPart(text[at - 1]) && !isPart(text[at + name.length])) return true;
  }
  return false;
}

function revokeActions({ provider, names, old }: StepFacts): Action[] {
  const [name] = names;
  // With the fingerprint there is no doubt then which of two values is the old one.
  const before = old.length === 1 ? [`--old ${old[0]?.fingerprint}`] : [];
  const done =
    name === undefined ? [] : [['keyfence rotate', shownName(name.name), ...before, '--done'].join(' ')];
  return [
    ...(provider.revoke.length === 0 ? [say('where it is managed')] : []),
    ...provider.revoke.map((link) => ({ says: 'revoke the old one here', command: [], link })),
    {
      says: 'then forget the new one in this shell, and let the schema know the day',
      command: [FORGET_VALUE, ...done],
      link: null,
    },
  ];
}

function say(says: string): Action {
  return { says, command: [], link: null };
}
