/** Says in words what a regex matches: `"ghp_", 36 of A-Za-z0-9`. */
import { lengthOf } from './measure.js';
import { type ByteSet, bytesOf, type Node, parseSyntax } from './syntax.js';

const LONGEST = 240; // characters: what is longer is easier read as a regex
const MANY = 128; // bytes of a class that is better told by what it leaves out

/**
 * @param source RE2 source in the common subset.
 * @returns words of printable ASCII; of a long format only how many bytes it has.
 */
export function describeFormat(source: string): string {
  const { node, ignoreCase } = parseSyntax(source);
  const words = wordsOf(node);
  const told = words.length <= LONGEST ? words : bytesInWords(node);
  return ignoreCase ? `${told}, in any case of letters` : told;
}

function bytesInWords(node: Node): string {
  const { min, max } = lengthOf(node);
  return `${countInWords(min, max)} bytes: see the regex`;
}

function wordsOf(node: Node): string {
  switch (node.kind) {
    case 'bytes':
      return literalOf(node) === null ? `1 of ${classOf(node.set)}` : quote(literalOf(node) as string);
    case 'group':
      return `${wordsOf(node.node)} (the secret)`;
    case 'choice':
      return `(${node.nodes.map(wordsOf).join(' or ')})`;
    case 'sequence':
      return sequenceInWords(node.nodes);
    case 'repeat':
      return repeatInWords(node);
  }
}

/** Literal bytes in a row are one text. */
function sequenceInWords(nodes: readonly Node[]): string {
  const parts: string[] = [];
  let literal = '';
  for (const node of nodes) {
    const byte = literalOf(node);
    if (byte === null) {
      if (literal !== '') parts.push(quote(literal));
      parts.push(wordsOf(node));
      literal = '';
    } else {
      literal += byte;
    }
  }
  if (literal !== '') parts.push(quote(literal));
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

function repeatInWords({ node, min, max }: Node & { kind: 'repeat' }): string {
  const isClass = node.kind === 'bytes' && literalOf(node) === null;
  const what = isClass ? classOf(node.set) : wordsOf(node);
  if (min === 0 && max === 1) return `perhaps ${isClass ? `1 of ${what}` : what}`;
  return `${countInWords(min, max)} ${isClass ? 'of' : 'times'} ${what}`;
}

function countInWords(min: number, max: number): string {
  if (min === max) return String(min);
  if (max === Number.POSITIVE_INFINITY) return `${min} or more`;
  return min === 0 ? `at most ${max}` : `${min} to ${max}`;
}

function literalOf(node: Node): string | null {
  if (node.kind !== 'bytes') return null;
  const [byte, ...others] = bytesOf(node.set);
  return byte === undefined || others.length > 0 ? null : String.fromCharCode(byte);
}

function classOf(set: ByteSet): string {
  const bytes = bytesOf(set);
  if (bytes.length === 256) return 'any byte';
  if (bytes.length <= MANY) return rangesOf(bytes);
  return `any byte but ${rangesOf(bytesOf(set.map((flag) => (flag ? 0 : 1))))}`;
}

/** In the order that people write: capitals, small letters, digits, the rest. Only the like stand in one range. */
function rangesOf(bytes: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const byte of bytes) {
    const last = ranges.at(-1);
    if (last && last[1] === byte - 1 && kindOf(byte) === kindOf(last[1])) last[1] = byte;
    else ranges.push([byte, byte]);
  }
  return ranges
    .sort((a, b) => kindOf(a[0]) - kindOf(b[0]))
    .map(([first, last]) => (last - first < 2 ? span(first, last) : `${charOf(first)}-${charOf(last)}`))
    .join('');
}

const KINDS = [/[A-Z]/, /[a-z]/, /[0-9]/, /[!-~]/];

function kindOf(byte: number): number {
  const kind = KINDS.findIndex((one) => one.test(String.fromCharCode(byte)));
  return kind < 0 ? KINDS.length : kind;
}

function span(first: number, last: number): string {
  return first === last ? charOf(first) : charOf(first) + charOf(last);
}

function quote(text: string): string {
  return `"${[...text].map((char) => charOf(char.charCodeAt(0))).join('')}"`;
}

function charOf(byte: number): string {
  if (byte > 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return byte === 0x20 ? ' ' : `\\x${byte.toString(16).padStart(2, '0')}`;
}
