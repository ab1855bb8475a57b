/** The run, on one page: source × detectors → judges → what is new → findings and a receipt. */
import type { Configuration } from '../config/configuration.js';
import type { Detector } from '../detect/detector.js';
import { type Examination, examine, examineWhole, insideSkip, maskName } from '../examine/examine.js';
import { GATHER_LIMITS, gather } from '../examine/gather.js';
import { PIECE_SIZE } from '../examine/pieces.js';
import { Decisions } from '../exceptions/decisions.js';
import { FolderDetectors } from '../project/folder-detectors.js';
import { toldKey } from '../recall/told-key.js';
import { ToldRecord } from '../recall/told-record.js';
import { ToldTexts } from '../recall/told-texts.js';
import { type Lookout, openLookout } from '../sifting/lookout.js';
import type { DullObjects } from '../sifting/packs/ahead.js';
import { type HistoryLookout, openHistoryLookout } from '../sifting/packs/lookout.js';
import type { Run as DullRun } from '../sifting/runs.js';
import { Sightings } from '../telling/sightings.js';
import { tellSkips } from '../telling/tell-skips.js';
import { Telling } from '../telling/telling.js';
import {
  type ByteString,
  type Chunk,
  type Confidence,
  type HistoryObjects,
  type Receipt,
  type Skip,
  UNREAD,
} from '../types.js';
import { Amount } from './amount.js';
import type { ScanOptions, ScanResult } from './options.js';

/**
 * Scans everything the source has.
 * @throws KeyfenceError where the job cannot be done; what could not be read is in the receipt instead.
 */
export async function scan(options: ScanOptions): Promise<ScanResult> {
  const started = process.uptime();
  const run = new Run(options, await Decisions.read(options.source, options.exceptionsFrom));
  const lookout = run.lookout(started);
  const { signal } = options;
  const stop = () => void lookout.end();
  signal?.addEventListener('abort', stop);
  try {
    await run.scanAll(lookout);
    const result = await run.finish(started);
    if (!signal?.aborted) lookout.keep?.();
    return result;
  } finally {
    signal?.removeEventListener('abort', stop);
    await lookout.end();
  }
}

type Ahead = Lookout & Partial<HistoryLookout>;

class Run {
  private readonly options: ScanOptions;
  private readonly decisions: Decisions;
  private readonly configuration: Configuration;
  private readonly confidence: Confidence;
  private readonly folders: FolderDetectors;
  private readonly telling: Telling;
  private readonly sightings: Sightings | null;
  private readonly projectFiles = new Map<ByteString, Buffer>();
  private readonly inside: Skip[] = [];
  private texts: ToldTexts | null = null;
  private readonly amount: Amount;

  constructor(options: ScanOptions, decisions: Decisions) {
    const { catalog, engine, knownValues } = options;
    const { configuration } = decisions;
    const readFile = async (path: ByteString) => {
      const bytes = await decisions.readFile(path);
      if (bytes !== null) this.projectFiles.set(path, bytes);
      return bytes;
    };
    this.options = options;
    this.amount = new Amount(options);
    this.decisions = decisions;
    this.configuration = configuration;
    this.confidence = options.confidence ?? configuration.confidence ?? 'medium';
    const skip = (one: Skip) => this.inside.push(one);
    this.folders = new FolderDetectors({ catalog, engine, configuration, readFile, knownValues, skip });
    const { folders, confidence } = this;
    this.sightings = options.source.attribute ? new Sightings() : null;
    const { sightings } = this;
    this.telling = new Telling({ decisions, folders, guard: options.guard, confidence, sightings });
  }

  async scanAll({ pass, told = () => null }: Ahead): Promise<void> {
    const isTold = (position: number) => told(position) !== null;
    try {
      for (const path of this.options.source.otherPaths ?? []) await this.folders.at(path);
      for await (const chunk of this.isStopped ? [] : this.options.source.chunks(pass, isTold)) {
        if (this.isStopped) break;
        await this.scanChunk(chunk);
      }
    } catch (error) {
      // Whoever stops the scan may stop Git with it.
      if (!this.isStopped) throw error;
    }
    if (this.isStopped) {
      this.inside.push({ file: '(scan)', reason: 'interrupted before its end', listed: false });
    }
  }

  private get isStopped(): boolean {
    return this.options.signal?.aborted === true;
  }

  private async scanChunk(opened: Chunk): Promise<void> {
    const { source } = this.options;
    const { origin } = opened;
    const { path } = origin;
    // In a scan of commits, words belong to the commits, which are counted by themselves.
    if (origin.kind !== 'words' || source.counted.commits === undefined) this.amount.files++;
    if (opened.bytes === UNREAD) return this.tellAgain(opened);
    const { texts } = this;
    const record = texts !== null && origin.kind === 'commit' ? new ToldRecord() : null;
    const bytesBefore = this.amount.bytes;
    this.amount.bytes += opened.bytes.length;
    const chunk = opened.rest === null ? opened : await gather(this.amount.counted(opened), GATHER_LIMITS);
    const detector = await this.folders.detectorFor(origin);
    const here = await this.folders.at(path);
    const mask = (text: ByteString) => maskName(text, here.whole);
    const examination = this.examination(path, detector, record);
    const subject = { chunk, parents: source.parents(chunk), here, detector, mask, record };
    await this.decisions.noteComments(chunk.bytes, origin, (line) => here.whole.detect(line));
    await this.telling.tellChunk(subject, () =>
      chunk.rest === null ? examineWhole(chunk, examination) : examine(chunk, examination),
    );
    if (record?.isComplete && origin.kind === 'commit') {
      record.size = this.amount.bytes - bytesBefore;
      texts?.add(origin.oid, path, record);
    }
    await this.amount.tell();
  }

