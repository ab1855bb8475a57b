/** What can be measured of a regex without running it: lengths, guaranteed randomness, and the classes at its edges. */
import { type ByteSet, bytesOf, type Node } from './syntax.js';

/** The shortest and longest text a node matches, in bytes; the longest may be Infinity. */
export function lengthOf(node: Node): { min: number; max: number } {
  switch (node.kind) {
    case 'bytes':
      return { min: 1, max: 1 };
    case 'group':
      return lengthOf(node.node);
    case 'repeat': {
      const inner = lengthOf(node.node);
      return { min: times(inner.min, node.min), max: times(inner.max, node.max) };
    }
    case 'sequence': {
      const inner = node.nodes.map(lengthOf);
      return { min: sum(inner.map((l) => l.min)), max: sum(inner.map((l) => l.max)) };
    }
    case 'choice': {
      const inner = node.nodes.map(lengthOf);
      return { min: Math.min(...inner.map((l) => l.min)), max: Math.max(...inner.map((l) => l.max)) };
    }
  }
}

/** Bits of randomness that every match has at least, if each class is filled at random. */
export function randomBitsOf(node: Node): number {
  switch (node.kind) {
    case 'bytes':
      return Math.log2(Math.max(1, bytesOf(node.set).length));
    case 'group':
      return randomBitsOf(node.node);
    case 'repeat':
      return times(randomBitsOf(node.node), node.min);
    case 'sequence':
      return sum(node.nodes.map(randomBitsOf));
    case 'choice':
      return Math.min(...node.nodes.map(randomBitsOf));
  }
}

/** Whether every byte of every match is one of these. */
export function holdsOnly(node: Node, allowed: ReadonlySet<number>): boolean {
  switch (node.kind) {
    case 'bytes':
      return bytesOf(node.set).every((byte) => allowed.has(byte));
    case 'group':
    case 'repeat':
      return holdsOnly(node.node, allowed);
    case 'sequence':
    case 'choice':
      return node.nodes.every((child) => holdsOnly(child, allowed));
  }
}

/** The node of the first capturing group, or null. */
export function groupOf(node: Node): Node | null {
  if (node.kind === 'group') return node.node;
  if (node.kind === 'repeat') return groupOf(node.node);
  if (node.kind === 'bytes') return null;
  for (const child of node.nodes) {
    const found = groupOf(child);
    if (found) return found;
  }
  return null;
}

/** The classes with which a match can begin; a literal byte is a class of one. */
export function firstClasses(node: Node): ByteSet[] {
  return edgeClasses(node, (nodes) => nodes);
}

/** The classes with which a match can end. */
export function lastClasses(node: Node): ByteSet[] {
  return edgeClasses(node, (nodes) => [...nodes].reverse());
}

function edgeClasses(node: Node, order: (nodes: Node[]) => Node[]): ByteSet[] {
  if (node.kind === 'bytes') return [node.set];
  if (node.kind === 'group' || node.kind === 'repeat') return edgeClasses(node.node, order);
  const classes: ByteSet[] = [];
  for (const child of node.kind === 'sequence' ? order(node.nodes) : node.nodes) {
    classes.push(...edgeClasses(child, order));
    if (node.kind === 'sequence' && lengthOf(child).min > 0) break;
  }
  return classes;
}

/**
 * How many bytes suffice to tell whether there is a match: if any text that begins with these bytes matches, then these
 * bytes alone do, though perhaps for less long. What may repeat or be left out at the end need not be seen in full.
 */
export function decidingLength(node: Node): number {
  switch (node.kind) {
    case 'bytes':
      return 1;
    case 'group':
      return decidingLength(node.node);
    case 'choice':
      return Math.max(...node.nodes.map(decidingLength));
    case 'repeat':
      return node.min === 0 ? 0 : times(node.min - 1, lengthOf(node.node).max) + decidingLength(node.node);
    case 'sequence': {
      const last = node.nodes.findLastIndex((child) => lengthOf(child).min > 0);
      if (last < 0) return 0;
      const before = node.nodes.slice(0, last).map((child) => lengthOf(child).max);
      return sum(before) + decidingLength(node.nodes[last] as Node);
    }
  }
}

/**
 * Whether a match of this node only ever grows byte by byte beyond its deciding length, so that one that ends before the
 * end of what was looked at is final. A repeated group, or a last part of several bytes that may be left out, is not so.
 */
export function growsByByte(node: Node): boolean {
  switch (node.kind) {
    case 'bytes':
      return true;
    case 'group':
      return growsByByte(node.node);
    case 'choice':
      return node.nodes.every(growsByByte);
    case 'repeat':
      return node.node.kind === 'bytes' || (node.min === node.max && growsByByte(node.node));
    case 'sequence': {
      const last = node.nodes.findLastIndex((child) => lengthOf(child).min > 0);
      const tail = node.nodes.slice(last + 1);
      const isTailPlain = tail.every((child) => child.kind === 'repeat' && child.node.kind === 'bytes');
      return isTailPlain && (last < 0 || growsByByte(node.nodes[last] as Node));
    }
  }
}

/** Whether a match may end in a lazy repetition: it would stop at its shortest, in the middle of the token. */
export function endsLazily(node: Node): boolean {
  switch (node.kind) {
    case 'bytes':
      return false;
    case 'group':
      return endsLazily(node.node);
    case 'repeat':
      return (node.isLazy && node.max > node.min) || endsLazily(node.node);
    case 'choice':
      return node.nodes.some(endsLazily);
    case 'sequence': {
      const last = node.nodes.findLastIndex((child) => lengthOf(child).min > 0);
      return node.nodes.slice(Math.max(0, last)).some(endsLazily);
    }
  }
}

/** A product in which nothing of something endless is nothing. */
function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
