/** The run, on one page: source × detectors → judges → what is new → findings and a receipt. */
import { createDetector, type Detector } from './detect/detector.js';
import type { FileGuard } from './detect/file-names.js';
import { guardFinding } from './detect/guard-finding.js';
import type { PatternIndex } from './detect/index-patterns.js';
import type { Engine } from './detect/regex.js';
import { createFingerprinter } from './judge/fingerprint.js';
import { judgeMatches } from './judge/judge.js';
import type { JudgedMatch } from './judge/resolve.js';
import { createLocator } from './locate.js';
import { OldSecrets } from './old-secrets.js';
import { SchemaResolver } from './schema/merge-schemas.js';
import type { Chunk, Confidence, Finding, Receipt, Source } from './types.js';

export interface ScanOptions {
  source: Source;
  engine: Engine;
  catalog: PatternIndex;
  guard: FileGuard;
  /** The lowest confidence that is reported and that blocks. */
  confidence: Confidence;
}

export interface ScanResult {
  findings: Finding[];
  receipt: Receipt;
}

const RANK: Record<Confidence, number> = { high: 2, medium: 1, low: 0 };

/**
 * Scans everything the source has.
 * @throws KeyfenceError where the job cannot be done; what could not be read is in the receipt instead.
 */
export async function scan(options: ScanOptions): Promise<ScanResult> {
  const started = performance.now();
  const { source, catalog } = options;
  const schemas = new SchemaResolver((path) => source.readFile(path));
  const detectors = new Detectors(catalog, options.engine);
  const suppressed: Record<string, number> = {};
  const count = (reason: string) => {
    suppressed[reason] = (suppressed[reason] ?? 0) + 1;
  };
  const old = new OldSecrets(async (chunk) =>
    detectors.for(await schemas.indexFor(chunk.origin.path)).detect(chunk.bytes),
  );
  const fingerprint = createFingerprinter();
  const findings: Finding[] = [];
  let files = 0;
  let bytes = 0;
  for await (const chunk of source.chunks()) {
    files++;
    bytes += chunk.bytes.length;
    const index = await schemas.indexFor(chunk.origin.path);
    const matches = detectors.for(index).detect(chunk.bytes);
    const judged = judgeMatches(matches, count);
    const isReported = ({ judgement }: JudgedMatch) => RANK[judgement.confidence] >= RANK[options.confidence];
    const reported = judged.filter(isReported);
    for (let hidden = judged.length - reported.length; hidden > 0; hidden--) count('low-confidence');
    const fresh = await old.withoutOld(reported, source.parents(chunk), count);
    const guarded = guardFinding(options.guard, chunk, {
      showsSecret: fresh.length > 0,
      confidence: options.confidence,
    });
    if (guarded) findings.push(guarded);
    const locate = createLocator(chunk.bytes);
    for (const one of fresh) {
      const variable = await schemas.variableFor(chunk.origin.path, one.match.pattern, one.match.prefix);
      findings.push(describe(one, chunk, { locate, fingerprint, variable }));
    }
  }
  const skipped = [...source.skipped];
  const receipt: Receipt = {
    source: source.name,
    files,
    bytes,
    patterns: detectors.patternCount,
    engine: options.engine.name,
    skipped,
    findings: findings.length,
    suppressed,
    complete: skipped.every((skip) => skip.listed),
    durationMs: Math.round(performance.now() - started),
  };
  return { findings, receipt };
}

interface Details {
  locate: ReturnType<typeof createLocator>;
  fingerprint: ReturnType<typeof createFingerprinter>;
  variable: string | null;
}

function describe(
  { match, judgement }: JudgedMatch,
  chunk: Chunk,
  { locate, fingerprint, variable }: Details,
): Finding {
  const { pattern, start, end } = match;
  const from = locate(start);
  const to = locate(end);
  return {
    pattern: pattern.id,
    provider: pattern.provider,
    title: pattern.title,
    category: pattern.category,
    severity: pattern.severity,
    verdict: judgement.verdict,
    confidence: judgement.confidence,
    note: judgement.note,
    file: chunk.origin.path,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
    start,
    end,
    masked: `${match.prefix}…`,
    fingerprint: fingerprint(match.secret.reveal(), pattern),
    variable: variable ?? pattern.env[0] ?? null,
    revoke: pattern.revoke,
    rotate: pattern.rotate,
    status: 'new',
  };
}

/** One detector for each set of schemas that files fall under; most projects have one or none. */
class Detectors {
  private readonly catalog: PatternIndex;
  private readonly engine: Engine;
  private readonly made = new Map<PatternIndex | null, Detector>();

  constructor(catalog: PatternIndex, engine: Engine) {
    this.catalog = catalog;
    this.engine = engine;
  }

  for(project: PatternIndex | null): Detector {
    let detector = this.made.get(project);
    if (!detector) {
      detector = createDetector(project ? [this.catalog, project] : [this.catalog], this.engine);
      this.made.set(project, detector);
    }
    return detector;
  }

  /** How many formats were looked for: those of the catalog and of every schema met. */
  get patternCount(): number {
    const projects = [...this.made.keys()].filter((project) => project !== null);
    const ids = new Set([this.catalog, ...projects].flatMap((index) => index.patterns.map(({ id }) => id)));
    return ids.size;
  }
}
