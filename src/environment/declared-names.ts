/** The names that the schemas declare, each with what is asked of its value and who needs it. */
import type { SchemaEntry } from '../schema/read-schema.js';
import type { FoundSchema } from './project.js';

/** One name: the nearest schema's entry for it. */
export interface DeclaredName {
  name: string;
  aliases: readonly string[];
  entry: SchemaEntry;
  /** Whether one of the schema's groups under "required" has it. */
  isRequired: boolean;
  /** Who needs it; null for every part of the project. */
  requiredFor: readonly string[] | null;
  /** Where it must exist; null for everywhere. */
  environments: readonly string[] | null;
  isSensitive: boolean;
}

/** Each name once, in the order of the schemas; of the same name in two schemas the nearest counts. */
export function declaredNames(schemas: readonly FoundSchema[]): DeclaredName[] {
  const names = new Map<string, DeclaredName>();
  for (const { entries } of schemas) {
    const own = new Map<string, DeclaredName>();
    for (const entry of entries) {
      const before = own.get(entry.variable);
      own.set(entry.variable, before ? both(before, declare(entry)) : declare(entry));
    }
    for (const [name, one] of own) if (!names.has(name)) names.set(name, one);
  }
  return [...names.values()];
}

/** Every consumer that a schema mentions, sorted. */
export function consumersOf(names: readonly DeclaredName[]): string[] {
  return [...new Set(names.flatMap(({ requiredFor }) => requiredFor ?? []))].sort();
}

/** Every environment that a schema mentions, sorted. */
export function environmentsOf(names: readonly DeclaredName[]): string[] {
  return [...new Set(names.flatMap(({ environments }) => environments ?? []))].sort();
}

/** Whether a consumer needs a name: it says so, or nobody is named there. Without a consumer every name counts. */
export function isFor({ requiredFor }: DeclaredName, consumer: string | null): boolean {
  return consumer === null || requiredFor === null || requiredFor.includes(consumer);
}

/** Whether it must be there: what a consumer is named for, it cannot do without, in whichever group that stands. */
export function isNeeded({ isRequired, requiredFor }: DeclaredName, consumer: string | null): boolean {
  return isRequired || (consumer !== null && (requiredFor?.includes(consumer) ?? false));
}

function declare(entry: SchemaEntry): DeclaredName {
  const { required_for, environments, aliases, sensitive } = entry.record;
  return {
    name: entry.variable,
    aliases: aliases ?? [],
    entry,
    isRequired: entry.section === 'required',
    requiredFor: required_for ?? null,
    environments: environments ?? null,
    isSensitive: sensitive !== false,
  };
}

/** Of a name in two groups of one schema: whoever needs it in either. */
function both(a: DeclaredName, b: DeclaredName): DeclaredName {
  return {
    ...a,
    aliases: [...new Set([...a.aliases, ...b.aliases])],
    isRequired: a.isRequired || b.isRequired,
    requiredFor: union(a.requiredFor, b.requiredFor),
    environments: union(a.environments, b.environments),
    isSensitive: a.isSensitive || b.isSensitive,
  };
}

function union(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  return a === null || b === null ? null : [...new Set([...a, ...b])];
}
