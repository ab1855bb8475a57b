/** The names in a file that SOPS encrypted, and which of their values are readable. Of a value nothing else is told. */
import { isMap, isPair, isScalar, isSeq, LineCounter, type ParsedNode, parseAllDocuments } from 'yaml';
import { readDotenvLeaves } from '../detect/file-names/dotenv-leaves.js';
import { readLineLeaves } from '../detect/file-names/line-leaves.js';
import type { ByteString } from '../types.js';
import { isTooMuchForParser } from '../yaml/guard.js';

/** One value of a file. */
export interface SopsValue {
  /** The keys that lead to it. */
  path: readonly string[];
  /** 1-based; null where it is not known. */
  line: number | null;
  isEncrypted: boolean;
  /** As it stands there; never for output. */
  value: string;
}

const MOST_VALUES = 20_000;
const ENCRYPTED = /^ENC\[[A-Z0-9_]{1,40},/;
const DOTENV = /(?:^|\/)[^/]*\.env(?:\.[^/]*)?$/;
const INI = /\.ini$/;

/**
 * @param options `isNamed`: the schema says that secrets are in it, so that it counts even where nothing in it is encrypted.
 * @returns null for a file that is none of SOPS; 'unreadable' for one that seems to be, and is broken.
 */
export function readSopsFile(
  file: ByteString,
  text: Buffer,
  { isNamed }: { isNamed: boolean },
): SopsValue[] | 'unreadable' | null {
  const bytes = text.toString('latin1');
  if (!isNamed && !(bytes.includes('sops') && bytes.includes('ENC['))) return null;
  const read = DOTENV.test(file) ? readDotenv(bytes) : INI.test(file) ? readIni(bytes) : readTree(text);
  if (read === null) return 'unreadable';
  return read.isOfSops || isNamed ? read.values : null;
}

interface Content {
  values: SopsValue[];
  /** Whether SOPS says in it how it was encrypted. */
  isOfSops: boolean;
}

function readDotenv(text: ByteString): Content | null {
  const leaves = readDotenvLeaves(text);
  if (leaves === null) return null;
  const lines = linesOfNames(text);
  const own = leaves.filter(({ name }) => !name.startsWith('sops_'));
  return {
    isOfSops: leaves.some(({ name }) => name === 'sops_mac'),
    values: own.map(({ name, value }) => describe([name], value, lines.get(name) ?? null)),
  };
}

/** The line of each name's first assignment, 1-based. */
function linesOfNames(text: ByteString): Map<string, number> {
  const lines = new Map<string, number>();
  for (const [position, line] of text.split(/\r\n?|\n/).entries()) {
    const name = /^\s*(?:export\s+)?([^\s=]+)=/.exec(line)?.[1];
    if (name !== undefined && !lines.has(name)) lines.set(name, position + 1);
  }
  return lines;
}

function readIni(text: ByteString): Content {
  const leaves = readLineLeaves(text).filter(({ name }) => name !== '');
  const own = leaves.filter(({ top }) => top !== 'sops');
  return {
    isOfSops: leaves.some(({ name, top }) => top === 'sops' && name === 'mac'),
    values: own.map(({ name, value, top }) => describe(top === name ? [name] : [top, name], value, null)),
  };
}

/** YAML, and JSON as a part of it. */
function readTree(text: Buffer): Content | null {
  const lines = new LineCounter();
  const values: SopsValue[] = [];
  let isOfSops = false;
  const source = text.toString('utf8');
  if (isTooMuchForParser(source)) return null;
  try {
    const documents = parseAllDocuments(source, {
      lineCounter: lines,
      uniqueKeys: false,
      logLevel: 'silent',
    });
    for (const { contents, errors } of documents) {
      if (errors.length > 0 || (contents !== null && !isMap(contents))) return null;
      isOfSops ||= isMap(contents) && isMap(contents.get('sops')) && contents.hasIn(['sops', 'mac']);
      const open: { node: ParsedNode | null; path: string[] }[] = [{ node: contents, path: [] }];
      for (let place = open.pop(); place !== undefined; place = open.pop()) {
        if (values.length + open.length > MOST_VALUES) return null;
        const { node, path } = place;
        if (isScalar(node)) {
          const line = lines.linePos(node.range[0]).line;
          values.push(describe(path, textOf(node.value), line));
        } else open.push(...childrenOf(node, path));
      }
    }
  } catch {
    return null; // nested too deep for the parser, which descends by recursion
  }
  return { isOfSops, values: values.reverse() };
}

function childrenOf(
  node: ParsedNode | null,
  path: readonly string[],
): { node: ParsedNode | null; path: string[] }[] {
  if (isSeq(node))
    return node.items.map((item, index) => ({ node: item as ParsedNode, path: [...path, String(index)] }));
  if (!isMap(node)) return [];
  return node.items.flatMap((pair) => {
    const key = isPair(pair) && isScalar(pair.key) ? String(pair.key.value) : null;
    if (key === null || (path.length === 0 && key === 'sops')) return [];
    return { node: pair.value as ParsedNode | null, path: [...path, key] };
  });
}

/** Numbers and switches are encrypted, too. */
function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

function describe(path: string[], value: string, line: number | null): SopsValue {
  return { path, line, isEncrypted: ENCRYPTED.test(value) && value.trimEnd().endsWith(']'), value };
}
