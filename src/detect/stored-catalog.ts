/** The built catalog: what the prefilter needs in one file, and the patterns in another, which is read when one of them is hit. */
import { readAsset } from '../package/assets.js';
import type { Pattern } from '../types.js';
import type { PatternIndex } from './index-patterns.js';
import type { PatternList } from './pattern-list.js';

/** The files of a stored catalog, by the names that they get in `dist`. */
export interface StoredCatalog {
  'catalog.bin': Buffer;
  'catalog.json': Buffer;
}

const PARTS = 7; // of `catalog.bin`, behind the size of each in bytes

/** What `loadCatalog` reads. */
export function storeIndex({ patterns, prefilter, owners, ownerStarts }: PatternIndex): StoredCatalog {
  const { tables, literalStarts, literalLengths } = prefilter;
  const lines = patterns.all().map((pattern) => Buffer.from(JSON.stringify(pattern)));
  const starts = new Uint32Array(lines.length + 1);
  lines.forEach((line, position) => {
    starts[position + 1] = (starts[position] as number) + line.length + 1;
  });
  // All of a part of wider numbers stands before one of narrower ones: so each begins where its numbers may.
  const ids = Buffer.from(patterns.ids().join('\n'));
  const parts = [tables, ownerStarts, starts, owners, literalStarts, literalLengths, ids].map(
    ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength),
  );
  const sizes = Uint32Array.from(parts, ({ length }) => length);
  return {
    'catalog.bin': Buffer.concat([Buffer.from(sizes.buffer), ...parts]),
    'catalog.json': Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])),
  };
}

/** @throws where the package is damaged. */
export function loadCatalog(): PatternIndex {
  const { buffer, byteOffset } = onWord(readAsset('catalog.bin'));
  const sizes = new Uint32Array(buffer, byteOffset, PARTS);
  let start = byteOffset + sizes.byteLength;
  const [tables, ownerStarts, starts, owners, literalStarts, literalLengths, ids] = Array.from(
    sizes,
    (size) => {
      start += size;
      return { buffer, start: start - size, size };
    },
  ) as [Part, Part, Part, Part, Part, Part, Part];
  return {
    patterns: new StoredPatterns(longWords(starts), Buffer.from(buffer, ids.start, ids.size)),
    prefilter: {
      tables: new Uint8Array(tables.buffer, tables.start, tables.size),
      literalStarts: shortWords(literalStarts),
      literalLengths: shortWords(literalLengths),
    },
    ownerStarts: longWords(ownerStarts),
    owners: longWords(owners),
  };
}

interface Part {
  buffer: ArrayBufferLike;
  start: number;
  size: number;
}

function longWords({ buffer, start, size }: Part): Uint32Array {
  return new Uint32Array(buffer, start, size / Uint32Array.BYTES_PER_ELEMENT);
}

function shortWords({ buffer, start, size }: Part): Uint16Array {
  return new Uint16Array(buffer, start, size / Uint16Array.BYTES_PER_ELEMENT);
}

/** The same bytes, beginning on a word: they do, unless Node put them in its pool for small files. */
function onWord(bytes: Buffer): Buffer {
  return bytes.byteOffset % Uint32Array.BYTES_PER_ELEMENT === 0
    ? bytes
    : Buffer.from(new Uint8Array(bytes).buffer);
}

/** The patterns in `catalog.json`, each read when it is asked for. */
class StoredPatterns implements PatternList {
  private readonly starts: Uint32Array;
  private readonly read: (Pattern | undefined)[] = [];
  private readonly names: Buffer;
  private text: Buffer | null = null;

  /**
   * @param starts where in the file each pattern begins, and where the last one ends.
   * @param names the ids, a line each.
   */
  constructor(starts: Uint32Array, names: Buffer) {
    this.starts = starts;
    this.names = names;
  }

  get length(): number {
    return this.starts.length - 1;
  }

  at(position: number): Pattern {
    this.text ??= readAsset('catalog.json');
    const line = () =>
      this.text?.toString('utf8', this.starts[position], this.starts[position + 1]) as string;
    this.read[position] ??= JSON.parse(line()) as Pattern;
    return this.read[position] as Pattern;
  }

  ids(): string[] {
    return this.names.toString('utf8').split('\n');
  }

  all(): Pattern[] {
    return Array.from({ length: this.length }, (_, position) => this.at(position));
  }
}
