/**
 * The literal prefilter: an Aho-Corasick automaton over byte classes, as one flat table. Letter case is folded; whoever
 * is told of a hit compares the bytes again where case matters.
 */

/** A built automaton. Plain arrays, so that it can be stored when the package is built. */
export interface Automaton {
  /** The class of each byte. */
  classes: Uint8Array;
  /** How many classes there are: the width of a row. */
  width: number;
  /** Row of a state × class → offset of the next state's row. */
  table: Uint32Array;
  /** States whose row begins here or later are hits. */
  firstHit: number;
  /** For each hit state in order, the indexes of the literals that end there. */
  outputs: number[][];
}

/** @param literals byte strings of one byte or more; an index reported later is an index into this list. */
export function buildAutomaton(literals: readonly string[]): Automaton {
  const { classes, width } = classify(literals);
  const trie = buildTrie(literals, classes);
  const { order, fail } = link(trie);
  for (const state of order) {
    const inherited = trie.outputs[fail[state] as number] as number[];
    if (inherited.length) trie.outputs[state] = [...(trie.outputs[state] as number[]), ...inherited];
  }
  // Hit states go last, so that one comparison tells a hit from all else.
  const all = [0, ...order];
  const isHit = (state: number) => (trie.outputs[state] as number[]).length > 0;
  const placed = [...all.filter((state) => !isHit(state)), ...all.filter(isHit)];
  const rowOf = new Uint32Array(placed.length);
  placed.forEach((state, row) => {
    rowOf[state] = row * width;
  });
  const table = new Uint32Array(placed.length * width);
  for (const state of all) {
    for (let cls = 0; cls < width; cls++) {
      const next = trie.next[state]?.get(cls);
      const row = rowOf[state] as number;
      table[row + cls] =
        next !== undefined
          ? (rowOf[next] as number)
          : state === 0
            ? 0
            : (table[(rowOf[fail[state] as number] as number) + cls] as number);
    }
  }
  const hits = placed.filter(isHit);
  return {
    classes,
    width,
    table,
    firstHit: (placed.length - hits.length) * width,
    outputs: hits.map((state) => trie.outputs[state] as number[]),
  };
}

/**
 * Calls `onHit(literal, end)` for every literal that ends at byte `end` (exclusive) of `bytes`, in order of their ends.
 */
export function walk(
  automaton: Automaton,
  bytes: Uint8Array,
  onHit: (literal: number, end: number) => void,
): void {
  const { firstHit, width, outputs } = automaton;
  const hits = spare ?? new Int32Array(AT_ONCE);
  spare = null;
  for (let from = 0, state = 0; from < bytes.length; ) {
    const count = collect(automaton, bytes, { from, state, hits });
    for (let at = 0; at < count; at += 2) {
      const ending = outputs[((hits[at + 1] as number) - firstHit) / width] as number[];
      for (let k = 0; k < ending.length; k++) onHit(ending[k] as number, hits[at] as number);
    }
    if (count < AT_ONCE) break;
    from = hits[count - 2] as number;
    state = hits[count - 1] as number;
  }
  spare = hits;
}

const AT_ONCE = 8192;
let spare: Int32Array | null = null; // for the next walk; one inside another makes its own

/** The next hits, each as its end and its state; apart from what is done with them, the loop stays fast. */
function collect(
  { classes, table, firstHit }: Automaton,
  bytes: Uint8Array,
  { from, state: first, hits }: { from: number; state: number; hits: Int32Array },
): number {
  const length = bytes.length;
  let state = first;
  let count = 0;
  for (let i = from; i < length; i++) {
    state = table[state + (classes[bytes[i] as number] as number)] as number;
    if (state < firstHit) continue;
    hits[count++] = i + 1;
    hits[count++] = state;
    if (count === AT_ONCE) break;
  }
  return count;
}

function fold(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

function classify(literals: readonly string[]): { classes: Uint8Array; width: number } {
  const classes = new Uint8Array(256);
  let width = 1; // class 0: every byte that no literal has
  for (const literal of literals) {
    for (let i = 0; i < literal.length; i++) {
      const byte = fold(literal.charCodeAt(i));
      if (!classes[byte]) classes[byte] = width++;
    }
  }
  for (let byte = 0x41; byte <= 0x5a; byte++) classes[byte] = classes[fold(byte)] as number;
  return { classes, width };
}

interface Trie {
  next: Map<number, number>[];
  outputs: number[][];
}

function buildTrie(literals: readonly string[], classes: Uint8Array): Trie {
  const trie: Trie = { next: [new Map()], outputs: [[]] };
  literals.forEach((literal, index) => {
    let state = 0;
    for (let i = 0; i < literal.length; i++) {
      const cls = classes[literal.charCodeAt(i)] as number;
      let child = trie.next[state]?.get(cls);
      if (child === undefined) {
        child = trie.next.push(new Map()) - 1;
        trie.outputs.push([]);
        trie.next[state]?.set(cls, child);
      }
      state = child;
    }
    trie.outputs[state]?.push(index);
  });
  return trie;
}

/** States in breadth-first order (without the root) and the failure link of each. */
function link(trie: Trie): { order: number[]; fail: number[] } {
  const fail: number[] = new Array(trie.next.length).fill(0);
  const order: number[] = [];
  const queue = [0];
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] as number;
    for (const [cls, child] of trie.next[state] as Map<number, number>) {
      if (state !== 0) {
        let back = fail[state] as number;
        while (back !== 0 && !trie.next[back]?.has(cls)) back = fail[back] as number;
        fail[child] = trie.next[back]?.get(cls) ?? 0;
      }
      order.push(child);
      queue.push(child);
    }
  }
  return { order, fail };
}
