/** Reads JSON that a program wrote and that can be large: as strictly as any other, without a place for everything in it. */
import { isUtf8 } from 'node:buffer';
import { countKeys, DEEPEST, outline } from './json-document.js';
import { placeAt, placeOfFault } from './json-places.js';
import { JsonProblem } from './json-problem.js';

/**
 * @param text UTF-8, with or without a byte order mark.
 * @throws JsonProblem for what is no JSON, and for a key that stands twice; it never holds a piece of the text.
 */
export function readLargeJson(text: Buffer): unknown {
  if (!isUtf8(text)) throw new JsonProblem('', 'expected UTF-8');
  const source = text.toString('utf8').replace(/^\uFEFF/, '');
  const { tooDeep, colons } = outline(source);
  if (tooDeep >= 0) throw new JsonProblem(placeAt(source, tooDeep), `expected at most ${DEEPEST} levels`);
  const data = parse(source);
  if (countKeys(data) !== colons) throw new JsonProblem('', 'expected each name once');
  return data;
}

function parse(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    throw new JsonProblem(placeOfFault(source) ?? '', 'expected valid JSON');
  }
}
