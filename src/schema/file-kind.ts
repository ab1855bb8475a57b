/** Which of the two forms a file of patterns has. */
import { readJson } from '../json/json-document.js';
import { JsonProblem } from '../json/json-problem.js';

/** `schema`: names and formats of a project's secrets. `catalog`: one provider's patterns, as in `patterns/`. */
export type FileKind = 'schema' | 'catalog';

/** What is no JSON at all is read as a schema, and told of as such. */
export function kindOf(text: Buffer): FileKind {
  try {
    const { data } = readJson(text);
    return typeof data === 'object' && data !== null && 'patterns' in data ? 'catalog' : 'schema';
  } catch (error) {
    if (error instanceof JsonProblem) return 'schema';
    throw error;
  }
}
