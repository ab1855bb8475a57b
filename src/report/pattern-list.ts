/** The list of patterns: one line each, or JSON. */
import type { Pattern } from '../types.js';
import { displayText } from './display.js';
import { isByName, type PatternCounts, patternFacts } from './pattern-facts.js';

/** A line for each: id, severity, category, how it is told, provider and title. Empty for none. */
export function reportPatternList(patterns: readonly Pattern[]): string {
  const rows = patterns.map((pattern) => [
    pattern.id,
    pattern.severity,
    pattern.category,
    isByName(pattern) ? 'by name' : 'exact',
    `${displayText(pattern.provider)}: ${displayText(pattern.title)}`,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}\n`).join('');
}

/** Version 1 of a contract: fields are only ever added. */
export function reportPatternListJson(patterns: readonly Pattern[], counts: PatternCounts): string {
  return `${JSON.stringify({ version: 1, patterns: patterns.map(patternFacts), counts }, null, 2)}\n`;
}

/** The line that closes the list. */
export function reportPatternCounts({ formats, exact, byName, providers }: PatternCounts): string {
  const of = `${formats} format${formats === 1 ? '' : 's'} of ${providers} provider${providers === 1 ? '' : 's'}`;
  return `keyfence: ${of}: ${exact} exact (told by the value alone), ${byName} by name (only where a name asks for them)\n`;
}
