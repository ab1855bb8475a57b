/** Where a source file is prose: its comments, and strings that only mention code. Told by its signs, nothing is parsed. */
import type { ByteString } from '../../types.js';

/** How a language writes comments and strings. */
interface Syntax {
  /** What begins a comment that ends with its line. */
  lines: readonly string[];
  blocks: readonly (readonly [open: string, close: string])[];
  /** Quotes of strings that may span lines, the longest first. */
  long: readonly string[];
  /** Quotes of strings that end on their line. */
  short: readonly string[];
  /** What begins code within a string, with what ends it. */
  inserts: readonly (readonly [open: string, close: string])[];
  /** Whether `/` may begin a regular expression. */
  hasRegexes: boolean;
}

const SLASHES: Syntax = {
  lines: ['//'],
  blocks: [['/*', '*/']],
  long: [],
  short: ['"', "'"],
  inserts: [['${', '}']],
  hasRegexes: false,
};
const SCRIPT: Syntax = { ...SLASHES, long: ['`'], hasRegexes: true };
/** Strings of its markup hold code. */
const PAGE: Syntax = {
  ...SLASHES,
  blocks: [
    ['/*', '*/'],
    ['<!--', '-->'],
  ],
  short: [],
};
const HASH: Syntax = {
  lines: ['#'],
  blocks: [],
  long: ['"""', "'''"],
  short: ['"', "'"],
  inserts: [
    ['{', '}'],
    ['#{', '}'],
  ],
  hasRegexes: false,
};
const ROWS: Syntax = {
  ...SLASHES,
  long: ['"""', '`'],
  inserts: [
    ['${', '}'],
    ['\\(', ')'],
    ['{', '}'],
  ],
};

const SYNTAXES: readonly (readonly [endings: string, syntax: Syntax])[] = [
  ['js cjs mjs jsx ts cts mts tsx', SCRIPT],
  ['vue svelte astro', PAGE],
  ['py rb rake ex exs jl', HASH],
  ['php', { ...ROWS, lines: ['//', '#'] }],
  ['clj', { ...HASH, lines: [';'], long: [], inserts: [] }],
  ['vb', { ...SLASHES, lines: ["'"], blocks: [], short: ['"'] }],
  ['prisma', { ...SLASHES, blocks: [] }],
];
const BY_ENDING = new Map(
  SYNTAXES.flatMap(([endings, syntax]) => endings.split(' ').map((one) => [one, syntax] as const)),
);

/** A place in a text, end exclusive. */
interface Stretch {
  start: number;
  end: number;
}

export interface Prose extends Stretch {
  kind: 'comment' | 'string';
}

/** @param path whose ending tells the language. @returns in their order, none within another. */
export function proseIn(text: ByteString, path: ByteString): Prose[] {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return new ProseReader(text, BY_ENDING.get(ending) ?? (/file$/.test(path) ? HASH : ROWS)).read();
}

/** Whether a place lies in one of them. */
export function isWithin(stretches: readonly Stretch[], at: number): boolean {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle] as Stretch).end <= at) low = middle + 1;
    else high = middle;
  }
  const found = stretches[low];
  return found !== undefined && found.start <= at;
}

const LONGEST_INSERT = 2000; // bytes of code within a string
const BEFORE_REGEX = /[(,=:[!&|?{};+*%~^<>\n]$|(?:^|\W)(?:return|typeof|case|in|of)$/;
const REGEX = /\/(?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\//y;

class ProseReader {
  private readonly text: ByteString;
  private readonly syntax: Syntax;
  private readonly starts: RegExp;
  private readonly found: Prose[] = [];
  /** Up to where a quote has no end, so that none is looked for again. */
  private readonly endless = new Map<string, number>();

  constructor(text: ByteString, syntax: Syntax) {
    this.text = text;
    this.syntax = syntax;
    const signs = [...syntax.long, ...syntax.lines, ...syntax.blocks.map(([open]) => open), ...syntax.short];
    if (syntax.hasRegexes) signs.push('/');
    this.starts = new RegExp(
      signs.map((sign) => sign.replace(/[/*$^.|?+()[\]{}\\]/g, '\\$&')).join('|'),
      'g',
    );
  }

  read(): Prose[] {
    let at = 0;
    for (;;) {
      this.starts.lastIndex = at;
      const start = this.starts.exec(this.text);
      if (start === null) return this.found;
      at = this.pass(start[0], start.index);
    }
  }

  /** @returns where to go on. */
  private pass(sign: string, start: number): number {
    const { lines, blocks, long } = this.syntax;
    const end = start + sign.length;
    if (lines.includes(sign))
      return this.isAddress(sign, start) ? end : this.add('comment', { start, end: this.find('\n', end) });
    const block = blocks.find(([open]) => open === sign);
    if (block) return this.add('comment', { start, end: this.find(block[1], end) });
    if (sign === '/') return this.passRegex(start);
    return this.passString(sign, start, { mayEndLine: long.includes(sign) });
  }

  /** `https://…` outside of a string, as in the markup of a page. */
  private isAddress(sign: string, start: number): boolean {
    return sign === '//' && this.text[start - 1] === ':';
  }

  private passRegex(start: number): number {
    const before = this.text.slice(Math.max(0, start - 40), start).replace(/[ \t]+$/, '');
    if (before !== '' && !BEFORE_REGEX.test(before)) return start + 1;
    if (start < (this.endless.get('/') ?? 0)) return start + 1;
    REGEX.lastIndex = start;
    const found = REGEX.exec(this.text);
    if (found) return this.add('string', { start, end: start + found[0].length });
    return this.markEndless('/', { start, end: this.find('\n', start) });
  }

  /** What is inserted into a string is code again. A quote without its end on the line is an apostrophe. */
  private passString(quote: string, start: number, { mayEndLine }: { mayEndLine: boolean }): number {
    const places: Prose[] = [];
    let from = start;
    if (start < (this.endless.get(quote) ?? 0)) return start + quote.length;
    for (let at = start + quote.length; at < this.text.length; at++) {
      const sign = this.text[at];
      if (this.text.startsWith(quote, at)) {
        places.push({ kind: 'string', start: from, end: at + quote.length });
        for (const place of places) this.found.push(place);
        return at + quote.length;
      }
      if (sign === '\n' && !mayEndLine) return this.markEndless(quote, { start, end: at });
      const insert = this.insertAt(at);
      if (insert) {
        places.push({ kind: 'string', start: from, end: insert.start });
        from = insert.end;
        at = insert.end - 1;
      } else if (sign === '\\') at++;
    }
    return this.markEndless(quote, { start, end: this.text.length });
  }

  private markEndless(quote: string, { start, end }: Stretch): number {
    this.endless.set(quote, end);
    return start + quote.length;
  }

  private insertAt(at: number): Stretch | null {
    for (const [open, close] of this.syntax.inserts) {
      if (!this.text.startsWith(open, at)) continue;
      const end = this.text.slice(at, at + LONGEST_INSERT).indexOf(close, open.length);
      if (end > 0) return { start: at + open.length, end: at + end };
    }
    return null;
  }

  private add(kind: Prose['kind'], { start, end }: Stretch): number {
    this.found.push({ kind, start, end });
    return end;
  }

  private find(sign: string, from: number): number {
    const found = this.text.indexOf(sign, from);
    return found < 0 ? this.text.length : found + sign.length;
  }
}
