/** What a chunk that is read in pieces tells, beside what the same bytes tell when they are held whole. */
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { DEFAULT_LIMITS } from '../../src/decode/budget.js';
import { createDetector, type Detector } from '../../src/detect/detector.js';
import { indexPatterns } from '../../src/detect/index-patterns.js';
import { loadEngine } from '../../src/detect/regex.js';
import { examine } from '../../src/examine/examine.js';
import type { PieceSize } from '../../src/examine/pieces.js';
import { compileRecord } from '../../src/patterns/compile.js';
import { readCatalog } from '../../src/patterns/read-catalog.js';
import type { Chunk, PatternRecord } from '../../src/types.js';

const engine = loadEngine();
const catalog = createDetector(
  [indexPatterns(readCatalog(fileURLToPath(new URL('../../patterns', import.meta.url))))],
  engine,
);

/** A detector of one project's own format. */
export function detectorFor(record: PatternRecord): Detector {
  const place = { id: 'schema:TEST', provider: 'project', variable: 'TEST' };
  return createDetector([indexPatterns(compileRecord(record, place))], engine);
}

export type Content = Pick<Chunk, 'bytes' | 'rest'>;

/** The first part as a chunk's beginning, the others as what follows it. */
export function streamed([first, ...others]: Buffer[]): Content {
  const rest = (async function* () {
    yield* others;
  })();
  return { bytes: first ?? Buffer.alloc(0), rest };
}

/** The bytes cut at these offsets. */
export function inParts(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const ends = [...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
  return ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
}

/** Every finding with its secret, and every match that was let go. */
export async function told(content: Content, size: PieceSize, detector: Detector = catalog) {
  const counted: string[] = [];
  const skipped: string[] = [];
  const examination = {
    detector,
    size,
    limits: DEFAULT_LIMITS,
    count: (reason: string) => counted.push(reason),
    skip: ({ reason }: { reason: string }) => skipped.push(reason),
  };
  const findings = [];
  const chunk: Chunk = { ...content, origin: { kind: 'stream', path: 'a.txt' } };
  for await (const part of examine(chunk, examination)) {
    for (const { judged, ...place } of part) {
      const { pattern, secret } = judged.match;
      findings.push({ ...place, pattern: pattern.id, secret: secret.reveal(), ...judged.judgement });
    }
  }
  return { findings, counted: counted.sort(), skipped };
}

/** Fails where the parts do not tell the same as the bytes. @returns what both tell. */
export async function compareWhole(bytes: Buffer, parts: Buffer[], size: PieceSize, detector?: Detector) {
  const whole = await told({ bytes, rest: null }, size, detector);
  const cut = await told(streamed(parts), size, detector);
  // Compared by hand: a message of the assertion would print the secrets.
  assert.ok(JSON.stringify(cut) === JSON.stringify(whole), differenceOf(cut.findings, whole.findings));
  return whole;
}

type Told = Awaited<ReturnType<typeof told>>['findings'];

function differenceOf(cut: Told, whole: Told): string {
  const words = (findings: Told) =>
    findings
      .map(({ pattern, range, from }) => `${pattern} ${range.start} ${from.line}:${from.column}`)
      .join(', ');
  return `in pieces: ${words(cut)}; whole: ${words(whole)}`;
}
