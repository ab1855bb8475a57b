/** Reads YAML. An alias stands for the very node it names, so that many of them cost no more than one. */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml';
import { isTooMuchForParser } from '../../../yaml/guard.js';
import { type ConfigEntry, type ConfigNode, type ConfigRead, DEEPEST } from './config-node.js';

const LARGEST = 256 * 1024; // characters: the parser takes a second for so many

/** Aliases: more are no config that a person wrote. */
const MOST_ALIASES = 1000;
const TOO_DEEP = `expected at most ${DEEPEST} levels`;

export function readYamlConfig(source: string): ConfigRead {
  const lines = new LineCounter();
  const broken = (line: number | null, expected = 'expected valid YAML'): ConfigRead => ({
    kind: 'broken',
    line,
    expected,
  });
  if (source.length > LARGEST) return broken(null, `expected at most ${LARGEST / 1024} KB of YAML`);
  // Each level of a map in block style is a line with a colon.
  if (isTooMuchForParser(source, 2 * DEEPEST)) return broken(null, TOO_DEEP);
  try {
    const document = parseDocument(source, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent' });
    const [error] = document.errors;
    if (error) return broken(lines.linePos(error.pos[0]).line);
    const root = new Reader(document, lines).read(document.contents, 0);
    return { kind: 'read', root };
  } catch (error) {
    if (error instanceof TooMuch) return broken(null, error.message);
    throw error;
  }
}

class TooMuch extends Error {}

class Reader {
  private readonly lines: LineCounter;
  private readonly anchors = new Map<string, Node>();
  private readonly known = new Map<Node, ConfigNode>();

  constructor(document: Document, lines: LineCounter) {
    this.lines = lines;
    let aliases = 0;
    visit(document, {
      Alias: () => {
        if (++aliases > MOST_ALIASES) throw new TooMuch(`expected at most ${MOST_ALIASES} aliases`);
      },
      Value: (_, node) => {
        if (node.anchor !== undefined) this.anchors.set(node.anchor, node);
      },
    });
  }

  read(node: Node | null | undefined, depth: number): ConfigNode {
    if (depth > DEEPEST) throw new TooMuch(TOO_DEEP);
    if (!node) return { kind: 'other', line: null };
    if (isAlias(node)) return this.read(this.anchors.get(node.source) ?? null, depth + 1);
    const before = this.known.get(node);
    if (before) return before;
    const read = this.convert(node, depth);
    this.known.set(node, read);
    return read;
  }

  private convert(node: Node, depth: number): ConfigNode {
    const line = node.range ? this.lines.linePos(node.range[0]).line : null;
    if (isMap(node)) {
      return { kind: 'map', line, entries: node.items.flatMap((pair) => this.entries(pair as Pair, depth)) };
    }
    if (isSeq(node)) {
      return { kind: 'list', line, items: node.items.map((item) => this.read(item as Node, depth + 1)) };
    }
    if (isScalar(node) && typeof node.value === 'string') return { kind: 'text', line, text: node.value };
    return { kind: 'other', line };
  }

  /** One key; of `<<` the keys that it merges. */
  private entries({ key, value }: Pair, depth: number): ConfigEntry[] {
    const read = this.read(value as Node | null, depth + 1);
    const name = isScalar(key) ? String(key.value) : '';
    if (name !== '<<') return [{ key: name, value: read }];
    const merged = read.kind === 'list' ? read.items : [read];
    return merged.flatMap((one) => (one.kind === 'map' ? one.entries : []));
  }
}
