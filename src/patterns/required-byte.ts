/** A byte that stands in every match: where a text has none, no regex has to be run, nor even to be compiled. */
import type { ByteString } from '../types.js';
import { bytesOf, type Node } from './syntax.js';

/** From the rarest in programs and prose on; letters and digits stand everywhere. */
const RAREST = '@~^%|;&#?!$*+=,<>';

/** The rarest sign that every match of `node` holds; empty where there is none. */
export function requiredByte(node: Node): ByteString {
  const signs = requiredBytes(node);
  return [...RAREST].find((sign) => signs.has(sign.charCodeAt(0))) ?? '';
}

function requiredBytes(node: Node): Set<number> {
  switch (node.kind) {
    case 'bytes': {
      const bytes = bytesOf(node.set);
      return new Set(bytes.length === 1 ? bytes : []);
    }
    case 'group':
      return requiredBytes(node.node);
    case 'repeat':
      return node.min > 0 ? requiredBytes(node.node) : new Set();
    case 'sequence':
      return new Set(node.nodes.flatMap((child) => [...requiredBytes(child)]));
    case 'choice': {
      const [first, ...others] = node.nodes.map(requiredBytes) as [Set<number>, ...Set<number>[]];
      return new Set([...first].filter((byte) => others.every((other) => other.has(byte))));
    }
  }
}
