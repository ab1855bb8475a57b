/** The run, on one page: source × detectors → judges → what is new → findings and a receipt. */
import type { Configuration } from './config/configuration.js';
import type { Detector } from './detect/detector.js';
import type { FileGuard } from './detect/file-names.js';
import { guardFinding } from './detect/guard-finding.js';
import type { PatternIndex } from './detect/index-patterns.js';
import type { Engine } from './detect/regex.js';
import {
  beginningOf,
  type Examination,
  type Examined,
  examine,
  examineName,
  examineWhole,
  insideSkip,
  maskName,
  matchesIn,
} from './examine.js';
import { Decisions, type ExceptionsFrom, type FindingPlace } from './exceptions/decisions.js';
import { isKeyFile, isPrivateKey } from './exceptions/private-keys.js';
import { type FindingContext, maskedCommit, nameFinding, textFinding } from './finding.js';
import { Findings } from './findings.js';
import { type FolderDetector, FolderDetectors } from './folder-detectors.js';
import { GATHER_LIMITS, gather } from './gather.js';
import { InOrder } from './in-order.js';
import { createFingerprinter } from './judge/fingerprint.js';
import type { JudgedMatch } from './judge/resolve.js';
import type { Surroundings } from './known-values.js';
import { type Lookout, openLookout } from './lookout.js';
import { OldSecrets } from './old-secrets.js';
import { PIECE_SIZE } from './pieces.js';
import { isReported, reportedIn, type Threshold } from './reported.js';
import type { Run as DullRun } from './sifting/runs.js';
import { tellSkips } from './tell-skips.js';
import type { ByteString, Chunk, Confidence, Finding, Parent, Receipt, Skip, Source } from './types.js';

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

/**
 * Scans everything the source has.
 * @throws KeyfenceError where the job cannot be done; what could not be read is in the receipt instead.
 */
export async function scan(options: ScanOptions): Promise<ScanResult> {
  const started = performance.now();
  const run = new Run(options, await Decisions.read(options.source, options.exceptionsFrom));
  const lookout = run.lookout(started);
  try {
    for await (const chunk of options.source.chunks(lookout.pass)) await run.scanChunk(chunk);
  } finally {
    await lookout.end();
  }
  return run.finish(started);
}

/** More than so many steps that wait for fingerprints are not held: each of them holds a finding. */
const MOST_WAITING = 1000;

/** A chunk that is being scanned. */
interface Subject {
  chunk: Chunk;
  parents: readonly Parent[];
  here: FolderDetector;
  examination: Examination;
  /** Takes secrets out of text that is shown. */
  mask: (text: ByteString) => ByteString;
}

class Run {
  private readonly options: ScanOptions;
  private readonly decisions: Decisions;
  private readonly configuration: Configuration;
  private readonly confidence: Confidence;
  private readonly threshold: Threshold;
  private readonly folders: FolderDetectors;
  private readonly old: OldSecrets;
  private readonly fingerprint = createFingerprinter();
  private readonly findings = new Findings();
  /** What is done to the findings: it waits for fingerprints, and the scan does not. */
  private readonly inOrder = new InOrder();
  private readonly inside: Skip[] = [];
  private files = 0;
  private bytes = 0;

  constructor(options: ScanOptions, decisions: Decisions) {
    const { catalog, engine, knownValues } = options;
    const { configuration, readFile } = decisions;
    this.options = options;
    this.decisions = decisions;
    this.configuration = configuration;
    this.confidence = options.confidence ?? configuration.confidence ?? 'medium';
    this.threshold = { confidence: this.confidence, count: (reason) => this.count(reason) };
    const skip = (one: Skip) => this.inside.push(one);
    this.folders = new FolderDetectors({ catalog, engine, configuration, readFile, knownValues, skip });
    const reading = (detector: Detector) => ({ ...this.limits(), detector, skip: () => {} });
    const { folders } = this;
    this.old = new OldSecrets(async function* (chunk) {
      const gathered = await gather(chunk, GATHER_LIMITS);
      yield* matchesIn(gathered, reading(await folders.detectorFor(chunk.origin)));
    });
  }

  async scanChunk(opened: Chunk): Promise<void> {
    const { source, guard } = this.options;
    const { origin } = opened;
    const { path } = origin;
    // In a scan of commits, words belong to the commits, which are counted by themselves.
    if (origin.kind !== 'words' || source.counted.commits === undefined) this.files++;
    this.bytes += opened.bytes.length;
    const chunk = opened.rest === null ? opened : await gather(this.counted(opened), GATHER_LIMITS);
    const detector = await this.folders.detectorFor(origin);
    const here = await this.folders.at(path);
    const mask = (text: ByteString) => maskName(text, here.whole);
    const examination = this.examination(path, detector);
    const subject = { chunk, parents: source.parents(chunk), here, examination, mask };
    await this.decisions.noteComments(chunk.bytes, origin, (line) => here.whole.detect(line));
    const isGuarded = guard.match(path) !== null;
    if (isGuarded || this.inOrder.waiting > MOST_WAITING) await this.inOrder.settled();
    const before = this.findings.list.length;
    if (chunk.rest === null) await this.tell(await examineWhole(chunk, examination), subject);
    else for await (const examined of examine(chunk, examination)) await this.tell(examined, subject);
    if (isGuarded) await this.tellGuarded(subject, before);
    for (const judged of await this.newInName(subject)) {
      const context = await this.contextOf(judged, subject, ['file name']);
      this.add(judged, (fingerprint) => nameFinding(judged, { ...context, fingerprint }), {
        origin,
        comment: null,
        isPrivateKey: isPrivateKey(judged.match.pattern),
        mask,
      });
    }
    await this.tellProgress();
  }

