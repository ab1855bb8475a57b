/**
 * What earlier scans of a history told of each text, so that a later one need not look at it again: of most that there is
 * nothing. No text is in it, and of what was let go no more than `LetGo` says.
 */
import type { LayerSkip } from '../decode/budget.js';
import type { LetGo } from '../examine/let-go.js';
import { idBytes } from '../git/object-id.js';
import type { ByteString, Finding } from '../types.js';
import { KeptFile } from './kept-file.js';

/** The form of the file. */
const FORM = 'texts 1';
const LENGTHS = 8; // bytes of the two numbers at the beginning
const SIZE = 4; // bytes of a number

/** What a text comes to besides findings. */
export interface Note {
  letGo: readonly LetGo[];
  skips: readonly LayerSkip[];
}

/** A blob under one of its names. */
export interface ToldText extends Note {
  /** In bytes. */
  size: number;
  findings: readonly ToldFinding[];
}

/** What was found, before it was decided whether it may pass. Its file and its commit are told anew. */
export interface ToldFinding {
  finding: Finding;
  isPrivateKey: boolean;
}

/** What of dull texts there is besides their ids and sizes. */
interface Rest {
  width: number;
  /** Notes that some share, by number; dull texts have 0, which is none, or the number plus one. */
  notes: Note[];
  told: [key: string, text: ToldText][];
}

export class ToldTexts {
  private readonly file: KeptFile;
  private readonly dull = new Map<ByteString, number>();
  private readonly sizes: number[] = [];
  /** Of each dull text the number of its note plus one; 0 for none. */
  private readonly noted: number[] = [];
  private readonly notes: Note[] = [];
  private readonly noteNumbers = new Map<string, number>();
  private readonly told = new Map<string, ToldText>();
  private width = 0;
  private isChanged = false;

  private constructor(file: KeptFile) {
    this.file = file;
    const bytes = file.read();
    if (bytes !== null) this.load(bytes);
    this.isChanged = false;
  }

  /**
   * @param repository the absolute path of the folder of its objects.
   * @param key tells all that what is told depends on besides the text.
   * @returns null where nothing can be kept.
   */
  static open(repository: string, key: string): ToldTexts | null {
    const file = KeptFile.open([FORM, repository, key]);
    return file === null ? null : new ToldTexts(file);
  }

  get isEmpty(): boolean {
    return this.dull.size + this.told.size === 0;
  }

  /** The number of an object that is known to be dull; else -1. */
  numberOfDull(id: Uint8Array): number {
    return this.dull.get(keyOf(id)) ?? -1;
  }

  /** In bytes. */
  sizeOfDull(number: number): number {
    return this.sizes[number] as number;
  }

  /** What a dull object comes to besides nothing; null for nothing. */
  noteOfDull(number: number): Note | null {
    return this.notes[(this.noted[number] as number) - 1] ?? null;
  }

  /** What was told of a blob under a path; null where that is not known. */
  find(oid: string, path: ByteString): ToldText | null {
    return this.told.get(`${oid} ${path}`) ?? null;
  }

  addDull(id: Uint8Array, size: number, note: Note | null): void {
    this.width = id.length;
    this.putDull(keyOf(id), size, note === null ? 0 : this.numberOf(note));
    this.isChanged = true;
  }

  add(oid: string, path: ByteString, text: ToldText): void {
    this.told.set(`${oid} ${path}`, text);
    this.width = idBytes(oid).length;
    this.isChanged = true;
  }

  /** Keeps it for the next scan. */
  keep(): void {
    if (!this.isChanged) return;
    const told = Array.from(this.told, ([key, text]) => [key, plain(text)] as [string, ToldText]);
    const rest: Rest = { width: this.width, notes: this.notes, told };
    const json = Buffer.from(JSON.stringify(rest), 'utf8');
    const ids = Buffer.allocUnsafe(this.dull.size * (this.width + 2 * SIZE));
    let at = 0;
    for (const [id, number] of this.dull) {
      at += ids.write(id, at, 'latin1');
      at = ids.writeUInt32LE(this.sizes[number] as number, at);
      at = ids.writeUInt32LE(this.noted[number] as number, at);
    }
    const lengths = Buffer.alloc(LENGTHS);
    lengths.writeUInt32LE(json.length, 0);
    lengths.writeUInt32LE(this.dull.size, SIZE);
    this.file.write([lengths, json, ids]);
  }

  private load(bytes: Buffer): void {
    const length = bytes.readUInt32LE(0);
    const { width, notes, told } = JSON.parse(bytes.toString('utf8', LENGTHS, LENGTHS + length)) as Rest;
    this.width = width;
    for (const note of notes) this.numberOf(note);
    for (const [key, text] of told) this.told.set(key, text);
    let at = LENGTHS + length;
    for (let count = bytes.readUInt32LE(SIZE); count > 0; count--) {
      const id = bytes.toString('latin1', at, at + width);
      this.putDull(id, bytes.readUInt32LE(at + width), bytes.readUInt32LE(at + width + SIZE));
      at += width + 2 * SIZE;
    }
  }

  private putDull(key: ByteString, size: number, note: number): void {
    if (this.dull.has(key)) return;
    this.dull.set(key, this.sizes.push(size) - 1);
    this.noted.push(note);
  }

  /** The number of a note plus one; 0 for none. */
  private numberOf(note: Note): number {
    if (note.letGo.length + note.skips.length === 0) return 0;
    const text = JSON.stringify(note);
    const known = this.noteNumbers.get(text);
    if (known !== undefined) return known;
    const number = this.notes.push(note);
    this.noteNumbers.set(text, number);
    return number;
  }
}

/** Nothing but what is told again. */
function plain({ size, letGo, skips, findings }: ToldText): ToldText {
  const kept = findings.map(({ finding, isPrivateKey }) => ({
    finding: { ...finding, file: '', commit: null, history: null },
    isPrivateKey,
  }));
  return { size, letGo, skips, findings: kept };
}

function keyOf(id: Uint8Array): ByteString {
  return Buffer.from(id.buffer, id.byteOffset, id.length).toString('latin1');
}
