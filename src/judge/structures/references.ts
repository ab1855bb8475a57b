/** Tells values that only name where the secret is: variables, templates, secret managers, code. */
import type { ByteString } from '../../types.js';

/** Brackets around a whole value that make it a name, whatever stands between. */
const brackets: readonly (readonly [string, string])[] = [
  ['${', '}'],
  ['$(', ')'],
  ['$[', ']'],
  ['{', '}'],
  ['#{', '}'],
  ['%{', '}'],
  ['%(', ')s'],
  ['<%', '%>'],
  ['<?', '?>'],
  ['[[', ']]'],
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
];

/** What makes a template of a value that has it anywhere. A real password can hold the bare characters. */
const interpolations = [
  /\$\{[A-Za-z_][^{}]{0,100}\}/,
  /\$\([A-Za-z_][^()]{0,100}\)/,
  /\{\{[^{}]{1,100}\}\}/,
  /#\{[A-Za-z_@][^{}]{0,100}\}/,
  /<%[^<>]{1,100}%>/,
  /\\\([A-Za-z_][^()]{0,100}\)/,
];

/** Variables of shells and of Windows, format specifiers. */
const names = [
  /^\$(?:env:)?(?:[A-Z_][A-Z0-9_]*|[A-Za-z_]+|[0-9@*])$/,
  /^%[A-Z][A-Z0-9_]*%$/,
  /^%[-+0-9.]{0,8}(?:\[[0-9]\])?[svqrd]$/,
];

/** Expressions of programming languages, and addresses of secret managers. */
const callsAndSchemes = [
  /^(?:process\.env|import\.meta\.env|os\.(?:environ|getenv)|ENV\[|ENV\.fetch|(?:get)?env\(|System\.getenv)/,
  /^(?:secrets|var|local|data)\.[A-Za-z_]/,
  /^(?:op:\/\/|vault:|ref\+|arn:aws|@Microsoft\.KeyVault)/,
];

/** Whether a value refers to a secret and holds none. A template around more text counts as well. */
export function isReference(text: ByteString): boolean {
  if (brackets.some(([open, close]) => isWithin(text, open, close))) return true;
  return [...interpolations, ...names, ...callsAndSchemes].some((expression) => expression.test(text));
}

function isWithin(text: ByteString, open: string, close: string): boolean {
  return text.length >= open.length + close.length && text.startsWith(open) && text.endsWith(close);
}

/** Names before a colon that make the rest an address, not a default: `${env:NAME}`, `${ssm:/path}`. */
const addresses =
  /^(?:env|ssm|self|opt|file|input|config|command|secretsmanager|cf|aws|sm|vault|op|s3|sys|param)$/;

/**
 * The literal that a variable falls back to: `x` in `${NAME:-x}` (shell) or `${name:x}` (Spring). Null where
 * there is none, or where it is a reference itself.
 */
export function readDefault(text: ByteString): ByteString | null {
  const colon = text.indexOf(':');
  if (!isWithin(text, '${', '}') || colon < 0 || addresses.test(text.slice(2, colon))) return null;
  const rest = text.slice(colon + 1, -1);
  // `${NAME:?message}` and `${NAME:+other}` are no defaults.
  if (/^[?+/]/.test(rest)) return null;
  const fallback = rest.startsWith('-') ? rest.slice(1) : rest;
  return fallback === '' || isReference(fallback) ? null : fallback;
}
