/**
 * Searches the objects of packs, each once: what was made from another object only where it differs from that. Tells which
 * are dull: a scan of them adds nothing to the result but counts.
 */
import type { LayerSkip } from '../../decode/budget.js';
import type { Detector } from '../../detect/detector.js';
import { type Examination, examineWhole } from '../../examine/examine.js';
import { dressOf } from '../../examine/frames.js';
import { type LetGo, letGo } from '../../examine/let-go.js';
import { PIECE_SIZE } from '../../examine/pieces.js';
import type { Changes } from '../../git/packs/delta.js';
import type { Chunk } from '../../types.js';
import { Batch, type Search } from './batch.js';
import { DULL, HOT, type PackStates, QUIET, TELLING } from './states.js';
import { windowsOf } from './windows.js';

/** An object as it comes out of a pack. */
export interface PackedText {
  /** Its place among the objects of the pack. */
  number: number;
  /** Valid until the next one is read. */
  text: Buffer;
  /** What is new against the object it was made from; null where it was made from none. */
  changes: Changes | null;
}

/** What a dull object comes to besides nothing. */
export interface Note {
  number: number;
  /** The matches that are let go. */
  letGo: LetGo[];
  /** What could not be read inside it. */
  skips: LayerSkip[];
}

export class PackSieve {
  private readonly search: Search;
  private readonly states: PackStates['states'];
  private readonly farReaching: PackStates['farReaching'];
  private readonly batch: Batch;
  private waiting: number[] = [];

  constructor(search: Search, { states, farReaching }: Pick<PackStates, 'states' | 'farReaching'>) {
    this.search = search;
    this.states = states;
    this.farReaching = farReaching;
    this.batch = new Batch(search);
  }

  /** Takes in one object. Its state is known once `settle` has been called. */
  async add({ number, text, changes }: PackedText): Promise<void> {
    if (!isPlain(text)) {
      this.states[number] = HOT;
      this.farReaching[number] = 1;
      return;
    }
    if (changes === null) this.batch.add(text, number);
    else
      for (const { start, end } of windowsOf(text, changes))
        this.batch.add(text.subarray(start, end), number);
    this.waiting.push(number);
    if (this.batch.isFull) await this.settle();
  }

  /** Searches what has been taken in. */
  async settle(): Promise<void> {
    const waiting = this.waiting;
    this.waiting = [];
    const { hot, farReaching } = await this.batch.search();
    for (const number of farReaching) this.farReaching[number] = 1;
    for (const number of waiting) {
      this.states[number] = hot.has(number) || farReaching.has(number) ? HOT : QUIET;
    }
  }

  /**
   * Searches an object whole.
   * @returns what is to be noted of it where it is dull; null where there is nothing to note, or it is not dull.
   */
  async examine(number: number, text: Buffer): Promise<Note | null> {
    const notes: Note[] = [];
    let isDull = true;
    for (const detector of this.search.detectors) {
      const { isTelling, note } = await this.examineFor(detector, { number, text });
      if (isTelling) isDull = false;
      notes.push(note);
    }
    // What depends on the folder is told by the scan itself.
    const [first, ...others] = notes as [Note, ...Note[]];
    if (others.some((note) => !isSame(note, first))) isDull = false;
    this.states[number] = isDull ? DULL : TELLING;
    return isDull && first.letGo.length + first.skips.length > 0 ? first : null;
  }

  private async examineFor(
    detector: Detector,
    { number, text }: { number: number; text: Buffer },
  ): Promise<{ isTelling: boolean; note: Note }> {
    const note: Note = { number, letGo: [], skips: [] };
    const examination: Examination = {
      detector,
      limits: this.search.limits,
      size: PIECE_SIZE,
      count: (reason, match) => note.letGo.push(letGo(reason, match)),
      skip: (one) => note.skips.push(one),
    };
    const examined = await examineWhole(asChunk(text), examination);
    return { isTelling: examined.length > 0, note };
  }
}

function isSame(one: Note, other: Note): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether a text is neither encoded nor a file of a kind that is opened, nor holds wide characters. */
function isPlain(text: Buffer): boolean {
  const { encoding, kind } = dressOf(asChunk(text));
  return encoding === null && kind.kind === 'text' && !text.includes(0);
}

/** Where it comes from does not matter here. */
function asChunk(bytes: Buffer): Chunk {
  return { bytes, rest: null, origin: { kind: 'stream', path: '' } };
}
