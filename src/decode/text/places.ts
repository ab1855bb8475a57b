/** One pass over a text for everything that text inside it can begin with; most of it is told by the kernel. */
import { type Kernel, loadKernel, openWindow } from '../../kernel/kernel.js';
import { BASE64, flagsOf, HEX, isBlank, isLineEnd, isQuote, TOKEN, WORD } from './byte-classes.js';
import { JOINING } from './joints.js';
import { GAP } from './runs.js';

/** Offsets in a text, in ascending order. */
export interface Places {
  /** Where 24 base64 characters and more stand in a row: the start and the end of each such line that may hold something. */
  runs: number[];
  /** Where `0x..` stands that may be the first of a list. */
  lists: number[];
  /** Whether it says `Secret`, as a Secret of Kubernetes must. */
  hasSecret: boolean;
}

/** For each byte that an escape can begin with, which bytes can follow: nearly all text is told by these two. */
const FIRST_TWO: [sign: string, next: string][] = [
  ['\\', 'uxneE/"0123\n\r'],
  ['%', '234567'],
  ['&', '#alqg'],
  ['=', '3\n\r'],
  ['\x1b', Array.from({ length: 0x60 }, (_, index) => String.fromCharCode(0x20 + index)).join('')],
  ['"\'`', '+.&~|<>^ \t\n\r\\'],
];

/** Of `0x41` and of `Secret`. */
const OTHER_SIGNS = 'xS';

/** @param onEscape is told where an escape may begin, in ascending order. */
export function findPlaces(bytes: Buffer, onEscape: (at: number) => void): Places {
  const places: Places = { runs: [], lists: [], hasSecret: false };
  finder ??= createFinder(loadKernel());
  finder(bytes, onEscape, places);
  return places;
}

type Finder = (bytes: Buffer, onEscape: (at: number) => void, places: Places) => void;

let finder: Finder | null = null;

function createFinder(kernel: Kernel): Finder {
  fillTables(kernel);
  const { exports, memory } = kernel;
  const numbers = (address: { value: number }) => new Uint32Array(memory.buffer, address.value);
  const [runs, escapes, lists] = [numbers(exports.RUNS), numbers(exports.ESCAPES), numbers(exports.LISTS)];
  const counts = numbers(exports.COUNTS);
  return (bytes, onEscape, places) => {
    exports.beginPlaces();
    for (let base = 0; base < bytes.length; ) {
      const length = openWindow(kernel, bytes, base);
      // A zero stands behind the last byte, and ends a run.
      const end = base + length < bytes.length ? length : length + 1;
      for (let at = 0; at < end; ) {
        at = exports.findPlaces(base, at, end);
        const [ofRuns, ofEscapes, ofLists] = [counts[0], counts[1], counts[2]] as [number, number, number];
        for (let i = 0; i < ofRuns; i++) places.runs.push(runs[i] as number);
        for (let i = 0; i < ofEscapes; i++) onEscape(escapes[i] as number);
        if (counts[3]) places.hasSecret = true;
        for (let i = 0; i < ofLists; i++) places.lists.push(lists[i] as number);
      }
      base += length;
    }
  };
}

function fillTables({ exports, memory }: Kernel): void {
  const classes: [is: (byte: number) => unknown, bit: { value: number }][] = [
    [(byte) => TOKEN[byte], exports.TOKEN],
    [(byte) => WORD[byte], exports.WORD],
    [(byte) => HEX[byte], exports.HEX],
    [(byte) => JOINING[byte], exports.JOINING],
    [(byte) => GAP[byte], exports.GAP],
    [isQuote, exports.QUOTE],
    [isBlank, exports.BLANK],
    [isLineEnd, exports.LINE_END],
  ];
  const add = (table: { value: number }, byte: number, bit: number) => {
    memory[table.value + byte] = (memory[table.value + byte] as number) | bit;
  };
  for (const [is, bit] of classes) {
    for (let byte = 0; byte < 256; byte++) if (is(byte)) add(exports.CLASSES, byte, bit.value);
  }
  memory.set(BASE64, exports.VALUES.value);
  FIRST_TWO.forEach(([sign, next], bit) => {
    for (const byte of Buffer.from(sign, 'latin1')) add(exports.SIGNS, byte, 1 << bit);
    for (const byte of Buffer.from(next, 'latin1')) add(exports.FOLLOWING, byte, 1 << bit);
  });
  memory.set(halvesOf(BASE64), exports.RUN_SET.value);
  memory.set(
    halvesOf(flagsOf(`${FIRST_TWO.map(([sign]) => sign).join('')}${OTHER_SIGNS}`)),
    exports.SIGN_SET.value,
  );
}

/** A set of bytes as the kernel reads it: a bit for each set of low halves that high halves share. */
function halvesOf(flags: Uint8Array): Uint8Array {
  const halves = new Uint8Array(32);
  const bits = new Map<string, number>();
  for (let high = 0; high < 16; high++) {
    const row = flags.subarray(high * 16, high * 16 + 16);
    const lows = [...row.keys()].filter((low) => row[low]);
    if (lows.length === 0) continue;
    const key = lows.join();
    const bit = bits.get(key) ?? 1 << bits.size;
    bits.set(key, bit);
    halves[16 + high] = bit;
    for (const low of lows) halves[low] = (halves[low] as number) | bit;
  }
  return halves;
}
