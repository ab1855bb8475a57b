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

/** The regex without word bounds at its ends, which keyfence sets itself, and with one capturing group at most. */
function plainSource(source: string, group: number | null): string {
  const flag = source.startsWith('(?i)') ? '(?i)' : '';
  const body = source
    .slice(flag.length)
    .replace(/^\\b/, '')
    .replace(/(?<!\\)((?:\\\\)*)\\b$/, '$1');
  return flag + withOneGroup(body.replaceAll(/\(\?P?<[A-Za-z_]\w*>/g, '('), group);
}

function withOneGroup(source: string, wanted: number | null): string {
  let groups = 0;
  let isClass = false;
  let written = '';
  for (let at = 0; at < source.length; at++) {
    const char = source[at] as string;
    written += char;
    if (char === '\\') written += source[++at] ?? '';
    else if (char === '[') isClass = true;
    else if (char === ']') isClass = false;
    else if (char === '(' && !isClass && source[at + 1] !== '?') {
      groups++;
      if (groups !== (wanted ?? 1)) written += '?:';
    }
  }
  return written;
}
