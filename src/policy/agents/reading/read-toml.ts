/** Reads TOML. Its parser tells no lines, so these are looked for in the text. */
import { parse } from 'smol-toml';
import { type ConfigNode, type ConfigRead, DEEPEST } from './config-node.js';
import { TomlLines } from './toml-lines.js';

const EXPECTED = { valid: 'expected valid TOML', flat: `expected at most ${DEEPEST} levels` };

export function readTomlConfig(source: string): ConfigRead {
  let data: unknown;
  try {
    data = parse(source, { maxDepth: DEEPEST });
  } catch (error) {
    const { line } = error as { line?: unknown };
    return {
      kind: 'broken',
      line: typeof line === 'number' ? line : null,
      expected: EXPECTED.valid,
    };
  }
  // Of keys with dots (`a.a.a`) the parser limits nothing.
  if (isDeep(data)) return { kind: 'broken', line: null, expected: EXPECTED.flat };
  return { kind: 'read', root: toNode(data, [], new TomlLines(source)) };
}

function isDeep(data: unknown): boolean {
  let level = [data];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

function toNode(value: unknown, path: readonly string[], lines: TomlLines): ConfigNode {
  const place = {
    get line() {
      return lines.lineOf(path, typeof value === 'string' ? value : null);
    },
  };
  const below = (one: unknown, key: string) => toNode(one, [...path, key], lines);
  if (typeof value === 'string') return withLine(place, { kind: 'text', text: value });
  if (Array.isArray(value)) {
    return withLine(place, { kind: 'list', items: value.map((item, at) => below(item, String(at))) });
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) {
    return withLine(place, { kind: 'other' });
  }
  const entries = Object.entries(value).map(([key, one]) => ({ key, value: below(one, key) }));
  return withLine(place, { kind: 'map', entries });
}

/** The line is looked up when it is asked for: only few are. */
function withLine<Node>(
  place: { readonly line: number | null },
  node: Node,
): Node & { readonly line: number | null } {
  return Object.defineProperty(node, 'line', { get: () => place.line, enumerable: true }) as Node & {
    readonly line: number | null;
  };
}
