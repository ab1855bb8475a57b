/** Tables whose rows are drawn as bars, so that one table is both the picture and the figures. */
import { html, type Markup } from './markup.js';
import { grouped } from './words.js';

export interface BarRow {
  name: string;
  fresh: number;
  /** Let through by a decision, or there before. */
  through: number;
  /** The class that gives the bar its colour; the usual one for null. */
  colour: string | null;
  /** What the filter of the list calls it; null where it does not filter. */
  value: string | null;
}

export interface BarTable {
  title: string;
  /** What a row is, for the column's head: "Provider". */
  noun: string;
  /** The filter of the list that the rows set; null for none. */
  filter: string | null;
  rows: readonly BarRow[];
}

const MOST = 8; // rows that are shown at once; the others unfold

/** A card with the table. */
export function barTable({ title, noun, filter, rows }: BarTable): Markup {
  const most = Math.max(1, ...rows.map(({ fresh, through }) => fresh + through));
  const isSplit = rows.some(({ through }) => through > 0);
  const table = (some: readonly BarRow[], caption: string) => html`
    <table class="bars"><caption>${caption}</caption>
    <thead class="unseen"><tr><th scope="col">${noun}</th><td></td><th scope="col">${isSplit ? 'New' : 'Findings'}</th>
    ${isSplit ? html`<th scope="col">Let through</th>` : null}</tr></thead>
    <tbody>${some.map((row) => barRow(row, { most, isSplit, filter }))}</tbody></table>`;
  const rest = rows.slice(MOST);
  return html`<section class="card"><h3>${title}</h3>${table(rows.slice(0, MOST), `${title}: findings`)}
    ${rest.length === 0 ? null : html`<details class="rest"><summary>${grouped(rest.length)} more</summary>${table(rest, `${title}: the rest`)}</details>`}
    </section>`;
}

function barRow(
  { name, fresh, through, colour, value }: BarRow,
  { most, isSplit, filter }: { most: number; isSplit: boolean; filter: string | null },
): Markup {
  const share = (100 * fresh) / most;
  const more = (100 * through) / most;
  const target =
    filter === null || value === null ? null : html` data-filter="${filter}" data-value="${value}"`;
  return html`<tr><th scope="row"${target}>${name}</th>
    <td class="bar"><svg width="100%" height="12" aria-hidden="true" focusable="false">
    ${fresh > 0 ? html`<rect class="${colour ?? 'usual'}" width="${share.toFixed(2)}%" height="12" rx="2"/>` : null}
    ${through > 0 ? html`<rect class="through" x="${share.toFixed(2)}%" width="${more.toFixed(2)}%" height="12" rx="2"/>` : null}
    </svg></td><td class="number">${grouped(fresh)}</td>${isSplit ? html`<td class="number quiet">${through === 0 ? '' : `+${grouped(through)}`}</td>` : null}</tr>`;
}
