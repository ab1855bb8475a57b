/** Chance of the generator: texts, numbers and picks from the seeded stream of the tests. */
import { randomInt } from '../../support/random.js';

/** A random whole number, both ends included. */
export function between(least: number, most: number): number {
  return least + randomInt(most - least + 1);
}

/** One of them. */
export function pick<T>(all: readonly T[]): T {
  return all[randomInt(all.length)] as T;
}

/** Whether something that happens so often, in percent, happens now. */
export function happens(percent: number): boolean {
  return randomInt(100) < percent;
}

/** A random text over `alphabet`. */
export function textOver(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** All of them in a random order. */
export function shuffled<T>(all: readonly T[]): T[] {
  const left = [...all];
  for (let i = left.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [left[i], left[j]] = [left[j] as T, left[i] as T];
  }
  return left;
}

/** Deals from a shuffled deck; shuffles anew when all have been dealt, so that each comes as often as any other. */
export class Deck<T> {
  readonly #cards: readonly T[];
  #left: T[] = [];

  constructor(cards: readonly T[]) {
    if (cards.length === 0) throw new Error('a deck needs a card');
    this.#cards = cards;
  }

  deal(): T {
    if (this.#left.length === 0) this.#left = shuffled(this.#cards);
    return this.#left.pop() as T;
  }
}
