/** What a vault is to keyfence: a fixed program, what it may be asked, and how its answer is read. */

/** A secret that is asked for. */
export interface Wanted {
  /** The variable that holds it. */
  name: string;
  /** Where the schema says that its value lives, as it is written there; null where it says nothing. */
  reference: string | null;
}

/** A value as a vault has it; never for output. */
export interface VaultValue {
  name: string;
  value: string;
}

/** One run of the program. */
export interface Question {
  args: readonly string[];
  /** @returns the values in what the program printed. @throws where it is not what was expected. */
  read(output: string): VaultValue[];
}

export interface Vault {
  /** What a person calls it. */
  title: string;
  /** The program's file name. */
  program: string;
  /** The variables that it is given besides the common ones: all that begin with one of these. */
  variables: readonly string[];
  /** What to do where it does not answer. */
  remedy: string;
  /**
   * What to ask. References come from the repository: whatever is not strictly of the vault's own shape is not asked for, and
   * nothing of them can be an option, a file or another command.
   * @param root the top level of the project, absolute.
   */
  questions(wanted: readonly Wanted[], root: string): Question[];
}

/** A question for each reference of a shape. @param toQuestion is given the groups of the shape. */
export function askEach(
  wanted: readonly Wanted[],
  shape: RegExp,
  toQuestion: (groups: readonly (string | undefined)[], name: string) => Question | null,
): Question[] {
  return wanted.flatMap(({ name, reference }) => {
    const groups = reference === null ? null : shape.exec(reference);
    const question = groups && !hasSteps(groups[0]) ? toQuestion(groups.slice(1), name) : null;
    return question ?? [];
  });
}

/** Whether a path leaves its place, or names a scheme inside another. */
function hasSteps(reference: string): boolean {
  const path = reference.replace(/^\w+:(?:\/\/)?/, '');
  return path.includes('://') || path.split(/[/#]/).some((part) => part === '.' || part === '..');
}

/** Reads an answer that is the value itself. */
export function wholeAnswer(name: string): Question['read'] {
  return (output) => [{ name, value: output.replace(/\r?\n$/, '') }];
}

/** The values of the wanted names in an object of names and values. */
export function pickNames(object: unknown, wanted: readonly Wanted[]): VaultValue[] {
  return wanted.flatMap(({ name }) => {
    const value = fieldOf(object, name);
    return typeof value === 'string' ? [{ name, value }] : [];
  });
}

/** A field of an object, by its own name; undefined where there is none. */
export function fieldOf(object: unknown, ...path: readonly string[]): unknown {
  let at = object;
  for (const name of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}

/** The name, and the value where it is text. */
export function textValue(name: string, value: unknown): VaultValue[] {
  return typeof value === 'string' ? [{ name, value }] : [];
}
