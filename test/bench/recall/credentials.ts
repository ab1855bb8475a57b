/** Deals credentials: what they are called, who issues them and what they are. */
import { readFileSync } from 'node:fs';
import { Deck, happens, pick } from './chance.js';
import { frameworkKey } from './framework-keys.js';
import { password } from './passwords.js';
import { privateKey } from './private-keys.js';
import { draw } from './shape.js';
import { webToken } from './web-tokens.js';
import { FILLERS } from './words.js';

/** What kind of secret it is; `exact` and `context` have a published format, `unlisted` are of providers without one. */
export type SecretKind =
  | 'exact'
  | 'context'
  | 'unlisted'
  | 'password'
  | 'framework'
  | 'private-key'
  | 'web-token'
  | 'basic-auth';

/** One secret with its names. */
export interface Credential {
  kind: SecretKind;
  provider: string;
  /** The format's id, or how the value was made. */
  format: string;
  /** The words of its name, in lower case: "stripe", "secret", "key". */
  words: string[];
  /** The words of its name without the provider's: "secret", "key". */
  role: string[];
  value: string;
}

interface Format {
  provider: string;
  id: string;
  kind: 'exact' | 'context' | 'unlisted';
  shape: string;
  names: string[];
}

const read = (file: string) =>
  readFileSync(new URL(`data/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

const UNLISTED_SHAPES = [
  '{h32}',
  '{h32}',
  '{h40}',
  '{h64}',
  '{uuid}',
  '{uuid}',
  '{b64:32}',
  '{w20}',
  '{w24}',
  '{w32}',
  '{w40}',
  '{w64}',
  '{l32}',
  '{s43}',
  '{u26}',
  '{h24}',
  '{w32}.{w16}',
  'live_{w32}',
  'pk-{l24}',
];
const ROLES = [
  'api key',
  'api key',
  'api key',
  'api token',
  'token',
  'access token',
  'auth token',
  'secret',
  'secret key',
  'api secret',
  'client secret',
  'key',
].map((role) => role.split(' '));
const BARE_NAMES = [
  'token',
  'api key',
  'secret',
  'auth token',
  'access token',
  'key',
  'api token',
  'credential',
  'password',
  'bearer token',
].map((name) => name.split(' '));
const PASSWORD_NAMES = read('password-names.txt');

const formats: Format[] = read('formats.txt').map((line) => {
  const [provider, id, kind, shape, names] = line.split(' | ').map((field) => field.trim());
  return { provider, id, kind, shape, names: names ? names.split(',') : [] } as Format;
});
const unlisted: Format[] = read('unlisted.txt').map((provider) => ({
  provider,
  id: 'unlisted',
  kind: 'unlisted',
  shape: pick(UNLISTED_SHAPES),
  names: [],
}));

const decks: Record<string, Deck<Format>> = {
  t: new Deck([...formats, ...unlisted]),
  x: new Deck(formats.filter(({ kind }) => kind === 'exact')),
  c: new Deck([...formats.filter(({ kind }) => kind === 'context'), ...unlisted]),
};

/** The words of a provider's name: "Weights & Biases" gives weights, biases. */
function providerWords(provider: string): string[] {
  return provider
    .replace(/\(.*\)/, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(/_+/)
    .filter((word) => word !== '');
}

function token({ provider, id, kind, shape, names }: Format): Credential {
  const role = pick(ROLES);
  const own = [...providerWords(provider), ...role];
  const bare = kind === 'exact' && happens(12);
  const words = bare ? pick(BARE_NAMES) : names.length > 0 && happens(60) ? wordsOf(pick(names)) : own;
  return { kind, provider, format: id, words, role, value: draw(shape) };
}

/** Deals by the letter a template asks with: `t` any token, `x` one with an exact format, `c` one that needs its name, `p` a password, `f` a framework's key, `k` a private key, `j` a web token, `b` what follows "Basic". */
export function credential(letter: string): Credential {
  const deck = decks[letter];
  if (deck) return token(deck.deal());
  switch (letter) {
    case 'p': {
      const { value, style } = password();
      const words = wordsOf(pick(PASSWORD_NAMES));
      return { kind: 'password', provider: pick(words), format: style, words, role: ['password'], value };
    }
    case 'f': {
      const { framework, name, value } = frameworkKey();
      const words = wordsOf(name);
      return { kind: 'framework', provider: framework, format: framework, words, role: words, value };
    }
    case 'k': {
      const { kind, value } = privateKey();
      return {
        kind: 'private-key',
        provider: 'PEM',
        format: kind,
        words: ['private', 'key'],
        role: ['private', 'key'],
        value,
      };
    }
    case 'j': {
      const words = pick(BARE_NAMES);
      return {
        kind: 'web-token',
        provider: 'JWT',
        format: 'session',
        words,
        role: words,
        value: webToken('session'),
      };
    }
    case 'b': {
      const { value, style } = password();
      const both = Buffer.from(`${FILLERS.person?.(1, 1)}:${value}`).toString('base64');
      return {
        kind: 'basic-auth',
        provider: 'HTTP',
        format: style,
        words: ['authorization'],
        role: ['authorization'],
        value: both,
      };
    }
    default:
      throw new Error(`no credentials for the letter ${letter}`);
  }
}

/** A secret of the format with that id; null where no format has it. */
export function credentialOf(id: string): Credential | null {
  const format = formats.find((one) => one.id === id);
  return format ? token(format) : null;
}

/** Whether secrets of this kind have a format. */
export function hasFormat(kind: SecretKind): boolean {
  return kind === 'exact' || kind === 'context' || kind === 'private-key' || kind === 'web-token';
}
