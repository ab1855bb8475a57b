/** Where everything stands in a JSON text. Most files are right, and nobody asks: so the parser that knows is loaded by itself. */
import { getNodePath, type Node, type ParseError, parseTree, visit } from 'jsonc-parser';
import { JsonProblem } from './json-problem.js';

export interface JsonPlaces {
  /** `line 3, column 7` of the value at that path of keys and positions, or of as much of the path as there is. */
  placeOf(path: readonly string[]): string;
  /** Its line, 1-based. */
  lineOf(path: readonly string[]): number;
}

/**
 * @param source of few levels: the parser recurses.
 * @throws JsonProblem for what is no JSON, and for a key that stands twice.
 */
export function placesIn(source: string): JsonPlaces {
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
    placeOf: (path) => placeAt(source, find(tree as Node, path).offset),
    lineOf: (path) => lineAt(find(tree as Node, path).offset),
  };
}

/**
 * Where a text stops being JSON, found without holding what it says; null where it is valid.
 * @param source of few levels.
 */
export function placeOfFault(source: string): string | null {
  let first = -1;
  const onError = (_: number, offset: number) => {
    if (first < 0) first = offset;
  };
  visit(source, { onError }, { disallowComments: true, allowTrailingComma: false });
  return first < 0 ? null : placeAt(source, first);
}

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

/** Both 1-based, the column in characters, as editors count. */
export function placeAt(source: string, offset: number): string {
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
