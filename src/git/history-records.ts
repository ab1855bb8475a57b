/** The records of `git log --raw -z --format='%H %P'`, taken apart as bytes: a history has millions of them. */
import { KeyfenceError } from '../errors.js';
import type { ByteString } from '../types.js';
import { decodeId, isIdLength } from './object-id.js';

const LONGEST = 16 * 1024 * 1024; // bytes of one record: a path, or the parents of a commit
const COLON = 0x3a;
const NEWLINE = 0x0a;
const SPACE = 0x20;

/** One path that a commit has otherwise than its first parent. */
export interface RawChange {
  /** As numbers: 0o100644; 0 where there is nothing. */
  oldMode: number;
  newMode: number;
  oldId: Uint8Array;
  newId: Uint8Array;
  path: ByteString;
}

/** Takes what a history consists of. All that it is handed is valid until it returns. */
export interface HistoryReceiver {
  /** The next commit, newest first; the changes that follow are its own. */
  commit(id: Uint8Array, parents: readonly Uint8Array[]): void;
  change(change: RawChange): void;
}

export class HistoryParser {
  private readonly receiver: HistoryReceiver;
  private begun: Buffer = Buffer.alloc(0);
  private width = 0; // of an object id in hexadecimal digits
  private hasCommit = false;
  private readonly raw: RawChange = {
    oldMode: 0,
    newMode: 0,
    oldId: new Uint8Array(0),
    newId: new Uint8Array(0),
    path: '',
  };

  constructor(receiver: HistoryReceiver) {
    this.receiver = receiver;
  }

  /**
   * Takes the next bytes.
   * @throws Error where they are not what Git prints.
   */
  take(data: Buffer): void {
    const bytes = this.begun.length > 0 ? Buffer.concat([this.begun, data]) : data;
    let at = 0;
    for (let next = this.step(bytes, at); next > 0; next = this.step(bytes, at)) at = next;
    this.begun = bytes.subarray(at);
    if (this.begun.length > LONGEST) {
      throw new KeyfenceError(
        'a path or a commit of the history is too long to be read',
        'nothing was passed as clean',
      );
    }
  }

  /** @throws KeyfenceError where the bytes end in the middle of a record: never a shorter history. */
  end(): void {
    if (this.begun.length === 0) return;
    throw new KeyfenceError(
      'Git printed a list that ends in the middle',
      'run keyfence again; nothing was passed as clean',
    );
  }

  /** Reads one record; where it ends, or 0 when more must come first. */
  private step(bytes: Buffer, from: number): number {
    // Git puts an empty line between a commit and its changes.
    const at = bytes[from] === NEWLINE && this.hasCommit ? from + 1 : from;
    const end = bytes.indexOf(0, at);
    if (end < 0) return 0;
    if (bytes[at] !== COLON) {
      this.readCommit(bytes, at, end);
      return end + 1;
    }
    const pathEnd = bytes.indexOf(0, end + 1);
    if (pathEnd < 0) return 0;
    this.readFacts(bytes, at, end);
    this.raw.path = bytes.toString('latin1', end + 1, pathEnd);
    if (this.raw.path === '') throw unreadable();
    this.receiver.change(this.raw);
    return pathEnd + 1;
  }

  /** "<id> <parent> <parent>". */
  private readCommit(bytes: Buffer, from: number, end: number): void {
    if (!this.hasCommit) this.begin(bytes.indexOf(SPACE, from) - from);
    const { width } = this;
    const parents: Uint8Array[] = [];
    for (let at = from + width + 1; at < end; at += width + 1) {
      if (bytes[at - 1] !== SPACE || at + width > end) throw unreadable();
      parents.push(this.newId(bytes, at));
    }
    if (from + width > end) throw unreadable();
    this.receiver.commit(this.newId(bytes, from), parents);
  }

  private begin(width: number): void {
    if (!isIdLength(width)) throw unreadable();
    this.width = width;
    this.hasCommit = true;
    this.raw.oldId = new Uint8Array(width / 2);
    this.raw.newId = new Uint8Array(width / 2);
  }

  private newId(bytes: Buffer, at: number): Uint8Array {
    const id = new Uint8Array(this.width / 2);
    if (!decodeId(bytes, at, id)) throw unreadable();
    return id;
  }

  /** ":100644 100644 <id> <id> M". */
  private readFacts(bytes: Buffer, at: number, end: number): void {
    const { raw, width } = this;
    const oldId = at + ':100644 100644 '.length;
    const newId = oldId + width + 1;
    const isSound =
      this.hasCommit &&
      end === newId + width + ' M'.length &&
      decodeId(bytes, oldId, raw.oldId) &&
      decodeId(bytes, newId, raw.newId);
    if (!isSound) throw unreadable();
    raw.oldMode = readMode(bytes, at + 1);
    raw.newMode = readMode(bytes, at + ':100644 '.length);
  }
}

/**
 * The records of whole commits: what Git prints of each, and the words that it begins with: "<id> <parent> <parent>".
 * @throws Error where the bytes are not what Git prints, or end in the middle of a record.
 */
export function* recordsOf(printed: Buffer): Iterable<{ words: ByteString; record: Buffer }> {
  for (let from = 0; from < printed.length; ) {
    const end = printed.indexOf(0, from);
    let next = end + 1;
    for (let at = next; next > 0 && isChange(printed, at); at = next) {
      next = printed.indexOf(0, printed.indexOf(0, at) + 1) + 1;
      if (next <= at) throw unreadable();
    }
    if (next === 0) throw unreadable();
    yield { words: printed.toString('latin1', from, end), record: printed.subarray(from, next) };
    from = next;
  }
}

/** Whether a change stands there. Git puts an empty line between a commit and its changes. */
function isChange(printed: Buffer, at: number): boolean {
  return printed[printed[at] === NEWLINE ? at + 1 : at] === COLON;
}

/** Six octal digits and a space. */
function readMode(bytes: Buffer, from: number): number {
  let mode = 0;
  for (let at = from; at < from + 6; at++) {
    const digit = (bytes[at] as number) - 0x30;
    if (digit < 0 || digit > 7) throw unreadable();
    mode = mode * 8 + digit;
  }
  if (bytes[from + 6] !== SPACE) throw unreadable();
  return mode;
}

function unreadable(): Error {
  return new Error('git log --raw: an entry that keyfence cannot read');
}
