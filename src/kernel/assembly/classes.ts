/** The classes of bytes. Whoever loads the kernel fills the tables: what a byte means is written down in one place only. */

/** The classes, as bits in `CLASSES`. */
export const TOKEN: i32 = 1;
export const WORD: i32 = 2;
export const HEX: i32 = 4;
export const QUOTE: i32 = 8;
export const JOINING: i32 = 16;
export const BLANK: i32 = 32;
export const LINE_END: i32 = 64;
export const GAP: i32 = 128;
export const CLASSES: i32 = i32(memory.data(256, 16));

/** The value of each base64 character of either alphabet plus one; 0 for every other byte. */
export const VALUES: i32 = i32(memory.data(256, 16));

/** Whether the byte at an address has one of the classes. */
export function is(address: i32, classes: i32): bool {
  return (i32(load<u8>(CLASSES + load<u8>(address))) & classes) !== 0;
}

/** A byte's value plus one. */
export function valueAt(address: i32): i32 {
  return load<u8>(VALUES + load<u8>(address));
}
