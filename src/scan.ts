/** The run, on one page: source × detectors → judges → what is new → findings and a receipt. */
import type { Configuration } from './config/configuration.js';
import type { Detector } from './detect/detector.js';
import type { FileGuard } from './detect/file-names.js';
import { guardFinding } from './detect/guard-finding.js';
import type { PatternIndex } from './detect/index-patterns.js';
import type { Engine } from './detect/regex.js';
import { Detectors } from './detectors.js';
import { beginningOf, type Examination, examine, examineName, maskName, matchesIn } from './examine.js';
import { Decisions, type ExceptionsFrom, type FindingPlace } from './exceptions/decisions.js';
import { isKeyFile, isPrivateKey } from './exceptions/private-keys.js';
import { maskedCommit, nameFinding, textFinding } from './finding.js';
import { Findings } from './findings.js';
import { GATHER_LIMITS, gather } from './gather.js';
import { createFingerprinter } from './judge/fingerprint.js';
import { inPlace } from './judge/places.js';
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
  /** The lowest confidence that is reported and that blocks; null for what the configuration says, or medium. */
  confidence: Confidence | null;
  /** Of a scan of commits: which state says what is let through. */
  exceptionsFrom: ExceptionsFrom;
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
  /** All of them; those that block are `new`. */
  findings: Finding[];
  receipt: Receipt;
}

const RANK: Record<Confidence, number> = { high: 2, medium: 1, low: 0 };

/**
 * Scans everything the source has.
 * @throws KeyfenceError where the job cannot be done; what could not be read is in the receipt instead.
 */
export async function scan(options: ScanOptions): Promise<ScanResult> {
  const started = process.uptime();
  const run = new Run(options, await Decisions.read(options.source, options.exceptionsFrom));
  for await (const chunk of options.source.chunks()) await run.scanChunk(chunk);
  return run.finish(started);
}

class Run {
  private readonly options: ScanOptions;
  private readonly decisions: Decisions;
  private readonly configuration: Configuration;
  private readonly confidence: Confidence;
  private readonly schemas: SchemaResolver;
  private readonly detectors: Detectors;
  private readonly known: KnownValues | null;
  private readonly old: OldSecrets;
  private readonly fingerprint = createFingerprinter();
  private readonly findings = new Findings();
  private readonly inside: Skip[] = [];
  private files = 0;
  private bytes = 0;

  constructor(options: ScanOptions, decisions: Decisions) {
    const { catalog, engine } = options;
    const { configuration } = decisions;
    this.options = options;
    this.decisions = decisions;
    this.configuration = configuration;
    this.confidence = options.confidence ?? configuration.confidence ?? 'medium';
    this.schemas = new SchemaResolver(decisions.readFile, configuration);
    const disabled = new Set(configuration.disable.map(({ id }) => id));
    this.detectors = new Detectors(catalog, { engine, disabled });
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
    const count = (reason: string) => this.findings.count(reason);
    const skip: Examination['skip'] = ({ layers, reason, listed }) => {
      const place = layers.map((layer) => `${layer}: `).join('');
      this.inside.push({ file: path, reason: place + reason, listed });
    };
    const examination = await this.examination(opened.origin, { count, skip });
    const { detector } = examination;
    const whole = await this.wholeDetector(path);
    const mask = (text: ByteString) => maskName(text, whole);
    const commit = maskedCommit(chunk.origin, whole);
    const contextOf = async ({ match }: JudgedMatch, layers: ByteString[]) => ({
      path: mask(path),
      layers: layers.map(mask),
      commit,
      variable: await this.schemas.variableFor(path, match.pattern, match.prefix),
      fingerprint: this.fingerprint,
    });
    await this.decisions.noteComments(chunk.bytes, chunk.origin, (line) => whole.detect(line));
    const before = this.findings.list.length;
    const { origin } = chunk;
    for await (const examined of examine(chunk, examination)) {
      const believed = examined
        .map((one) => ({ ...one, judged: inPlace(one.judged, path, one.layers) }))
        .filter(({ judged }) => this.isReported(judged));
      const fresh = await this.old.withoutOld(believed, {
        parents,
        matchOf: ({ judged }) => judged.match,
        count,
      });
      for (const one of fresh) {
        const { comment, judged } = one;
        const place = { origin, comment, isPrivateKey: isPrivateKey(judged.match.pattern), mask };
        await this.add(textFinding(one, await contextOf(judged, one.layers)), place);
      }
    }
    const guarded = guardFinding(
      this.options.guard,
      { bytes: beginningOf(chunk), isWhole: chunk.rest === null, origin },
      { showsSecret: this.findings.newSince(before) > 0, confidence: this.confidence },
    );
    if (guarded && !this.isDisabled(guarded)) {
      const place = { origin, comment: null, isPrivateKey: isKeyFile(guarded.pattern), mask };
      await this.add({ ...guarded, file: mask(path), commit }, place, before);
    }
    for (const judged of await this.newInName(origin, parents, detector)) {
      const place = { origin, comment: null, isPrivateKey: isPrivateKey(judged.match.pattern), mask };
      await this.add(nameFinding(judged, await contextOf(judged, ['file name'])), place);
    }
    await this.tellProgress();
  }

