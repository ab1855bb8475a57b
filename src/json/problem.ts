/** What is wrong in a JSON file, in fixed sentences: where, and what was expected; never a piece of the text. */

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

/** What one form of file says better than these sentences do. */
export interface Wording {
  /** What the definitions (`$defs`) that hold a regex stand for, by their names. */
  shapes: Readonly<Record<string, string>>;
  /** What was expected; null where these sentences do. */
  explain(problem: Problem, path: readonly string[]): string | null;
}

const TYPES: Record<string, string> = {
  object: 'an object',
  array: 'a list',
  string: 'a text in quotes',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

export function explainProblem(problem: Problem, wording: Wording): Place {
  const path = problem.instancePath.split('/').slice(1).map(unescapePointer);
  const name = problem.propertyName ?? unknownKey(problem);
  if (name !== null) path.push(name);
  const expected = wording.explain(problem, path) ?? expectationOf(problem, wording.shapes);
  return { path, expected: `expected ${expected}` };
}

/** The key that should not be there, which Ajv reports at the object around it. */
function unknownKey({ keyword, params }: Problem): string | null {
  return keyword === 'additionalProperties' ? String(params.additionalProperty) : null;
}

function expectationOf({ keyword, params, schemaPath }: Problem, shapes: Wording['shapes']): string {
  const shape = /\$defs\/(\w+)\/pattern$/.exec(schemaPath)?.[1] ?? '';
  switch (keyword) {
    case 'type':
      return TYPES[String(params.type)] ?? String(params.type);
    case 'enum':
      return `one of ${(params.allowedValues as unknown[]).join(', ')}`;
    case 'const':
      return String(params.allowedValue);
    case 'required':
      return `the key "${String(params.missingProperty)}"`;
    case 'pattern':
      return shapes[shape] ?? 'the form that the JSON Schema describes';
    case 'minLength':
      return 'a text that is not empty';
    case 'minItems':
      return 'a list that is not empty';
    case 'uniqueItems':
      return 'each entry once';
    case 'minimum':
    case 'maximum':
      return `a number of at ${keyword === 'minimum' ? 'least' : 'most'} ${String(params.limit)}`;
    default:
      return `what the JSON Schema says (${keyword})`;
  }
}

function unescapePointer(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}
