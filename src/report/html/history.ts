/** The part about time, for a scan of a history: when secrets came and went, and for how long they have been out. */
import type { Finding } from '../../types.js';
import { type BarRow, barTable } from './bars.js';
import { flowChart } from './flow.js';
import { lifelines } from './lifelines.js';
import { type Lifetime, type Listed, lifetimesOf } from './lifetimes.js';
import { html, type Markup } from './markup.js';
import { DAY } from './time.js';
import { counted, SEVERITIES } from './words.js';

const AGES: [name: string, under: number][] = [
  ['Under a week', 7 * DAY],
  ['Under a month', 30 * DAY],
  ['Under 3 months', 91 * DAY],
  ['Under a year', 365 * DAY],
  ['Under 2 years', 730 * DAY],
  ['2 years or more', Number.POSITIVE_INFINITY],
];

/** Empty where the scan knows no history. */
export function historySection(listed: readonly Listed[], now: Date): Markup {
  const told = listed.filter(({ finding }) => finding.history !== null);
  if (told.length === 0) return html``;
  const lifetimes = lifetimesOf(told, now);
  const allowed = told.filter(({ finding }) => finding.status === 'allowed').length;
  const dateless = told.length - allowed - lifetimes.length;
  const asides = [
    'Whoever has cloned the repository has what its history holds, also after it left the files. Dates are those that the commits claim.',
    ...(allowed > 0 ? [`${counted(allowed, 'finding')} that a decision allows: left out here.`] : []),
    ...(dateless > 0 ? [`${counted(dateless, 'finding')} without a dated commit: left out here.`] : []),
  ];
  return html`<section aria-labelledby="history"><h2 id="history">In time</h2><p class="aside">${asides.join(' ')}</p>
    ${lifetimes.length === 0 ? null : pictures(lifetimes, now)}</section>`;
}

function pictures(lifetimes: readonly Lifetime[], now: Date): Markup {
  return html`<div class="cards wide-first"><section class="card"><h3>When they entered and left</h3>${flowChart(lifetimes, now)}</section>
    ${barTable({ title: 'Exposure age', noun: 'Since the first commit', filter: null, rows: ageRows(lifetimes, now) })}</div>
    ${lifelines(lifetimes, now)}`;
}

function ageRows(lifetimes: readonly Lifetime[], now: Date): BarRow[] {
  const rows: BarRow[] = AGES.map(([name]) => ({ name, fresh: 0, through: 0, colour: null, value: null }));
  for (const { first, finding } of lifetimes) {
    const at = AGES.findIndex(([, under]) => now.getTime() - first < under);
    const row = rows[at] as BarRow;
    if (finding.status === 'new') row.fresh++;
    else row.through++;
  }
  return rows;
}

/** The worst first, and what is let through last; the order of the scan otherwise. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const severities = Object.keys(SEVERITIES);
  const rank = ({ status, severity }: Finding) => (status === 'new' ? 0 : 10) + severities.indexOf(severity);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}
