/** The kernel with the tables that text inside text is found with. */
import { halvesOf } from '../../kernel/byte-set.js';
import { createKernel, type Kernel } from '../../kernel/kernel.js';
import {
  BASE64,
  flagsOf,
  GAP,
  HEX,
  isBlank,
  isLineEnd,
  isQuote,
  JOINING,
  TOKEN,
  WORD,
} from './byte-classes.js';

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

/** The kernel, and where it writes what it finds. */
export interface TextKernel extends Kernel {
  runs: Uint32Array;
  escapes: Uint32Array;
  lists: Uint32Array;
  counts: Uint32Array;
}

let prepared: TextKernel | null = null;

export function textKernel(): TextKernel {
  prepared ??= prepare(createKernel());
  return prepared;
}

function prepare(kernel: Kernel): TextKernel {
  fillTables(kernel);
  const { exports, memory } = kernel;
  const numbers = (address: { value: number }) => new Uint32Array(memory.buffer, address.value);
  return {
    ...kernel,
    runs: numbers(exports.RUNS),
    escapes: numbers(exports.ESCAPES),
    lists: numbers(exports.LISTS),
    counts: numbers(exports.COUNTS),
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
