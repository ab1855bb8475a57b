/** What is looked for in the files of a folder, and in what is told of them. */
import type { Configuration } from '../config/configuration.js';
import type { Detector } from '../detect/detector.js';
import { Detectors } from '../detect/detectors.js';
import type { PatternIndex } from '../detect/index-patterns.js';
import type { Engine } from '../detect/regex.js';
import { folderOf, SchemaResolver } from '../schema/merge-schemas.js';
import type { ByteString, Origin, Skip } from '../types.js';
import { KnownValues, type Surroundings } from './known-values.js';

export interface Tools {
  catalog: PatternIndex;
  engine: Engine;
  configuration: Configuration;
  /** Reads a file of the scanned state, by path from the top level. */
  readFile: (path: ByteString) => Promise<Buffer | null>;
  /** Where the values of the schema's names are looked up; null where they are not looked for. */
  knownValues: Surroundings | null;
  /** Is told of values that could not be looked up. */
  skip: (skip: Skip) => void;
}

/** What holds in one folder. */
export interface FolderDetector {
  /** What is looked for in its files. */
  detector: Detector;
  /** What takes secrets out of text that is shown: all patterns, those that are switched off as well, and known values. */
  whole: Detector;
  /** What the project has there; folders that have the same share it. Null where it has nothing of its own. */
  own: object | null;
  /** The files that values come from: what is looked for in these is asked one by one. */
  home: ReadonlySet<ByteString>;
}

const NOWHERE: ReadonlySet<ByteString> = new Set();

/** Schemas and values are read when the first file of a folder comes by, and once. */
export class FolderDetectors {
  readonly schemas: SchemaResolver;
  private readonly detectors: Detectors;
  private readonly known: KnownValues | null;
  private readonly byFolder = new Map<ByteString, FolderDetector>();
  private last: { folder: ByteString; here: FolderDetector } | null = null;

  constructor({ catalog, engine, configuration, readFile, knownValues, skip }: Tools) {
    this.schemas = new SchemaResolver(readFile, configuration);
    const disabled = new Set(configuration.disable.map(({ id }) => id));
    this.detectors = new Detectors(catalog, { engine, disabled });
    const tools = { schemas: this.schemas, plainFor: (path: ByteString) => this.plainFor(path), skip };
    this.known = knownValues && new KnownValues(knownValues, tools);
  }

  /** How many formats were looked for: those of the catalog and of every schema met. */
  get patternCount(): number {
    return this.detectors.patternCount;
  }

  /** How many of the project's own values were looked for. */
  get knownCount(): number {
    return this.known?.count ?? 0;
  }

  /** Of every pattern met, wanted or not. */
  get ids(): Set<string> {
    return this.detectors.ids;
  }

  /** What holds for a path, where its folder has been met; else undefined. */
  met(path: ByteString): FolderDetector | undefined {
    const end = Math.max(0, path.lastIndexOf('/'));
    if (this.last?.folder.length === end && path.startsWith(this.last.folder)) return this.last.here;
    const folder = path.slice(0, end);
    const here = this.byFolder.get(folder);
    if (here) this.last = { folder, here };
    return here;
  }

  /**
   * What holds for a path.
   * @throws KeyfenceError for a broken schema.
   */
  async at(path: ByteString): Promise<FolderDetector> {
    const met = this.met(path);
    if (met) return met;
    const index = await this.schemas.indexFor(path);
    const plain = this.detectors.for(index);
    const values = (await this.known?.valuesIn(folderOf(path))) ?? null;
    const detector = values?.detector ?? plain;
    const whole = together(this.detectors.wholeFor(index), detector === plain ? null : detector);
    const own = values ?? (index === null ? null : plain);
    const here = { detector, whole, own, home: values?.files ?? NOWHERE };
    this.byFolder.set(folderOf(path), here);
    return here;
  }

  /**
   * Whether a project has a schema for a path.
   * @throws KeyfenceError for a broken one.
   */
  async hasSchema(path: ByteString): Promise<boolean> {
    return (await this.schemas.entriesIn(folderOf(path))).length > 0;
  }

  /**
   * What is looked for in one text.
   * @throws KeyfenceError for a broken schema.
   */
  async detectorFor({ kind, path }: Origin): Promise<Detector> {
    const { detector, home } = this.met(path) ?? (await this.at(path));
    if (kind !== 'file' || this.known === null || !home.has(path)) return detector;
    return this.known.detectorFor(path, { isOnDisk: true });
  }

  /** What takes secrets out of what is told of a path. */
  async wholeFor(path: ByteString): Promise<Detector> {
    const met = this.met(path);
    if (met) return met.whole;
    // Where the schema itself cannot be read (in a folder that may not be entered), the catalog has to do.
    const project = await this.schemas.indexFor(path).catch(() => null);
    const values = await this.known?.valuesIn(folderOf(path)).catch(() => null);
    return together(this.detectors.wholeFor(project), values?.detector ?? null);
  }

  private async plainFor(path: ByteString): Promise<Detector> {
    return this.detectors.for(await this.schemas.indexFor(path));
  }
}

function together(whole: Detector, knowing: Detector | null): Detector {
  if (knowing === null || knowing === whole) return whole;
  return { detect: (bytes) => [...whole.detect(bytes), ...knowing.detect(bytes)] };
}
