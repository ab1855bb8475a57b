/** Recognises values that only refer to a secret: variables, templates and secret store addresses. */

import { isPlaceholder } from './placeholders.js';
import { looksRandom } from './randomness.js';

/** In characters. Longer values are not taken for references, which bounds every search below. */
const LONGEST_REFERENCE = 4096;

/** Where a reference begins and ends, longest opening first. */
const BRACKETS: readonly (readonly [string, string])[] = [
  ['${{', '}}'],
  ['{{', '}}'],
  ['{%', '%}'],
  ['<%', '%>'],
  ['%env(', ')%'],
  ['${', '}'],
  ['$(', ')'],
  ['#{', '}'],
  ['%(', ')s'],
  ['{env:', '}'],
  ['`', '`'],
];

const WHOLE_REFERENCE =
  /^(?:\$\{?[A-Za-z_][\w.]*\}?|\$env:\w+|%\w+%|@[A-Z][A-Z0-9_]*@|__[A-Z][A-Z0-9_]*__|<[A-Za-z][\w .-]*>)$/;
const STORE_ADDRESS =
  /^(?:op|bw|ref\+[a-z0-9]+|vault|secret|secretsmanager|ssm|keychain|doppler|infisical|akv):\/?\/?[\w./@#?=&+-]+$/;
const SCHEME = /^(?:Basic|Bearer|Token|token|bearer|basic)[ :]/;

/** Whether the whole value refers to something kept elsewhere; a literal default inside makes it no reference. */
export function isReference(value: string): boolean {
  if (value.length === 0 || value.length > LONGEST_REFERENCE) return false;
  const bare = value.trim().replace(SCHEME, '').trim();
  if (WHOLE_REFERENCE.test(bare)) return true;
  if (STORE_ADDRESS.test(bare)) return !looksRandom(bare);
  const rest = removeReferences(bare);
  return rest !== null && rest.length < bare.length && !/[A-Za-z0-9]/.test(rest);
}

/** What is left of the text without its references; null where one of them has a literal default. */
function removeReferences(text: string): string | null {
  let rest = '';
  let position = 0;
  while (position < text.length) {
    const bracket = BRACKETS.find(([open]) => text.startsWith(open, position));
    if (bracket === undefined) {
      rest += text[position];
      position += 1;
      continue;
    }
    const [open, close] = bracket;
    const inside = position + open.length;
    const end = open === '${' ? closingBrace(text, inside) : text.indexOf(close, inside);
    if (end < 0 || holdsLiteral(open, text.slice(inside, end))) return null;
    position = end + close.length;
  }
  return rest;
}

function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let index = from; index < text.length; index++) {
    if (text[index] === '{') depth += 1;
    else if (text[index] === '}') depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}

function holdsLiteral(open: string, inside: string): boolean {
  if (open === '${') return !isHarmlessDefault(inside);
  if (open === '<%') return !readsOnlyEnvironment(inside);
  return inside.split(/["'`]/).some((part, index) => index % 2 === 1 && looksRandom(part));
}

/** The inside of `${NAME}`, `${NAME:-default}`, `${NAME:default}`, `${env:NAME}`: is there no literal default? */
function isHarmlessDefault(inside: string): boolean {
  const name = /^[\w.]*/.exec(inside)![0];
  const rest = inside.slice(name.length);
  if (rest === '' || rest.startsWith(':?') || rest.startsWith('?')) return true;
  if (/^(?:env|input|command|config|secrets?|file|workspaceFolder)$/.test(name) && /^:[\w.\-/]+$/.test(rest))
    return true;
  const fallback = rest.replace(/^(?::[-=+]?|[-=+])/, '').trim();
  return fallback === '' || isPlaceholder(fallback) || isReference(fallback);
}

/** What may stand right before a quoted variable name. */
const ENVIRONMENT_READER =
  /(?:ENV\[|ENV\.fetch\(|getenv\w*\(|\benv\(|\$_(?:ENV|SERVER)\[|process\.env\[)\s*$/;

/**
 * Whether a Ruby or PHP expression reads an environment variable and has no literal value of its own: each quoted
 * text is the name of a variable, or a placeholder as the fallback.
 */
export function readsOnlyEnvironment(expression: string): boolean {
  if (expression.length > LONGEST_REFERENCE) return false;
  const parts = expression.split(/["']/);
  if (parts.length % 2 === 0) return false;
  let variables = 0;
  for (let index = 1; index < parts.length; index += 2) {
    if (ENVIRONMENT_READER.test(parts[index - 1]!.slice(-40))) variables += 1;
    else if (parts[index] !== '' && !isPlaceholder(parts[index]!)) return false;
  }
  return variables > 0;
}
