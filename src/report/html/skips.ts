/** Everything that was not scanned, by its reason: first what makes the scan incomplete. */
import type { Receipt, Skip } from '../../types.js';
import { display } from '../display.js';
import { html, type Markup } from './markup.js';
import { counted, grouped } from './words.js';

const FEW = 20; // names that are shown at once

/** A card; the head line links to it. */
export function notScanned({ skipped }: Receipt): Markup {
  const missed = skipped.filter(({ listed }) => !listed);
  const listed = skipped.filter((skip) => skip.listed && skip.accepted === undefined);
  const accepted = skipped.filter((skip) => skip.accepted !== undefined);
  return html`<section class="card wide" id="not-scanned"><h3>What was not scanned <span class="quiet">${grouped(skipped.length)}</span></h3>
    ${skipped.length === 0 ? html`<p class="quiet">Nothing was left out.</p>` : null}
    ${kind('Should have been scanned', missed, 'incomplete')}
    ${kind('Only listed', listed, 'quiet')}
    ${kind('Accepted by this project', accepted, 'quiet')}</section>`;
}

function kind(title: string, skips: readonly Skip[], tone: string): Markup | null {
  if (skips.length === 0) return null;
  const groups = new Map<string, Skip[]>();
  for (const skip of skips) {
    const group = groups.get(reasonOf(skip)) ?? [];
    group.push(skip);
    groups.set(reasonOf(skip), group);
  }
  const all = [...groups].sort(([, a], [, b]) => b.length - a.length);
  return html`<h4 class="${tone}">${title}: ${counted(skips.length, 'item')}</h4>${all.map(([reason, group]) => groupMarkup(reason, group))}`;
}

function groupMarkup(reason: string, group: readonly Skip[]): Markup {
  const items = group.map(({ file }) => html`<li><bdi class="place">${display(file)}</bdi></li>`);
  const open = group.length > FEW ? null : html` open`;
  return html`<details class="reason"${open}><summary><bdi>${reason}</bdi> <span class="quiet">${grouped(group.length)}</span></summary><ul class="plain">${items}</ul></details>`;
}

function reasonOf({ reason, accepted }: Skip): string {
  return accepted === undefined ? display(reason) : `${display(reason)}; ${display(accepted)}`;
}
