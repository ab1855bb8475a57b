/** Tells by a setting's name whether its value is a credential. */

const CREDENTIAL_WORDS = new Set(
  (
    'password passwd passphrase passwort pass pwd pw secret token credential auth ' +
    'authorization bearer apikey accesskey privatekey secretkey authkey key salt cookie dsn psk authident'
  ).split(' '),
);

/** Endings of names written without any boundary, such as `dbpassword`. */
const CREDENTIAL_ENDINGS = [
  'password',
  'passwd',
  'passphrase',
  'secret',
  'token',
  'apikey',
  'accesskey',
  'pwd',
];

/** A name that ends like this says something about a credential, and does not hold one. */
const DESCRIBING_WORDS = new Set(
  (
    'name names file files path dir id ids ref uri url host port ttl length size type count enabled disabled expiry ' +
    'expires expiration version alias algorithm region provider prefix suffix header rotation days helper store arn ' +
    'policy format lifetime timeout endpoint class field label description title env var manager vault required'
  ).split(' '),
);

/** With one of these before it, a `key` is no credential. */
const HARMLESS_BEFORE_KEY = new Set('sort primary foreign partition cache hash range lookup'.split(' '));

const COUNTING_WORDS = new Set(['max', 'min', 'num', 'total']);

/** In characters. A longer name is not one that a person gave to a setting. */
const LONGEST_NAME = 256;

/** Splits `dbPassword`, `DB_PASSWORD` and `db.password` alike: `db`, `password`. */
export function splitName(name: string): string[] {
  const separated = name.slice(0, LONGEST_NAME).replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return separated
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** Whether the name says that its value is public on purpose. */
export function namesPublicValue(name: string): boolean {
  return splitName(name).some(
    (word) => word === 'public' || word === 'publishable' || word === 'publickeytoken',
  );
}

/** Whether a value of this name must be taken for a credential. */
export function namesCredential(name: string): boolean {
  const words = splitName(name);
  if (words.some((word) => COUNTING_WORDS.has(word))) return false;
  const last = words.at(-1) ?? '';
  if (last === 'id') return words.includes('access') && words.includes('key');
  if (DESCRIBING_WORDS.has(last)) return false;
  return words.some((word, index) => {
    const single = word.endsWith('s') && !CREDENTIAL_WORDS.has(word) ? word.slice(0, -1) : word;
    if (!CREDENTIAL_WORDS.has(single)) return CREDENTIAL_ENDINGS.some((ending) => single.endsWith(ending));
    return !(single === 'key' && HARMLESS_BEFORE_KEY.has(words[index - 1] ?? ''));
  });
}
