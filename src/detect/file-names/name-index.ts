/**
 * Finds, among all guarded names, the few that one path can match.
 *
 * It is asked for every path of a repository, and nearly always the answer is none. So a path is first looked at
 * without cutting or copying it: the three characters before each slash, at both ends of the name and behind each of
 * its dots are looked up in tables of bits. Only where one of them is set, globs are tried.
 */

import type { ByteString } from '../../types.js';
import { type Glob, matchDirectories, matchName, splitPath } from './glob.js';

/** One glob of one entry. The lower the rank, the sooner it is asked. */
export interface NameRule {
  glob: Glob;
  /** The place of the entry in the list the guard was made of. */
  entry: number;
  rank: number;
}

export interface NameIndex {
  /** The rules that match the path, in no order. The empty answer is shared: do not change it. */
  find(path: ByteString): readonly NameRule[];
}

const NONE: readonly NameRule[] = [];

/** In characters. An edge is so much of a text, in five bits for each, which puts both letter cases together. */
const EDGE = 3;
const EDGES = 1 << (5 * EDGE);

/** The rules by the part of the name they are found by, and the bits that say where looking is worth it. */
interface Tables {
  byName: Map<string, NameRule[]>;
  byLastEdge: Map<number, NameRule[]>;
  byFirstEdge: Map<number, NameRule[]>;
  others: NameRule[];
  beneath: NameRule[];
  wholeNames: Uint8Array;
  endsOfNames: Uint8Array;
  startsOfNames: Uint8Array;
  dotsOfNames: Uint8Array;
  endsOfDirectories: Uint8Array;
  /** 1 where some rule can only be found by trying it on every name. */
  always: number;
}

/** Sorts the rules into tables. */
export function createNameIndex(rules: readonly NameRule[]): NameIndex {
  const tables = fillTables(rules);
  const { wholeNames, endsOfNames, startsOfNames, dotsOfNames, endsOfDirectories, always } = tables;

  function find(path: ByteString): readonly NameRule[] {
    let isBeneath = 0;
    let start = 0;
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
      isBeneath |= endsOfDirectories[edgeAt(path, slash - EDGE)]!;
      start = slash + 1;
    }
    const first = edgeAt(path, start);
    const length = path.length - start;
    const last = length < EDGE ? 0 : edgeAt(path, path.length - EDGE);
    let isNamed =
      always | wholeNames[combine(first, last, length)]! | endsOfNames[last]! | startsOfNames[first]!;
    for (let dot = path.indexOf('.', start); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      isNamed |= dotsOfNames[edgeAt(path, dot)]!;
    }
    if ((isNamed | isBeneath) === 0) return NONE;
    const name = path.slice(start).toLowerCase();
    const lists = isNamed === 0 ? [] : listRules(tables, name);
    if (isBeneath !== 0) lists.push(tables.beneath);
    return tryRules(lists, path, name);
  }

  return { find };
}

function listRules({ byName, byLastEdge, byFirstEdge, others }: Tables, name: string): NameRule[][] {
  const lists = [others];
  const whole = byName.get(name);
  const last = byLastEdge.get(edgeAt(name, name.length - EDGE));
  const first = byFirstEdge.get(edgeAt(name, 0));
  if (whole !== undefined) lists.push(whole);
  if (last !== undefined) lists.push(last);
  if (first !== undefined) lists.push(first);
  return lists;
}

function tryRules(lists: readonly NameRule[][], path: ByteString, name: string): readonly NameRule[] {
  const found: NameRule[] = [];
  let directories: readonly string[] | null = null;
  for (const list of lists) {
    for (const rule of list) {
      if (!matchName(rule.glob, name)) continue;
      directories ??= splitPath(path).directories;
      if (matchDirectories(rule.glob, directories)) found.push(rule);
    }
  }
  return found;
}

function fillTables(rules: readonly NameRule[]): Tables {
  const tables: Tables = {
    byName: new Map(),
    byLastEdge: new Map(),
    byFirstEdge: new Map(),
    others: [],
    beneath: [],
    wholeNames: new Uint8Array(EDGES),
    endsOfNames: new Uint8Array(EDGES),
    startsOfNames: new Uint8Array(EDGES),
    dotsOfNames: new Uint8Array(EDGES),
    endsOfDirectories: new Uint8Array(EDGES),
    always: 0,
  };
  for (const rule of rules) addRule(tables, rule);
  return tables;
}

function addRule(tables: Tables, rule: NameRule): void {
  const { name, blocks } = rule.glob;
  if (name === null) {
    tables.beneath.push(rule);
    mark(tables.endsOfDirectories, blocks.at(-1)!.at(-1)!.at(-1)!, 'last');
    return;
  }
  const [first, middle, last] = [name[0]!, name[1] ?? '', name.at(-1)!];
  if (name.length === 1) {
    add(tables.byName, first, rule);
    tables.wholeNames[combine(edgeAt(first, 0), edgeAt(first, first.length - EDGE), first.length)] = 1;
  } else if (last.length >= EDGE) {
    add(tables.byLastEdge, edgeAt(last, last.length - EDGE), rule);
    mark(tables.endsOfNames, last, 'last');
  } else if (first.length >= EDGE) {
    add(tables.byFirstEdge, edgeAt(first, 0), rule);
    mark(tables.startsOfNames, first, 'first');
  } else {
    tables.others.push(rule);
    if (middle.startsWith('.') && middle.length >= EDGE) mark(tables.dotsOfNames, middle, 'first');
    else tables.always = 1;
  }
}

/** The three characters from `start` on; zero where they are not all inside the text. */
function edgeAt(text: string, start: number): number {
  if (start < 0 || start + EDGE > text.length) return 0;
  const first = text.charCodeAt(start) & 31;
  const second = text.charCodeAt(start + 1) & 31;
  return (first << 10) | (second << 5) | (text.charCodeAt(start + 2) & 31);
}

/** One number for the edges and the length of a whole name. */
function combine(first: number, last: number, length: number): number {
  return (first ^ (last * 7) ^ (length * 1021)) & (EDGES - 1);
}

/** Marks the edge of a literal text. One too short to have an edge marks them all, so that nothing is missed. */
function mark(edges: Uint8Array, literal: string, side: 'first' | 'last'): void {
  if (literal.length < EDGE) edges.fill(1);
  else edges[edgeAt(literal, side === 'first' ? 0 : literal.length - EDGE)] = 1;
}

function add<Key>(table: Map<Key, NameRule[]>, key: Key, rule: NameRule): void {
  const list = table.get(key);
  if (list === undefined) table.set(key, [rule]);
  else list.push(rule);
}
