/**
 * The regex engine: re2 where its native addon loads, re2js (the same algorithm in JavaScript) where it does not. The
 * only file that knows either. There is no third choice: a backtracking RegExp never sees scanned text.
 *
 * Both are handed byte strings (one character per byte), so invalid UTF-8 and Latin-1 are ordinary text to them, every
 * offset is a byte offset, and re2 < 1.26.1 cannot read past a Buffer that ends inside a UTF-8 sequence.
 */
import { KeyfenceError } from '../errors.js';
import { requireModule } from '../package/assets.js';
import type { EngineName, Matcher } from '../types.js';

export interface Engine {
  readonly name: EngineName;
  /**
   * @param source RE2 source in the common subset (see `patterns/syntax.ts`).
   * @param anchored whether a match must begin with the first byte of the text.
   */
  compile(source: string, options: { anchored: boolean }): Matcher;
}

/**
 * The engine to use here. `KEYFENCE_ENGINE=re2js` asks for the JavaScript one, `re2` insists on the native one.
 * @throws KeyfenceError where `re2` is insisted on and does not load, or neither loads.
 */
export function loadEngine(wanted: string | undefined = process.env.KEYFENCE_ENGINE): Engine {
  if (wanted !== undefined && !['re2', 're2js', ''].includes(wanted)) {
    throw new KeyfenceError('KEYFENCE_ENGINE: expected re2 or re2js', 'set one of these, or unset it');
  }
  if (wanted === 're2js') return loadPort();
  try {
    return loadNative();
  } catch (error) {
    if (wanted === 're2') {
      const remedy = 'build it (npm rebuild re2), or unset KEYFENCE_ENGINE to use re2js';
      throw new KeyfenceError('the native re2 cannot be loaded', remedy, { cause: error });
    }
    return loadPort();
  }
}

interface NativeRegex {
  exec(text: string): { indices: ([number, number] | undefined)[] } | null;
}

function loadNative(): Engine {
  const RE2 = requireModule('re2') as new (source: string, flags: string) => NativeRegex;
  return {
    name: 're2',
    compile(source, { anchored }) {
      const { flags, body } = split(source);
      const regex = new RE2(anchored ? `^(?:${body})` : body, `${flags}d`);
      return {
        find(text) {
          const indices = regex.exec(text)?.indices;
          if (!indices) return null;
          const [start, end] = indices[0] as [number, number];
          const [secretStart, secretEnd] = indices[1] ?? [start, end];
          return { start, end, secretStart, secretEnd };
        },
      };
    },
  };
}

interface PortMatcher {
  find(): boolean;
  lookingAt(): boolean;
  start(group?: number): number;
  end(group?: number): number;
}

interface PortModule {
  RE2JS: {
    CASE_INSENSITIVE: number;
    compile(source: string, flags: number): { matcher(text: string): PortMatcher; groupCount(): number };
  };
}

function requirePort(): PortModule {
  try {
    return requireModule('re2js') as PortModule;
  } catch (error) {
    const remedy = 'install keyfence again with its dependencies; nothing was scanned';
    throw new KeyfenceError('neither re2 nor re2js can be loaded', remedy, { cause: error });
  }
}

function loadPort(): Engine {
  const { RE2JS } = requirePort();
  return {
    name: 're2js',
    compile(source, { anchored }) {
      const { flags, body } = split(source);
      const regex = RE2JS.compile(body, flags === 'i' ? RE2JS.CASE_INSENSITIVE : 0);
      const group = regex.groupCount() > 0 ? 1 : 0;
      return {
        find(text) {
          const matcher = regex.matcher(text);
          if (!(anchored ? matcher.lookingAt() : matcher.find())) return null;
          const inside = matcher.start(group) >= 0 ? group : 0;
          return {
            start: matcher.start(),
            end: matcher.end(),
            secretStart: matcher.start(inside),
            secretEnd: matcher.end(inside),
          };
        },
      };
    },
  };
}

function split(source: string): { flags: string; body: string } {
  return source.startsWith('(?i)') ? { flags: 'i', body: source.slice(4) } : { flags: '', body: source };
}
