/** Which values of a file SOPS leaves readable, by the file's own metadata or by a rule of `.sops.yaml`. */
import { type Engine, loadEngine } from '../../detect/regex.js';
import type { Matcher } from '../../types.js';

/** Source: the README of SOPS, "Encrypting only parts of a file". Of these one at most stands in a file. */
export const RULE_NAMES = [
  'unencrypted_suffix',
  'encrypted_suffix',
  'unencrypted_regex',
  'encrypted_regex',
] as const;
export type RuleName = (typeof RULE_NAMES)[number];

/** What SOPS does where nothing is said. */
const DEFAULT_SUFFIX = '_unencrypted';

export interface SopsRule {
  /** Whether a value below these keys has to be encrypted; null where the rule cannot be read. */
  covers(path: readonly string[]): boolean | null;
}

/** @param settings what is said, by the names of the rules. */
export function readRule(settings: Partial<Record<RuleName, string>>): SopsRule {
  const { unencrypted_suffix, encrypted_suffix, unencrypted_regex, encrypted_regex } = settings;
  if (encrypted_suffix) {
    return { covers: (path) => path.some((key) => key.endsWith(encrypted_suffix)) };
  }
  if (encrypted_regex) {
    const matcher = compile(encrypted_regex);
    return { covers: (path) => matcher && path.some((key) => matcher.find(key) !== null) };
  }
  if (unencrypted_regex) {
    const matcher = compile(unencrypted_regex);
    return {
      covers: (path) => matcher && !path.some((key) => matcher.find(key) !== null),
    };
  }
  const suffix = unencrypted_suffix || DEFAULT_SUFFIX;
  return { covers: (path) => !path.some((key) => key.endsWith(suffix)) };
}

let engine: Engine | null = null;

/** Go's regexes are RE2, as is the engine; null for what is none. Its error could hold a piece of the text. */
export function compile(source: string): Matcher | null {
  engine ??= loadEngine();
  try {
    return engine.compile(Buffer.from(source, 'utf8').toString('latin1'), { anchored: false });
  } catch {
    return null;
  }
}
