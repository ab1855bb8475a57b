/** Azure: the names in Key Vaults. They cannot hold `_`, so `my-api-key` and `MY-API-KEY` are MY_API_KEY here. */
import { fieldOf } from '../vaults/vault.js';
import { askPlace, askPlaces, nowhere, readList, textOf } from './question.js';
import { joined, type ListedName, listedAs, type Place, type Store, timeOf, type Visit } from './store.js';

const VAULT = '[A-Za-z][A-Za-z0-9-]{1,22}';
const REFERENCE = new RegExp(`^azure:(${VAULT})/([A-Za-z0-9][A-Za-z0-9-]{0,126})$`);

export const azure: Store = {
  title: 'Azure Key Vault',
  program: 'az',
  variables: ['AZURE_'],
  remedy: 'log in (az login) as somebody who may list the secrets of that vault',
  limit: null,
  kind: 'manager',
  stages: null,
  isInherited: false,
  scheme: /^azure:/,
  normal: joined,
  readSource(source) {
    const found = REFERENCE.exec(source);
    return found === null ? null : { place: found[1] as string, key: found[2] as string };
  },
  isPlace: (name) => new RegExp(`^${VAULT}$`).test(name),
  isUsed: async () => false,
  look,
  put: (name, place) =>
    `make a secret ${name.replaceAll('_', '-')} in ${place ? `the vault ${place}` : 'the vault'}`,
};

async function look(visit: Visit): Promise<Place[]> {
  const remedy = 'name it: --in azure:VAULT, or "source": "azure:VAULT/NAME" in the schema';
  if (visit.places.length === 0) return nowhere('vault', remedy);
  const query = '--query=[].{name:name,updated:attributes.updated}';
  return askPlaces(visit.places, 'azure:VAULT', (place) => {
    const args = [
      'keyvault',
      'secret',
      'list',
      `--vault-name=${place}`,
      query,
      '--output=json',
      '--only-show-errors',
    ];
    return askPlace(azure, visit, { args, place, read: (output) => readList(output, readSecret) });
  });
}

function readSecret(item: unknown): ListedName {
  return listedAs(textOf(item, 'name'), timeOf(fieldOf(item, 'updated')));
}