  async finish(started: number): Promise<ScanResult> {
    const { source, engine, guard, strict } = this.options;
    await this.inOrder.settled();
    const { skipped, unusedSkips, complete } = await tellSkips([...source.skipped, ...this.inside], {
      entries: this.configuration.skip,
      strict,
      detectorFor: (path) => this.folders.wholeFor(path),
    });
    const detector = await this.folders.wholeFor('');
    const told = await this.decisions.tell({
      ids: new Set([...this.folders.ids, ...guard.ids]),
      mask: (text) => maskName(text, detector),
    });
    const { patternCount, knownCount } = this.folders;
    const receipt: Receipt = {
      source: source.name,
      files: this.files,
      bytes: this.bytes,
      ...source.counted,
      patterns: patternCount,
      ...(knownCount > 0 ? { knownValues: knownCount } : {}),
      engine: engine.name,
      skipped,
      unusedSkips,
      ...told,
      findings: this.findings.newSince(0),
      suppressed: this.findings.suppressed,
      complete,
      durationMs: Math.round(performance.now() - started),
    };
    return { findings: this.findings.list, receipt };
  }

  /** Looks ahead in a source that is a list of files. */
  lookout(started: number): Lookout {
    const { source, engine, guard, knownValues } = this.options;
    const { configuration, confidence, folders } = this;
    return openLookout({
      listing: source.listing ?? null,
      started,
      sieve: { folders, isAlone: false, guard, configuration, confidence },
      task: { engine: engine.name, configuration, confidence, knownValues },
      tell: (run) => this.tellDull(run),
    });
  }

  /** Tells what dull files come to that were not opened here. */
  private async tellDull({ files, bytes, reasons, skips }: DullRun): Promise<void> {
    this.files += files;
    this.bytes += bytes;
    for (const [reason, times] of reasons) this.count(reason, times);
    this.inside.push(...skips);
    await this.tellProgress();
  }

  private limits(): Pick<Examination, 'limits' | 'size'> {
    return { limits: this.configuration.limits, size: PIECE_SIZE };
  }

  private examination(path: ByteString, detector: Detector): Examination {
    const skip: Examination['skip'] = (one) => this.inside.push(insideSkip(path, one));
    return { ...this.limits(), detector, count: (reason) => this.count(reason), skip };
  }

  /** Tells what is reported of one piece, and new. */
  private async tell(examined: readonly Examined[], subject: Subject): Promise<void> {
    const { chunk, parents, mask } = subject;
    const { origin } = chunk;
    if (examined.length === 0) return;
    const believed = reportedIn(examined, origin.path, this.threshold);
    if (believed.length === 0) return;
    const fresh = await this.old.withoutOld(believed, {
      parents,
      matchOf: ({ judged }) => judged.match,
      count: (reason) => this.count(reason),
    });
    for (const one of fresh) {
      const { comment, judged, layers } = one;
      const context = await this.contextOf(judged, subject, layers);
      this.add(judged, (fingerprint) => textFinding(one, { ...context, fingerprint }), {
        origin,
        comment,
        isPrivateKey: isPrivateKey(judged.match.pattern),
        mask,
      });
    }
  }

  /** Tells what the file guard says of it. @param before where the findings of its content begin. */
  private async tellGuarded({ chunk, here, mask }: Subject, before: number): Promise<void> {
    const { origin } = chunk;
    await this.inOrder.settled();
    const guarded = guardFinding(
      this.options.guard,
      { bytes: beginningOf(chunk), isWhole: chunk.rest === null, origin },
      { showsSecret: this.findings.newSince(before) > 0, confidence: this.confidence },
    );
    if (!guarded || this.isDisabled(guarded)) return;
    const place = { origin, comment: null, isPrivateKey: isKeyFile(guarded.pattern), mask };
    const shown = { ...guarded, file: mask(origin.path), commit: maskedCommit(origin, here.whole) };
    this.findings.add(await this.decisions.judge(shown, place), before);
  }

  private async contextOf(
    { match }: JudgedMatch,
    { chunk, here, mask }: Subject,
    layers: readonly ByteString[],
  ): Promise<Omit<FindingContext, 'fingerprint'>> {
    const { path } = chunk.origin;
    return {
      path: mask(path),
      layers: layers.map(mask),
      commit: maskedCommit(chunk.origin, here.whole),
      variable: await this.folders.schemas.variableFor(path, match.pattern, match.prefix),
    };
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

  private count(reason: string, times = 1): void {
    this.inOrder.do(() => this.findings.count(reason, times));
  }

  /** Adds the finding once its fingerprint is known. */
  private add(
    { match }: JudgedMatch,
    toFinding: (fingerprint: string) => Finding,
    place: FindingPlace,
  ): void {
    const fingerprint = this.fingerprint(match.secret.reveal(), match.pattern);
    this.inOrder.do(async () => {
      const found = await this.decisions.judge(toFinding(await fingerprint), place);
      this.findings.add(found, this.findings.list.length);
    });
  }

  private isDisabled({ pattern }: Finding): boolean {
    return this.configuration.disable.some(({ id }) => id === pattern);
  }

  /** Secrets in the name of a file that no parent has under that name. */
  private async newInName({ chunk, parents, examination }: Subject): Promise<JudgedMatch[]> {
    const { origin } = chunk;
    if (origin.kind === 'words' || origin.kind === 'stream') return [];
    const judged = examineName(origin.path, examination.detector).filter((one) =>
      isReported(one, this.threshold),
    );
    if (judged.length === 0) return [];
    for (const parent of parents) if (await parent.samePath()) return [];
    return judged;
  }
}
