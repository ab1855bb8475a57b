/** The variables that code hands to an E2B sandbox: read from how it is written, nothing is parsed as a whole or executed. */
import type { ByteString } from '../types.js';

/** A variable that a sandbox or a template is given. */
export interface GivenName {
  name: string;
  /** Where it stands: a byte offset. */
  at: number;
  /** The value where it is written out there, else null; never for output. */
  literal: string | null;
}

export interface GivenNames {
  names: GivenName[];
  /** Whether it is also given names that are put together when the program runs. */
  isOpen: boolean;
}

/** `Sandbox.create({ envs })`, `commands.run(x, { envs })`, `envs=` in Python, and the template's `setEnvs`. */
const OPENERS = ['envs', 'setEnvs', 'set_envs', 'envVars', 'env_vars'];
const LONGEST = 16 * 1024; // bytes of one object
const MOST_OPENERS = 200; // in one file
const WORD = /[\w$]/;
const BEHIND = /["']?\s{0,40}(?:[:=](?![=>])|\()\s{0,40}/y;
const TYPE =
  /(?:Record|Map|Partial|Readonly|Dict|dict|Mapping|Optional|Union|string|object|any|None|undefined|null)\b/y;
const VARIABLE = /([A-Za-z_$][\w$]{0,99})\s{0,40}(?=[,)}\];\n]|$)/y;
const KEY = /(?:(["'])([A-Za-z_]\w{0,199})\1|([A-Za-z_]\w{0,199}))\s{0,40}/y;
const QUOTED = /^[rRbBuU]?(["'`])([\s\S]*)\1$/;

/** @param text of a file that uses E2B. @param options `isPython`: a `#` begins a comment. */
export function namesGiven(text: ByteString, { isPython }: { isPython: boolean }): GivenNames {
  const given: GivenNames = { names: [], isOpen: false };
  const add = (one: GivenNames) => {
    given.names.push(...one.names);
    given.isOpen ||= one.isOpen;
  };
  let tried = 0;
  for (const opener of OPENERS) {
    for (let at = text.indexOf(opener); at >= 0; at = text.indexOf(opener, at + opener.length)) {
      if (at > 0 && WORD.test(text[at - 1] as string)) continue;
      const behind = matchAt(BEHIND, text, at + opener.length);
      if (behind === null) continue;
      if (tried++ === MOST_OPENERS) return { ...given, isOpen: true };
      const start = at + opener.length + behind[0].length;
      if (text[start] === '{') add(readObject(text, start, isPython));
      else if (!matchAt(TYPE, text, start)) add(readVariable(text, start, isPython));
    }
  }
  return given;
}

/** `envs: sandboxVariables`, with `sandboxVariables = { … }` in the same file. */
function readVariable(text: ByteString, at: number, isPython: boolean): GivenNames {
  const name = matchAt(VARIABLE, text, at)?.[1];
  const open: GivenNames = { names: [], isOpen: true };
  if (name === undefined) return open;
  for (let found = text.indexOf(name); found >= 0; found = text.indexOf(name, found + name.length)) {
    const assigned = matchAt(/(?::[^=\n]{0,100})?\s{0,40}=\s{0,40}(?=\{)/y, text, found + name.length);
    const isWhole = found === 0 || !WORD.test(text[found - 1] as string);
    if (assigned && isWhole) return readObject(text, found + name.length + assigned[0].length, isPython);
  }
  return open;
}

/** @param start the offset of its brace. */
function readObject(text: ByteString, start: number, isPython: boolean): GivenNames {
  const parts = partsOf(text, start, isPython);
  if (parts === null) return { names: [], isOpen: true };
  const given: GivenNames = { names: [], isOpen: false };
  for (const { at, end } of parts) {
    const part = text.slice(at, end).trimEnd();
    const key = matchAt(KEY, part, 0);
    if (key === null) {
      given.isOpen ||= part !== '';
      continue;
    }
    const rest = part.slice(key[0].length);
    const literal = rest.startsWith(':') ? literalOf(rest.slice(1).trim()) : null;
    given.names.push({ name: (key[2] ?? key[3]) as string, at, literal });
  }
  return given;
}

/** The text between the commas of an object, without comments before it; null for one without an end. */
function partsOf(text: ByteString, start: number, isPython: boolean): { at: number; end: number }[] | null {
  const parts: { at: number; end: number }[] = [];
  const limit = Math.min(text.length, start + LONGEST);
  let depth = 0;
  let from = -1;
  for (let at = start; at < limit; at++) {
    const char = text[at] as string;
    const comment = commentEnd(text, at, isPython);
    if (comment > 0) {
      if (from >= 0 && depth === 1 && text.slice(from, at).trim() !== '') {
        parts.push({ at: from, end: at });
        from = -2;
      }
      at = comment - 1;
      continue;
    }
    if (depth === 1 && from === -1 && !/[\s{},]/.test(char)) from = at;
    if (char === '"' || char === "'" || char === '`') at = stringEnd(text, at, limit);
    else if ('{[('.includes(char)) depth++;
    else if ('}])'.includes(char)) depth--;
    if (depth > 1 || (depth === 1 && char !== ',')) continue;
    if (from >= 0) parts.push({ at: from, end: at });
    from = -1;
    if (depth === 0) return parts;
  }
  return null;
}

function commentEnd(text: ByteString, at: number, isPython: boolean): number {
  const isLine = isPython ? text[at] === '#' : text.startsWith('//', at);
  const end = isLine
    ? text.indexOf('\n', at)
    : !isPython && text.startsWith('/*', at)
      ? text.indexOf('*/', at) + 2
      : 0;
  return end < 2 && end !== 0 ? text.length : end;
}

/** The offset of the quote that ends a text. */
function stringEnd(text: ByteString, start: number, limit: number): number {
  for (let at = start + 1; at < limit; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === text[start]) return at;
  }
  return limit;
}

/** Null for what is no text alone, and for one into which others are put. */
function literalOf(value: string): string | null {
  const found = QUOTED.exec(value);
  if (found === null || (found[1] === '`' && value.includes('${'))) return null;
  return (found[2] as string).includes(found[1] as string) ? null : (found[2] as string);
}

function matchAt(pattern: RegExp, text: ByteString, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
