/** SQLite's numbers of one to nine bytes. */

const LONGEST = 9; // bytes

/** @returns null where the bytes end inside it, or where it is larger than any size can be. */
export function varintAt(bytes: Buffer, at: number): { value: number; next: number } | null {
  let value = 0;
  for (let index = 0; index < LONGEST; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) return null;
    if (index === LONGEST - 1) value = value * 256 + byte;
    else value = value * 128 + (byte & 0x7f);
    if (byte < 0x80 || index === LONGEST - 1) return { value, next: at + index + 1 };
  }
  return null;
}
