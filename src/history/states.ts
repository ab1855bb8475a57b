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

export interface PackStates {
  states: Uint8Array;
  /** For each object the number of the one it was made from, or NO_BASE. */
  bases: Int32Array;
}

/** What lies behind them; plain data that threads can be given. */
export interface SharedStates {
  states: SharedArrayBuffer;
  bases: SharedArrayBuffer;
}

export function shareStates(objects: number): SharedStates {
  return {
    states: new SharedArrayBuffer(objects),
    bases: new SharedArrayBuffer(objects * Int32Array.BYTES_PER_ELEMENT),
  };
}

export function openStates({ states, bases }: SharedStates): PackStates {
  return { states: new Uint8Array(states), bases: new Int32Array(bases) };
}

/**
 * Which of the wanted objects must be searched whole: those that are hot themselves or through what they were made from.
 * @param isWanted 1 for each object that is wanted.
 * @returns their numbers, ascending.
 */
export function toSearchWhole({ states, bases }: PackStates, isWanted: Uint8Array): Uint32Array {
  const HOT_BELOW = 1;
  const QUIET_BELOW = 2;
  const known = new Uint8Array(states.length);
  const path: number[] = [];
  const found: number[] = [];
  for (let number = 0; number < states.length; number++) {
    // Chains can be thousands long: each is walked once, and not by recursion.
    let at = number;
    path.length = 0;
    while (
      known[at] === 0 &&
      states[at] === QUIET &&
      (bases[at] as number) >= 0 &&
      path.length <= states.length
    ) {
      path.push(at);
      at = bases[at] as number;
    }
    const isQuiet =
      known[at] === QUIET_BELOW ||
      (known[at] === 0 && path.length <= states.length && isQuietAlone(states[at]));
    const verdict = isQuiet ? QUIET_BELOW : HOT_BELOW;
    known[at] = verdict;
    for (const one of path) known[one] = verdict;
    if (isWanted[number] === 1 && !isQuiet && isOpen(states[number])) found.push(number);
  }
  return Uint32Array.from(found);
}

function isQuietAlone(state: number | undefined): boolean {
  return state === QUIET || state === DULL;
}

/** Whether it was read, and not searched whole yet. */
function isOpen(state: number | undefined): boolean {
  return state === QUIET || state === HOT;
}
