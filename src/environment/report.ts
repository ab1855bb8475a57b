/** What a check of the environment comes to, as reports tell it: no value, and nothing made from one. */
import type { ByteString, Pattern } from '../types.js';
import type { Circumstances } from './circumstances.js';
import type { ValueFacts, ValueState } from './examine-value.js';
import type { Disagreement, Place } from './find-values.js';

/** `missing`: nowhere. `elsewhere`: missing, and not asked for in this environment. `same-value`: another name has it too. */
export type NameState = ValueState | 'missing' | 'elsewhere' | 'same-value';

/** `wrong`: it is needed and cannot be used. `warned`: the same of a name that is not needed. */
export type Outcome = 'ok' | 'wrong' | 'warned' | 'unset';

/** One name of the schema. */
export interface NameReport {
  name: string;
  group: string;
  isRequired: boolean;
  state: NameState;
  outcome: Outcome;
  /** Where its value was found; null where it was not. */
  from: Place | null;
  /** The alias under which it was found; null for its own name. */
  alias: string | null;
  /** The literal text of its format that the value begins with. */
  prefix: ByteString;
  /** The literal text that the schema's format begins with. */
  expected: ByteString;
  /** The catalog's pattern of the value, or one that goes by this name. */
  pattern: Pattern | null;
  isOfOther: boolean;
  slip: ValueFacts['slip'];
  /** The other names that have the same value. */
  sameAs: string[];
  disagreement: Disagreement | null;
  /** Where python-dotenv alone finds it. */
  onlyPython: Place | null;
  /** Where another value stands that is hidden by this one. */
  hides: Place[];
  /** Whether the schema says where the value is kept. */
  hasSource: boolean;
}

export interface EnvironmentReport {
  consumer: string | null;
  circumstances: Circumstances;
  /** The schemas' files, the nearest first. */
  schemas: ByteString[];
  /** The env files that were read, the one that outdoes the others first. */
  files: ByteString[];
  names: NameReport[];
}

/** Whether everything that is needed is there and right. */
export function isUsable({ names }: EnvironmentReport): boolean {
  return names.every(({ outcome }) => outcome !== 'wrong');
}
