/** Scans files that are only told of, with the schemas among them: the whole scan without a repository. */
import { createScanner } from '../../src/scanner.js';
import type { Chunk, Confidence, Finding, PatternRecord, Source } from '../../src/types.js';

/** The findings in `files`; every file is scanned, and `secrets/schema.json` files are read as well. */
export async function scanFiles(
  files: Record<string, string>,
  confidence: Confidence = 'medium',
): Promise<Finding[]> {
  const read = async (path: string) => (path in files ? Buffer.from(files[path] as string) : null);
  const source: Source = {
    name: 'tree',
    skipped: [],
    counted: {},
    expected: { files: null, bytes: null },
    async *chunks(): AsyncIterable<Chunk> {
      for (const path of Object.keys(files)) {
        yield {
          bytes: (await read(path)) as Buffer,
          rest: null,
          origin: { kind: 'file', path, mode: '100644' },
        };
      }
    },
    parents: () => [],
    readFile: read,
    close: async () => {},
  };
  return (await createScanner({ confidence }).scan(source)).findings;
}

/** A schema with one group, as text. */
export function schemaOf(secrets: Record<string, PatternRecord | object>): string {
  return JSON.stringify({ required: { app: secrets } });
}
