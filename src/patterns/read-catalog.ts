/** Reads and compiles `patterns/*.json`: done when the package is built, and by tests. Never at start-up. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pattern, PatternRecord } from '../types.js';
import { compileRecord } from './compile.js';
import { FormatProblem } from './format.js';

interface CatalogFile {
  provider: string;
  patterns: Record<string, PatternRecord>;
}

/**
 * @param folder where the catalog's JSON files are.
 * @throws Error naming file and pattern where a record does not compile or an id stands twice.
 */
export function readCatalog(folder: string): Pattern[] {
  const patterns: Pattern[] = [];
  const seen = new Map<string, string>();
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.json') || name.endsWith('.schema.json') || name === 'file-names.json') continue;
    const file = JSON.parse(readFileSync(join(folder, name), 'utf8')) as CatalogFile;
    for (const [id, record] of Object.entries(file.patterns)) {
      if (seen.has(id)) throw new Error(`patterns/${name}: ${id} stands in ${seen.get(id)} too`);
      seen.set(id, name);
      try {
        patterns.push(...compileRecord(record, { id, provider: file.provider, variable: null }));
      } catch (error) {
        if (!(error instanceof FormatProblem)) throw error;
        throw new Error(`patterns/${name}: ${id}${error.path}: ${error.expected}`, { cause: error });
      }
    }
  }
  return patterns;
}
