/** A foreign rule as a pattern of keyfence, where it compiles as one. */
import { compileRecord } from '../patterns/compile.js';
import { FormatProblem } from '../patterns/format.js';
import { checkSize } from '../schema/pattern-size.js';
import type { PatternRecord } from '../types.js';
import type { Decision } from './types.js';

const PROVIDER = 'imported';

export type OwnPattern =
  | { kind: 'pattern'; id: string; record: PatternRecord }
  /** `why`: a sentence without any of its text. */
  | { kind: 'none'; why: string };

/** @param options `taken`: the ids that other patterns have; `title`: what a person calls it, free of secrets. */
export function toPattern(
  { id, source, group }: Extract<Decision, { kind: 'pattern' }>,
  { taken, title }: { taken: ReadonlySet<string>; title: string | null },
): OwnPattern {
  const name = kebab(id);
  const free = taken.has(name) ? `${PROVIDER}-${name}` : name;
  const record: PatternRecord = {
    title: title ?? free,
    pattern: plainSource(source, group),
    category: 'api-key',
    severity: 'high',
    confidence: 'medium',
    env: [],
  };
  try {
    const patterns = compileRecord(record, { id: free, provider: PROVIDER, variable: null });
    for (const pattern of patterns) if (pattern.source !== null) checkSize(pattern.source);
    return { kind: 'pattern', id: free, record };
  } catch (error) {
    if (!(error instanceof FormatProblem)) throw error;
    return { kind: 'none', why: error.expected };
  }
}

function kebab(id: string): string {
  const words = id.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, 60).replace(/-$/, '') || 'rule';
}

/** The regex without the bounds at its ends, which keyfence sets itself, and with one capturing group at most. */
function plainSource(source: string, group: number | null): string {
  const flag = source.startsWith('(?i)') ? '(?i)' : '';
  const body = withoutEndGroup(source.slice(flag.length))
    .replace(/^\\b/, '')
    .replace(/(?<!\\)((?:\\\\)*)\\b$/, '$1');
  return flag + withOneGroup(body.replaceAll(/\(\?P?<[A-Za-z_]\w*>/g, '('), group);
}

/** Without a last group such as `(?:['"\s;]|$)`: what may follow a secret, or the end of the text. */
function withoutEndGroup(source: string): string {
  if (!source.endsWith('|$)')) return source;
  const opened: number[] = [];
  let last = -1;
  forEachSyntax(source, (char, at) => {
    if (char === '(') opened.push(at);
    else if (char === ')') last = opened.pop() ?? -1;
  });
  return last > 0 && opened.length === 0 ? source.slice(0, last) : source;
}

function withOneGroup(source: string, wanted: number | null): string {
  let groups = 0;
  let written = '';
  let done = 0;
  forEachSyntax(source, (char, at) => {
    if (char !== '(' || source[at + 1] === '?') return;
    groups++;
    if (groups === (wanted ?? 1)) return;
    written += `${source.slice(done, at + 1)}?:`;
    done = at + 1;
  });
  return written + source.slice(done);
}

/** Tells each character that is neither escaped nor inside a class. */
function forEachSyntax(source: string, tell: (char: string, at: number) => void): void {
  let isClass = false;
  for (let at = 0; at < source.length; at++) {
    const char = source[at] as string;
    if (char === '\\') at++;
    else if (isClass) isClass = char !== ']';
    else if (char === '[') isClass = true;
    else tell(char, at);
  }
}
