/**
 * Says of a file whether it is dull: whether a scan of it adds nothing to the result but counts, bytes and skips. Of a
 * file that is not dull nothing is said: it is scanned once more, in its turn.
 */
import type { Configuration } from '../config/configuration.js';
import type { FileGuard } from '../detect/file-names.js';
import { guardFinding } from '../detect/guard-finding.js';
import { beginningOf, type Examination, examineName, examineWhole, insideSkip } from '../examine/examine.js';
import { PIECE_SIZE } from '../examine/pieces.js';
import type { FolderDetector, FolderDetectors } from '../project/folder-detectors.js';
import type { FileReader } from '../sources/read-file.js';
import { reportedIn } from '../telling/reported.js';
import type { ByteString, Chunk, Confidence, Skip } from '../types.js';

/** What a dull file comes to. */
export interface Dull {
  /** In bytes. */
  length: number;
  /** The reasons of the matches that are let go, in their order. */
  reasons: readonly string[];
  /** What could not be read inside it. */
  skips: readonly Skip[];
}

export interface SieveOptions {
  folders: FolderDetectors;
  /**
   * Whether these folders are for the sieve alone. Then it looks up by itself what a project has in a folder, and the first
   * file for which that holds is not dull: so whoever scans it looks there too, in the order of the files.
   */
  isAlone: boolean;
  guard: FileGuard;
  configuration: Configuration;
  confidence: Confidence;
  reader: FileReader;
}

const NO_SKIPS: readonly Skip[] = [];

export class Sieve {
  private readonly options: SieveOptions;
  private readonly met = new Set<object>();

  constructor(options: SieveOptions) {
    this.options = options;
  }

  /**
   * @param file absolute; known to be no pipe and no device.
   * @param path what findings call it.
   * @returns null for a file that is not dull, or that cannot be read, or where anything goes wrong.
   */
  async sift(file: ByteString, path: ByteString): Promise<Dull | null> {
    try {
      const here = this.options.folders.met(path) ?? (await this.meet(path));
      if (here === null || here.home.has(path) || this.isNew(here)) return null;
      const opened = this.options.reader.open(file);
      if (opened.kind !== 'read') return null;
      opened.rest?.close();
      if (opened.rest !== null) return null;
      const { bytes, mode } = opened;
      return await this.examine({ bytes, rest: null, origin: { kind: 'file', path, mode } }, here);
    } catch {
      // Whatever it is, it comes again where it is told.
      return null;
    }
  }

  private async examine(chunk: Chunk, { detector }: FolderDetector): Promise<Dull | null> {
    const { confidence, configuration } = this.options;
    const { path } = chunk.origin;
    if (this.isGuarded(chunk)) return null;
    const reasons: string[] = [];
    let skips = NO_SKIPS;
    const examination: Examination = {
      detector,
      limits: configuration.limits,
      size: PIECE_SIZE,
      count: (reason) => reasons.push(reason),
      skip: (one) => {
        skips = [...skips, insideSkip(path, one)];
      },
    };
    const examining = examineWhole(chunk, examination);
    const examined = examining instanceof Promise ? await examining : examining;
    const count = examination.count;
    if (reportedIn(examined, path, { confidence, count }).length > 0) return null;
    if (examineName(path, detector).length > 0) return null;
    return { length: chunk.bytes.length, reasons, skips };
  }

  private isGuarded(chunk: Chunk): boolean {
    const { guard, confidence } = this.options;
    const { origin } = chunk;
    if (guard.match(origin.path) === null) return false;
    const subject = { bytes: beginningOf(chunk), isWhole: true, origin };
    return guardFinding(guard, subject, { showsSecret: false, confidence }) !== null;
  }

  private async meet(path: ByteString): Promise<FolderDetector | null> {
    const { folders, isAlone } = this.options;
    if (!isAlone && (await folders.hasSchema(path))) return null;
    return folders.at(path);
  }

  /** Whether this is the first file for which something holds that the project has. */
  private isNew({ own }: FolderDetector): boolean {
    if (own === null || !this.options.isAlone || this.met.has(own)) return false;
    this.met.add(own);
    return true;
  }
}
