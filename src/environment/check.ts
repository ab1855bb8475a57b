/** Checks every declared name against the values that programs would see here. */
import type { Pattern } from '../types.js';
import { type Circumstances, isHere } from './circumstances.js';
import { type DeclaredName, isFor, isNeeded } from './declared-names.js';
import { type ExaminerTools, ValueExaminer, type ValueFacts } from './examine-value.js';
import type { FoundValue, ValueFinder } from './find-values.js';
import type { NameReport, NameState, Outcome } from './report.js';

/** States in which an optional name is simply not set. */
const UNSET: readonly NameState[] = ['missing', 'empty', 'elsewhere'];

/** @returns a report for each name that the consumer may have, in the order of the schemas. */
export function checkNames(
  declared: readonly DeclaredName[],
  {
    consumer,
    finder,
    circumstances,
    tools,
  }: {
    consumer: string | null;
    finder: ValueFinder;
    circumstances: Circumstances;
    tools: ExaminerTools;
  },
): NameReport[] {
  const examiner = new ValueExaminer(tools, circumstances);
  const wanted = declared.filter((one) => isFor(one, consumer));
  const found = new Map(wanted.map((one) => [one, finder.find([one.name, ...one.aliases])]));
  return wanted.map((one) => {
    const value = found.get(one) ?? null;
    const facts = value === null ? null : examiner.examine(value.value, one);
    const sameAs = facts?.state === 'ok' ? namesWithSameValue(one, found) : [];
    const isRequired = isNeeded(one, consumer) && isHere(one.environments, circumstances.environments);
    const state = stateOf(one, { facts, sameAs, circumstances });
    return {
      name: one.name,
      group: one.entry.group,
      isRequired,
      state,
      outcome: outcomeOf(state, isRequired),
      ...placeFacts(one, value, finder),
      prefix: facts?.prefix ?? '',
      expected: one.entry.prefix,
      pattern: facts?.pattern ?? knownPattern(one, tools.catalog.patterns.all()),
      isOfOther: facts?.isOfOther ?? false,
      slip: facts?.slip ?? null,
      sameAs,
      hasSource: one.entry.record.source !== undefined,
    };
  });
}

function placeFacts(
  { name, aliases }: DeclaredName,
  value: FoundValue | null,
  finder: ValueFinder,
): Pick<NameReport, 'from' | 'alias' | 'disagreement' | 'hides' | 'onlyPython'> {
  const onlyPython = value === null ? [name, ...aliases].map((one) => finder.findForPython(one)) : [];
  return {
    from: value?.from ?? null,
    alias: value && value.as !== name ? value.as : null,
    disagreement: value?.disagreement ?? null,
    hides: value?.hides ?? [],
    onlyPython: onlyPython.find((place) => place !== null) ?? null,
  };
}

function stateOf(
  { environments }: DeclaredName,
  {
    facts,
    sameAs,
    circumstances,
  }: { facts: ValueFacts | null; sameAs: readonly string[]; circumstances: Circumstances },
): NameState {
  if (facts === null) return isHere(environments, circumstances.environments) ? 'missing' : 'elsewhere';
  return sameAs.length > 0 ? 'same-value' : facts.state;
}

function outcomeOf(state: NameState, isRequired: boolean): Outcome {
  if (state === 'ok') return 'ok';
  if (isRequired) return 'wrong';
  return UNSET.includes(state) ? 'unset' : 'warned';
}

/** The other secrets whose value is the same, where no alias says that they are one. */
function namesWithSameValue(
  one: DeclaredName,
  found: ReadonlyMap<DeclaredName, FoundValue | null>,
): string[] {
  const own = found.get(one);
  if (!one.isSensitive || !own) return [];
  const same = [...found].filter(([other, value]) => {
    const isOne = other === one || other.aliases.includes(one.name) || one.aliases.includes(other.name);
    return !isOne && other.isSensitive && value !== null && value.value === own.value;
  });
  return same.map(([{ name }]) => name);
}

/** A pattern of the catalog that goes by the name: it says where such a secret is made. */
function knownPattern({ name }: DeclaredName, patterns: readonly Pattern[]): Pattern | null {
  const known = patterns.filter(({ env }) => env.includes(name));
  return known.find(({ test, revoke }) => test.length === 0 && revoke !== null) ?? known[0] ?? null;
}
