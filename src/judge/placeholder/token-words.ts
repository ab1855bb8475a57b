/**
 * Whether words stand in a token's body that chance would not put there.
 *
 * The body is read as a chain of words with anything between them. A word of k letters is worth k * log2(A) bits, A
 * being the size of the alphabet; it pays log2 of the number of words (times three where both cases occur: it must be
 * all lower, all upper or capitalised), 3.3 bits for the way it is attached, and log2(n) for its place, unless it stands
 * at either end of the body or next to another word, directly or after a separator. A separator on either side is worth
 * what it is rare. By that price, the expected sum of 2^(value) over all words that a random body holds is at most
 * 6 x 2^-3.3 = 0.6 for each link of a chain, 1.5 over chains of all lengths; so by Markov's inequality a random body
 * reaches the 24 bits asked for with a probability under 1.5 x 2^-24 = 9e-8, whatever its alphabet and length.
 */

import type { ByteString } from '../../types.js';
import { bitsPerByte } from './surprise.js';
import { TOKEN_MARKING_WORDS, TOKEN_NAMING_WORDS } from './word-lists.js';

const ENOUGH_BITS = 24;
/** Without a marking word, the words must be past all doubt, and cover most of the body. */
const ENOUGH_BITS_UNMARKED = 40;
const ENOUGH_COVER = 0.7;
const ATTACHING_BITS = 3.3;
const SEPARATORS = '-_.';

interface Word {
  text: string;
  marking: boolean;
}

const WORDS = [
  ...TOKEN_MARKING_WORDS.map((text) => ({ text, marking: true })),
  ...TOKEN_NAMING_WORDS.map((text) => ({ text, marking: false })),
];

/** The words by their last letter. */
const BY_END = new Map<string, Word[]>();
for (const word of WORDS) BY_END.set(word.text.slice(-1), [...(BY_END.get(word.text.slice(-1)) ?? []), word]);

interface Chain {
  bits: number;
  covered: number;
}

const EMPTY: Chain = { bits: 0, covered: 0 };

/** The best chain of words so far, without and with a marking word: ending right here, and ending here or before. */
interface State {
  ending: [Chain | null, Chain | null];
  best: [Chain, Chain | null];
}

/** Whether placeholder words stand in the body of a token by more than chance. */
export function hasTokenWords(body: ByteString): boolean {
  const bits = bitsPerByte(body);
  const found = findWords(body);
  const cases = /[a-z]/.test(body) && /[A-Z]/.test(body) ? 3 : 1;
  const price = Math.log2(WORDS.length * cases) + ATTACHING_BITS;
  const mostBonus = /[-_.]/.test(body) ? 2 * bits : 0;
  const most = found.reduce((sum, { text }) => sum + Math.max(0, text.length * bits - price + mostBonus), 0);
  if (most < ENOUGH_BITS) return false;
  const states: State[] = [{ ending: [null, null], best: [EMPTY, null] }];
  let next = 0;
  for (let end = 1; end <= body.length; end++) {
    const state: State = { ending: [null, null], best: [...(states[end - 1] as State).best] };
    for (; found[next]?.end === end; next++) {
      const { text, marking } = found[next] as FoundWord;
      attach(state, states, {
        body,
        start: end - text.length,
        end,
        bits,
        worth: text.length * bits - price,
        marking,
      });
    }
    states.push(state);
  }
  const [plain, marked] = (states[body.length] as State).best;
  if (marked !== null && marked.bits >= ENOUGH_BITS) return true;
  return [plain, marked].some(
    (chain) =>
      chain !== null && chain.bits >= ENOUGH_BITS_UNMARKED && chain.covered >= body.length * ENOUGH_COVER,
  );
}

type FoundWord = Word & { end: number };

/** Every word in the body, in order of its end. */
function findWords(body: ByteString): FoundWord[] {
  const lower = body.toLowerCase();
  const found: FoundWord[] = [];
  for (let end = 1; end <= body.length; end++) {
    for (const word of BY_END.get(lower.charAt(end - 1)) ?? []) {
      const start = end - word.text.length;
      if (start < 0 || !lower.startsWith(word.text, start) || !isOneCase(body.slice(start, end))) continue;
      found.push({ ...word, end });
    }
  }
  return found;
}

interface Place {
  body: ByteString;
  start: number;
  end: number;
  bits: number;
  worth: number;
  marking: boolean;
}

function attach(state: State, states: State[], place: Place): void {
  const { body, start, end, bits, worth } = place;
  const separatorBits = Math.max(0, bits - Math.log2(SEPARATORS.length));
  const left = start > 0 && SEPARATORS.includes(body.charAt(start - 1));
  const right = end < body.length && SEPARATORS.includes(body.charAt(end));
  const atEdge = start === 0 || end === body.length;
  const free = (left ? separatorBits : 0) + (right ? separatorBits : 0) - Math.log2(body.length);
  const bounded = (left || start === 0) && (right || end === body.length);
  const from = states[start] as State;
  const apart = left ? (states[start - 1] as State) : null;
  for (const marked of [0, 1] as const) {
    const links: [Chain | null | undefined, number][] = [
      [from.best[marked], atEdge ? 0 : bounded ? free : -Math.log2(body.length)],
      [from.ending[marked], 0],
      [apart?.ending[marked], separatorBits],
    ];
    const into = place.marking ? 1 : marked;
    for (const [chain, extra] of links) {
      if (chain === null || chain === undefined) continue;
      const next = { bits: chain.bits + worth + extra, covered: chain.covered + end - start };
      if (next.bits > (state.ending[into]?.bits ?? Number.NEGATIVE_INFINITY)) state.ending[into] = next;
      if (next.bits > (state.best[into]?.bits ?? Number.NEGATIVE_INFINITY)) state.best[into] = next;
    }
  }
}

/** All lower, all upper or capitalised. */
function isOneCase(text: ByteString): boolean {
  const tail = text.slice(1);
  return text === text.toUpperCase() || tail === tail.toLowerCase();
}
