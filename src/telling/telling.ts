/** Turns what was examined into findings: those that are reported, new, and in their order. */
import type { Configuration } from '../config/configuration.js';
import type { Detector } from '../detect/detector.js';
import type { FileGuard } from '../detect/file-names.js';
import { guardFinding } from '../detect/guard-finding.js';
import { beginningOf, type Examined, examineName, matchesIn } from '../examine/examine.js';
import { GATHER_LIMITS, gather } from '../examine/gather.js';
import { type LetGo, LetGoOnce, letGo } from '../examine/let-go.js';
import { PIECE_SIZE } from '../examine/pieces.js';
import type { Decisions, FindingPlace } from '../exceptions/decisions.js';
import { isKeyFile, isPrivateKey } from '../exceptions/private-keys.js';
import { createFingerprinter } from '../judge/fingerprint.js';
import type { JudgedMatch } from '../judge/resolve.js';
import type { FolderDetector, FolderDetectors } from '../project/folder-detectors.js';
import type { ToldRecord } from '../recall/told-record.js';
import type { ToldText } from '../recall/told-texts.js';
import type { ByteString, Chunk, Confidence, Finding, Match, Origin, Parent } from '../types.js';
import { type FindingContext, maskedCommit, nameFinding, textFinding } from './finding.js';
import { Findings } from './findings.js';
import { InOrder } from './in-order.js';
import { OldSecrets } from './old-secrets.js';
import { isReported, reportedIn, type Threshold } from './reported.js';
import type { Sightings } from './sightings.js';

/** More than so many steps that wait for fingerprints are not held: each of them holds a finding. */
const MOST_WAITING = 1000;

/** A chunk that is being scanned. */
export interface Subject {
  chunk: Chunk;
  parents: readonly Parent[];
  here: FolderDetector;
  /** What is looked for in it. */
  detector: Detector;
  /** Takes secrets out of text that is shown. */
  mask: (text: ByteString) => ByteString;
  /** Takes down what is told, for a later scan; null where that is not wanted. */
  record: ToldRecord | null;
}

/** Of a chunk that is held whole one piece, else one after the other. */
type Pieces = Examined[] | Promise<Examined[]> | AsyncIterable<Examined[]>;

export interface TellingOptions {
  decisions: Decisions;
  folders: FolderDetectors;
  guard: FileGuard;
  /** The lowest confidence that is reported. */
  confidence: Confidence;
  /** In a scan of a history: where each secret stands; else null. */
  sightings: Sightings | null;
}

export class Telling {
  readonly findings = new Findings();
  private readonly sightings: Sightings | null;
  private readonly once: LetGoOnce | null;
  private readonly decisions: Decisions;
  private readonly configuration: Configuration;
  private readonly folders: FolderDetectors;
  private readonly guard: FileGuard;
  private readonly confidence: Confidence;
  private readonly threshold: Threshold;
  private readonly old: OldSecrets;
  private readonly fingerprint = createFingerprinter();
  /** What is done to the findings: it waits for fingerprints, and the scan does not. */
  private readonly inOrder = new InOrder();
  /** Of the chunk at hand. */
  private record: ToldRecord | null = null;

  constructor({ decisions, folders, guard, confidence, sightings }: TellingOptions) {
    this.sightings = sightings;
    this.once = sightings && new LetGoOnce();
    const { configuration } = decisions;
    this.decisions = decisions;
    this.configuration = configuration;
    this.folders = folders;
    this.guard = guard;
    this.confidence = confidence;
    this.threshold = { confidence, count: (reason, match) => this.countMatch(reason, match) };
    const reading = { limits: configuration.limits, size: PIECE_SIZE, skip: () => {} };
    this.old = new OldSecrets(async function* (chunk) {
      const gathered = await gather(chunk, GATHER_LIMITS);
      yield* matchesIn(gathered, { ...reading, detector: await folders.detectorFor(chunk.origin) });
    });
  }

  /**
   * Tells all of a chunk.
   * @param pieces what was examined in each of its pieces.
   */
  async tellChunk(subject: Subject, pieces: () => Pieces): Promise<void> {
    const isGuarded = this.guard.match(subject.chunk.origin.path) !== null;
    if (isGuarded || this.inOrder.waiting > MOST_WAITING) await this.inOrder.settled();
    const before = this.findings.list.length;
    this.record = subject.record;
    const examined = await pieces();
    if (Array.isArray(examined)) await this.tell(examined, subject);
    else for await (const piece of examined) await this.tell(piece, subject);
    if (isGuarded) await this.tellGuarded(subject, before);
    await this.tellName(subject);
    this.record = null;
  }

