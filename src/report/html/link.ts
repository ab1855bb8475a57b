/** Links out of the report: to what a browser may safely open, and to nothing else. */
import { displayText } from '../display.js';
import { html, type Markup } from './markup.js';

/** @param address a pattern's own, which a project can write itself: only http and https become a link. */
export function linkMarkup(address: string): Markup {
  const shown = displayText(address);
  const url = URL.canParse(address) ? new URL(address) : null;
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (!isWeb || url.username !== '' || url.password !== '') return html`<bdi>${shown}</bdi>`;
  return html`<a href="${url.href}" target="_blank" rel="noreferrer noopener"><bdi>${shown}</bdi></a>`;
}
