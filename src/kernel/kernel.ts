/** The kernel, ready to be called: byte loops as WebAssembly, made of `assembly/` when the package is built. */
import { readAsset } from '../package/assets.js';

// Node's types name it, but not as a value.
declare const WebAssembly: {
  Module: new (binary: Uint8Array) => object;
  Instance: new (module: object) => { exports: unknown };
};

/** Of `assembly/places.ts` and its tables. */
type PlaceExports = Record<ClassName | TableName, Constant> & {
  beginPlaces(): void;
  findPlaces(base: number, from: number, end: number): number;
  findSigns(base: number, from: number, end: number): number;
};

/** The classes of bytes, a bit each. */
type ClassName = 'TOKEN' | 'WORD' | 'HEX' | 'QUOTE' | 'JOINING' | 'BLANK' | 'LINE_END' | 'GAP';
type TableName =
  | 'CLASSES'
  | 'VALUES'
  | 'SIGNS'
  | 'FOLLOWING'
  | 'RUN_SET'
  | 'SIGN_SET'
  | 'WANTED_SET'
  | 'RUNS'
  | 'ESCAPES'
  | 'LISTS'
  | 'COUNTS';

/** What `assembly/index.ts` exports. Addresses and lengths are bytes in `memory`. */
interface Exports extends PlaceExports {
  memory: { buffer: ArrayBuffer; grow(pages: number): number };
  TEXT: Constant;
  WINDOW: Constant;
  MARGIN: Constant;
  HITS: Constant;
  stoppedAt: Constant;
  search(tables: number, from: number, length: number): number;
}

interface Constant {
  value: number;
}

export interface Kernel {
  exports: Exports;
  /** All of its memory. */
  memory: Uint8Array;
  /** Where tables were put, and the address behind the last ones. */
  placed: Map<Uint8Array, number>;
  end: number;
  /** The address of the first ones. */
  first: number;
}

const PAGE = 65536; // bytes
const MOST_TABLES = 16 * 1024 * 1024; // bytes: then those that are there are forgotten

let module: object | null = null;

/**
 * A kernel with a memory of its own.
 * @throws where the package is damaged or was never built.
 */
export function createKernel(): Kernel {
  module ??= new WebAssembly.Module(readAsset('kernel.wasm'));
  const exports = new WebAssembly.Instance(module).exports as unknown as Exports;
  const memory = new Uint8Array(exports.memory.buffer);
  return { exports, memory, placed: new Map(), end: memory.length, first: memory.length };
}

/**
 * Puts tables into the kernel's memory, if they are not there; it may grow for that, and what looked at it before sees nothing then.
 * @returns their address, until other tables are placed.
 */
export function placeTables(kernel: Kernel, tables: Uint8Array): number {
  const known = kernel.placed.get(tables);
  if (known !== undefined) return known;
  if (kernel.end - kernel.first + tables.length > MOST_TABLES) {
    kernel.placed.clear();
    kernel.end = kernel.first;
  }
  const address = kernel.end;
  const missing = address + tables.length - kernel.memory.length;
  if (missing > 0) {
    kernel.exports.memory.grow(Math.ceil(missing / PAGE));
    kernel.memory = new Uint8Array(kernel.exports.memory.buffer);
  }
  kernel.memory.set(tables, address);
  kernel.end = (address + tables.length + 3) & ~3;
  kernel.placed.set(tables, address);
  return address;
}

/**
 * Puts a part of `bytes` where the kernel reads it, with what stands around it as far as the margins go, and zeros where nothing does.
 * @param start where the window begins in `bytes`. @returns how many bytes the window has.
 */
export function openWindow({ memory, exports }: Kernel, bytes: Uint8Array, start: number): number {
  const { TEXT, WINDOW, MARGIN } = exports;
  const text = TEXT.value;
  const margin = MARGIN.value;
  const end = Math.min(bytes.length, start + WINDOW.value);
  const from = Math.max(0, start - margin);
  const to = Math.min(bytes.length, end + margin);
  memory.fill(0, text - margin, text - (start - from));
  memory.set(bytes.subarray(from, to), text - (start - from));
  memory.fill(0, text + (to - start), text + (end - start) + margin);
  return end - start;
}

/** The first `count` hits that the search told: two numbers each. Valid until the next search. */
export function hitsOf({ exports }: Kernel, count: number): Int32Array {
  return new Int32Array(exports.memory.buffer, exports.HITS.value, 2 * count);
}
