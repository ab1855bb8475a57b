/** What belongs to something longer than is searched around a change: a text that holds it is always searched whole. */

import { isSecretKind, SECRET } from '../../decode/text/kubernetes.js';
import { buildPrefilter } from '../../detect/prefilter/build.js';
import { soughtLiteral } from '../../detect/prefilter/sought.js';
import { search } from '../../detect/prefilter.js';
import { type Node, parseSyntax } from '../../patterns/syntax.js';
import type { ByteRange, ByteString, Pattern } from '../../types.js';

/** Bytes: matches of fewer have a few lines, which a window always has. */
const FAR = 8 * 1024;
/** Bytes of a literal that are looked for: enough to be rare, and many literals begin alike. */
const ENOUGH = 10;
const NEWLINE = 0x0a;

/** Finds the places in bytes where something begins, or may, that reaches far. */
export type FindFarTexts = (bytes: Buffer) => ByteRange[];

/**
 * Literals of patterns whose matches can go over many lines (what stands in one line is never cut), by their beginnings; and
 * where a document says that it is a Kubernetes Secret, whose values may stand far from there.
 */
export function farTextsOf(patterns: readonly Pattern[]): FindFarTexts {
  const far = patterns.filter(
    ({ maxLength, source }) => maxLength >= FAR && source !== null && holdsLineBreak(source),
  );
  const starts = far.flatMap(({ literals }) => literals.map((literal) => literal.slice(0, ENOUGH)));
  const texts: ByteString[] = [SECRET, ...new Set(starts)];
  const prefilter = buildPrefilter(texts.map((text) => soughtLiteral(text, { ignoreCase: false })));
  return (bytes) => {
    const places: ByteRange[] = [];
    search(prefilter, bytes, (id, start, end) => {
      if (texts[id] !== SECRET || isSecretKind(bytes, start)) places.push({ start, end });
    });
    return places;
  };
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
