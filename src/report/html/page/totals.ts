/** Makes the names in the totals buttons that filter the list. */
import type { Filters } from './filters.js';

export function makeTotalsFilter(filters: Filters): void {
  for (const head of document.querySelectorAll<HTMLElement>('th[data-filter]')) {
    const { filter = '', value = '' } = head.dataset;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'as-text';
    button.title = 'Show only these in the list';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      filters.toggleOnly(filter, value);
      document.querySelector('#findings')?.scrollIntoView();
    });
    filters.watch(() => button.setAttribute('aria-pressed', String(filters.isOnly(filter, value))));
  }
}
