/** The value that a program sees for a name, where it is found, and what else is known of that place. */
import type { ByteString } from '../types.js';
import type { Variables } from './circumstances.js';
import type { LabelledFile } from './env-files.js';
import { isExpanded, readAsPython } from './python-reading.js';

/**
 * How npm's dotenv and python-dotenv disagree about a value. `expanded`: one puts other variables' values into it.
 * `differs`: they read different values, or one reads none.
 */
export type Disagreement = 'expanded' | 'differs';

export interface FoundValue {
  /** The name or the alias under which it stands. */
  as: string;
  /** Never for output. */
  value: string;
  from: Place;
  disagreement: Disagreement | null;
  /** Where another value stands under the same name, which this one hides. */
  hides: Place[];
}

/** Where a value stands: in the shell, or in an env file, on a 1-based line. */
export type Place = { kind: 'shell' } | { kind: 'file'; file: ByteString; line: number | null };

/** Looks names up in the shell first, then in the files: the first one that has a name outdoes the others. */
export class ValueFinder {
  private readonly shell: Variables;
  private readonly files: readonly LabelledFile[];
  private readonly python = new Map<LabelledFile, Map<string, string | null>>();

  constructor(shell: Variables, files: readonly LabelledFile[]) {
    this.shell = shell;
    this.files = files;
  }

  /** @param names the variable and its aliases: the first one that has a value, or else is there and empty. */
  find(names: readonly string[]): FoundValue | null {
    const found = names.map((name) => this.findOne(name)).filter((one) => one !== null);
    return found.find(({ value }) => value !== '') ?? found[0] ?? null;
  }

  /** Where only python-dotenv finds the name: null where it does not either, or dotenv does. */
  findForPython(name: string): Place | null {
    const file = this.files.find((one) => !one.values.has(name) && this.pythonOf(one).get(name));
    return file ? placeIn(file, name) : null;
  }

  private findOne(name: string): FoundValue | null {
    const places: FoundValue[] = [];
    const add = (value: string, from: Place, disagreement: Disagreement | null) =>
      places.push({ as: name, value, from, disagreement, hides: [] });
    const inShell = Object.hasOwn(this.shell, name) ? this.shell[name] : undefined;
    if (inShell !== undefined) add(inShell, { kind: 'shell' }, null);
    for (const file of this.files) {
      const value = file.values.get(name);
      if (value !== undefined) add(value, placeIn(file, name), this.compare(file, name, value));
    }
    const [first, ...others] = places;
    if (!first) return null;
    const hidden = others.filter(({ value }) => value !== first.value && value !== '');
    return { ...first, hides: hidden.map(({ from }) => from) };
  }

  private compare(file: LabelledFile, name: string, value: string): Disagreement | null {
    const python = this.pythonOf(file).get(name);
    if (python !== undefined && python !== null && isExpanded(python)) return 'expanded';
    return (python ?? null) === value ? null : 'differs';
  }

  private pythonOf(file: LabelledFile): Map<string, string | null> {
    const known = this.python.get(file);
    if (known) return known;
    const values = readAsPython(file.text.toString('utf8'));
    this.python.set(file, values);
    return values;
  }
}

function placeIn({ label, text }: LabelledFile, name: string): Place {
  const lines = text.toString('utf8').split(/\r\n?|\n/);
  const line = lines.findLastIndex((one) => isLineOf(one, name));
  return { kind: 'file', file: label, line: line < 0 ? null : line + 1 };
}

function isLineOf(line: string, name: string): boolean {
  const text = line.replace(/^\ufeff/, '').trimStart();
  const rest = text.startsWith('export') ? text.slice('export'.length).trimStart() : text;
  return [text, rest].some((one) => one.startsWith(name) && /^\s*[=:]/.test(one.slice(name.length)));
}
