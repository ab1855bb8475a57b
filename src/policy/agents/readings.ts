/** The texts of one place as a scan is to read them: each with the name that says what it is. */
import { placeholdersIn } from './placeholders.js';
import type { Place } from './server.js';

export interface Reading {
  name: string;
  text: string;
}

const SCHEME = /^(?:bearer|basic|token|apikey|api-key|digest|key)\s+/i;
const ADDRESS = /^[a-z][a-z0-9+.-]{1,30}:\/\//i;
/** A shorter part of a path is a word or a number. */
const SHORTEST_SEGMENT = 20;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ENDING = /[_-]env(?:[_-](?:vars?|keys))?$/i;
const MOST_PARTS = 50;

export function readingsOf({ kind, key, value }: Place): Reading[] {
  const name = nameOf(kind, key);
  const scheme = SCHEME.exec(value)?.[0] ?? '';
  const isLogin = kind === 'header' && /authorization|auth$/i.test(key ?? '');
  return [
    { name, text: value },
    ...(scheme !== '' || isLogin ? [{ name: `${name}_token`, text: value.slice(scheme.length) }] : []),
    ...(ADDRESS.test(value) ? partsOfAddress(value) : []),
    ...placeholdersIn(value).flatMap(({ name: variable, fallback }) =>
      fallback ? [{ name: variable, text: fallback }] : [],
    ),
  ];
}

/** `--api-key` is named `api-key`; what should be the name of a token and is one itself, `bearer_token`. */
function nameOf(kind: Place['kind'], key: string | null): string {
  const name = (key ?? 'value').replace(/^--?/, '');
  return kind === 'name' ? name.replace(ENDING, '') : name;
}

/** The password, the parameters and the long parts of the path of an address. */
function partsOfAddress(value: string): Reading[] {
  const [before = '', ...queries] = value.replace(ADDRESS, '').split(/[?#]/);
  const slash = before.indexOf('/');
  const login = (slash < 0 ? before : before.slice(0, slash)).split('@').slice(0, -1).join('@');
  const segments = slash < 0 ? [] : before.slice(slash + 1).split('/');
  return [
    ...(login === '' ? [] : [{ name: 'password', text: decoded(login.slice(login.indexOf(':') + 1)) }]),
    ...segments
      .slice(0, MOST_PARTS)
      .flatMap((segment) => (isLong(segment) ? [{ name: 'path_token', text: decoded(segment) }] : [])),
    ...queries.flatMap((query) => query.split('&').slice(0, MOST_PARTS)).flatMap(parameterOf),
  ];
}

function isLong(segment: string): boolean {
  return segment.length >= SHORTEST_SEGMENT && !UUID.test(segment);
}

function parameterOf(text: string): Reading[] {
  const at = text.indexOf('=');
  return at <= 0 ? [] : [{ name: text.slice(0, at), text: decoded(text.slice(at + 1)) }];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
