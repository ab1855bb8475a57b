/** Paths, numbered from 0 in the order in which they are met. */
import type { ByteString } from '../types.js';

export class PathTable {
  private readonly numbers = new Map<ByteString, number>();
  private readonly paths: ByteString[] = [];

  get length(): number {
    return this.paths.length;
  }

  /** The number of a path, a new one where it is met for the first time. */
  add(path: ByteString): number {
    const known = this.numbers.get(path);
    if (known !== undefined) return known;
    this.numbers.set(path, this.paths.length);
    return this.paths.push(path) - 1;
  }

  /** The number of a path; -1 where it was never added. */
  find(path: ByteString): number {
    return this.numbers.get(path) ?? -1;
  }

  /** The path with this number. */
  textOf(number: number): ByteString {
    return this.paths[number] as ByteString;
  }
}