  async finish(started: number): Promise<ScanResult> {
    const { source, engine, guard, strict } = this.options;
    const { skipped, unusedSkips, complete } = await tellSkips([...source.skipped, ...this.inside], {
      entries: this.configuration.skip,
      strict,
      detectorFor: (path) => this.wholeDetector(path),
    });
    const detector = await this.wholeDetector('');
    const told = await this.decisions.tell({
      ids: new Set([...this.detectors.ids, ...guard.ids]),
      mask: (text) => maskName(text, detector),
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
      ...told,
      findings: this.findings.newSince(0),
      suppressed: this.findings.suppressed,
      complete,
      durationMs: Math.round((process.uptime() - started) * 1000),
    };
    return { findings: this.findings.list, receipt };
  }

  private async examination(
    { kind, path }: Origin,
    tell: Pick<Examination, 'count' | 'skip'>,
  ): Promise<Examination> {
    const detector = await this.detectorFor(path, { isOnDisk: kind === 'file' });
    return { detector, limits: this.configuration.limits, size: PIECE_SIZE, ...tell };
  }

  private detectorFor(path: ByteString, options: { isOnDisk: boolean }): Promise<Detector> {
    return this.known ? this.known.detectorFor(path, options) : this.plainFor(path);
  }

  private async plainFor(path: ByteString): Promise<Detector> {
    return this.detectors.for(await this.schemas.indexFor(path));
  }

  /** What takes secrets out of text that is shown: all patterns, those that are switched off as well, and known values. */
  private async wholeDetector(path: ByteString): Promise<Detector> {
    // Where the schema itself cannot be read (in a folder that may not be entered), the catalog has to do.
    const project = await this.schemas.indexFor(path).catch(() => null);
    const whole = this.detectors.wholeFor(project);
    const knowing = await this.known?.detectorFor(path, { isOnDisk: false }).catch(() => undefined);
    if (knowing === undefined || knowing === this.detectors.for(project)) return whole;
    return { detect: (bytes) => [...whole.detect(bytes), ...knowing.detect(bytes)] };
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
    const isReported = RANK[judgement.confidence] >= RANK[this.confidence];
    if (!isReported) this.findings.count('low-confidence');
    return isReported;
  }

  private async add(found: Finding, place: FindingPlace, position?: number): Promise<void> {
    this.findings.add(await this.decisions.judge(found, place), position ?? this.findings.list.length);
  }

  private isDisabled({ pattern }: Finding): boolean {
    return this.configuration.disable.some(({ id }) => id === pattern);
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
}
