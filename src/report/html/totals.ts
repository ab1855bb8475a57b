/** How much was found, by severity, category, verdict and provider. */
import type { Finding } from '../../types.js';
import { displayText } from '../display.js';
import { type BarRow, barTable } from './bars.js';
import { html, type Markup } from './markup.js';
import { CATEGORIES, SEVERITIES, VERDICTS } from './words.js';

/** Empty where there is nothing to count. */
export function totals(findings: readonly Finding[]): Markup {
  if (findings.length === 0) return html``;
  const note = findings.some(({ status }) => status !== 'new')
    ? html`<p class="legend"><svg width="12" height="12" aria-hidden="true"><rect class="through" width="12" height="12" rx="2"/></svg> let through: in the baseline, or allowed by a decision</p>`
    : null;
  const inOrder = (words: Record<string, string>) => (rows: BarRow[]) =>
    Object.keys(words).flatMap((value) => rows.find((row) => row.value === value) ?? []);
  return html`<section aria-labelledby="totals"><h2 id="totals">Totals</h2>${note}<div class="columns">
    ${barTable({
      title: 'By severity',
      noun: 'Severity',
      filter: 'severity',
      rows: inOrder(SEVERITIES)(countBy(findings, 'severity', SEVERITIES)).map((row) => ({
        ...row,
        colour: row.value,
      })),
    })}
    ${barTable({
      title: 'By category',
      noun: 'Category',
      filter: 'category',
      rows: countBy(findings, 'category', CATEGORIES),
    })}
    ${barTable({
      title: 'By what the belief rests on',
      noun: 'Verdict',
      filter: 'verdict',
      rows: inOrder(VERDICTS)(countBy(findings, 'verdict', VERDICTS)),
    })}
    ${barTable({
      title: 'By provider',
      noun: 'Provider',
      filter: 'provider',
      rows: countBy(findings, 'provider', {}),
    })}
    </div></section>`;
}

/** The most first. @param words names of the values; a value without one is shown as it is. */
export function countBy(
  findings: readonly Finding[],
  key: 'severity' | 'provider' | 'category' | 'verdict',
  words: Record<string, string>,
): BarRow[] {
  const rows = new Map<string, BarRow>();
  for (const finding of findings) {
    const value = displayText(finding[key]);
    const row = rows.get(value) ?? { name: words[value] ?? value, fresh: 0, through: 0, colour: null, value };
    if (finding.status === 'new') row.fresh++;
    else row.through++;
    rows.set(value, row);
  }
  const all = ({ fresh, through }: BarRow) => fresh + through;
  return [...rows.values()].sort((a, b) => all(b) - all(a) || a.name.localeCompare(b.name, 'en'));
}
