/** The entries of the list, and what each of them is filtered and ordered by. */
export interface Entry {
  readonly element: HTMLElement;
  readonly facts: DOMStringMap;
  /** Where it stands in the document. */
  readonly position: number;
}

export function readEntries(): Entry[] {
  const elements = [...document.querySelectorAll<HTMLElement>('#list > li')];
  return elements.map((element, position) => ({ element, facts: element.dataset, position }));
}

export type Order = (a: Entry, b: Entry) => number;

const sinceOf = ({ facts }: Entry) => (facts.since === undefined ? null : Number(facts.since));

/** Those that are not dated come last, either way. */
function bySince(sign: 1 | -1): Order {
  return (a, b) => {
    const [one, other] = [sinceOf(a), sinceOf(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * (one - other);
  };
}

const { compare } = new Intl.Collator('en', { numeric: true });
const placeOf = ({ element }: Entry) => element.querySelector('.place')?.textContent ?? '';

/** By the values of the control; any other value is the order of the document. */
export const ORDERS: Readonly<Record<string, Order>> = {
  oldest: bySince(1),
  newest: bySince(-1),
  place: (a, b) => compare(placeOf(a), placeOf(b)),
};
