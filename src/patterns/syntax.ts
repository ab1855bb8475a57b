/**
 * Reads the regex subset that re2 and re2js both accept, so that keyfence can know a pattern before running it: its
 * literals for the prefilter, its longest match, its randomness, and how to make a sample.
 *
 * Left out on purpose: anchors, look-around, named groups, back-references, Unicode classes. The engine bounds matches
 * itself, and a scanned text is bytes.
 */

/** A set of bytes: 256 flags. */
export type ByteSet = Uint8Array;

export type Node =
  | { kind: 'bytes'; set: ByteSet }
  | { kind: 'sequence'; nodes: Node[] }
  | { kind: 'choice'; nodes: Node[] }
  | { kind: 'repeat'; node: Node; min: number; max: number; isLazy: boolean }
  | { kind: 'group'; node: Node };

export interface Syntax {
  node: Node;
  ignoreCase: boolean;
  groups: number;
}

/** A pattern that is not in the common subset. `position` is a 0-based character offset; no text of the pattern is kept. */
export class SyntaxProblem extends Error {
  readonly position: number;
  constructor(expected: string, position: number) {
    super(expected);
    this.position = position;
  }
}

const MAX_REPEAT = 1000; // RE2's own limit
const MAX_DEPTH = 50;

/**
 * @param source RE2 source, ASCII, with `(?i)` at the very start at most.
 * @throws SyntaxProblem where the source leaves the common subset.
 */
export function parseSyntax(source: string): Syntax {
  for (let i = 0; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (code < 0x20 || code > 0x7e) throw new SyntaxProblem('expected printable ASCII only (write \\xHH)', i);
  }
  const ignoreCase = source.startsWith('(?i)');
  const reader = new Reader(source, ignoreCase ? 4 : 0);
  const node = reader.choice(0);
  if (!reader.done()) throw new SyntaxProblem('expected no closing parenthesis here', reader.at);
  return { node, ignoreCase, groups: reader.groups };
}

class Reader {
  groups = 0;
  at: number;
  private readonly source: string;
  constructor(source: string, at: number) {
    this.source = source;
    this.at = at;
  }

  done(): boolean {
    return this.at >= this.source.length;
  }

  choice(depth: number): Node {
    if (depth > MAX_DEPTH) throw new SyntaxProblem(`expected at most ${MAX_DEPTH} nested groups`, this.at);
    const nodes = [this.sequence(depth)];
    while (this.take('|')) nodes.push(this.sequence(depth));
    return nodes.length === 1 ? (nodes[0] as Node) : { kind: 'choice', nodes };
  }

  private sequence(depth: number): Node {
    const nodes: Node[] = [];
    while (!this.done() && this.peek() !== '|' && this.peek() !== ')') nodes.push(this.repeated(depth));
    return nodes.length === 1 ? (nodes[0] as Node) : { kind: 'sequence', nodes };
  }

  private repeated(depth: number): Node {
    const node = this.atom(depth);
    const bounds = this.quantifier();
    if (!bounds) return node;
    const isLazy = this.take('?');
    const second = this.at;
    if (this.quantifier()) throw new SyntaxProblem('expected one quantifier only', second);
    return { kind: 'repeat', node, min: bounds[0], max: bounds[1], isLazy };
  }

