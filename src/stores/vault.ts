/** HashiCorp Vault and OpenBao: the names of the secrets below a path. `vault kv get` would print their values. */
import { askPlace, askPlaces, nowhere, readList } from './question.js';
import { type ListedName, listedAs, type Place, type Store, type Visit } from './store.js';

const REFERENCE = /^vault:([A-Za-z0-9][\w.-]*(?:\/[\w.-]+)*)\/([\w.-]+)#[\w.-]+$/;
const PATH = /^[A-Za-z0-9][\w.-]{0,99}(?:\/[\w.-]{1,100}){0,20}$/;

export const hashicorp: Store = {
  title: 'HashiCorp Vault',
  program: 'vault',
  variables: ['VAULT_'],
  remedy: 'log in (vault login), set VAULT_ADDR, and see that the policy allows "list" there',
  limit:
    'secrets are told by their paths: whether one has the field cannot be seen without its value, nor how old it is',
  kind: 'manager',
  stages: null,
  isInherited: false,
  scheme: /^vault:/,
  normal: (name) => name,
  readSource(source) {
    const found = REFERENCE.exec(source);
    return found === null || hasSteps(source) ? null : { place: found[1] as string, key: found[2] as string };
  },
  isPlace: (name) => PATH.test(name) && !hasSteps(name),
  isUsed: async () => false,
  look,
  put: (name, place) => `put it at ${place ? `${place}/${name}` : 'the path that its "source" names'}`,
};

async function look(visit: Visit): Promise<Place[]> {
  const remedy = 'name it: --in vault:secret/PATH, or "source": "vault:secret/PATH/NAME#FIELD" in the schema';
  if (visit.places.length === 0) return nowhere('path', remedy);
  return askPlaces(visit.places, 'vault:PATH', (place) => {
    const args = ['kv', 'list', '-format=json', place];
    return askPlace(hashicorp, visit, { args, place, read: (output) => readList(output, readKey) });
  });
}

/** A folder ends in `/`, and is no secret. */
function readKey(item: unknown): ListedName {
  if (typeof item !== 'string') throw new TypeError('no text');
  return item.endsWith('/') ? { ...listedAs(''), keys: [] } : listedAs(item);
}

function hasSteps(path: string): boolean {
  return path.split(/[/:#]/).some((part) => part === '.' || part === '..');
}
