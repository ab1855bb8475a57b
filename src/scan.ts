/** The run, on one page: source × detectors → judges → what is new → findings and a receipt. */
import { CONFIGURATION_FILE, type Configuration, readConfiguration } from './config/configuration.js';
import type { Detector } from './detect/detector.js';
import type { FileGuard } from './detect/file-names.js';
import { guardFinding } from './detect/guard-finding.js';
import type { PatternIndex } from './detect/index-patterns.js';
import type { Engine } from './detect/regex.js';
import { Detectors } from './detectors.js';
import { beginningOf, type Examination, examine, examineName, maskName, matchesIn } from './examine.js';
import { maskedCommit, nameFinding, textFinding } from './finding.js';
import { GATHER_LIMITS, gather } from './gather.js';
import { createFingerprinter } from './judge/fingerprint.js';
import { lowerByPlace } from './judge/places.js';
import type { JudgedMatch } from './judge/resolve.js';
import { KnownValues, type Surroundings } from './known-values.js';
import { OldSecrets } from './old-secrets.js';
import { PIECE_SIZE } from './pieces.js';
import { SchemaResolver } from './schema/merge-schemas.js';
import { tellSkips } from './tell-skips.js';
import type {
  ByteString,
  Chunk,
  Confidence,
  Finding,
  Origin,
  Parent,
  Receipt,
  Skip,
  Source,
} from './types.js';

export interface ScanOptions {
  source: Source;
  engine: Engine;
  catalog: PatternIndex;
  guard: FileGuard;
  /** The lowest confidence that is reported and that blocks. */
  confidence: Confidence;
  /** What is only listed as not scanned makes the scan incomplete, too. */
  strict: boolean;
  /** Where the values of the schema's names are looked up, to look for them as well; null where they are not. */
  knownValues: Surroundings | null;
  /** Is told how far the scan has come; the scan waits for it. */
  onProgress: (progress: Progress) => void | Promise<void>;
}

/** What has been scanned so far, and what there is as far as the source knows. */
export interface Progress {
  files: number;
  bytes: number;
  expected: Source['expected'];
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
  const run = new Run(options, readConfiguration(await options.source.readFile(CONFIGURATION_FILE)));
  for await (const chunk of options.source.chunks()) await run.scanChunk(chunk);
  return run.finish(started);
}

class Run {
  private readonly options: ScanOptions;
  private readonly configuration: Configuration;
  private readonly schemas: SchemaResolver;
  private readonly detectors: Detectors;
  private readonly known: KnownValues | null;
  private readonly old: OldSecrets;
  private readonly fingerprint = createFingerprinter();
  private readonly findings: Finding[] = [];
  private readonly reported = new Set<string>();
  private readonly suppressed: Record<string, number> = {};
  private readonly inside: Skip[] = [];
  private files = 0;
  private bytes = 0;

  constructor(options: ScanOptions, configuration: Configuration) {
    const { source, catalog, engine } = options;
    this.options = options;
    this.configuration = configuration;
    this.schemas = new SchemaResolver((path) => source.readFile(path));
    this.detectors = new Detectors(catalog, engine);
    this.known =
      options.knownValues &&
      new KnownValues(options.knownValues, {
        schemas: this.schemas,
        plainFor: (path) => this.plainFor(path),
        skip: (skip) => this.inside.push(skip),
      });
    const examination = (origin: Origin) => this.examination(origin, { count: () => {}, skip: () => {} });
    this.old = new OldSecrets(async function* (chunk) {
      const gathered = await gather(chunk, GATHER_LIMITS);
      yield* matchesIn(gathered, await examination(chunk.origin));
    });
  }

  async scanChunk(opened: Chunk): Promise<void> {
    const { path } = opened.origin;
    // In a scan of commits, words belong to the commits, which are counted by themselves.
    if (opened.origin.kind !== 'words' || this.options.source.counted.commits === undefined) this.files++;
    this.bytes += opened.bytes.length;
    const chunk = await gather(this.counted(opened), GATHER_LIMITS);
    const parents = this.options.source.parents(chunk);
    const skip: Examination['skip'] = ({ layers, reason, listed }) => {
      const place = layers.map((layer) => `${layer}: `).join('');
      this.inside.push({ file: path, reason: place + reason, listed });
    };
    const examination = await this.examination(opened.origin, {
      count: (reason) => this.count(reason),
      skip,
    });
    const { detector } = examination;
    const commit = maskedCommit(chunk.origin, detector);
    const contextOf = async ({ match }: JudgedMatch, layers: ByteString[]) => ({
      path: maskName(path, detector),
      layers: layers.map((layer) => maskName(layer, detector)),
      commit,
      variable: await this.schemas.variableFor(path, match.pattern, match.prefix),
      fingerprint: this.fingerprint,
    });
    const before = this.findings.length;
    for await (const examined of examine(chunk, examination)) {
      const believed = examined
        .map((one) => ({ ...one, judged: inPlace(one.judged, innermostName(path, one.layers)) }))
        .filter(({ judged }) => this.isReported(judged));
      const fresh = await this.old.withoutOld(believed, {
        parents,
        matchOf: ({ judged }) => judged.match,
        count: (reason) => this.count(reason),
      });
      for (const one of fresh) this.add(textFinding(one, await contextOf(one.judged, one.layers)));
    }
    const guarded = guardFinding(
      this.options.guard,
      { bytes: beginningOf(chunk), isWhole: chunk.rest === null, origin: chunk.origin },
      { showsSecret: this.findings.length > before, confidence: this.options.confidence },
    );
    if (guarded) this.add({ ...guarded, file: maskName(path, detector), commit }, before);
    for (const judged of await this.newInName(chunk.origin, parents, detector)) {
      this.add(nameFinding(judged, await contextOf(judged, ['file name'])));
    }
    await this.tellProgress();
  }

