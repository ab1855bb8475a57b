/** Which environment variables a piece of source code reads: found by how it is written, nothing is parsed or executed. */
import type { ByteString } from '../../types.js';
import { isWithin, proseIn } from './prose.js';

/** One name that is read somewhere. */
export interface NameUse {
  name: string;
  /** Whether the code goes on without it: another value stands behind it. */
  hasFallback: boolean;
  /** Where what reads it begins. */
  at: number;
}

/** How the name stands behind an opener. */
type Form = 'member' | 'index' | 'call' | 'setting' | 'service';

/** What stands before a name, by the form it takes; a word of its own each. */
const OPENERS: readonly (readonly [opener: string, forms: readonly Form[]])[] = [
  ['process.env', ['member', 'index']],
  ['import.meta.env', ['member', 'index']],
  ['Bun.env', ['member', 'index']],
  ['Deno.env', ['call']],
  ['environ', ['index', 'call']], // os.environ["X"], os.environ.get("X")
  ['getenv', ['call']], // Python, Java, C, PHP
  ['Getenv', ['call']], // Go
  ['LookupEnv', ['call']],
  ['ENV', ['index', 'call']], // Ruby: ENV["X"], ENV.fetch("X")
  ['$_ENV', ['index']], // PHP
  ['env::var', ['call']], // Rust
  ['env::var_os', ['call']],
  ['env!', ['call']],
  ['option_env!', ['call']],
  ['GetEnvironmentVariable', ['call']], // .NET
  ['get_env', ['call']], // Elixir
  ['fetch_env!', ['call']],
  ['sys.env', ['call']], // Scala
  ['dotenv!', ['call']], // Rust
  ['Platform.environment', ['index']], // Dart
  ['fromEnvironment', ['call']],
  ['processInfo.environment', ['index']], // Swift
  ['env', ['setting']], // Prisma and Laravel: env("X"); django-environ: env.str("X")
  ['config', ['setting', 'service']], // python-decouple: config("X"); NestJS: config.get("X")
  ['configService', ['service']],
];

/** What a bundler gives by their names: `import { A } from '$env/static/private'`. */
const NAMED_MODULE = '$env/static/private';

// All of these are tried in one place only (sticky), and every repeat has a limit.
const FORMS: Record<Form, RegExp> = {
  member: /\s{0,40}\??\.\s{0,40}([A-Za-z_]\w{0,99})(?![\w$(])/y,
  index: /\s{0,40}(?:\?\.)?\[\s{0,40}(["'`])([A-Za-z_]\w{0,99})\1\s{0,40}\]/y,
  call: /(?:\s{0,40}\.\s{0,40}(?:get|fetch))?\s{0,40}\(\s{0,40}(["'`])([A-Za-z_]\w{0,99})\1\s{0,40}[,)]/y,
  setting:
    /(?:\.(?:str|url|db|list|json|bytes|cache|search_url|email_url))?\s{0,40}\(\s{0,40}(["'])([A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,59})\1\s{0,40}[,)]/y,
  service:
    /\s{0,40}\.\s{0,40}(?:get|getOrThrow)(?:<\w{1,40}>)?\(\s{0,40}(["'`])([A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,59})\1\s{0,40}[,)]/y,
};
const FALLBACK = /\s{0,40}(?:\?\?|\|\||or\s)/y;
const WRITE = /\s{0,40}=(?![=>~])/y;
const WORD = /[\w$]/;

/** Bytes of the braces in `const { A, B } = process.env`. */
const LONGEST_BRACES = 1024;
const BRACES_END = /\}\s{0,40}=\s{0,40}$/;
const BEFORE_BRACES = 88; // bytes in which BRACES_END stands
const IMPORT_END = /\}\s{0,40}from\s{0,40}["']$/;
const IN_IMPORT = /^\s*([A-Za-z_]\w{0,99})(?:\s+as\s+\w+)?\s*$/;
const IN_BRACES = /^\s*([A-Za-z_]\w{0,99})\s*(?::[^=]*)?(=)?/;

/** @returns every use, in no order; the same name once for each. Comments and strings count, too. */
export function usesInCode(text: ByteString): NameUse[] {
  return [...OPENERS.flatMap(([opener, forms]) => usesBehind(opener, forms, text)), ...namedImports(text)];
}

/** Those of a file, without what comments and strings only mention. @param path whose ending tells the language. */
export function usesInFile(text: ByteString, path: ByteString): NameUse[] {
  const uses = usesInCode(text);
  if (uses.length === 0) return uses;
  const prose = proseIn(text, path);
  return uses.filter(({ at }) => !isWithin(prose, at));
}

function namedImports(text: ByteString): NameUse[] {
  const uses: NameUse[] = [];
  for (let at = text.indexOf(NAMED_MODULE); at >= 0; at = text.indexOf(NAMED_MODULE, at + 1)) {
    const before = text.slice(Math.max(0, at - LONGEST_BRACES), at);
    const end = IMPORT_END.exec(before);
    const open = before.lastIndexOf('{');
    if (end === null || open < 0) continue;
    for (const part of before.slice(open + 1, end.index).split(',')) {
      const name = IN_IMPORT.exec(part)?.[1];
      if (name) uses.push({ name, hasFallback: false, at: at - before.length + open });
    }
  }
  return uses;
}

function usesBehind(opener: string, forms: readonly Form[], text: ByteString): NameUse[] {
  const uses: NameUse[] = [];
  for (let at = text.indexOf(opener); at >= 0; at = text.indexOf(opener, at + opener.length)) {
    if (at > 0 && WORD.test(text[at - 1] as string)) continue;
    const end = at + opener.length;
    const use = forms.map((form) => readName(text, end, form)).find((one) => one !== null);
    if (use) uses.push({ ...use, at });
    else if (forms.includes('member')) uses.push(...namesInBraces(text, at));
  }
  return uses;
}

function readName(text: ByteString, at: number, form: Form): Omit<NameUse, 'at'> | null {
  const found = matchAt(FORMS[form], text, at);
  if (found === null) return null;
  const end = at + found[0].length;
  if ((form === 'member' || form === 'index') && matchAt(WRITE, text, end)) return null;
  const hasFallback = found[0].endsWith(',') || matchAt(FALLBACK, text, end) !== null;
  return { name: (form === 'member' ? found[1] : found[2]) as string, hasFallback };
}

/** `const { A, B: b, C = 'x' } = process.env` */
function namesInBraces(text: ByteString, at: number): NameUse[] {
  const end = BRACES_END.exec(text.slice(Math.max(0, at - BEFORE_BRACES), at));
  if (end === null) return [];
  const close = at - end[0].length;
  const inside = text.slice(Math.max(0, close - LONGEST_BRACES), close);
  const open = inside.lastIndexOf('{');
  if (open < 0) return [];
  return inside
    .slice(open + 1)
    .split(',')
    .flatMap((part) => {
      const found = IN_BRACES.exec(part);
      return found ? [{ name: found[1] as string, hasFallback: found[2] !== undefined, at }] : [];
    });
}

function matchAt(pattern: RegExp, text: ByteString, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
