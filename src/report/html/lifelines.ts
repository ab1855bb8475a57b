/** One line for each secret that has been out longest: from its first commit to its last one, and on to today. */
import { display, displayText } from '../display.js';
import { axisLabels } from './axis.js';
import type { Lifetime } from './lifetimes.js';
import { html, type Markup } from './markup.js';
import { periodsOf } from './periods.js';
import { dayOf, lengthWords } from './time.js';
import { grouped, SEVERITIES } from './words.js';

const FIRST = 12; // lines that are shown at once
const MOST = 100; // and with those that unfold

/** @param lifetimes at least one, the longest out first. */
export function lifelines(lifetimes: readonly Lifetime[], now: Date): Markup {
  const begin = lifetimes[0]?.first ?? now.getTime();
  const periods = periodsOf(begin, now.getTime());
  const [from, to] = [periods[0]?.start ?? begin, now.getTime()];
  // A history of one moment has a length, too.
  const share = (time: number) => (100 * (time - from)) / Math.max(1, to - from);
  const axis = axisLabels(periods, ({ start }) => share(start), 13);
  const table = (some: readonly Lifetime[], caption: string) => html`
    <table class="lives"><caption>${caption}</caption>
    <thead><tr><th scope="col">Secret</th><th scope="col">First commit</th><th scope="col">Last commit</th><th scope="col">Out for</th>
    <td class="life"><svg width="100%" height="18" aria-hidden="true" focusable="false">${axis}</svg></td></tr></thead>
    <tbody>${some.map((lifetime) => row(lifetime, share, now))}</tbody></table>`;
  const all = lifetimes.slice(0, MOST);
  const rest = all.slice(FIRST);
  const title = lifetimes.length > FIRST ? 'Those that have been out longest' : 'Each by itself';
  return html`<section class="card"><h3>${title}</h3>
    <p class="legend">Solid from the first commit that has it to the last one, or to today while HEAD has it; then dotted: the history still shows it.</p>
    ${table(all.slice(0, FIRST), title)}
    ${rest.length === 0 ? null : html`<details class="rest"><summary>${grouped(rest.length)} more</summary>${table(rest, `${title}: the rest`)}</details>`}
    ${lifetimes.length > MOST ? html`<p class="legend">Of ${grouped(lifetimes.length)} in all; the list below has the others.</p>` : null}</section>`;
}

function row({ finding, id, first, last }: Lifetime, share: (time: number) => number, now: Date): Markup {
  const [start, end] = [share(first), share(last ?? now.getTime())];
  const { severity } = finding;
  return html`<tr><th scope="row"><a href="#${id}">${displayText(finding.title)}</a> <span class="severity ${severity}">${SEVERITIES[severity]}</span>
    <bdi class="place">${display(finding.file)}</bdi></th>
    <td data-label="First commit">${dayOf(first)}</td><td data-label="Last commit">${last === null ? 'still at HEAD' : dayOf(last)}</td>
    <td data-label="Out for">${lengthWords(now.getTime() - first)}</td>
    <td class="life"><svg width="100%" height="18" aria-hidden="true" focusable="false">
    <line class="out" x1="${end.toFixed(2)}%" x2="100%" y1="9" y2="9"/>
    <rect class="${severity}" x="${Math.min(start, 99.3).toFixed(2)}%" y="4" width="${Math.max(0.7, end - start).toFixed(2)}%" height="10" rx="2"/></svg></td></tr>`;
}
