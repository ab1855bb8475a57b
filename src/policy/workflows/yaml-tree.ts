/** Reads YAML of a repository into a plain tree that knows its lines: within limits, every scalar as the text it is. */
import { isUtf8 } from 'node:buffer';
import { Composer, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, Parser } from 'yaml';
import { isTooMuchForParser } from '../../yaml/guard.js';

/** Text of one scalar. */
export interface TextNode {
  kind: 'text';
  /** Of its first character, 1-based. */
  line: number;
  text: string;
  /** Whether each line of it is a line of the file. */
  isLiteral: boolean;
}

export interface MapNode {
  kind: 'map';
  line: number;
  /** In their order; a key that stands twice is there twice. */
  entries: MapEntry[];
}

export interface MapEntry {
  key: string;
  line: number;
  value: YamlNode;
}

export interface ListNode {
  kind: 'list';
  line: number;
  items: YamlNode[];
}

export type YamlNode = TextNode | MapNode | ListNode;

const LARGEST = 256 * 1024; // bytes: the parser is slow with hostile text, and no person writes more
const DEEPEST = 48; // levels: the parser recurses, and GitHub's own form has a dozen
const MOST_NODES = 100_000; // with every alias written out

/** @returns its documents; null for what is no YAML, and for what lies beyond the limits. */
export function readYaml(text: Buffer): YamlNode[] | null {
  if (text.length > LARGEST || !isUtf8(text)) return null;
  const source = text.toString('utf8').replace(/^\uFEFF/, '');
  if (isTooMuchForParser(source)) return null;
  try {
    return new Reader(source).read();
  } catch (error) {
    if (error instanceof Unreadable || error instanceof RangeError) return null;
    throw error;
  }
}

/** The value under a key; of one that stands twice the last, as its readers have it. */
export function valueUnder(node: YamlNode | null, key: string): YamlNode | null {
  return entryOf(node, key)?.value ?? null;
}

export function entryOf(node: YamlNode | null, key: string): MapEntry | null {
  return node?.kind === 'map' ? (node.entries.findLast((entry) => entry.key === key) ?? null) : null;
}

export function entriesOf(node: YamlNode | null): readonly MapEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

/** The items of a list; a text or a map by itself is a list of one. */
export function itemsOf(node: YamlNode | null): readonly YamlNode[] {
  if (node === null) return [];
  return node.kind === 'list' ? node.items : [node];
}

export function textOf(node: YamlNode | null): string | null {
  return node?.kind === 'text' ? node.text : null;
}

const lineStarts = new WeakMap<TextNode, number[]>();

/** The line of an offset in a text. */
export function lineAt(node: TextNode, offset: number): number {
  if (!node.isLiteral) return node.line;
  let starts = lineStarts.get(node);
  if (starts === undefined) {
    starts = [...node.text.matchAll(/\n/g)].map(({ index }) => index + 1);
    lineStarts.set(node, starts);
  }
  let low = 0;
  for (let high = starts.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= offset) low = middle + 1;
    else high = middle;
  }
  return node.line + low;
}

/** A text somewhere in a tree. */
export interface PlacedText {
  node: TextNode;
  /** The keys that lead there; a list adds none. */
  path: readonly string[];
}

export function textsIn(node: YamlNode, path: readonly string[] = []): PlacedText[] {
  if (node.kind === 'text') return [{ node, path }];
  if (node.kind === 'list') return node.items.flatMap((item) => textsIn(item, path));
  return node.entries.flatMap(({ key, value }) => textsIn(value, [...path, key]));
}

class Unreadable extends Error {}

function stopAtError(_place: unknown, _code: unknown, _message: unknown, isWarning?: boolean): void {
  if (!isWarning) throw new Unreadable();
}

class Reader {
  private readonly source: string;
  private readonly lines = new LineCounter();
  private readonly anchors = new Map<string, unknown>();
  private nodes = 0;

  constructor(source: string) {
    this.source = source;
  }

  read(): YamlNode[] {
    const composer = new Composer({
      uniqueKeys: false, // compares each key with each other
      logLevel: 'silent',
      prettyErrors: false,
      schema: 'failsafe',
    });
    // The first error ends it: a text can have one at each of its signs, and each costs the trace of a stack.
    Object.assign(composer, { onError: stopAtError });
    const documents = [...composer.compose(new Parser(this.lines.addNewLine).parse(this.source))];
    return documents.map((document) => {
      if (document.errors.length > 0) throw new Unreadable();
      this.anchors.clear();
      return this.convert(document.contents, 0);
    });
  }

  private convert(given: unknown, depth: number): YamlNode {
    if (depth > DEEPEST || ++this.nodes > MOST_NODES) throw new Unreadable();
    const node = this.resolve(given);
    this.keep(node);
    if (isScalar(node)) return this.text(node);
    const line = this.lineOf(node);
    if (isSeq(node)) {
      return { kind: 'list', line, items: node.items.map((item) => this.convert(item, depth + 1)) };
    }
    if (!isMap(node)) return { kind: 'text', line, text: '', isLiteral: false };
    const merged: MapEntry[] = []; // stands first: a key of the map's own outdoes it
    const own: MapEntry[] = [];
    for (const { key, value } of node.items) {
      const name = this.resolve(key);
      this.keep(name);
      const inside = this.convert(value, depth + 1);
      if (!isScalar(name)) continue;
      if (name.value === '<<') for (const one of itemsOf(inside).flatMap(entriesOf)) merged.push(one);
      else own.push({ key: String(name.value), line: this.lineOf(name), value: inside });
    }
    const entries = [...merged, ...own];
    return { kind: 'map', line, entries };
  }

  /** An alias stands for what had its anchor last. */
  private resolve(node: unknown): unknown {
    if (!isAlias(node)) return node;
    if (!this.anchors.has(node.source)) throw new Unreadable();
    return this.anchors.get(node.source);
  }

  private keep(node: unknown): void {
    const anchor = isNode(node) && 'anchor' in node ? node.anchor : undefined;
    if (anchor !== undefined) this.anchors.set(anchor, node);
  }

  private text(node: { value: unknown; type?: string; range?: readonly number[] | null }): TextNode {
    const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    return {
      kind: 'text',
      line: this.lineOf(node) + (isBlock ? 1 : 0),
      text: typeof node.value === 'string' ? node.value : '',
      isLiteral: node.type === 'BLOCK_LITERAL',
    };
  }

  private lineOf(node: unknown): number {
    const range = (node as { range?: readonly number[] | null } | null)?.range;
    return range ? Math.max(1, this.lines.linePos(range[0] as number).line) : 1;
  }
}
