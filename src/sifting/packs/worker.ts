/** What runs in a thread of its own: it searches the parts of packs that it is given, one after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Configuration } from '../../config/configuration.js';
import type { Detector } from '../../detect/detector.js';
import { loadEngine } from '../../detect/regex.js';
import { loadCatalog } from '../../detect/stored-catalog.js';
import { Kinds } from '../../git/packs/kinds.js';
import { Pack, type SharedPack } from '../../git/packs/pack.js';
import { type ObjectType, PackReader, READER_LIMITS } from '../../git/packs/pack-reader.js';
import { TextRing } from '../../git/packs/text-ring.js';
import { wordsWritten } from '../../git/written-objects.js';
import { FolderDetectors } from '../../project/folder-detectors.js';
import type { Surroundings } from '../../project/known-values.js';
import type { ByteString, EngineName } from '../../types.js';
import type { Search } from './batch.js';
import { farTextsOf } from './far-texts.js';
import { type Note, PackSieve } from './sieve.js';
import { NO_BASE, type PackStates } from './states.js';

/** What a thread is given. Plain data and shared memory. */
export interface PackTask {
  packs: readonly TaskPack[];
  engine: EngineName;
  configuration: Configuration;
  knownValues: Surroundings | null;
  /** The project's files that say what to look for, by path. */
  files: ReadonlyMap<ByteString, Uint8Array>;
  /** Paths that stand for all others: what is looked for anywhere is looked for in one of these. */
  paths: readonly ByteString[];
}

export interface TaskPack {
  shared: SharedPack;
  kinds: Kinds['table'];
  states: PackStates;
}

/** What a thread is asked. Objects by their numbers. */
export type Order =
  /** Search the objects `from` up to `to` where they are new. */
  | { kind: 'sift'; pack: number; from: number; to: number }
  /** Search these whole. */
  | { kind: 'examine'; pack: number; numbers: Uint32Array };

/** Between the header and the message of a commit, which are scanned apart. */
const BETWEEN = '\n\n';
const WANTED: ReadonlySet<ObjectType> = new Set(['blob', 'commit', 'tag']);

class PackWorker {
  private readonly search: Search;
  private readonly ring = new TextRing(READER_LIMITS.ring);
  private readonly packs: readonly TaskPack[];
  private current: { pack: number; reader: PackReader; opened: Pack } | null = null;

  constructor(search: Search, packs: readonly TaskPack[]) {
    this.search = search;
    this.packs = packs;
  }

  async carryOut(order: Order): Promise<Note[]> {
    const { states } = this.packs[order.pack] as TaskPack;
    const reader = this.readerOf(order.pack);
    const sieve = new PackSieve(this.search, states);
    if (order.kind === 'sift') {
      await sift(sieve, reader.read(order, WANTED), states);
      return [];
    }
    const notes: Note[] = [];
    for (const number of order.numbers) {
      const object = reader.readOne(number);
      if (object.kind !== 'text') continue;
      const note = await sieve.examine(number, textOf(object));
      if (note) notes.push(note);
    }
    return notes;
  }

  private readerOf(pack: number): PackReader {
    if (this.current?.pack === pack) return this.current.reader;
    this.current?.opened.close();
    const { shared, kinds } = this.packs[pack] as TaskPack;
    const opened = new Pack(shared);
    const reader = new PackReader(opened, { kinds: new Kinds(opened, kinds), ring: this.ring });
    this.current = { pack, reader, opened };
    return reader;
  }
}

async function sift(
  sieve: PackSieve,
  objects: ReturnType<PackReader['read']>,
  { bases, sizes }: PackStates,
): Promise<void> {
  for (const object of objects) {
    if (object.kind !== 'text') continue;
    const { number, type, base, changes } = object;
    bases[number] = base ?? NO_BASE;
    const text = textOf(object);
    sizes[number] = type === 'blob' ? text.length : text.length - BETWEEN.length;
    // Words are short, and what is searched of them is not what is stored.
    await sieve.add({ number, text, changes: type === 'blob' ? changes : null });
  }
  await sieve.settle();
}

/** What a scan sees of an object: of commits and tags neither ids nor signatures. */
function textOf({ type, text }: { type: ObjectType; text: Buffer }): Buffer {
  if (type === 'blob') return text;
  const { header, message } = wordsWritten(text);
  return Buffer.from(`${header}${BETWEEN}${message}`, 'latin1');
}

async function openSearch(task: PackTask): Promise<Search> {
  const { configuration, knownValues, files, paths } = task;
  const engine = loadEngine();
  if (engine.name !== task.engine) throw new Error('another engine than that of the scan');
  const catalog = loadCatalog();
  const readFile = async (path: ByteString) => {
    const bytes = files.get(path);
    return bytes ? Buffer.from(bytes) : null;
  };
  const skip = () => {}; // told by the scan itself
  const folders = new FolderDetectors({ catalog, engine, configuration, readFile, knownValues, skip });
  const detectors = new Set<Detector>();
  for (const path of paths) detectors.add((await folders.at(path)).detector);
  const own = await Promise.all(paths.map((path) => folders.schemas.indexFor(path)));
  const patterns = [catalog, ...own].flatMap((index) => index?.patterns.all() ?? []);
  return { detectors: [...detectors], limits: configuration.limits, findFarTexts: farTextsOf(patterns) };
}

const port = parentPort;
const worker = openSearch(workerData as PackTask).then(
  (search) => new PackWorker(search, (workerData as PackTask).packs),
);
// Where anything fails the thread ends, and the objects it was asked for are scanned in the ordinary way.
port?.on('message', async (order: Order) => port.postMessage(await (await worker).carryOut(order)));
