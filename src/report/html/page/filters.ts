/** Shows the entries that fit the controls above the list, in the order asked for, and says how many these are. */
import { type Entry, ORDERS, readEntries } from './entries.js';

const PATIENCE = 120; // milliseconds without a key, until what was typed is looked for

/** What an entry says, without the names of its facts: every entry has a word such as "first". */
function searchedText(element: HTMLElement): string {
  const parts = [...element.querySelectorAll('summary, dd')].map(({ textContent }) => textContent);
  return parts.join('\n').toLowerCase();
}

export class Filters {
  private readonly entries = readEntries();
  private readonly list = document.querySelector('#list') as HTMLElement;
  private readonly shown = document.querySelector('#shown') as HTMLElement;
  private readonly noneShown = document.querySelector('#none-shown') as HTMLElement;
  private readonly watchers: (() => void)[] = [];
  private readonly form: HTMLFormElement;
  /** The text of each entry in lower case, made when something is first looked for. */
  private texts: string[] | null = null;
  private order = '';

  constructor(form: HTMLFormElement) {
    this.form = form;
    let waiting = 0;
    form.addEventListener('input', ({ target }) => {
      clearTimeout(waiting);
      const isTyped = target instanceof HTMLInputElement && target.type === 'search';
      waiting = setTimeout(() => this.apply(), isTyped ? PATIENCE : 0);
    });
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('reset', () => setTimeout(() => this.apply()));
    document.querySelector('#open-all')?.addEventListener('click', () => this.open(true));
    document.querySelector('#close-all')?.addEventListener('click', () => this.open(false));
    document.querySelector('#folding')?.removeAttribute('hidden');
    form.hidden = false;
    // A browser that comes back to a page keeps what its controls were set to.
    this.apply();
  }

  /** Is told whenever the controls have changed. */
  watch(watcher: () => void): void {
    this.watchers.push(watcher);
    watcher();
  }

  /** Takes all filters away. */
  reset(): void {
    this.form.reset();
    this.apply();
  }

  /** Whether a filter lets exactly one value through: this one. */
  isOnly(name: string, value: string): boolean {
    const boxes = this.boxes(name);
    const select = this.select(name);
    if (boxes.length === 0) return select?.value === value;
    return boxes.length > 1 && boxes.every((box) => box.checked === (box.value === value));
  }

  /** Lets only this value through; where it is the only one already, all of them again. */
  toggleOnly(name: string, value: string): void {
    const all = this.isOnly(name, value);
    for (const box of this.boxes(name)) box.checked = all || box.value === value;
    const select = this.select(name);
    if (select !== null) select.value = all ? '' : value;
    this.apply();
  }

  private boxes(name: string): HTMLInputElement[] {
    return [...this.form.querySelectorAll<HTMLInputElement>(`input[type=checkbox][name=${name}]`)];
  }

  private select(name: string): HTMLSelectElement | null {
    return this.form.querySelector<HTMLSelectElement>(`select[name=${name}]`);
  }

  private apply(): void {
    const chosen = new FormData(this.form);
    const text = String(chosen.get('text')).trim().toLowerCase();
    const choices = ['provider', 'category', 'verdict', 'head'].flatMap((name) => {
      const value = chosen.get(name);
      return value === null || value === '' ? [] : [{ name, value }];
    });
    const severities = new Set(chosen.getAll('severity'));
    const statuses = new Set(chosen.getAll('status'));
    let count = 0;
    for (const entry of this.entries) {
      const { facts, element } = entry;
      const fits =
        severities.has(facts.severity ?? '') &&
        statuses.has(facts.status ?? '') &&
        choices.every(({ name, value }) => facts[name] === value) &&
        (text === '' || this.textOf(entry).includes(text));
      if (fits) count++;
      if (element.hidden === fits) element.hidden = !fits;
    }
    this.tell(count);
    this.sort(String(chosen.get('order')));
    for (const watcher of this.watchers) watcher();
  }

  private tell(count: number): void {
    const all = this.entries.length;
    const total = `${all.toLocaleString('en-US')} ${all === 1 ? 'finding' : 'findings'}`;
    this.shown.textContent = count === all ? total : `${count.toLocaleString('en-US')} of ${total}`;
    this.noneShown.hidden = count > 0;
  }

  private textOf({ position }: Entry): string {
    this.texts ??= this.entries.map(({ element }) => searchedText(element));
    return this.texts[position] as string;
  }

  private sort(order: string): void {
    if (order === this.order) return;
    this.order = order;
    const compare = ORDERS[order];
    const sorted = compare ? this.entries.toSorted(compare) : this.entries;
    this.list.append(...sorted.map(({ element }) => element));
  }

  private open(open: boolean): void {
    for (const { element } of this.entries) {
      const details = element.hidden ? null : element.querySelector('details');
      if (details !== null) details.open = open;
    }
  }
}
