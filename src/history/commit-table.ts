/** The commits of a history in the order in which Git lists them, newest first, and which are whose parents. */
import { KeyfenceError } from '../errors.js';
import { idBytes } from '../git/object-id.js';
import { Column } from './column.js';
import { IdTable } from './id-table.js';

/** Commits are called by their position in the list. Each takes its id, 20 bytes, and 4 for each parent. */
export class CommitTable {
  private readonly ids: IdTable;
  private readonly numbers = new Column(); // of the ids, by position
  private readonly parentNumbers = new Column();
  private readonly parentsFrom = new Column(); // by position
  private positions: Uint32Array | null = null;

  /** @param width of an object id, in bytes. */
  constructor(width: number) {
    this.ids = new IdTable(width);
  }

  get length(): number {
    return this.numbers.length;
  }

  /** @throws Error where the list is over. */
  add(id: Uint8Array, parents: readonly Uint8Array[]): void {
    if (this.positions !== null) throw new Error('a commit after the last one');
    this.numbers.push(this.ids.add(id));
    this.parentsFrom.push(this.parentNumbers.length);
    for (const parent of parents) this.parentNumbers.push(this.ids.add(parent));
  }

  /**
   * Ends the list.
   * @throws KeyfenceError where a parent is not in it, or a commit is in it twice.
   */
  finish(): void {
    this.positions = new Uint32Array(this.ids.length);
    for (let position = 0; position < this.length; position++) {
      this.positions[this.numbers.get(position)] = position;
    }
    if (this.ids.length !== this.length) {
      throw new KeyfenceError(
        'Git printed a history without some of its commits',
        'run keyfence again; nothing was passed as clean',
      );
    }
  }

  /** The position of a commit; -1 where it is not in the list. Once the list is over. */
  find(oid: string): number {
    const number = this.ids.find(idBytes(oid));
    return number < 0 ? -1 : this.positionOf(number);
  }

  /** The object id of the commit at a position. */
  oidOf(position: number): string {
    return this.ids.textOf(this.numbers.get(position));
  }

  /** The same as bytes; valid as long as the table. */
  idOf(position: number): Uint8Array {
    return this.ids.bytesOf(this.numbers.get(position));
  }

  /** Whether Git lists it without parents. */
  isRoot(position: number): boolean {
    return this.parentsFrom.get(position) === this.parentsEnd(position);
  }

  /** The positions of its parents, the first one first. Once the list is over. */
  parentsOf(position: number): number[] {
    const parents: number[] = [];
    const end = this.parentsEnd(position);
    for (let at = this.parentsFrom.get(position); at < end; at++) {
      parents.push(this.positionOf(this.parentNumbers.get(at)));
    }
    return parents;
  }

  private parentsEnd(position: number): number {
    return position + 1 < this.length ? this.parentsFrom.get(position + 1) : this.parentNumbers.length;
  }

  private positionOf(number: number): number {
    if (this.positions === null) throw new Error('the list of commits is not over');
    return this.positions[number] as number;
  }
}