  async finish(started: number): Promise<ScanResult> {
    const { source, engine, strict } = this.options;
    const { skipped, unusedSkips, complete } = await tellSkips([...source.skipped, ...this.inside], {
      entries: this.configuration.skip,
      strict,
      // Where the schema itself cannot be read (in a folder that may not be entered), the catalog has to do.
      detectorFor: (path) => this.detectorFor(path).catch(() => this.detectors.for(null)),
    });
    const receipt: Receipt = {
      source: source.name,
      files: this.files,
      bytes: this.bytes,
      ...source.counted,
      patterns: this.detectors.patternCount,
      ...(this.known && this.known.count > 0 ? { knownValues: this.known.count } : {}),
      engine: engine.name,
      skipped,
      unusedSkips,
      findings: this.findings.length,
      suppressed: this.suppressed,
      complete,
      durationMs: Math.round(performance.now() - started),
    };
    return { findings: this.findings, receipt };
  }

  private async examination(
    { kind, path }: Origin,
    tell: Pick<Examination, 'count' | 'skip'>,
  ): Promise<Examination> {
    const detector = await this.detectorFor(path, { isOnDisk: kind === 'file' });
    return { detector, limits: this.configuration.limits, size: PIECE_SIZE, ...tell };
  }

  private detectorFor(path: ByteString, options = { isOnDisk: false }): Promise<Detector> {
    return this.known ? this.known.detectorFor(path, options) : this.plainFor(path);
  }

  private async plainFor(path: ByteString): Promise<Detector> {
    return this.detectors.for(await this.schemas.indexFor(path));
  }

  /** The chunk; what follows its beginning is counted as it comes. */
  private counted(chunk: Chunk): Chunk {
    const { rest } = chunk;
    if (rest === null) return chunk;
    const run = this;
    return {
      ...chunk,
      rest: (async function* () {
        for await (const data of rest) {
          run.bytes += data.length;
          yield data;
          await run.tellProgress();
        }
      })(),
    };
  }

  private async tellProgress(): Promise<void> {
    const { source, onProgress } = this.options;
    await onProgress({ files: this.files, bytes: this.bytes, expected: source.expected });
  }

  private isReported({ judgement }: JudgedMatch): boolean {
    const isReported = RANK[judgement.confidence] >= RANK[this.options.confidence];
    if (!isReported) this.count('low-confidence');
    return isReported;
  }

  /** Of several commits that bring the same secret into the same file, the first is told. */
  private add(finding: Finding, position = this.findings.length): void {
    const { commit, fingerprint, file, pattern, layers } = finding;
    const key = [fingerprint, file, pattern, ...layers].join('\0');
    if (commit !== null && this.reported.has(key)) return;
    this.reported.add(key);
    this.findings.splice(position, 0, finding);
  }

  /** Secrets in the name of a file that no parent has under that name. */
  private async newInName(
    origin: Chunk['origin'],
    parents: readonly Parent[],
    detector: Examination['detector'],
  ): Promise<JudgedMatch[]> {
    if (origin.kind === 'words' || origin.kind === 'stream') return [];
    const judged = examineName(origin.path, detector).filter((one) => this.isReported(one));
    if (judged.length === 0) return [];
    for (const parent of parents) if (await parent.samePath()) return [];
    return judged;
  }

  private count(reason: string): void {
    this.suppressed[reason] = (this.suppressed[reason] ?? 0) + 1;
  }
}

function inPlace(judged: JudgedMatch, path: ByteString): JudgedMatch {
  return { ...judged, judgement: lowerByPlace(judged.judgement, judged.match, path) };
}

/** The name of the innermost file: of an archive's entry, or of the file itself. */
function innermostName(path: ByteString, layers: readonly ByteString[]): ByteString {
  const entry = layers.findLast((layer) => layer.includes(':'));
  return entry === undefined ? path : entry.slice(entry.indexOf(':') + 1);
}
