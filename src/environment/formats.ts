/** Whether a value has the format that the schema gives to its name. */
import type { Engine } from '../detect/regex.js';
import type { SecretRecord } from '../schema/schema-records.js';
import type { ByteString, Pattern } from '../types.js';

const ELLIPSIS = /\.\.\.|…/;

/** Formats that are named instead of spelled: a `format` without `...`. */
const NAMED: Record<string, RegExp> = {
  url: /^[a-z][a-z0-9+.-]*:\/\/[^\s/]\S*$/i,
  uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  hex: /^[0-9a-f]+$/i,
  base64: /^[A-Za-z0-9+/_-]+={0,2}$/,
  jwt: /^[\w-]+\.[\w-]+\.[\w-]*$/,
  pem: /^-----BEGIN [A-Z0-9 ]+-----/,
};

/**
 * What a schema says of a value's format: it has it, it has not, or nothing is asked. A format without `alphabet` and `length`
 * asks for its literal texts in their order and something in each place between: the defaults for these are for finding
 * values in other text, and would refuse `postgresql://...` any real address.
 */
export function hasFormat(
  value: ByteString,
  { record, patterns, engine }: { record: SecretRecord; patterns: readonly Pattern[]; engine: Engine },
): boolean | null {
  const { format } = record;
  if (format !== undefined && !ELLIPSIS.test(format)) return NAMED[format.toLowerCase()]?.test(value) ?? null;
  if (format !== undefined && record.alphabet === undefined && record.length === undefined) {
    return hasLiterals(value, format);
  }
  const asked = patterns.filter(({ source }) => source !== null);
  return asked.length === 0 ? null : asked.some((pattern) => matchesWhole(value, pattern, engine));
}

/** Whether a pattern matches a value from its first byte to its last. */
export function matchesWhole(value: ByteString, pattern: Pattern, engine: Engine): boolean {
  return findWhole(value, pattern, engine) !== null;
}

/** The match of a whole value, with the range of the part that is the secret; null where it is none. */
export function findWhole(
  value: ByteString,
  { source }: Pattern,
  engine: Engine,
): ReturnType<ReturnType<Engine['compile']>['find']> {
  if (source === null) return null;
  const [flags, body] = source.startsWith('(?i)') ? ['(?i)', source.slice('(?i)'.length)] : ['', source];
  const range = engine.compile(`${flags}(?:${body})$`, { anchored: true }).find(value);
  return range?.end === value.length ? range : null;
}

/** The literal text that a value has in common with its format: all that may be shown of it. */
export function shownPrefix(value: ByteString, prefix: ByteString, patterns: readonly Pattern[]): ByteString {
  const prefixes = [prefix, ...patterns.flatMap((pattern) => pattern.prefixes)];
  const shown = prefixes.filter((one) => one !== '' && value.length > one.length && value.startsWith(one));
  return shown.sort((a, b) => b.length - a.length)[0] ?? '';
}

function hasLiterals(value: ByteString, format: string): boolean {
  const literals = format.split(ELLIPSIS).map((text) => Buffer.from(text, 'utf8').toString('latin1'));
  const [first = '', ...others] = literals;
  const last = others.pop() ?? '';
  if (!value.startsWith(first) || !value.endsWith(last)) return false;
  let at = first.length;
  for (const literal of others) {
    const found = value.indexOf(literal, at + 1);
    if (found < 0) return false;
    at = found + literal.length;
  }
  return at + 1 + last.length <= value.length;
}
