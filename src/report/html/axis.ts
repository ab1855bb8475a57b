/** The labels below a picture of time. */
import { html, type Markup } from './markup.js';
import type { Period } from './periods.js';

const MOST = 6;
const LAST = 88; // percent of the width: what begins further right would be cut off

/**
 * Labels of some periods, evenly spread; the class `spare` lets narrow pages leave out every other.
 * @param share where a period begins, in percent of the width.
 */
export function axisLabels(
  periods: readonly Period[],
  share: (period: Period, index: number) => number,
  y: number,
): Markup[] {
  const every = Math.ceil(periods.length / MOST);
  return periods
    .map((period, index) => ({ label: period.label, index, x: share(period, index) }))
    .filter(({ index, x }) => index % every === 0 && x <= LAST)
    .map(({ label, x }, position) => {
      const spare = position % 2 === 1 ? ' spare' : '';
      return html`<text class="tick${spare}" x="${x.toFixed(2)}%" y="${y}">${label}</text>`;
    });
}
