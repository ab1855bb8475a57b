/** Which names of environment variables are those of secrets, and the group that each belongs to. */
import { credentialKind, wordsOf } from '../judge/generic/name.js';
import { readsAsWords } from '../schema/schema-form.js';
import type { CatalogName, WrittenFormat } from './catalog-names.js';

export interface SecretName {
  /** The provider, `database`, or `app`: in lower case, with `-` between words. */
  group: string;
  /** Null where the name alone tells. */
  format: WrittenFormat | null;
}

/** What a bundler puts into the browser under these is public, whatever it is called; so is the half of a login with OAuth that names the client. */
const PUBLIC =
  /^(?:NEXT_PUBLIC|VITE|REACT_APP|PUBLIC|EXPO_PUBLIC|GATSBY|NUXT_PUBLIC|VUE_APP|NG_APP|STORYBOOK|npm_config|npm_package)_|_(?:PUBLIC|PUBLISHABLE|ANON)_KEY$|^PUBLIC_KEY$|(?:^|_)CLIENT_ID$/;

const DATABASES = new Set(
  `database db postgres postgresql pg pgpassword mysql mariadb mssql sqlserver sql mongo mongodb redis rediscloud couchdb
  cassandra neo4j jdbc datasource`.split(/\s+/),
);
const BROKERS = new Set(
  'amqp rabbitmq cloudamqp kafka nats celery broker queue smtp mail email mailer'.split(' '),
);
const ADDRESSES = new Set(['url', 'uri', 'dsn']);

/**
 * @param known what the catalog knows of the name, if anything.
 * @returns null for a name of plain configuration, and for one that does not read as words: it might be anything.
 */
export function describeSecretName(name: string, known: CatalogName | null): SecretName | null {
  if (!readsAsWords(name) || PUBLIC.test(name)) return null;
  const words = wordsOf(name);
  const kind = credentialKind(name);
  const isTelling = kind !== null && (kind !== 'key' || words.length > 1);
  const isDatabase = words.some((word) => DATABASES.has(word));
  if (known === null && !isTelling && !isAddressWithLogin(words)) return null;
  const provider = known?.provider ?? null;
  // A password is what a person made it, also where the provider makes some.
  const format = kind === 'password' ? null : (known?.format ?? null);
  return { group: provider !== null ? slug(provider) : isDatabase ? 'database' : 'app', format };
}

/** DATABASE_URL, SLACK_WEBHOOK_URL, AZURE_STORAGE_CONNECTION_STRING: a login stands in the address, or is it. */
function isAddressWithLogin(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (last === 'string') return /^conn(?:ection)?$/.test(before);
  if (!ADDRESSES.has(last)) return false;
  return before === 'webhook' || words.some((word) => DATABASES.has(word) || BROKERS.has(word));
}

function slug(provider: string): string {
  return provider
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