  /** Tells of a chunk what was told of it before. */
  tellAgain(
    { letGo, findings }: ToldText,
    { chunk: { origin }, here, mask }: Omit<Subject, 'detector'>,
  ): void {
    for (const one of letGo) this.countOnce(one);
    if (findings.length === 0) return;
    const shown = { file: mask(origin.path), commit: maskedCommit(origin, here.whole) };
    for (const { finding, isPrivateKey } of findings) {
      this.decide({ ...finding, ...shown }, { origin, comment: null, isPrivateKey, mask });
    }
  }

  /** In a scan of a history each text counts once. */
  countMatch(reason: string, match: Match): void {
    if (this.once === null) {
      this.count(reason);
    } else {
      const one = letGo(reason, match);
      this.record?.letGo.push(one);
      this.countOnce(one);
    }
  }

  countOnce(one: LetGo): void {
    const reason = this.once?.meet(one) ?? null;
    if (reason !== null) this.count(reason);
  }

  count(reason: string, times = 1): void {
    this.inOrder.do(() => this.findings.count(reason, times));
  }

  /** What was let go, where each text counts once; else nothing. */
  get letGo(): Iterable<LetGo> {
    return this.once?.all ?? [];
  }

  /** Waits until all that was told is among the findings. */
  settled(): Promise<void> {
    return this.inOrder.settled();
  }

  /** Tells what is reported of one piece, and new. */
  private async tell(examined: readonly Examined[], subject: Subject): Promise<void> {
    const { chunk, parents } = subject;
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
      const place = { ...this.placeOf(judged, subject), comment };
      if (comment !== null) subject.record?.leaveOut();
      const toFinding = (fingerprint: string) => textFinding(one, { ...context, fingerprint });
      this.add(judged, toFinding, { ...place, record: subject.record });
    }
  }

  /** Tells what the file guard says of it. @param before where the findings of its content begin. */
  private async tellGuarded(subject: Subject, before: number): Promise<void> {
    const { chunk, here, mask } = subject;
    const { origin } = chunk;
    await this.inOrder.settled();
    const guarded = guardFinding(
      this.guard,
      { bytes: beginningOf(chunk), isWhole: chunk.rest === null, origin },
      { showsSecret: this.findings.newSince(before) > 0, confidence: this.confidence },
    );
    if (!guarded || this.isDisabled(guarded)) return;
    subject.record?.leaveOut();
    const place = { origin, comment: null, isPrivateKey: isKeyFile(guarded.pattern), mask };
    const shown = { ...guarded, file: mask(origin.path), commit: maskedCommit(origin, here.whole) };
    this.keep(await this.decisions.judge(shown, place), origin, before);
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

  /** Adds the finding once its fingerprint is known. */
  private add(
    { match }: JudgedMatch,
    toFinding: (fingerprint: string) => Finding,
    { record, ...place }: FindingPlace & { record: ToldRecord | null },
  ): void {
    const fingerprint = this.fingerprint(match.secret.reveal(), match.pattern);
    this.inOrder.do(async () => {
      const finding = toFinding(await fingerprint);
      record?.findings.push({ finding, isPrivateKey: place.isPrivateKey });
      await this.judged(finding, place);
    });
  }

  private decide(finding: Finding, place: FindingPlace): void {
    this.inOrder.do(() => this.judged(finding, place));
  }

  private async judged(finding: Finding, place: FindingPlace): Promise<void> {
    const found = await this.decisions.judge(finding, place);
    this.keep(found, place.origin, this.findings.list.length);
  }

  private keep(finding: Finding, origin: Origin, position: number): void {
    if (this.sightings === null || this.sightings.note(finding, origin)) this.findings.add(finding, position);
  }

  private isDisabled({ pattern }: Finding): boolean {
    return this.configuration.disable.some(({ id }) => id === pattern);
  }

  private async tellName(subject: Subject): Promise<void> {
    for (const judged of await this.newInName(subject)) {
      subject.record?.leaveOut();
      const context = await this.contextOf(judged, subject, ['file name']);
      const placed = this.placeOf(judged, subject);
      const toFinding = (fingerprint: string) => nameFinding(judged, { ...context, fingerprint });
      this.add(judged, toFinding, { ...placed, record: null });
    }
  }

  private placeOf({ match }: JudgedMatch, { chunk, mask }: Subject): FindingPlace {
    return { origin: chunk.origin, comment: null, isPrivateKey: isPrivateKey(match.pattern), mask };
  }

  /** Secrets in the name of a file that no parent has under that name. */
  private async newInName({ chunk, parents, detector }: Subject): Promise<JudgedMatch[]> {
    const { origin } = chunk;
    if (origin.kind === 'words' || origin.kind === 'stream') return [];
    const judged = examineName(origin.path, detector).filter((one) => isReported(one, this.threshold));
    if (judged.length === 0) return [];
    for (const parent of parents) if (await parent.samePath()) return [];
    return judged;
  }
}
