/** Reads every value of YAML or JSON documents with the keys that lead to it. The text is hostile: size, depth and aliases are bounded. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { isTooMuchForParser } from '../../yaml/guard.js';

const LARGEST = 1024 * 1024; // characters
const DEEPEST = 64; // levels
const MOST_LEAVES = 100_000;

/** A value that is no list and no map. */
export interface PathLeaf {
  /** The keys that lead to it, without positions in lists. */
  path: readonly string[];
  value: string;
  /** 1-based. */
  line: number;
  /** Whether it stands there as a text, and not as a number, a switch or nothing. */
  isText: boolean;
}

/** One document of a file. */
export interface LeafDocument {
  leaves: PathLeaf[];
}

/** @returns null for what is no YAML, or too large or too deep to be read. */
export function readLeafDocuments(text: string): LeafDocument[] | null {
  if (text.length > LARGEST || isTooMuchForParser(text)) return null;
  const lineCounter = new LineCounter();
  try {
    const documents = parseAllDocuments(text, { lineCounter, logLevel: 'silent', uniqueKeys: false });
    if (!Array.isArray(documents)) return [];
    if (documents.some(({ errors }) => errors.length > 0)) return null;
    let count = 0;
    return documents.map(({ contents }) => {
      const leaves: PathLeaf[] = [];
      const visit = (node: unknown, path: readonly string[]): void => {
        if (path.length > DEEPEST) throw new RangeError('too deep');
        if (isMap(node)) {
          for (const { key, value } of node.items)
            visit(value, [...path, isScalar(key) ? String(key.value) : '']);
        } else if (isSeq(node)) {
          for (const item of node.items) visit(item, path);
        } else if (isScalar(node)) {
          if (++count > MOST_LEAVES) throw new RangeError('too many');
          leaves.push({ path, ...textOf(node), line: lineOf(node, lineCounter) });
        } else if (isAlias(node)) {
          // What it stands for is looked at where it stands itself.
        }
      };
      visit(contents, []);
      return { leaves };
    });
  } catch {
    return null; // its message could hold a piece of the text
  }
}

function textOf({
  value,
  source,
  tag,
}: {
  value: unknown;
  source?: string;
  tag?: string;
}): Pick<PathLeaf, 'value' | 'isText'> {
  const isText = typeof value === 'string';
  const text = isText ? value : (source ?? (value === null ? '' : String(value)));
  // Ansible's tag stands before the text that it says to be a vault.
  return { value: tag === '!vault' ? `!vault |\n${text}` : text, isText };
}

function lineOf(node: Node, lineCounter: LineCounter): number {
  return lineCounter.linePos(node.range?.[0] ?? 0).line;
}
