/** Tells a value that refers to a secret (a variable, a vault, a template, a call) from the secret itself. */

import type { ByteString } from '../../types.js';
import { isCodeReference } from './code-references.js';
import { looksRandom } from './looks-random.js';

/** `whole`: nothing but a reference; `default`: one with a literal to fall back to, still to be judged. */
export type Reference = { kind: 'whole' } | { kind: 'default'; value: ByteString };

const WHOLE: Reference = { kind: 'whole' };

/** Signs that open and close a template expression, in the template languages and shells there are. */
const WRAPS = [
  ['${{', '}}'],
  ['{{', '}}'],
  ['{%', '%}'],
  ['<%', '%>'],
  ['<?', '?>'],
  ['<<', '>>'],
  ['#{', '}'],
  ['%{', '}'],
  ['$(', ')'],
  ['$[', ']'],
  ['$<', '>'],
  ['\\(', ')'],
  ['((', '))'],
] as const;

/** Variables as one whole value. `$name` may as well be a password: one that looks random is not taken for a name. */
const VARIABLES = [
  /^\$\$?[A-Za-z_]\w*\$?$/,
  /^\$(?:env|script|global|using):\w+$/i,
  /^\$[\d@*#?!$]$/,
  /^%{1,2}[A-Za-z_][\w.-]*%{1,2}$/,
  /^%env\([\w:.-]+\)%$/,
  /^![A-Z_]\w*!$/,
  /^@{1,2}[A-Za-z_][\w.-]*@{1,2}$/,
  /^#{1,2}[A-Za-z_]\w*#{1,2}$/,
  /^#\{\w+\}#$/,
  /^~[A-Z_]+~$/,
  /^__[A-Za-z]\w*__$/,
  /^\{[\w.:-]*\}$/,
  /^[:@](?:[a-z_][a-z0-9_.]*|[A-Z_][A-Z0-9_.]*|[a-z]+(?:[A-Z][a-z]+)+)$/,
  /^\?$/,
  /^%\(\w+\)[sdr]$/,
  /^%[-+0# ]{0,3}\d{0,3}(?:\.\d{1,2})?[a-zA-Z]$/,
];

const TAGS =
  /^!(?:Ref|Sub|GetAtt|ImportValue|Join|Select|FindInMap|Base64|ENV|env|env_var|secret|var|decrypt|file|include|reference|inject)(?:\s|$)/;

/** Schemes of secret stores: what follows is the name of a secret. */
const STORES =
  /^(?:ref\+[a-z0-9]+|secretref\+[a-z0-9]+|op|doppler|infisical|vault|sm|gcp-secret|gcpsm|berglas|secretmanager|secretsmanager|awssm|awsps|ssm|azkv|keyvault|akv|conjur|secrets?|sops|bws?|lpass|keeper|dl|dashlane|pass|gopass|keepassxc|passbolt|akeyless|delinea|k8s|kubernetes|file|phase|dvc|env|keychain|keyring):\/\//i;
const STORE_NAMES =
  /^(?:vault|conjur|gopass|k8s|env|keychain|ssm|secretsmanager|sops|ref\+[a-z]+):[/\w.#@-]+$/i;
const STORE_TEXTS = ['@Microsoft.KeyVault(', '{"Ref"', '{"Fn::', 'Fn::', 'fn::', '{{resolve:', '{:system,'];
const STORE_PATHS = [
  /^arn:aws[a-z-]{0,12}:[a-z0-9-]+:/,
  /^projects\/[\w.:-]+\/secrets\//,
  /^https:\/\/[\w-]{1,63}\.vault\.[\w.-]{1,63}\/secrets\//,
];

/** Providers that stand before the colon in `${provider:name}`: no default follows them. */
const PROVIDERS =
  /^(?:env|ssm|secretsmanager|aws|cf|self|opt|file|param|custom|input|config|command|vault|sm|sops|s3|secret|secrets|kv|keyvault|git|terraform|sls|strToBool|base64|http|https|k8s)(?::|\.|@|\()/;

/** The reference that `value` is, or null. `quoted` tells whether it was a quoted literal. */
export function readReference(value: ByteString, quoted: boolean): Reference | null {
  if (value.startsWith('${') && !value.startsWith('${{') && value.indexOf('}') === value.length - 1) {
    return readExpansion(value.slice(2, -1));
  }
  if (value.startsWith('$${') && value.indexOf('}') === value.length - 1) return WHOLE;
  if (value.startsWith('${') && value.endsWith('}') && value.indexOf('${', 2) > 0) {
    const nested = /^\$\{\w+:?[-=]/.exec(value);
    if (nested) return { kind: 'default', value: value.slice(nested[0].length, -1) };
  }
  const whole =
    (isTemplate(value) && !looksRandom(value)) ||
    TAGS.test(value) ||
    STORES.test(value) ||
    (STORE_NAMES.test(value) && !looksRandom(value)) ||
    STORE_TEXTS.some((text) => value.startsWith(text)) ||
    STORE_PATHS.some((path) => path.test(value)) ||
    isCodeReference(value, quoted) ||
    isFilledIn(value);
  return whole ? WHOLE : null;
}

/** The inside of `${…}`. */
function readExpansion(inside: ByteString): Reference {
  const name = /^\w+/.exec(inside)?.[0] ?? '';
  const after = inside.slice(name.length);
  const shell = /^(?::-|:=|-|=)/.exec(after)?.[0];
  if (shell !== undefined && name !== '') return fallback(after.slice(shell.length));
  if (PROVIDERS.test(inside)) {
    const scoped = /^\w+:\w+:-/.exec(inside)?.[0];
    if (scoped !== undefined) return fallback(inside.slice(scoped.length));
    const literal = /,\s*(['"])([^'"]*)\1$/.exec(inside);
    return literal === null ? WHOLE : fallback(literal[2] as string);
  }
  const spring = /^[A-Za-z_][\w.-]*:(?![?+])/.exec(inside)?.[0];
  return spring === undefined ? WHOLE : fallback(inside.slice(spring.length));
}

function fallback(literal: ByteString): Reference {
  const bare = /^(['"])(.*)\1$/s.exec(literal)?.[2] ?? literal;
  return bare === '' ? WHOLE : { kind: 'default', value: bare };
}

function isTemplate(value: ByteString): boolean {
  return (
    WRAPS.some(([open, close]) => isWrapped(value, open, close)) ||
    VARIABLES.some((variable) => variable.test(value))
  );
}

function isWrapped(value: ByteString, open: string, close: string): boolean {
  return value.length >= open.length + close.length && value.startsWith(open) && value.endsWith(close);
}

const FILLED = [
  ['${', '}'],
  ['{{', '}}'],
  ['#{', '}'],
  ['%{', '}'],
  ['<%', '%>'],
  ['$(', ')'],
  ['\\(', ')'],
  ['%(', ')s'],
] as const;
const SHORT_FILLED = new RegExp(
  [
    '\\{(?:\\d{0,2}|[a-z_][a-z0-9_.]{0,40}|[A-Z_][A-Z0-9_]{0,40}|[a-z]{1,20}(?:[A-Z][a-z]{1,20}){1,5})\\}',
    '(?<![A-Za-z0-9])\\$[A-Z_][A-Z0-9_]{2,60}(?![a-z0-9])',
    '%[A-Z_][A-Z0-9_]{2,60}%',
    '(?<![^\\s:=/"\'(])%[sdvq](?![A-Za-z0-9])',
  ].join('|'),
  'g',
);

/** Text in which references stand: `Bearer ${token}`, `{{user}}:{{password}}`, with nothing left that is a secret. */
function isFilledIn(value: ByteString): boolean {
  let rest: ByteString = value;
  for (const [open, close] of FILLED) rest = cutAll(rest, open, close);
  rest = rest.replace(SHORT_FILLED, '\x00');
  return rest.includes('\x00') && isHarmless(rest);
}

function cutAll(text: ByteString, open: string, close: string): ByteString {
  let rest = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf(open, from);
    const end = start < 0 ? -1 : text.indexOf(close, start + open.length);
    if (end < 0) return rest + text.slice(from);
    const inside = text.slice(start + open.length, end);
    const isPlain = /^[\w .,:/|$'"()[\]?!-]*$/.test(inside) && !looksRandom(inside);
    rest += text.slice(from, start) + (isPlain ? '\x00' : text.slice(start, end + close.length));
    from = end + close.length;
  }
}

/** Words and numbers, joined as in addresses and labels: no secret is among them. */
function isHarmless(text: ByteString): boolean {
  return (
    /^[\w\x00 :/@.,=?&"'-]*$/.test(text) &&
    !/[A-Za-z][0-9]|[0-9][A-Za-z]|[a-z][A-Z][A-Z]/.test(text) &&
    !looksRandom(text)
  );
}
