/** Reads JSON as loosely as any client does: comments, trailing commas and keys that stand twice are no hindrance. */
import { createScanner, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { type ConfigNode, type ConfigRead, DEEPEST, lineCounter } from './config-node.js';

/** Of `SyntaxKind` in jsonc-parser, whose constant enum is not there at run time. */
const TOKENS = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, end: 17 };

/** @param source without a byte order mark. */
export function readJsonConfig(source: string): ConfigRead {
  const lineAt = lineCounter(source);
  const broken = (offset: number, expected: string): ConfigRead => ({
    kind: 'broken',
    line: lineAt(offset),
    expected,
  });
  const deep = tooDeepAt(source);
  if (deep !== null) return broken(deep, `expected at most ${DEEPEST} levels`);
  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, { allowTrailingComma: true, disallowComments: false });
  const [first] = errors;
  if (first) return broken(first.offset, 'expected valid JSON');
  return { kind: 'read', root: tree ? toNode(tree, lineAt) : { kind: 'other', line: null } };
}

/** Where brackets open too deep: the parser recurses, and must not be led too deep. */
function tooDeepAt(source: string): number | null {
  const scanner = createScanner(source, true);
  let open = 0;
  for (let token: number = scanner.scan(); token !== TOKENS.end; token = scanner.scan()) {
    if (token === TOKENS.openBrace || token === TOKENS.openBracket) open++;
    if (token === TOKENS.closeBrace || token === TOKENS.closeBracket) open--;
    if (open > DEEPEST) return scanner.getTokenOffset();
  }
  return null;
}

function toNode(node: Node, lineAt: (offset: number) => number): ConfigNode {
  const line = lineAt(node.offset);
  const children = node.children ?? [];
  if (node.type === 'string') return { kind: 'text', line, text: String(node.value) };
  if (node.type === 'array') {
    return { kind: 'list', line, items: children.map((child) => toNode(child, lineAt)) };
  }
  if (node.type !== 'object') return { kind: 'other', line };
  const entries = children.flatMap(({ children: [key, value] = [] }) => {
    if (!key || !value) return [];
    return [{ key: String(key.value), value: toNode(value, lineAt) }];
  });
  return { kind: 'map', line, entries };
}
