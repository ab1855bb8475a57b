/** What belongs to something longer than is searched around a change: a text that holds it is always searched whole. */
import { buildPrefilter } from '../../detect/prefilter/build.js';
import { soughtLiteral } from '../../detect/prefilter/sought.js';
import type { Prefilter } from '../../detect/prefilter.js';
import { type Node, parseSyntax } from '../../patterns/syntax.js';
import type { ByteString, Pattern } from '../../types.js';

/** Bytes: matches of fewer have a few lines, which a window always has. */
const FAR = 8 * 1024;
/** Bytes of a literal that are looked for: enough to be rare, and many literals begin alike. */
const ENOUGH = 10;
const NEWLINE = 0x0a;

/** The values of a Kubernetes Secret may stand far from where it says what it is. */
const OF_DOCUMENTS = ['Secret'];

/** Finds the beginnings of all literals of patterns whose matches can go over many lines. What stands in one line is never cut. */
export function farTextsOf(patterns: readonly Pattern[]): Prefilter {
  const far = patterns.filter(
    ({ maxLength, source }) => maxLength >= FAR && source !== null && holdsLineBreak(source),
  );
  const starts = far.flatMap(({ literals }) => literals.map((literal) => literal.slice(0, ENOUGH)));
  const texts: ByteString[] = [...new Set([...OF_DOCUMENTS, ...starts])];
  return buildPrefilter(texts.map((text) => soughtLiteral(text, { ignoreCase: false })));
}

function holdsLineBreak(source: string): boolean {
  return holds(parseSyntax(source).node, NEWLINE);
}

function holds(node: Node, byte: number): boolean {
  switch (node.kind) {
    case 'bytes':
      return node.set[byte] === 1;
    case 'group':
    case 'repeat':
      return holds(node.node, byte);
    default:
      return node.nodes.some((child) => holds(child, byte));
  }
}