  private quantifier(): [number, number] | null {
    if (this.take('*')) return [0, Infinity];
    if (this.take('+')) return [1, Infinity];
    if (this.take('?')) return [0, 1];
    if (this.peek() !== '{') return null;
    const counted = /^\{(\d{1,4})(?:(,)(\d{0,4}))?\}/.exec(this.source.slice(this.at, this.at + 12));
    if (!counted) throw new SyntaxProblem('expected a repetition such as {3}, {3,} or {3,5}', this.at);
    const min = Number(counted[1]);
    const max = counted[2] ? (counted[3] ? Number(counted[3]) : Infinity) : min;
    if (min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT) || max < min) {
      throw new SyntaxProblem(`expected a repetition of at most ${MAX_REPEAT}, smallest first`, this.at);
    }
    this.at += counted[0].length;
    return [min, max];
  }

  private atom(depth: number): Node {
    const char = this.peek();
    if (char === '(') return this.group(depth);
    if (char === '[') return { kind: 'bytes', set: this.byteClass() };
    if (char === '\\') return { kind: 'bytes', set: this.escape() };
    if ('^$*+?{'.includes(char))
      throw new SyntaxProblem('expected no anchor or bare quantifier here', this.at);
    this.at++;
    if (char === '.') return { kind: 'bytes', set: invert(setOf('\n')) };
    return { kind: 'bytes', set: setOf(char) };
  }

  private group(depth: number): Node {
    this.at++;
    const captures = this.peek() !== '?';
    if (captures) this.groups++;
    else if (!this.takeAll('?:')) throw new SyntaxProblem('expected (?: or a plain group', this.at);
    const node = this.choice(depth + 1);
    if (!this.take(')')) throw new SyntaxProblem('expected a closing parenthesis', this.at);
    return captures ? { kind: 'group', node } : node;
  }

  private escape(): ByteSet {
    const start = this.at++;
    const char = this.peek();
    this.at++;
    if (char === 'x') {
      const hex = /^[0-9A-Fa-f]{2}/.exec(this.source.slice(this.at, this.at + 2));
      if (!hex) throw new SyntaxProblem('expected two hex digits', this.at);
      this.at += 2;
      return setOf(String.fromCharCode(Number.parseInt(hex[0], 16)));
    }
    const known = NAMED_ESCAPES[char];
    if (known) return known;
    if (char && !/[A-Za-z0-9]/.test(char)) return setOf(char);
    throw new SyntaxProblem('expected an escape that both engines know', start);
  }

  private byteClass(): ByteSet {
    const open = this.at++;
    const negated = this.take('^');
    const set = new Uint8Array(256);
    let first = true;
    while (first || this.peek() !== ']') {
      if (this.done()) throw new SyntaxProblem('expected a closing bracket for this one', open);
      if (this.source.startsWith('[:', this.at)) throw new SyntaxProblem('expected no named class', this.at);
      const low = this.classItem();
      const next = this.source[this.at + 1];
      if (this.peek() === '-' && next !== ']' && next !== undefined) {
        this.at++;
        addRange(set, low, this.classItem(), this.at);
      } else {
        for (let byte = 0; byte < 256; byte++) if (low[byte]) set[byte] = 1;
      }
      first = false;
    }
    this.at++;
    return negated ? invert(set) : set;
  }

  private classItem(): ByteSet {
    if (this.peek() === '\\') return this.escape();
    return setOf(this.source[this.at++] as string);
  }

  private peek(): string {
    return this.source[this.at] ?? '';
  }

  private take(char: string): boolean {
    if (this.peek() !== char) return false;
    this.at++;
    return true;
  }

  private takeAll(text: string): boolean {
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }
}

/** The set of the given characters. */
export function setOf(chars: string): ByteSet {
  const set = new Uint8Array(256);
  for (const char of chars) set[char.charCodeAt(0)] = 1;
  return set;
}

/** The bytes of a set, ascending. */
export function bytesOf(set: ByteSet): number[] {
  const bytes: number[] = [];
  for (let byte = 0; byte < 256; byte++) if (set[byte]) bytes.push(byte);
  return bytes;
}

function invert(set: ByteSet): ByteSet {
  return set.map((flag) => (flag ? 0 : 1));
}

function addRange(set: ByteSet, low: ByteSet, high: ByteSet, at: number): void {
  const [from, ...fromRest] = bytesOf(low);
  const [to, ...toRest] = bytesOf(high);
  if (from === undefined || to === undefined || fromRest.length || toRest.length || to < from) {
    throw new SyntaxProblem('expected a range from a lower to a higher character', at);
  }
  for (let byte = from; byte <= to; byte++) set[byte] = 1;
}

const DIGITS = setOf('0123456789');
const WORD = setOf('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_');
const SPACE = setOf('\t\n\f\r '); // RE2's \s: no vertical tab
const NAMED_ESCAPES: Record<string, ByteSet> = {
  d: DIGITS,
  D: invert(DIGITS),
  w: WORD,
  W: invert(WORD),
  s: SPACE,
  S: invert(SPACE),
  n: setOf('\n'),
  r: setOf('\r'),
  t: setOf('\t'),
  f: setOf('\f'),
  v: setOf('\v'),
};
