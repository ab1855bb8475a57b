/** The JSON file in which a service tells of the event that started a run: data, of a limited size. */
import { KeyfenceError } from '../errors.js';
import { readRegularFile, toBytes } from '../sources/read-file.js';

const LARGEST = 32 * 1024 * 1024; // bytes: GitHub sends 25 MB at most

/** A JSON object; only its own fields are looked at. */
export class Payload {
  private readonly document: unknown;

  private constructor(document: unknown) {
    this.document = document;
  }

  /**
   * @param variable the name of the variable that holds the path, for errors.
   * @throws KeyfenceError where the file cannot be read, is too large, or is no JSON object. Its words are not repeated.
   */
  static read(path: string, variable: string): Payload {
    const result = readRegularFile(toBytes(path), LARGEST);
    if (result.kind === 'too-large') throw payloadProblem(variable, `is over ${LARGEST / 1024 / 1024} MB`);
    if (result.kind !== 'read' || result.isLink) throw payloadProblem(variable, 'cannot be read');
    const document = parse(result.bytes);
    if (typeof document === 'object' && document !== null && !Array.isArray(document))
      return new Payload(document);
    throw payloadProblem(variable, 'is no JSON object');
  }

  /** What stands at a place; undefined where nothing does. */
  private at(place: string): unknown {
    let value: unknown = this.document;
    for (const field of place.split('.')) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, field)) return undefined;
      value = (value as Record<string, unknown>)[field];
    }
    return value;
  }

  /** A text; null where there is none. */
  text(place: string): string | null {
    const value = this.at(place);
    return typeof value === 'string' ? value : null;
  }

  isTrue(place: string): boolean {
    return this.at(place) === true;
  }

  has(place: string): boolean {
    const value = this.at(place);
    return value !== undefined && value !== null;
  }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined; // a parser's words repeat what it reads
  }
}

/** @param why the rest of a sentence that begins with the payload. */
export function payloadProblem(variable: string, why: string): KeyfenceError {
  return new KeyfenceError(
    `the event payload (${variable}) ${why}`,
    'say what to scan: keyfence ci --base COMMIT --head COMMIT; nothing was passed as clean',
  );
}
