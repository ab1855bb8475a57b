/** Makes secrets: from the patterns themselves, at random, with right checksums. No test holds a literal one. */
import { fileURLToPath } from 'node:url';
import { loadEngine } from '../../src/detect/regex.js';
import { checksums } from '../../src/judge/checksums/index.js';
import { structures } from '../../src/judge/structures/index.js';
import { readCatalog } from '../../src/patterns/read-catalog.js';
import { bytesOf, type Node, parseSyntax } from '../../src/patterns/syntax.js';
import type { Pattern } from '../../src/types.js';
import { randomInt } from './random.js';
import { asSecret } from './record.js';

/** The whole built-in catalog, compiled from its files. */
export const catalog: Pattern[] = readCatalog(fileURLToPath(new URL('../../patterns', import.meta.url)));

const port = loadEngine('re2js');
const byId = new Map(catalog.map((pattern) => [pattern.id, pattern]));

/** The catalog's pattern of that id. */
export function patternOf(id: string): Pattern {
  const pattern = byId.get(id);
  if (!pattern) throw new Error(`no pattern ${id}`);
  return pattern;
}

/**
 * A text that the pattern matches from end to end; with its checksum and structure right where it has them.
 * @param options `checksum: 'wrong'` leaves the checksum to chance.
 */
export function sample(pattern: Pattern | string, options: { checksum?: 'right' | 'wrong' } = {}): string {
  const { source, checksum, structure } = typeof pattern === 'string' ? patternOf(pattern) : pattern;
  if (source === null) throw new Error('a name rule has no format to make a sample of');
  const { node } = parseSyntax(source);
  const matcher = port.compile(source, { anchored: true });
  for (let tries = 0; tries < 200; tries++) {
    const text = textOf(node);
    if (options.checksum === 'wrong') return asSecret(text);
    const complete = completed(text, { checksum, structure: tries < 10 ? structure : null });
    // A checksum or an inner structure can lead out of the format ('+' where it has '-'): try again.
    if (complete !== null && matcher.find(complete)?.end === complete.length) return asSecret(complete);
  }
  throw new Error('no sample keeps both the format and its checksum');
}

function completed(
  text: string,
  { checksum, structure }: { checksum: string | null; structure: string | null },
): string | null {
  try {
    const sound = structure === null ? text : (structures[structure]?.complete?.(text) ?? text);
    return checksum === null ? sound : (checksums[checksum]?.complete(sound) ?? sound);
  } catch {
    return null; // some lengths that a format allows leave no room for whole bytes
  }
}

/** The part of a sample that is the secret: what the pattern captures, or all of it. */
export function secretOf(pattern: Pattern, text: string): string {
  const found = port.compile(pattern.source as string, { anchored: true }).find(text);
  return found ? text.slice(found.secretStart, found.secretEnd) : text;
}

/** A random text over `alphabet`. */
export function randomText(
  length: number,
  alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789',
): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

function textOf(node: Node): string {
  switch (node.kind) {
    case 'bytes': {
      const bytes = bytesOf(node.set);
      // Of a wide class (anything but a quote) only what is printable and plain.
      const plain = bytes.filter((byte) => /[A-Za-z0-9_.~+/=-]/.test(String.fromCharCode(byte)));
      const from = bytes.length > 70 && plain.length > 0 ? plain : bytes;
      return String.fromCharCode(from[randomInt(from.length)] as number);
    }
    case 'group':
      return textOf(node.node);
    case 'sequence':
      return node.nodes.map(textOf).join('');
    case 'choice':
      return textOf(node.nodes[randomInt(node.nodes.length)] as Node);
    case 'repeat': {
      const most = Math.min(node.max, node.min + 8);
      const count = node.min + randomInt(most - node.min + 1);
      return Array.from({ length: count }, () => textOf(node.node)).join('');
    }
  }
}
