/**
 * GitHub: the secrets of the repository, of its organization as far as the repository sees them, and of its environments. Its
 * API never gives out a secret's value. Source: the manual of gh and the REST API's reference, 2026.
 */
import { fieldOf } from '../vaults/vault.js';
import { type GithubRepository, repositoryOf } from './github-repository.js';
import {
  askPlace,
  askPlaces,
  askStore,
  found,
  notFound,
  type Question,
  readList,
  textOf,
} from './question.js';
import {
  type ListedName,
  listedAs,
  type Place,
  type Reason,
  type Store,
  timeOf,
  type Visit,
} from './store.js';

/** An environment's name is handed over as the value of an option. */
const ENVIRONMENT = /^[^\0-\x1f\x7f]{1,255}$/;

export const github: Store = {
  title: 'GitHub',
  program: 'gh',
  variables: ['GH_TOKEN', 'GH_CONFIG_DIR', 'GH_ENTERPRISE_TOKEN', 'GITHUB_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'],
  remedy:
    'log in (gh auth login) as somebody who may list secrets ("secrets: read"); the GITHUB_TOKEN of a workflow never may',
  limit: null,
  kind: 'deployment',
  stages: null,
  isInherited: true,
  scheme: null,
  normal: (name) => name.toUpperCase(),
  readSource: () => null,
  isPlace: (name) => ENVIRONMENT.test(name),
  isUsed: async (visit) => 'host' in (await repositoryOf(visit)),
  look,
  put: (name, place) =>
    place === null
      ? 'add it to that environment: gh secret set --help'
      : `gh secret set ${name}${place === '' ? '' : ` --env ${place}`}`,
};

async function look(visit: Visit): Promise<Place[]> {
  const repository = await repositoryOf(visit);
  if (!('host' in repository)) return ['', ...visit.places].map((name) => notFound(name, repository));
  const own = await askNames(repository, visit, '');
  if (!own.isAnswered) return ['', ...visit.places].map((name) => notFound(name, own.unknown as Reason));
  const shared = await askOrganization(repository, visit);
  const environments = visit.isTyped ? { read: visit.places } : await askEnvironments(repository, visit);
  const known = 'read' in environments ? environments.read : null;
  const isThere = (place: string) => known?.some((one) => one.toLowerCase() === place.toLowerCase()) ?? true;
  const asked = [...new Set([...visit.places, ...(known ?? [])])];
  const places = await askPlaces(asked, 'github:NAME', async (name) =>
    isThere(name) ? askNames(repository, visit, name) : found(name, []),
  );
  const unknown = own.unknown ?? ('unknown' in environments ? environments.unknown : shared.unknown);
  // One of the repository's own stands before the organization's of the same name.
  const names = new Set(own.listed.map(({ name }) => name));
  const more = shared.listed.filter(({ name }) => !names.has(name));
  return [{ ...own, listed: [...own.listed, ...more], unknown }, ...places];
}

/** The names of the repository, or of one of its environments; with the variables, where the schema has public names. */
async function askNames(repository: GithubRepository, visit: Visit, place: string): Promise<Place> {
  const list = (kind: 'secret' | 'variable', fields: string) =>
    askPlace(github, visit, {
      args: [
        kind,
        'list',
        `--repo=${inFull(repository)}`,
        ...(place === '' ? [] : [`--env=${place}`]),
        `--json=${fields}`,
      ],
      more: { GH_HOST: repository.host },
      place,
      read: (output) =>
        readList(output, (item) => listedAs(textOf(item, 'name'), timeOf(fieldOf(item, 'updatedAt')))),
    });
  const secrets = await list('secret', 'name,updatedAt');
  if (!visit.hasPublicNames || secrets.unknown !== null) return secrets;
  const variables = await list('variable', 'name');
  const readable = variables.listed.map((one) => ({ ...one, isReadable: true }));
  return { ...secrets, listed: [...secrets.listed, ...readable], unknown: variables.unknown };
}

async function askOrganization(repository: GithubRepository, visit: Visit): Promise<Place> {
  const question = apiQuestion(repository, 'actions/organization-secrets', '[.secrets[]|{name,updated_at}]');
  const answer = await askStore(github, visit, {
    ...question,
    read: (output) =>
      readPages(
        output,
        (item): ListedName => listedAs(textOf(item, 'name'), timeOf(fieldOf(item, 'updated_at'))),
      ),
  });
  if ('read' in answer) return found('', answer.read);
  return notFound('', {
    ...answer.unknown,
    says: `the secrets of its organization are not known: ${answer.unknown.says}`,
  });
}

async function askEnvironments(
  repository: GithubRepository,
  visit: Visit,
): Promise<{ read: readonly string[] } | { unknown: Reason }> {
  const answer = await askStore(github, visit, {
    ...apiQuestion(repository, 'environments', '[.environments[].name]'),
    read: (output) =>
      readPages(output, (item) => {
        if (typeof item !== 'string' || !ENVIRONMENT.test(item)) throw new TypeError('no name');
        return item;
      }),
  });
  if ('read' in answer) return answer;
  return { unknown: { ...answer.unknown, says: `its environments are not known: ${answer.unknown.says}` } };
}

function apiQuestion({ host, path }: GithubRepository, what: string, filter: string): Question {
  return {
    args: [
      'api',
      '--method=GET',
      `repos/${path}/${what}?per_page=100`,
      `--hostname=${host}`,
      '--paginate',
      `--jq=${filter}`,
    ],
  };
}

/** A list in JSON on each line: one for each page. */
function readPages<T>(output: string, read: (item: unknown) => T): T[] {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines.flatMap((line) => readList(line, read));
}

function inFull({ host, path }: GithubRepository): string {
  return host === 'github.com' ? path : `${host}/${path}`;
}
