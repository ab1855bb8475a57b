/** What each commit of a repository brings, as Git printed it in an earlier scan of its history. */
import type { KnownCommits } from '../git/history-listing.js';
import { recordsOf } from '../git/history-records.js';
import type { ByteString } from '../types.js';
import { KeptFile } from './kept-file.js';

/** The form of the file. */
const FORM = 'births 1';
/** Bytes that are held at most. */
const MOST = 64 * 1024 * 1024;

export class KeptBirths implements KnownCommits {
  private readonly file: KeptFile | null;
  private readonly before: Buffer;
  private readonly added: Buffer[] = [];
  private addedLength = 0;
  private readonly records: Map<ByteString, Buffer>;

  /** @param repository the absolute path of the folder of its objects. */
  constructor(repository: string) {
    this.file = KeptFile.open([FORM, repository]);
    this.before = this.file?.read() ?? Buffer.alloc(0);
    this.records = read(this.before);
  }

  get isEmpty(): boolean {
    return this.records.size === 0;
  }

  find(words: ByteString): Buffer | null {
    return this.records.get(words) ?? null;
  }

  add(printed: Buffer): void {
    this.addedLength += printed.length;
    if (this.addedLength <= MOST) this.added.push(Buffer.from(printed));
  }

  keep(): void {
    if (this.addedLength === 0 || this.addedLength > MOST) return;
    const added = Buffer.concat(this.added);
    for (const [words, record] of read(added)) this.records.set(words, record);
    const isRoom = this.before.length + added.length <= MOST;
    this.file?.write(isRoom ? [this.before, added] : [added]);
  }
}

function read(printed: Buffer): Map<ByteString, Buffer> {
  try {
    return new Map(Array.from(recordsOf(printed), ({ words, record }) => [words, record]));
  } catch {
    return new Map(); // not what this program wrote
  }
}
