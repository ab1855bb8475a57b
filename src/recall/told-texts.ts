/**
 * What earlier scans of a history told of each text, so that a later one need not look at it again: of most that there is
 * nothing. No text is in it, and of what was let go no more than `LetGo` says.
 */
import type { LayerSkip } from '../decode/budget.js';
import { idBytes } from '../git/object-id.js';
import type { LetGo } from '../let-go.js';
import type { ByteString, Finding } from '../types.js';
import { KeptFile } from './kept-file.js';

/** The form of the file. */
const FORM = 'texts 1';
const LENGTHS = 8; // bytes of the two numbers at the beginning
const SIZE = 4; // bytes of a number

/** An object of which nothing is told. */
export interface DullText {
  /** In bytes. */
  size: number;
  letGo: readonly LetGo[];
  skips: readonly LayerSkip[];
}

/** A blob under one of its names. */
export interface ToldText extends DullText {
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
  notes: Omit<DullText, 'size'>[];
  told: [key: string, text: ToldText][];
}

const NOTHING: Omit<DullText, 'size'> = { letGo: [], skips: [] };

export class ToldTexts {
  private readonly file: KeptFile;
  private readonly dull = new Map<ByteString, { size: number; note: number }>();
  private readonly notes: Omit<DullText, 'size'>[] = [];
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

  /** What an object comes to that is known to be dull; else null. */
  findDull(id: Uint8Array): DullText | null {
    const found = this.dull.get(keyOf(id));
    if (found === undefined) return null;
    return { size: found.size, ...(this.notes[found.note - 1] ?? NOTHING) };
  }

  /** What was told of a blob under a path; null where that is not known. */
  find(oid: string, path: ByteString): ToldText | null {
    return this.told.get(`${oid} ${path}`) ?? null;
  }

  addDull(id: Uint8Array, { size, letGo, skips }: DullText): void {
    const key = keyOf(id);
    if (this.dull.has(key)) return;
    this.width = id.length;
    this.dull.set(key, { size, note: this.numberOf({ letGo, skips }) });
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
    for (const [id, { size, note }] of this.dull) {
      at += ids.write(id, at, 'latin1');
      at = ids.writeUInt32LE(size, at);
      at = ids.writeUInt32LE(note, at);
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
      const size = bytes.readUInt32LE(at + width);
      this.dull.set(id, { size, note: bytes.readUInt32LE(at + width + SIZE) });
      at += width + 2 * SIZE;
    }
  }

  /** The number of a note plus one; 0 for none. */
  private numberOf(note: Omit<DullText, 'size'>): number {
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
