/** What GitHub's expressions say of secrets: `${{ secrets.NAME }}` and its other spellings. Nothing is evaluated. */

/** One place that reads secrets. */
export interface SecretUse {
  /** In upper case, as GitHub compares them; null where it is computed, or all are meant. */
  name: string | null;
  kind: 'one' | 'computed' | 'all';
  /** Where it stands in the text. */
  offset: number;
  /** Whether the secret comes out of the expression, and not only what it is compared with, or whether it is set. */
  isGiven: boolean;
}

/** One `${{ … }}`. */
export interface Expression {
  start: number;
  end: number;
  /** What stands between the braces. */
  source: string;
}

/** Every expression of a text; one that never ends is none. Quotes hide what they hold. */
export function expressionsIn(text: string): Expression[] {
  const found: Expression[] = [];
  for (let start = text.indexOf('${{'); start >= 0; start = text.indexOf('${{', start)) {
    const end = endOf(text, start + 3);
    if (end < 0) break;
    found.push({ start, end: end + 2, source: text.slice(start + 3, end) });
    start = end + 2;
  }
  return found;
}

function endOf(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "'") {
      at = text.indexOf("'", at + 1);
      if (at < 0) return -1;
    } else if (text[at] === '}' && text[at + 1] === '}') return at;
  }
  return -1;
}

interface Token {
  kind: 'word' | 'text' | 'sign';
  text: string;
  offset: number;
}

const TOKEN = /([A-Za-z_][\w-]*)|'((?:[^']|'')*)'|([^\s\w'])|\d/g;

function tokensOf(source: string): Token[] {
  return [...source.matchAll(TOKEN)].flatMap((match): Token[] => {
    const [, word, text, sign] = match;
    const offset = match.index;
    if (word !== undefined) return [{ kind: 'word', text: word, offset }];
    if (text !== undefined) return [{ kind: 'text', text, offset }];
    return sign === undefined ? [] : [{ kind: 'sign', text: sign, offset }];
  });
}

/** The names that a context is asked for: `secrets.NAME`, `secrets['NAME']`, `secrets[…]`, and `secrets` as a whole. */
export function usesOf(context: string, source: string): SecretUse[] {
  const tokens = tokensOf(source);
  return tokens.flatMap(({ kind, text, offset }, position): SecretUse[] => {
    const isContext = kind === 'word' && text.toLowerCase() === context;
    if (!isContext || isSign(tokens[position - 1], '.')) return [];
    const [sign, name, close] = tokens.slice(position + 1);
    const isTested = (length: number) => isOnlyTested(tokens, position, position + length);
    const one = (of: Token, length: number) => {
      return [{ name: of.text.toUpperCase(), kind: 'one' as const, offset, isGiven: !isTested(length) }];
    };
    if (isSign(sign, '.') && name?.kind === 'word') return one(name, 3);
    if (!isSign(sign, '[')) return [{ name: null, kind: 'all', offset, isGiven: true }];
    if (name?.kind === 'text' && isSign(close, ']')) return one(name, 4);
    return [{ name: null, kind: 'computed', offset, isGiven: true }];
  });
}

const TESTS = new Set(['contains', 'startswith', 'endswith']);

/** `secrets.A != ''`, `!secrets.A`, `secrets.A && 'yes'`, `contains(secrets.A, 'x')`. */
function isOnlyTested(tokens: readonly Token[], start: number, end: number): boolean {
  const [before, after] = [tokens[start - 1], tokens[end]];
  if (isSign(before, '!') || isSign(before, '=') || isSign(after, '&')) return true;
  if (isSign(after, '=') || isSign(after, '!')) return true;
  const called = isSign(before, '(') ? tokens[start - 2] : undefined;
  return called?.kind === 'word' && TESTS.has(called.text.toLowerCase());
}

/** Whether what comes out is a part of a secret, or another spelling of it: GitHub masks only the whole. */
export function isReshaped(source: string): boolean {
  return /\bfromjson\s*\(/i.test(source);
}

/** Whether a text is given on as a whole: `toJSON(env)`. */
export function isDumped(context: string, source: string): boolean {
  return usesOf(context, source).some(({ kind }) => kind === 'all');
}

/** The secrets that an expression reads; the token of the run by its other name, too. */
export function secretsOf(source: string): SecretUse[] {
  const token = usesOf('github', source).filter(({ name }) => name === 'TOKEN');
  return [...usesOf('secrets', source), ...token.map((use) => ({ ...use, name: RUN_TOKEN }))];
}

/** What each run gets by itself, and for itself alone. */
export const RUN_TOKEN = 'GITHUB_TOKEN';

/** The same of every expression in a text, with their places in it. */
export function secretsInText(text: string): SecretUse[] {
  return expressionsIn(text).flatMap(({ start, source }) =>
    secretsOf(source).map((use) => ({ ...use, offset: start + 3 + use.offset })),
  );
}

function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.text === sign;
}
