/** What of a pattern is told to people and programs. */
import type { Pattern } from '../types.js';
import { displayText } from './display.js';

/** The fields of a pattern in JSON, as `keyfence patterns --json` lists them: only ever added to. */
export function patternFacts(pattern: Pattern): Record<string, unknown> {
  const { id, severity, category, confidence, checksum, structure, names, prefixes, env } = pattern;
  return {
    id,
    provider: displayText(pattern.provider),
    title: displayText(pattern.title),
    category,
    severity,
    confidence,
    told: isByName(pattern) ? 'name' : 'value',
    ...(names.length > 0 ? { names: names.map(displayText) } : {}),
    prefixes: prefixes.map(displayText),
    ...(pattern.test.length > 0 ? { test: pattern.test.map(displayText) } : {}),
    checksum,
    structure,
    env: env.map(displayText),
    revoke: pattern.revoke && displayText(pattern.revoke),
    docs: pattern.docs && displayText(pattern.docs),
    rotate: pattern.rotate && displayText(pattern.rotate),
  };
}

/** Whether it counts only when it is assigned to a name that asks for it. */
export function isByName({ anchor }: Pattern): boolean {
  return anchor.kind === 'assigned';
}

/** How many formats there are, and of how many providers. */
export interface PatternCounts {
  formats: number;
  exact: number;
  byName: number;
  providers: number;
}

export function countPatterns(patterns: readonly Pattern[]): PatternCounts {
  const byName = patterns.filter(isByName).length;
  const providers = new Set(patterns.map(({ provider }) => provider)).size;
  return { formats: patterns.length, exact: patterns.length - byName, byName, providers };
}
