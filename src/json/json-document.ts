/** Reads JSON strictly and knows where everything stands, so that an error can say its place and never its text. */
import { isUtf8 } from 'node:buffer';
import { getNodePath, type Node, type ParseError, parseTree } from 'jsonc-parser';

const LARGEST = 1024 * 1024; // bytes
const DEEPEST = 32; // levels: the form itself has 5

/** `expected` is a fixed sentence; `place` is `line 3, column 7`, empty where the file as a whole is meant. */
export class JsonProblem extends Error {
  readonly place: string;
  readonly expected: string;
  /** Keys and positions that lead there, where there are any. */
  readonly path: string[];
  constructor(place: string, expected: string, path: string[] = []) {
    super(expected);
    this.place = place;
    this.expected = expected;
    this.path = path;
  }
}

export interface JsonDocument {
  data: unknown;
  /** `line 3, column 7` of the value at that path of keys and positions, or of as much of the path as there is. */
  placeOf(path: readonly string[]): string;
  /** Its line, 1-based. */
  lineOf(path: readonly string[]): number;
}

/**
 * @param text UTF-8, with or without a byte order mark.
 * @throws JsonProblem for what is no JSON, and for a key that stands twice.
 */
export function readJson(text: Buffer): JsonDocument {
  if (text.length > LARGEST) throw new JsonProblem('', `expected at most ${LARGEST / 1024 / 1024} MB`);
  if (!isUtf8(text)) throw new JsonProblem('', 'expected UTF-8');
  const source = text.toString('utf8').replace(/^\uFEFF/, '');
  const tooDeep = findDepth(source, DEEPEST + 1);
  if (tooDeep >= 0) throw new JsonProblem(placeAt(source, tooDeep), `expected at most ${DEEPEST} levels`);
  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, { disallowComments: true, allowTrailingComma: false });
  const offset = errors[0]?.offset ?? (tree ? -1 : 0);
  if (offset >= 0) throw new JsonProblem(placeAt(source, offset), 'expected valid JSON');
  const twice = findDuplicate(tree as Node);
  if (twice) {
    const path = getNodePath(twice.children?.[0] as Node).map(String);
    throw new JsonProblem(placeAt(source, twice.offset), 'expected each name once', path);
  }
  const lineAt = createLineCounter(source);
  return {
    data: parseValid(source),
    placeOf: (path) => placeAt(source, find(tree as Node, path).offset),
    lineOf: (path) => lineAt(find(tree as Node, path).offset),
  };
}

/** JSON.parse for the data, because jsonc-parser takes a key `__proto__` for the prototype. */
function parseValid(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    // Its own message would carry a piece of the text.
    throw new JsonProblem('', 'expected valid JSON');
  }
}

/** JSON.parse and others keep the last of two equal keys, and so would drop a secret's format without a word. */
function findDuplicate(node: Node): Node | null {
  const seen = new Set<string>();
  for (const child of node.children ?? []) {
    if (child.type === 'property') {
      const key = child.children?.[0]?.value as string;
      if (seen.has(key)) return child;
      seen.add(key);
    }
    const inside = findDuplicate(child);
    if (inside) return inside;
  }
  return null;
}

function find(node: Node, [first, ...rest]: readonly string[]): Node {
  if (first === undefined) return node;
  const children = node.children ?? [];
  if (node.type === 'array') {
    const item = children[Number(first)];
    return item ? find(item, rest) : node;
  }
  const property = children.find((child) => child.children?.[0]?.value === first);
  const value = property?.children?.[1];
  if (!property || !value) return node;
  return rest.length === 0 ? property : find(value, rest);
}

/** The offset at which brackets open `depth` deep, or -1: the parsers recurse, and must not be led too deep. */
function findDepth(source: string, depth: number): number {
  let open = 0;
  let isText = false;
  for (let at = 0; at < source.length; at++) {
    const char = source[at];
    if (isText) {
      if (char === '\\') at++;
      else if (char === '"') isText = false;
    } else if (char === '"') isText = true;
    else if (char === '{' || char === '[') {
      open++;
      if (open === depth) return at;
    } else if (char === '}' || char === ']') open--;
  }
  return -1;
}

/** Both 1-based, the column in characters, as editors count. */
function placeAt(source: string, offset: number): string {
  const before = source.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1) as string).length + 1}`;
}

/** @returns a function from an offset to its line; ascending offsets cost one pass over the source in all. */
function createLineCounter(source: string): (offset: number) => number {
  let line = 1;
  let lineStart = 0;
  return (offset) => {
    if (offset < lineStart) [line, lineStart] = [1, 0];
    for (let end = source.indexOf('\n', lineStart); end >= 0 && end < offset; line++) {
      lineStart = end + 1;
      end = source.indexOf('\n', lineStart);
    }
    return line;
  };
}
