/** The script of the HTML report. It is the same in every report: it shows, hides and orders what the document holds. */
import { addCopyButtons } from './copying.js';
import { Filters } from './filters.js';
import { openWhereLinked } from './linked.js';
import { openForPrinting } from './printing.js';
import { addThemeSwitch } from './theme.js';
import { makeTotalsFilter } from './totals.js';

addThemeSwitch();
openForPrinting();
const form = document.querySelector<HTMLFormElement>('#filters');
if (form !== null) {
  const filters = new Filters(form);
  makeTotalsFilter(filters);
  addCopyButtons();
  openWhereLinked(filters);
}
