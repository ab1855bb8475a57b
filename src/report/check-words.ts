/** Says in words what the checksums and structures of patterns are. */

const CHECKSUMS: Record<string, string> = {
  'crc32-base62-body': 'CRC-32 of what follows the prefix, in six base62 digits at the end',
  'crc32-base62-whole': 'CRC-32 of everything before it, in six base62 digits at the end',
  'crc32-base62-lower-first-whole':
    'CRC-32 of everything before it, in six base62 digits (small letters first)',
  'github-fine-grained': 'part of a SHA-256 of the first 77 characters, in eight base32 digits',
  'gitlab-routable': 'length in two digits and CRC-32 in seven, base36, at the end',
  'crc32-hex-upper-8': 'CRC-32 of everything before it, in eight hex digits (capitals) at the end',
  cloudflare: 'CRC-32 of the 40 characters after the prefix, in eight hex digits at the end',
  cashfree: 'CRC-32 of the 32 characters between the last two underscores, in eight hex digits at the end',
  canva: 'CRC-32 of the first 48 characters, in eight hex digits at the end',
  grafana: 'CRC-32 of prefix and body, in eight hex digits (lowest byte first) at the end',
  confluent: 'CRC-32 of the 54 characters after "cflt", in base64 at the end',
  'azure-identifiable': 'Marvin32 of the bytes before it, in the last four bytes of the base64',
  'azure-cask': 'Marvin32 of the first 60 bytes, in the last digits',
  'azure-entra': 'Marvin32 of the 37 characters before it, in the last three',
  'azure-devops-legacy': 'CRC-32 of 28 bytes, in four of the 32 bytes of the base32',
  'age-identity': 'Bech32, in the last six characters',
};

const STRUCTURES: Record<string, string> = {
  jwt: 'a JSON Web Token: header and payload are JSON; an expired one is lowered',
  'private-key': 'a key file: PEM, OpenSSH, PGP or PuTTY, whose inner lengths must fit',
  openai: 'two halves of equal length around the base64 of "OpenAI"',
  'discord-bot-token': 'the first field is the id of the application, in base64',
  'connection-url': 'a URL with a password: neither a placeholder, nor a host for examples',
  'google-service-account': 'JSON with a private key and the address of an account',
  'aws-access-key-id': 'base32 that holds an account number',
  'aws-secret': '40 characters of base64 as random as a key is',
  'pypi-macaroon': 'a macaroon in which every byte is accounted for',
  'sentry-org-token': 'JSON in base64, then 32 bytes of secret',
  'grafana-base64-json': 'JSON in base64, with organisation, name and key',
  'cloudflare-tunnel': 'JSON in base64, with account, tunnel and secret',
  'docker-config': 'base64 of a user, a colon and a password',
  'generic-credential': 'none of its own: the name and the look of the value tell',
};

/** @returns words for a checksum of the catalog, or its name where there are none. */
export function checksumInWords(name: string): string {
  return inWords(CHECKSUMS, name);
}

/** The same for a structure. */
export function structureInWords(name: string): string {
  return inWords(STRUCTURES, name);
}

function inWords(table: Record<string, string>, name: string): string {
  return Object.hasOwn(table, name) ? `${table[name]} (${name})` : name;
}
