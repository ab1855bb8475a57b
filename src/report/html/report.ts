/** Findings as a page to look at: one HTML file that loads nothing, and works without its script. */
import type { Finding, Receipt } from '../../types.js';
import { displayText } from '../display.js';
import type { ReportContext } from '../reporter.js';
import { advice } from './advice.js';
import { readPageAssets } from './assets.js';
import { filters } from './filters.js';
import { findingEntry } from './finding.js';
import { historySection, inOrder } from './history.js';
import type { Listed } from './lifetimes.js';
import { html, type Markup } from './markup.js';
import { receiptSection } from './receipt.js';
import { completeness, figures, headline, toneOf } from './summary.js';
import { totals } from './totals.js';
import { counted, SOURCES } from './words.js';

/**
 * The whole document, with a newline at its end. Its script is a constant: all that the findings say stands in escaped
 * text and attributes.
 * @throws where the package is damaged.
 */
export function reportHtml(findings: readonly Finding[], receipt: Receipt, context: ReportContext): string {
  const listed = inOrder(findings).map((finding, index) => ({ finding, id: `finding-${index + 1}` }));
  const { style, script, policy } = readPageAssets();
  const title = headline(findings, receipt);
  const project = context.project === null ? null : displayText(context.project);
  const page = html`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer"><meta name="robots" content="noindex, nofollow">
    <title>${title}${project === null ? null : ` - ${project}`} - keyfence</title><style>${style}</style></head>
    <body><a class="skip" href="#findings">Skip to the findings</a>
    ${header(project, receipt, context)}
    <main><div class="verdict ${toneOf(receipt)}"><h1>${title}</h1>${completeness(receipt)}${figures(findings, receipt, context.endTime)}</div>
    ${totals(findings)}${historySection(listed, context.endTime)}${advice(findings, receipt)}
    ${list(listed, context.endTime)}
    ${receiptSection(receipt)}</main>
    ${footer(context)}<script>${script}</script></body></html>`;
  return `${page.text}\n`;
}

function header(project: string | null, { source }: Receipt, { endTime }: ReportContext): Markup {
  const made = endTime.toISOString();
  return html`<header><div class="name"><svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true" focusable="false">
    <path class="mark-fence" d="M3 10 6 6l3 4v14H3zM11 10l3-4 3 4v14h-6zM19 10l3-4 3 4v14h-6z"/><path class="mark-rail" d="M1 13h26v3H1z"/></svg>
    <span><b>keyfence</b>${project === null ? null : html` <bdi>${project}</bdi>`}</span></div>
    <p class="made">Scan of ${SOURCES[source]}, <time datetime="${made}">${made.slice(0, 16).replace('T', ' ')} UTC</time></p>
    <button type="button" id="theme" aria-pressed="false" aria-label="Dark colours" hidden>Dark</button></header>`;
}

function list(listed: readonly Listed[], now: Date): Markup {
  const findings = listed.map(({ finding }) => finding);
  if (listed.length === 0) {
    return html`<section aria-labelledby="findings"><h2 id="findings" tabindex="-1">Findings</h2><p class="card quiet">There are none.</p></section>`;
  }
  return html`<section aria-labelledby="findings"><h2 id="findings" tabindex="-1">Findings</h2>${filters(findings)}
    <div class="shown"><p role="status" id="shown">${counted(listed.length, 'finding')}</p>
    <div id="folding" hidden><button type="button" id="open-all">Open all</button> <button type="button" id="close-all">Close all</button></div></div>
    <ul class="findings" id="list">${listed.map((one) => findingEntry(one, now))}</ul>
    <p class="card quiet" id="none-shown" hidden>No finding fits these filters.</p><p class="unseen" role="status" id="said"></p></section>`;
}

function footer({ version }: ReportContext): Markup {
  return html`<footer><p>Made by keyfence ${version}. This file holds no secret: what is shown of one is the fixed beginning of its format.
    It loads nothing and sends nothing.</p></footer>`;
}
