/** Whether both engines can hold a pattern: each refuses one that spells out too much, and only when it first compiles it. */
import { FormatProblem } from '../patterns/format.js';
import { type Node, parseSyntax } from '../patterns/syntax.js';

const MOST_REPEATED = 1000; // RE2's limit, for repeats inside repeats multiplied
const LARGEST = 20_000; // byte classes with every repeat spelled out; RE2's own limit is near 65,000

/**
 * @param source RE2 source in the common subset.
 * @throws FormatProblem
 */
export function checkSize(source: string): void {
  const { node } = parseSyntax(source);
  if (repeatsOf(node) > MOST_REPEATED) {
    throw new FormatProblem('/pattern', `expected repeats that multiply to at most ${MOST_REPEATED}`);
  }
  if (sizeOf(node) > LARGEST) {
    throw new FormatProblem(
      '/pattern',
      `expected at most ${LARGEST} characters with every repeat spelled out`,
    );
  }
}

/** The largest product of counts on the way to any one byte. */
function repeatsOf(node: Node): number {
  switch (node.kind) {
    case 'bytes':
      return 1;
    case 'group':
      return repeatsOf(node.node);
    case 'repeat':
      return repeatsOf(node.node) * countOf(node);
    case 'sequence':
    case 'choice':
      return Math.max(1, ...node.nodes.map(repeatsOf));
  }
}

function sizeOf(node: Node): number {
  switch (node.kind) {
    case 'bytes':
      return 1;
    case 'group':
      return sizeOf(node.node);
    case 'repeat':
      return sizeOf(node.node) * countOf(node);
    case 'sequence':
    case 'choice':
      return node.nodes.reduce((total, one) => total + sizeOf(one), 1);
  }
}

/** How often an engine spells out what is repeated. */
function countOf({ min, max }: { min: number; max: number }): number {
  return Math.max(1, max === Infinity ? min : max);
}
