/** Reads JSON strictly and knows where everything stands, so that an error can say its place and never its text. */
import { isUtf8 } from 'node:buffer';
import { type JsonPlaces, placeAt, placesIn } from './json-places.js';
import { JsonProblem } from './json-problem.js';

const LARGEST = 1024 * 1024; // bytes
export const DEEPEST = 32; // levels: the form itself has 5

export interface JsonDocument extends JsonPlaces {
  data: unknown;
}

/**
 * @param text UTF-8, with or without a byte order mark.
 * @throws JsonProblem for what is no JSON, and for a key that stands twice.
 */
export function readJson(text: Buffer): JsonDocument {
  if (text.length > LARGEST) throw new JsonProblem('', `expected at most ${LARGEST / 1024 / 1024} MB`);
  if (!isUtf8(text)) throw new JsonProblem('', 'expected UTF-8');
  const source = text.toString('utf8').replace(/^\uFEFF/, '');
  const { tooDeep, colons } = outline(source);
  if (tooDeep >= 0) throw new JsonProblem(placeAt(source, tooDeep), `expected at most ${DEEPEST} levels`);
  let places: JsonPlaces | null = null;
  const placed = () => {
    places ??= placesIn(source);
    return places;
  };
  const data = parse(source);
  // JSON.parse and others keep the last of two equal keys, and so would drop a secret's format without a word.
  if (data === undefined || countKeys(data) !== colons) {
    placed(); // throws, and says where
    throw new JsonProblem('', 'expected valid JSON');
  }
  return { data, placeOf: (path) => placed().placeOf(path), lineOf: (path) => placed().lineOf(path) };
}

/** Undefined for what is no JSON: the message of JSON.parse would carry a piece of the text. */
function parse(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

/** How many keys there are in all objects of it. */
export function countKeys(data: unknown): number {
  if (typeof data !== 'object' || data === null) return 0;
  const values = Object.values(data);
  const inside = values.reduce((total: number, value) => total + countKeys(value), 0);
  return Array.isArray(data) ? inside : inside + values.length;
}

/**
 * The offset at which brackets open too deep, or -1: parsers recurse, and must not be led too deep. And how many colons
 * stand outside of texts: in JSON, one for each key.
 */
export function outline(source: string): { tooDeep: number; colons: number } {
  let open = 0;
  let colons = 0;
  let isText = false;
  for (let at = 0; at < source.length; at++) {
    const char = source[at];
    if (isText) {
      if (char === '\\') at++;
      else if (char === '"') isText = false;
    } else if (char === '"') isText = true;
    else if (char === ':') colons++;
    else if (char === '{' || char === '[') {
      if (open++ === DEEPEST) return { tooDeep: at, colons };
    } else if (char === '}' || char === ']') open--;
  }
  return { tooDeep: -1, colons };
}
