/** What is wrong in a schema, in fixed sentences: where, and what was expected; never a piece of the text. */

/** What a compiled JSON Schema reports (Ajv). */
export interface Problem {
  instancePath: string;
  schemaPath: string;
  keyword: string;
  params: Record<string, unknown>;
  propertyName?: string;
}

export interface Place {
  /** Keys and positions from the top level. */
  path: string[];
  expected: string;
}

const TYPES: Record<string, string> = {
  object: 'an object',
  array: 'a list',
  string: 'a text in quotes',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

/** What the parts of `patterns/pattern.schema.json` that hold a regex stand for. */
const SHAPES: Record<string, string> = {
  envName: 'the name of an environment variable (letters, digits and _)',
  lengthRange: 'a length such as 36, "16+" or "20-40"',
  link: 'the address of a page, with https://',
};

export function explainProblem(problem: Problem): Place {
  const path = problem.instancePath.split('/').slice(1).map(unescapePointer);
  if (problem.propertyName !== undefined) path.push(problem.propertyName);
  return { path, expected: `expected ${expectationOf(problem, path)}` };
}

function expectationOf({ keyword, params, schemaPath }: Problem, path: string[]): string {
  const shape = /\$defs\/(\w+)\/pattern$/.exec(schemaPath)?.[1] ?? '';
  switch (keyword) {
    case 'type':
      return TYPES[String(params.type)] ?? String(params.type);
    case 'enum':
      return `one of ${(params.allowedValues as unknown[]).join(', ')}`;
    case 'const':
      return String(params.allowedValue);
    case 'required':
      return path.length === 0
        ? 'the key "required" or "optional"'
        : `the key "${String(params.missingProperty)}"`;
    case 'pattern':
      return SHAPES[shape] ?? 'the form that the JSON Schema describes';
    case 'minLength':
      return 'a text that is not empty';
    case 'minItems':
      return 'a list that is not empty';
    case 'uniqueItems':
      return 'each entry once';
    case 'minimum':
    case 'maximum':
      return `a number of at ${keyword === 'minimum' ? 'least' : 'most'} ${String(params.limit)}`;
    case 'not':
      return path.length === 1
        ? 'only "required" and "optional" to hold secrets'
        : 'either "format" or "pattern", not both';
    default:
      return `what the JSON Schema says (${keyword})`;
  }
}

/**
 * A path as it may be shown. Names that are the author's own choice are shown only where they read as words: a secret
 * could have slipped into the place of one.
 */
export function showPath(path: readonly string[]): string {
  return path.map((name) => `/${readsAsWords(name) ? name : '*'}`).join('');
}

const WORD = /^(?:[A-Za-z]{1,14}\d{0,2}|[A-Za-z0-9]{1,4})$/;

function readsAsWords(name: string): boolean {
  return name.length <= 60 && name.split(/[_.-]/).every((word) => WORD.test(word));
}

function unescapePointer(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}
