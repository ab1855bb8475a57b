/** Which environment variables a piece of source code reads: found by how it is written, nothing is parsed or executed. */
import type { ByteString } from '../../types.js';

/** One name that is read somewhere. */
export interface NameUse {
  name: string;
  /** Whether the code goes on without it: another value stands behind it. */
  hasFallback: boolean;
}

/** How the name stands behind an opener. */
type Form = 'member' | 'index' | 'call';

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
];

// All of these are tried in one place only (sticky), and every repeat has a limit.
const FORMS: Record<Form, RegExp> = {
  member: /\s{0,40}\??\.\s{0,40}([A-Za-z_]\w{0,99})(?![\w$(])/y,
  index: /\s{0,40}(?:\?\.)?\[\s{0,40}(["'`])([A-Za-z_]\w{0,99})\1\s{0,40}\]/y,
  call: /(?:\s{0,40}\.\s{0,40}(?:get|fetch))?\s{0,40}\(\s{0,40}(["'`])([A-Za-z_]\w{0,99})\1\s{0,40}[,)]/y,
};
const FALLBACK = /\s{0,40}(?:\?\?|\|\||or\s)/y;
const WRITE = /\s{0,40}=(?![=>~])/y;
const WORD = /[\w$]/;

/** Bytes of the braces in `const { A, B } = process.env`. */
const LONGEST_BRACES = 1024;
const BRACES_END = /\}\s{0,40}=\s{0,40}$/;
const BEFORE_BRACES = 88; // bytes in which BRACES_END stands
const IN_BRACES = /^\s*([A-Za-z_]\w{0,99})\s*(?::[^=]*)?(=)?/;

/** @returns every use, in no order; the same name once for each. */
export function usesInCode(text: ByteString): NameUse[] {
  return OPENERS.flatMap(([opener, forms]) => usesBehind(opener, forms, text));
}

function usesBehind(opener: string, forms: readonly Form[], text: ByteString): NameUse[] {
  const uses: NameUse[] = [];
  for (let at = text.indexOf(opener); at >= 0; at = text.indexOf(opener, at + opener.length)) {
    if (at > 0 && WORD.test(text[at - 1] as string)) continue;
    const end = at + opener.length;
    const use = forms.map((form) => readName(text, end, form)).find((one) => one !== null);
    if (use) uses.push(use);
    else if (forms.includes('member')) uses.push(...namesInBraces(text, at));
  }
  return uses;
}

function readName(text: ByteString, at: number, form: Form): NameUse | null {
  const found = matchAt(FORMS[form], text, at);
  if (found === null) return null;
  const end = at + found[0].length;
  if (form !== 'call' && matchAt(WRITE, text, end)) return null;
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
      return found ? [{ name: found[1] as string, hasFallback: found[2] !== undefined }] : [];
    });
}

function matchAt(pattern: RegExp, text: ByteString, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
