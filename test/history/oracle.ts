/**
 * What a scan of a history must find, by the plainest way: each file of each commit is read by `git cat-file --batch` and
 * scanned whole, by itself, under each path that it has anywhere.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createFileGuard, type FileGuard, type GuardedName } from '../../src/detect/file-names.js';
import { indexPatterns } from '../../src/detect/index-patterns.js';
import { loadEngine } from '../../src/detect/regex.js';
import { parseWritten } from '../../src/git/written-objects.js';
import { scan } from '../../src/scan/scan.js';
import { wordsOf } from '../../src/sources/words.js';
import type { Chunk, Finding, Source } from '../../src/types.js';
import { catalog } from '../support/sample.js';
import { OWN_PREFIX } from './cases/context.js';
import type { GeneratedHistory } from './generate.js';
import {
  batchRead,
  type ListedHistory,
  type ListedObject,
  listHistory,
  type Tips,
} from './listed-history.js';

/** A secret at one place of one object. */
export interface Place {
  pattern: string;
  fingerprint: string;
  /** The blob; of a message, the commit or tag. */
  blob: string;
  /** UTF-8 bytes, one character each. */
  path: string;
  start: number;
  end: number;
  /** Joined by " > ". */
  layers: string;
}

/** All places of the findings, and the commits that hold them. */
export interface Truth {
  places: Place[];
  listed: ListedHistory;
}

const engine = loadEngine();
const index = indexPatterns(catalog);
const names = fileURLToPath(new URL('../../patterns/file-names.json', import.meta.url));
const guard: FileGuard = createFileGuard(JSON.parse(readFileSync(names, 'utf8')) as GuardedName[]);

/** Scans all that the tips reach. The files of HEAD say what to look for and what is let through. */
export async function scanEveryBlob(history: GeneratedHistory, tips: Tips = 'all'): Promise<Truth> {
  const { repository } = history;
  const listed = listHistory(repository, tips);
  const texts = batchRead(repository, [...new Set([...listed.objects.map(({ oid }) => oid)])]);
  const head = new Map(listed.head.map(({ path, oid }) => [path, oid]));
  const places: Place[] = [];
  const surroundings = { cwd: repository.top, env: history.env, vaults: [] };
  // What the schema adds stands in no disguise anywhere; to read it for each blob would take ten times as long.
  const ofSchema = [OWN_PREFIX, ...Object.values(history.env)];
  for (const object of listed.objects) {
    const bytes = texts.get(object.oid);
    if (bytes === undefined) continue; // missing from this clone
    for (const chunk of chunksOf(object, bytes)) {
      const isOwn = ofSchema.some((text) => chunk.bytes.includes(text));
      const read = (path: string) => (isOwn && texts.get(head.get(path) ?? '')) || null;
      const { findings } = await scan({
        source: sourceOf(chunk, read),
        engine,
        catalog: index,
        guard,
        confidence: null,
        exceptionsFrom: 'newest',
        strict: false,
        signal: null,
        knownValues: isOwn ? surroundings : null,
        onProgress: () => {},
      });
      places.push(...findings.map((finding) => placeOf(finding, object.oid)));
    }
  }
  return { places, listed };
}

function chunksOf({ oid, path, mode, type }: ListedObject, bytes: Buffer): Chunk[] {
  if (type !== 'blob') return wordsOf(parseWritten(oid, bytes), type);
  return [{ bytes, rest: null, origin: { kind: 'commit', path, mode, oid, commit: null } }];
}

function sourceOf(chunk: Chunk, read: (path: string) => Buffer | null): Source {
  return {
    name: 'history',
    skipped: [],
    counted: {},
    expected: { files: 1, bytes: chunk.bytes.length },
    async *chunks() {
      yield chunk;
    },
    parents: () => [],
    readFile: async (path) => read(path),
    close: async () => {},
  };
}

function placeOf({ pattern, fingerprint, file, start, end, layers }: Finding, blob: string): Place {
  return { pattern, fingerprint, blob, path: file, start, end, layers: layers.join(' > ') };
}
