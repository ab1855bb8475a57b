/** What is known of each object of a pack, in memory that all threads see. */

/** Not looked at, or not readable here: it is scanned in the ordinary way. */
export const UNKNOWN = 0;
/** Nothing stands in what is new in it; so nothing stands in it if nothing does in what it was made from. */
export const QUIET = 1;
/** Something stands there, or may: it must be searched whole. */
export const HOT = 2;
/** It was searched whole: a scan tells nothing of it but counts. */
export const DULL = 3;
/** It was searched whole, and there is something to tell. */
export const TELLING = 4;

/** The object is not made from another one of the same pack. */
export const NO_BASE = -1;

/** By the number of the object. */
export interface PackStates {
  states: Uint8Array;
  /** The number of the one it was made from, or NO_BASE. */
  bases: Int32Array;
  /** In bytes. */
  sizes: Uint32Array;
}

/** All in shared memory: it can be posted to threads. */
export function shareStates(objects: number): PackStates {
  const share = (size: number) => new SharedArrayBuffer(objects * size);
  return {
    states: new Uint8Array(share(1)),
    bases: new Int32Array(share(4)).fill(NO_BASE),
    sizes: new Uint32Array(share(4)),
  };
}

/**
 * Which of the wanted objects must be searched whole: those that are hot themselves, or through what they were made from.
 * To be asked once all are searched where they are new.
 * @param isWanted 1 for each object that is wanted.
 * @returns their numbers, ascending.
 */
export function toSearchWhole(
  { states, bases }: Pick<PackStates, 'states' | 'bases'>,
  isWanted: Uint8Array,
): Uint32Array {
  const isQuiet = quietChains(states, bases);
  const found: number[] = [];
  for (let number = 0; number < states.length; number++) {
    if (isWanted[number] === 1 && isQuiet[number] === 0 && states[number] !== UNKNOWN) found.push(number);
  }
  return Uint32Array.from(found);
}

/** 1 for each object in which nothing stands, nor in any that it was made from, step by step. */
export function quietChains(states: Uint8Array, bases: Int32Array): Uint8Array {
  const OPEN = 2;
  const isQuiet = new Uint8Array(states.length).fill(OPEN);
  const chain: number[] = [];
  for (let number = 0; number < states.length; number++) {
    // Chains can be thousands long: each is walked once, and not by recursion.
    chain.length = 0;
    let at = number;
    while (at !== NO_BASE && isQuiet[at] === OPEN && states[at] === QUIET) {
      isQuiet[at] = 0; // until its end is known: no chain that a reader can follow goes in a circle
      chain.push(at);
      at = bases[at] as number;
    }
    const end = at === NO_BASE ? 1 : isQuiet[at] === OPEN ? 0 : (isQuiet[at] as number);
    if (at !== NO_BASE) isQuiet[at] = end;
    for (const one of chain) isQuiet[one] = end;
  }
  return isQuiet;
}
