/** A regex over paths as rules in the syntax of .gitignore, where it is one of the plain ones that people write. */

type Item = { kind: 'text'; text: string } | { kind: 'start' | 'end' | 'any' | 'within' | 'one' };

const MOST_BRANCHES = 16;
const LONGEST = 500; // characters
const SEPARATOR = /^\[(?:\\\\\/|\/\\\\|\\\/\\\\|\\\\\\\/|\/)\]/; // `[\\/]`: both slashes
const SPECIAL = /[\\*?[\]!# ]/g;

/**
 * @param source a regex that is searched for in a path, with `/` between its names.
 * @returns rules that together cover the same files; null where it has no equal.
 */
export function rulesOfPathRegex(source: string): string[] | null {
  if (source.length > LONGEST || !/^[\x20-\x7e]+$/.test(source)) return null;
  const reader = new PathReader(source);
  const branches = reader.branches(0);
  if (branches === null || !reader.isDone) return null;
  const rules = branches.map(ruleOf);
  return rules.some((rule) => rule === null) ? null : [...new Set((rules as string[][]).flat())];
}

/** Reads a regex into all the plain sequences that it stands for; null where that cannot be done. */
class PathReader {
  private rest: string;

  constructor(source: string) {
    this.rest = source;
  }

  get isDone(): boolean {
    return this.rest === '';
  }

  branches(depth: number): Item[][] | null {
    const all: Item[][] = [];
    do {
      const sequence = this.sequence(depth);
      if (sequence === null) return null;
      all.push(...sequence);
    } while (this.take('|'));
    return all.length <= MOST_BRANCHES ? all : null;
  }

  private sequence(depth: number): Item[][] | null {
    let sequences: Item[][] = [[]];
    while (this.rest !== '' && !/^[|)]/.test(this.rest)) {
      const next = this.element(depth);
      if (next === null) return null;
      sequences = sequences.flatMap((head) => next.map((tail) => [...head, ...tail]));
      if (sequences.length > MOST_BRANCHES) return null;
    }
    return sequences;
  }

  /** What one element can be, its quantifier included. */
  private element(depth: number): Item[][] | null {
    if (this.takeMatch(/^\.\*\??/)) return [[{ kind: 'any' }]];
    if (this.takeMatch(/^\.\+\??/)) return [[{ kind: 'one' }, { kind: 'any' }]];
    if (this.takeMatch(/^\[\^\/\]\*\??/)) return [[{ kind: 'within' }]];
    if (this.takeMatch(/^\[\^\/\]\+\??/)) return [[{ kind: 'one' }, { kind: 'within' }]];
    const atom: Item[][] | null = this.take('.') ? [[{ kind: 'one' }]] : this.atom(depth);
    if (atom === null || /^[*+{]/.test(this.rest)) return null;
    return this.take('?') ? [[], ...atom] : atom;
  }

  private atom(depth: number): Item[][] | null {
    const text = (one: string): Item[][] => [[{ kind: 'text', text: one }]];
    if (this.take('^')) return [[{ kind: 'start' }]];
    if (this.take('$')) return [[{ kind: 'end' }]];
    if (this.takeMatch(SEPARATOR)) return text('/');
    if (this.takeMatch(/^\((?:\?:)?/)) {
      const inside = depth < MOST_BRANCHES ? this.branches(depth + 1) : null;
      return this.take(')') ? inside : null;
    }
    const escaped = this.takeMatch(/^\\[^A-Za-z0-9]/);
    if (escaped) return text(escaped.slice(1));
    const plain = this.takeMatch(/^[^\\^$.[\](){}*+?|]/);
    return plain === null ? null : text(plain);
  }

  private take(char: string): boolean {
    if (!this.rest.startsWith(char)) return false;
    this.rest = this.rest.slice(char.length);
    return true;
  }

  private takeMatch(pattern: RegExp): string | null {
    const taken = pattern.exec(this.rest)?.[0] ?? null;
    if (taken !== null) this.rest = this.rest.slice(taken.length);
    return taken;
  }
}

/** One sequence as rules; null for an anchor in its middle and for what covers everything. */
function ruleOf(items: readonly Item[]): string[] | null {
  let body = [...items];
  const isAnchored = body[0]?.kind === 'start';
  if (isAnchored) body = body.slice(1);
  const isClosed = body.at(-1)?.kind === 'end';
  if (isClosed) body = body.slice(0, -1);
  const isAnyBefore = !isAnchored || body[0]?.kind === 'any';
  while (body[0]?.kind === 'any') body = body.slice(1);
  const isAnyBehind = !isClosed || body.at(-1)?.kind === 'any';
  while (body.at(-1)?.kind === 'any') body = body.slice(0, -1);
  if (body.length === 0 || body.some(({ kind }) => kind === 'start' || kind === 'end')) return null;
  const globs = globsOf(body);
  return globs === null ? null : globs.map((glob) => framed(glob, { isAnyBefore, isAnyBehind }));
}

/** The middle of a rule. Where `.*` stands inside a name, it may or may not cross folders: two rules. */
function globsOf(body: readonly Item[]): string[] | null {
  let globs = [''];
  body.forEach((item, position) => {
    const followsSlash = globs.every((glob) => glob.endsWith('/'));
    const next = body[position + 1];
    const precedesSlash = next?.kind === 'text' && next.text === '/';
    const between = () => {
      if (followsSlash) return precedesSlash ? ['*/**'] : ['**/*'];
      return precedesSlash ? ['*/**'] : ['*', '*/**/*'];
    };
    const tails = item.kind === 'any' ? between() : [plainGlob(item)];
    globs = globs.flatMap((glob) => tails.map((tail) => glob + tail));
  });
  return globs.length <= MOST_BRANCHES ? globs : null;
}

function plainGlob(item: Item): string {
  if (item.kind === 'text') return item.text.replace(SPECIAL, '\\$&');
  return item.kind === 'within' ? '*' : '?';
}

function framed(
  glob: string,
  { isAnyBefore, isAnyBehind }: { isAnyBefore: boolean; isAnyBehind: boolean },
): string {
  const isFolder = glob.endsWith('/');
  const open = isAnyBehind && !isFolder ? `${glob}*` : glob;
  if (!isAnyBefore) return `/${open.replace(/^\//, '')}`;
  if (open.startsWith('/')) return `*/**${open}`;
  return open.slice(0, -1).includes('/') ? `**/*${open}` : `*${open}`;
}
