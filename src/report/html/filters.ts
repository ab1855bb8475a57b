/** The controls above the list. They are of use to the page's script only, which takes `hidden` away. */
import type { Finding } from '../../types.js';
import { html, type Markup } from './markup.js';
import { countBy } from './totals.js';
import { CATEGORIES, grouped, SEVERITIES, STATUSES, VERDICTS } from './words.js';

/** The form; each control is named after the attribute of the entries that it looks at. */
export function filters(findings: readonly Finding[]): Markup {
  const hasHistory = findings.some(({ history }) => history !== null);
  const hasTimes = hasHistory || findings.some(({ commit }) => commit !== null);
  return html`<form class="filters" id="filters" aria-label="Filter the findings" hidden>
    <label class="wide">Search <input type="search" name="text" autocomplete="off" spellcheck="false" placeholder="file, title, author, fingerprint …"></label>
    ${checkboxes('severity', 'Severity', SEVERITIES, findings)}
    ${checkboxes('status', 'Status', STATUSES, findings)}
    ${choice('provider', 'Provider', optionsOf(findings, 'provider', {}))}
    ${choice('category', 'Category', optionsOf(findings, 'category', CATEGORIES))}
    ${choice('verdict', 'Verdict', optionsOf(findings, 'verdict', VERDICTS))}
    ${
      hasHistory
        ? choice('head', 'At HEAD', [
            ['yes', 'still at HEAD'],
            ['no', 'no longer at HEAD'],
          ])
        : null
    }
    <label>Order <select name="order"><option value="">most severe first</option><option value="place">by file</option>
    ${hasTimes ? html`<option value="oldest">longest out first</option><option value="newest">newest first</option>` : null}</select></label>
    <button type="reset">Reset</button></form>`;
}

function checkboxes(
  name: 'severity' | 'status',
  title: string,
  words: Record<string, string>,
  findings: readonly Finding[],
): Markup {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(finding[name], (counts.get(finding[name]) ?? 0) + 1);
  const boxes = Object.entries(words).filter(([value]) => counts.has(value));
  return html`<fieldset><legend>${title}</legend>${boxes.map(
    ([value, word]) =>
      html`<label><input type="checkbox" name="${name}" value="${value}" checked> ${word} <span class="quiet">${grouped(counts.get(value) ?? 0)}</span></label> `,
  )}</fieldset>`;
}

type Option = [value: string, words: string];

function optionsOf(
  findings: readonly Finding[],
  key: 'provider' | 'category' | 'verdict',
  words: Record<string, string>,
): Option[] {
  return countBy(findings, key, words).map(({ name, value, fresh, through }) => [
    value ?? name,
    `${name} (${grouped(fresh + through)})`,
  ]);
}

function choice(name: string, title: string, options: readonly Option[]): Markup {
  return html`<label>${title} <select name="${name}"><option value="">all</option>
    ${options.map(([value, words]) => html`<option value="${value}">${words}</option>`)}</select></label>`;
}
