/** The receipt: what was and was not scanned, what was let go, and the exceptions on record. */
import type { Receipt, WrittenException } from '../../types.js';
import { display, displayText } from '../display.js';
import { LET_GO, scanned, size } from '../receipt.js';
import { html, type Markup } from './markup.js';
import { notScanned } from './skips.js';
import { counted, grouped, SOURCES } from './words.js';

export function receiptSection(receipt: Receipt): Markup {
  return html`<section aria-labelledby="receipt"><h2 id="receipt">Receipt</h2><div class="cards">
    <section class="card"><h3>What was scanned</h3><dl class="facts">${facts(receipt).map(
      ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
    )}</dl></section>
    ${letGo(receipt)}
    ${notScanned(receipt)}
    ${exceptions('Exceptions that these commits add', receipt.added)}
    ${exceptions('Exceptions of no use any more', receipt.unused)}
    ${unusedSkips(receipt)}</div></section>`;
}

function facts(receipt: Receipt): [name: string, value: string][] {
  const { source, bytes, patterns, knownValues = 0, engine, durationMs, complete } = receipt;
  return [
    ['Source', SOURCES[source]],
    ['Scanned', scanned(receipt).join(', ')],
    ['Size', size(bytes)],
    [
      'Looked for',
      `${grouped(patterns)} formats${knownValues > 0 ? `, ${counted(knownValues, 'known value')}` : ''}`,
    ],
    ['Engine', engine],
    ['Took', durationMs < 1000 ? `${durationMs} ms` : `${(durationMs / 1000).toFixed(1)} s`],
    ['New findings', grouped(receipt.findings)],
    ['Complete', complete ? 'yes' : 'no'],
  ];
}

function letGo({ suppressed }: Receipt): Markup {
  const reasons = Object.entries(suppressed);
  return html`<section class="card"><h3>What was let go</h3>${
    reasons.length === 0
      ? html`<p class="quiet">Nothing.</p>`
      : html`<table class="plain"><caption class="unseen">What was let go, by reason</caption>
        <thead class="unseen"><tr><th scope="col">Reason</th><th scope="col">Count</th></tr></thead><tbody>${reasons.map(
          ([
            reason,
            count,
          ]) => html`<tr><th scope="row">${displayText(reason)}<span class="explained">${LET_GO[reason] ?? null}</span></th>
            <td class="number">${grouped(count)}</td></tr>`,
        )}</tbody></table>`
  }</section>`;
}

function exceptions(title: string, written: readonly WrittenException[] = []): Markup | null {
  if (written.length === 0) return null;
  const item = ({ kind, file, line, what, reason, commit }: WrittenException) => html`<li>${kind}
    ${what === null ? null : html` <bdi class="place">${display(what)}</bdi>`} in <bdi class="place">${display(file)}:${line}</bdi>
    ${commit === null ? null : html`, commit <code>${display(commit.slice(0, 12))}</code>`}${reason === null ? null : html`: <bdi>${display(reason)}</bdi>`}</li>`;
  return html`<section class="card wide"><h3>${title} <span class="quiet">${grouped(written.length)}</span></h3><ul class="plain">${written.map(item)}</ul></section>`;
}

function unusedSkips({ unusedSkips: paths }: Receipt): Markup | null {
  if (paths.length === 0) return null;
  const items = paths.map((path) => html`<li><bdi class="place">${display(path)}</bdi></li>`);
  return html`<section class="card wide"><h3>Skip entries that matched nothing <span class="quiet">${grouped(paths.length)}</span></h3><ul class="plain">${items}</ul></section>`;
}
