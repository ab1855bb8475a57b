/** 1Password: the titles of the items in a vault. `op item get` in JSON would print values. */
import { fieldOf } from '../vaults/vault.js';
import { askPlace, askPlaces, nowhere, readList, textOf } from './question.js';
import { type ListedName, type Place, type Store, timeOf, type Visit } from './store.js';

const TITLE = '[A-Za-z0-9][\\w .@+-]{0,99}';
const REFERENCE = new RegExp(`^op://(${TITLE})/(${TITLE})(?:/${TITLE}){1,2}$`);

/** A vault holds more than a project's secrets; nothing else of it is looked at. */
const VARIABLE = /^[A-Z][A-Z0-9_]+$/;

export const onePassword: Store = {
  title: '1Password',
  program: 'op',
  variables: ['OP_'],
  remedy: 'sign in (op signin) or set OP_SERVICE_ACCOUNT_TOKEN, and see that the vault may be seen',
  limit: 'items are told by their titles: whether one has the field cannot be seen without its value',
  kind: 'manager',
  stages: null,
  isInherited: false,
  scheme: /^op:\/\//,
  normal: (name) => name.toLowerCase(),
  readSource(source) {
    const found = REFERENCE.exec(source);
    return found === null ? null : { place: found[1] as string, key: found[2] as string };
  },
  isPlace: (name) => new RegExp(`^${TITLE}$`).test(name),
  isUsed: async () => false,
  look,
  put: (name, place) => `make an item ${name} in ${place ? `the vault ${place}` : 'the vault'}`,
};

async function look(visit: Visit): Promise<Place[]> {
  const remedy = 'name it: --in 1password:VAULT, or "source": "op://VAULT/ITEM/FIELD" in the schema';
  if (visit.places.length === 0) return nowhere('vault', remedy);
  return askPlaces(visit.places, '1password:VAULT', (place) => {
    const args = ['item', 'list', `--vault=${place}`, '--format=json'];
    return askPlace(onePassword, visit, { args, place, read: (output) => readList(output, readItem) });
  });
}

function readItem(item: unknown): ListedName {
  const title = textOf(item, 'title');
  return {
    name: VARIABLE.test(title) ? title : '',
    keys: [title, textOf(item, 'id')],
    updatedAt: timeOf(fieldOf(item, 'updated_at')),
    isReadable: false,
  };
}