  /** Tells of a chunk what an earlier scan told of it. */
  private async tellAgain(chunk: Chunk): Promise<void> {
    const { origin } = chunk;
    const { path } = origin;
    const told = origin.kind === 'commit' ? this.texts?.find(origin.oid, path) : null;
    if (!told) throw new Error('a text that was not read, and of which nothing is known');
    this.amount.bytes += told.size;
    for (const one of told.skips) this.inside.push(insideSkip(path, one));
    const here = await this.folders.at(path);
    const mask = (text: ByteString) => maskName(text, here.whole);
    this.telling.tellAgain(told, { chunk, parents: [], here, mask, record: null });
    await this.amount.tell();
  }

  async finish(started: number): Promise<ScanResult> {
    const { source, engine, guard, strict } = this.options;
    await this.telling.settled();
    source.noteLetGo?.(this.telling.letGo);
    if (this.sightings && source.attribute && !this.isStopped) {
      const { whole } = await this.folders.at('');
      await this.sightings.attribute(source.attribute, (text) => maskName(text, whole));
    }
    const { skipped, unusedSkips, complete } = await tellSkips([...source.skipped, ...this.inside], {
      entries: this.configuration.skip,
      strict,
      detectorFor: (path) => this.folders.wholeFor(path),
    });
    const told = await this.decisions.tell({
      ids: () => new Set([...this.folders.ids, ...guard.ids]),
      mask: async () => {
        const detector = await this.folders.wholeFor('');
        return (text) => maskName(text, detector);
      },
    });
    const { patternCount, knownCount } = this.folders;
    const receipt: Receipt = {
      source: source.name,
      files: this.amount.files,
      bytes: this.amount.bytes,
      ...source.counted,
      patterns: patternCount,
      ...(knownCount > 0 ? { knownValues: knownCount } : {}),
      engine: engine.name,
      skipped,
      unusedSkips,
      ...told,
      findings: this.telling.findings.newSince(0),
      suppressed: this.telling.findings.suppressed,
      complete: complete && !this.isStopped,
      durationMs: Math.round((process.uptime() - started) * 1000),
    };
    return { findings: this.telling.findings.list, receipt };
  }

  /** Looks ahead in a source that is a list of files, or a history. */
  lookout(started: number): Ahead {
    const { source, engine, guard, knownValues, onProgress } = this.options;
    const { configuration, confidence, folders, projectFiles } = this;
    if (source.objects) {
      this.amount.isSearching = true;
      const { objects } = source;
      const { pass, ...rest } = openHistoryLookout({
        ...{ objects, folders, guard, files: projectFiles },
        openTold: () => this.openTold(objects),
        task: { engine: engine.name, configuration, knownValues },
        tell: (run) => this.tellDullObjects(run),
        onProgress: (bytes, all) => onProgress({ files: 0, bytes, expected: { files: null, bytes: all } }),
      });
      const passed = async (position: number) => {
        const count = await pass(position);
        this.amount.isSearching = false;
        return count;
      };
      return { pass: passed, ...rest };
    }
    return openLookout({
      listing: source.listing ?? null,
      started,
      sieve: { folders, isAlone: false, guard, configuration, confidence },
      task: { engine: engine.name, configuration, confidence, knownValues },
      tell: (run) => this.tellDull(run),
    });
  }

  private openTold({ keptFor }: HistoryObjects): ToldTexts | null {
    const { engine } = this.options;
    const { configuration, confidence, projectFiles } = this;
    if (keptFor === null) return null;
    this.texts = ToldTexts.open(
      keptFor,
      toldKey({ engine: engine.name, configuration, confidence, projectFiles }),
    );
    return this.texts;
  }

  private async tellDullObjects({ files, bytes, letGo, skips }: DullObjects): Promise<void> {
    this.amount.isSearching = false;
    for (const one of letGo) this.telling.countOnce(one);
    await this.tellDull({ files, bytes, reasons: new Map(), skips });
  }

  /** Tells what dull files come to that were not opened here. */
  private async tellDull({ files, bytes, reasons, skips }: DullRun): Promise<void> {
    this.amount.files += files;
    this.amount.bytes += bytes;
    for (const [reason, times] of reasons) this.telling.count(reason, times);
    this.inside.push(...skips);
    await this.amount.tell();
  }

  private examination(path: ByteString, detector: Detector, record: ToldRecord | null): Examination {
    const { limits } = this.configuration;
    const skip: Examination['skip'] = (one) => {
      record?.skips.push(one);
      this.inside.push(insideSkip(path, one));
    };
    return {
      detector,
      limits,
      size: PIECE_SIZE,
      count: (reason, match) => this.telling.countMatch(reason, match),
      skip,
    };
  }
}
