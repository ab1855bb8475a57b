/** A text at hand: what the library scans when it is given one. */
import type { ByteString, Chunk, Source } from '../types.js';

/**
 * @param path what the text is called in findings; the file guard and the schemas look at it too.
 * @param readFile reads a file of the project that the text belongs to.
 */
export function openText(bytes: Buffer, path: ByteString, readFile: Source['readFile']): Source {
  return {
    name: 'stdin',
    skipped: [],
    counted: {},
    expected: { files: 1, bytes: bytes.length },
    async *chunks(): AsyncIterable<Chunk> {
      yield { bytes, rest: null, origin: { kind: 'stream', path } };
    },
    parents: () => [],
    readFile,
    close: async () => {},
  };
}
