/** Opens the entry that a link of the page, or its address, leads to. */
import type { Filters } from './filters.js';

export function openWhereLinked(filters: Filters): void {
  const open = (id: string) => {
    const entry = document.getElementById(id);
    if (entry === null || !entry.matches('#list > li')) return;
    if (entry.hidden) filters.reset();
    const details = entry.querySelector('details');
    if (details !== null) details.open = true;
    entry.scrollIntoView();
    entry.querySelector('summary')?.focus({ preventScroll: true });
  };
  const openAddressed = () => open(location.hash.slice(1));
  addEventListener('hashchange', openAddressed);
  // A second click on the same link changes no address.
  document.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('a[href^="#finding-"]') : null;
    if (link !== null) setTimeout(() => open((link.getAttribute('href') ?? '').slice(1)));
  });
  openAddressed();
}
