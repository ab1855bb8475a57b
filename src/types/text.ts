/** What a text is: bytes, ranges of them, and the one holder of a secret. */

/** A string in which each character stands for one byte (U+0000 to U+00FF). */
export type ByteString = string;

/** A range of bytes; 0-based, `end` exclusive. */
export interface ByteRange {
  start: number;
  end: number;
}

const inspect = Symbol.for('nodejs.util.inspect.custom');

/** The only holder of a secret's bytes. However it is printed, it says nothing. */
export class Secret {
  readonly #text: ByteString;
  constructor(text: ByteString) {
    this.#text = text;
  }
  /** The secret itself. For judges and fingerprints only: never for output. */
  reveal(): ByteString {
    return this.#text;
  }
  /** In bytes. */
  get length(): number {
    return this.#text.length;
  }
  toString(): string {
    return '[secret]';
  }
  toJSON(): string {
    return '[secret]';
  }
  [inspect](): string {
    return '[secret]';
  }
}
