/** When secrets entered the history and when they were last seen in it: columns over time, and the same as a table. */

import { axisLabels } from './axis.js';
import type { Lifetime } from './lifetimes.js';
import { html, type Markup } from './markup.js';
import { type Period, periodsOf } from './periods.js';
import { grouped } from './words.js';

const HEIGHT = 150; // pixels that columns have, up and down together
const TOP = 18; // for the number above the highest column
const BOTTOM = 24; // for the labels of the axis

/** What happened in a period. */
interface Flow extends Period {
  entered: number;
  /** Seen for the last time, and no longer at HEAD. */
  left: number;
  /** How many stood there before it began. */
  before: number;
}

/** @param lifetimes at least one. */
export function flowChart(lifetimes: readonly Lifetime[], now: Date): Markup {
  const flows = flowsOf(lifetimes, now);
  const up = Math.max(1, ...flows.map(({ before, entered }) => before + entered));
  const down = Math.max(0, ...flows.map(({ left }) => left));
  const unit = HEIGHT / (up + down);
  const zero = TOP + up * unit;
  const height = TOP + HEIGHT + BOTTOM;
  return html`<figure class="flow"><svg width="100%" height="${height}" role="img" aria-label="Columns over time; the table below has the same figures">
    ${flows.map((flow, index) => column(flow, { index, width: 100 / flows.length, unit, zero }))}
    <line class="axis" x1="0" x2="100%" y1="${zero.toFixed(1)}" y2="${zero.toFixed(1)}"/>
    <text class="tick" x="0" y="12">at most ${grouped(up)} at once</text>
    ${axisLabels(flows, (_, index) => (100 * index) / flows.length, height - 6)}</svg>
    <figcaption class="legend">${LEGEND.map(([colour, words]) => html`<span><svg width="12" height="12" aria-hidden="true"><rect class="${colour}" width="12" height="12" rx="2"/></svg> ${words}</span>`)}</figcaption></figure>
    ${flowTable(flows)}`;
}

const LEGEND = [
  ['entered', 'entered'],
  ['stood', 'stood there from before'],
  ['left', 'last seen, no longer at HEAD'],
];

function flowsOf(lifetimes: readonly Lifetime[], now: Date): Flow[] {
  const begin = Math.min(...[now.getTime()], lifetimes[0]?.first ?? now.getTime());
  const flows = periodsOf(begin, now.getTime()).map((period) => ({
    ...period,
    entered: 0,
    left: 0,
    before: 0,
  }));
  for (const { first, last } of lifetimes) {
    flowAt(flows, first).entered++;
    if (last !== null) flowAt(flows, last).left++;
  }
  let standing = 0;
  for (const flow of flows) {
    flow.before = standing;
    standing += flow.entered - flow.left;
  }
  return flows;
}

function flowAt(flows: Flow[], time: number): Flow {
  return flows.findLast(({ start }) => start <= time) ?? (flows[0] as Flow);
}

function column(
  { before, entered, left, label }: Flow,
  { index, width, unit, zero }: { index: number; width: number; unit: number; zero: number },
): Markup {
  const place = html`x="${((index + 0.12) * width).toFixed(3)}%" width="${(0.76 * width).toFixed(3)}%"`;
  const bar = (colour: string, from: number, count: number) =>
    count === 0
      ? null
      : html`<rect class="${colour}" ${place} y="${from.toFixed(1)}" height="${Math.max(1.5, count * unit).toFixed(1)}"/>`;
  return html`<g><title>${label}: ${entered} entered, ${left} last seen, ${before} from before</title>
    ${bar('stood', zero - before * unit, before)}${bar('entered', zero - (before + entered) * unit, entered)}${bar('left', zero, left)}</g>`;
}

function flowTable(flows: readonly Flow[]): Markup {
  const rows = flows.filter(({ entered, left }) => entered + left > 0);
  return html`<details class="rest"><summary>The same as a table</summary><table class="plain">
    <caption>Periods in which something changed</caption>
    <thead><tr><th scope="col">From</th><th scope="col">Entered</th><th scope="col">Last seen</th><th scope="col">Stood at its end</th></tr></thead><tbody>
    ${rows.map(
      ({
        label,
        entered,
        left,
        before,
      }) => html`<tr><th scope="row">${label}</th><td class="number">${grouped(entered)}</td>
        <td class="number">${grouped(left)}</td><td class="number">${grouped(before + entered - left)}</td></tr>`,
    )}</tbody></table></details>`;
}
