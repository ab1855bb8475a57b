/** The kernel, ready to be called: byte loops as WebAssembly, made of `assembly/` when the package is built. One for each thread. */
import { readAsset } from '../package/assets.js';

// Node's types name it, but not as a value.
declare const WebAssembly: {
  Module: new (binary: Uint8Array) => object;
  Instance: new (module: object) => { exports: unknown };
};

/** Of `assembly/places.ts` and its tables. */
type PlaceExports = Record<ClassName | TableName, { value: number }> & {
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
  memory: { buffer: ArrayBuffer };
  TEXT: { value: number };
  WINDOW: { value: number };
  MARGIN: { value: number };
}

export interface Kernel {
  exports: Exports;
  /** All of its memory, which never grows. */
  memory: Uint8Array;
}

let loaded: Kernel | null = null;

/** @throws where the package is damaged or was never built. */
export function loadKernel(): Kernel {
  if (loaded) return loaded;
  const module = new WebAssembly.Module(readAsset('kernel.wasm'));
  const exports = new WebAssembly.Instance(module).exports as unknown as Exports;
  loaded = { exports, memory: new Uint8Array(exports.memory.buffer) };
  return loaded;
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
