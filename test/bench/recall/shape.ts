/**
 * Draws a text of a shape: plain characters, and in braces what is drawn. `{h32}`: 32 characters of the alphabet `h`
 * (see alphabets.ts); `{b400-600}`: so many; `{b64:32}`, `{ub64:9}`, `{f64:32}`: random bytes in base64, in unpadded base64url, in padded base64url; `{#name}`: a checksum
 * over what stands before; any other name: see SPECIAL below.
 */
import { randomBytes } from '../../support/random.js';
import { ALPHABETS } from './alphabets.js';
import { annotatedKey, identifiableKey } from './azure-keys.js';
import { between, textOver } from './chance.js';
import { CHECKSUMS } from './checksums.js';
import {
  base58,
  bech32Key,
  crc16Key,
  extendedPrivateKey,
  oldDevOpsToken,
  walletImportKey,
} from './key-encodings.js';
import { uuid, WITH_CONTENT, webToken } from './web-tokens.js';
import { name } from './words.js';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const SPECIAL: Record<string, (argument: string) => string> = {
  uuid,
  name,
  uuid58: () => base58(Buffer.from(uuid().replaceAll('-', ''), 'hex')),
  ulid: () => `01J${textOver(CROCKFORD, 23)}`,
  lulid: () => `01j${textOver(CROCKFORD.toLowerCase(), 23)}`,
  jwt: webToken,
  cask: annotatedKey,
  azure: identifiableKey,
  devops: oldDevOpsToken,
  age: () => bech32Key('age-secret-key-').toUpperCase(),
  nsec: () => bech32Key('nsec'),
  wif: walletImportKey,
  xprv: extendedPrivateKey,
  nkey: () => crc16Key([0x95, 0x00]),
  stellar: () => crc16Key([0x90]),
  b64: (length) => randomBytes(Number(length)).toString('base64'),
  ub64: (length) => randomBytes(Number(length)).toString('base64url'),
  f64: (length) => randomBytes(Number(length)).toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
  json: (keys) => {
    const values = keys.split(',').map((key) => [key, textOver(ALPHABETS.w as string, 40)]);
    return Buffer.from(JSON.stringify(Object.fromEntries(values))).toString('base64');
  },
};

/** A random text of that shape. */
export function draw(shape: string): string {
  let text = '';
  for (const part of shape.split(/(\{[^}]+\})/)) {
    text += part.startsWith('{') ? drawPart(part.slice(1, -1), text) : part;
  }
  return text;
}

function drawPart(part: string, soFar: string): string {
  const counted = /^([A-Za-z])(\d+)(?:-(\d+))?$/.exec(part);
  const alphabet = ALPHABETS[counted?.[1] ?? ''];
  if (counted && alphabet) {
    const least = Number(counted[2]);
    return textOver(alphabet, between(least, Number(counted[3] ?? least)));
  }
  const complete = part.startsWith('#') ? CHECKSUMS[part.slice(1)] : WITH_CONTENT[part];
  if (complete) return complete(soFar);
  const [word, argument] = part.split(':') as [string, string | undefined];
  const special = SPECIAL[word];
  if (!special) throw new Error(`no such part of a shape: ${part}`);
  return special(argument ?? '');
}
