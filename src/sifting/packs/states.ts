/** What is known of each object of a pack, in memory that all threads see. */

/** Not looked at, or not readable here: it is scanned in the ordinary way. */
export const UNKNOWN = 0;
/** Nothing stands in what is new in it; so nothing stands in it if nothing does in what it was made from. */
export const QUIET = 1;
/** Something stands there, or may: it must be searched whole. */
export const HOT = 2;
/** It was searched whole: a scan tells nothing of it but what it lets go. */
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
  /** 1 where something begins, or may, that a change far from it can complete: what is made from it is searched whole as well. */
  farReaching: Uint8Array;
}

/** All in shared memory: it can be posted to threads. */
export function shareStates(objects: number): PackStates {
  const share = (size: number) => new SharedArrayBuffer(objects * size);
  return {
    states: new Uint8Array(share(1)),
    bases: new Int32Array(share(4)).fill(NO_BASE),
    sizes: new Uint32Array(share(4)),
    farReaching: new Uint8Array(share(1)),
  };
}

/** The objects in which something stands, or may. */
export function hotOnes({ states }: Pick<PackStates, 'states'>): Uint32Array {
  const found: number[] = [];
  for (let number = 0; number < states.length; number++) if (states[number] === HOT) found.push(number);
  return Uint32Array.from(found);
}

/**
 * 1 for each object of which nothing is told: it was searched whole, or it is quiet, and so is all that it was made from up
 * to one that was searched whole and is not far-reaching. To be asked once all hot ones are searched.
 * @param counts whether what is let go in a dull object counts for itself; else it must be met in those made from it.
 */
export function dullOnes(
  { states, bases, farReaching }: Omit<PackStates, 'sizes'>,
  counts: (number: number) => boolean,
): Uint8Array {
  const OPEN = 2;
  const isDull = new Uint8Array(states.length).fill(OPEN);
  const chain: number[] = [];
  for (let number = 0; number < states.length; number++) {
    // Chains can be thousands long: each is walked once, and not by recursion.
    chain.length = 0;
    let at = number;
    while (at !== NO_BASE && isDull[at] === OPEN && states[at] === QUIET) {
      isDull[at] = 0; // until its end is known: no chain that a reader can follow goes in a circle
      chain.push(at);
      at = bases[at] as number;
    }
    const end = at === NO_BASE || endsDull(at) ? 1 : 0;
    for (const one of chain) isDull[one] = end;
    if (isDull[number] === OPEN) isDull[number] = states[number] === DULL ? 1 : 0;
  }
  return isDull;

  function endsDull(at: number): boolean {
    return states[at] === DULL ? counts(at) && farReaching[at] === 0 : isDull[at] === 1;
  }
}
