/** Which files of a project hold source code of its own, and which of that only runs in tests. */
import type { ByteString } from '../../types.js';
import { baseName } from '../view.js';

const ENDINGS = new Set(
  `js cjs mjs jsx ts cts mts tsx vue svelte astro py rb rake erb ru php java kt kts scala groovy go rs cs fs vb ex exs
  c cc cpp h hpp swift dart jl clj prisma`.split(/\s+/),
);
const NAMED = new Set(['Rakefile', 'Gemfile', 'Capfile']);

/** Folders of other people's code, and of what a build wrote. */
const FOREIGN =
  /(?:^|\/)(?:node_modules|bower_components|vendor|third[_-]party|\.yarn|\.venv|venv|dist|build|out)\//;
const MINIFIED = /\.min\.[cm]?js$/;
const OF_TESTS =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|specs?|e2e|fixtures?|examples?|docs?|bench(?:marks?)?)\/|[._-](?:test|spec)s?\.\w+$|(?:^|\/)(?:test_|conftest)/i;

/** Whether names are looked for in a file. */
export function isOwnCode(path: ByteString): boolean {
  const name = baseName(path);
  const isCode = NAMED.has(name) || ENDINGS.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
  return isCode && !FOREIGN.test(path) && !MINIFIED.test(name);
}

/** Whether the project runs without that file. */
export function isOfTests(path: ByteString): boolean {
  return OF_TESTS.test(path);
}
