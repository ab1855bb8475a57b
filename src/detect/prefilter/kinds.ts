/** Bytes as the kernel sees them when it looks for grams: letters in either case are one. */

/** As the kernel folds: letters to small ones, and whatever else differs in the same bit. */
export function foldByte(byte: number): number {
  return byte | 0x20;
}

/** Of bytes as the kernel tells them apart beside a gram. */
export const KINDS = 64;

export function kindOf(byte: number): number {
  return ((byte >> 1) & 0x20) | (byte & 0x1f);
}
