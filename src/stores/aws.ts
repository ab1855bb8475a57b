/** AWS: the names in Secrets Manager and in the Parameter Store of Systems Manager, of the region that its settings choose. */
import { fieldOf } from '../vaults/vault.js';
import { askPlace, readList, textOf } from './question.js';
import { type ListedName, type Place, type Store, timeOf, type Visit } from './store.js';

const PARAMETERS = 'ssm';
const REFERENCE = /^aws:([A-Za-z0-9][\w/+=.@:-]{0,511})(?:#[\w.-]+)?$/;
const PARAMETER = /^ssm:(\/?[A-Za-z0-9][\w/.-]{0,1023})$/;

export const aws: Store = {
  title: 'AWS',
  program: 'aws',
  variables: ['AWS_'],
  remedy:
    'log in (aws sso login), set the region, and see that secretsmanager:ListSecrets and ssm:DescribeParameters are allowed',
  limit:
    'a secret of many keys is told by its own name: which keys it has cannot be seen without their values',
  kind: 'manager',
  stages: null,
  isInherited: false,
  scheme: /^(?:aws|ssm):/,
  normal: (name) => name,
  readSource(source) {
    const secret = REFERENCE.exec(source);
    if (secret !== null) return { place: '', key: secret[1] as string };
    const parameter = PARAMETER.exec(source);
    return parameter === null ? null : { place: PARAMETERS, key: parameter[1] as string };
  },
  isPlace: (name) => name === PARAMETERS,
  isUsed: async () => false,
  look,
  put: (name, place) =>
    place === PARAMETERS
      ? `make a parameter ${name} of the type SecureString in Systems Manager`
      : `make a secret ${name} in Secrets Manager`,
};

async function look(visit: Visit): Promise<Place[]> {
  const own = ['--output=json', '--no-cli-pager'];
  const places: Place[] = [];
  if (!visit.isTyped) {
    const query = '--query=SecretList[].{name:Name,id:ARN,changed:LastChangedDate,rotated:LastRotatedDate}';
    const args = ['secretsmanager', 'list-secrets', query, ...own];
    places.push(
      await askPlace(aws, visit, { args, place: '', read: (output) => readList(output, readName) }),
    );
  }
  const query = '--query=Parameters[].{name:Name,changed:LastModifiedDate}';
  const args = ['ssm', 'describe-parameters', query, ...own];
  places.push(
    await askPlace(aws, visit, { args, place: PARAMETERS, read: (output) => readList(output, readName) }),
  );
  return places;
}

/** Names can be paths, `prod/shop/API_KEY`; a reference may say the whole ARN, with or without the six characters at its end. */
function readName(item: unknown): ListedName {
  const name = textOf(item, 'name');
  const id = fieldOf(item, 'id');
  const ids = typeof id === 'string' ? [id, id.replace(/-[A-Za-z0-9]{6}$/, '')] : [];
  const times = ['changed', 'rotated'].flatMap((field) => timeOf(fieldOf(item, field)) ?? []);
  return {
    name,
    keys: [name, name.slice(name.lastIndexOf('/') + 1), ...ids],
    updatedAt: times.length === 0 ? null : Math.max(...times),
    isReadable: false,
  };
}
