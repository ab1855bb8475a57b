/** Marvin32, the keyed hash that Microsoft puts into its identifiable keys. */

/**
 * The two halves of the 64-bit result XOR-ed, unsigned. The seed is eight ASCII characters that stand for a
 * big-endian number, as Microsoft chose all of them to be readable.
 */
export function marvin32(data: Uint8Array, seed: string): number {
  let high = bigEndian(seed, 0);
  let low = bigEndian(seed, 4);

  const mix = (word: number): void => {
    low = (low + word) | 0;
    high ^= low;
    low = (rotate(low, 20) + high) | 0;
    high = rotate(high, 9) ^ low;
    low = (rotate(low, 27) + high) | 0;
    high = rotate(high, 19);
  };

  const full = data.length - (data.length % 4);
  for (let index = 0; index < full; index += 4) mix(word(data, index, 4));
  mix(word(data, full, data.length - full) | (0x80 << (8 * (data.length - full))));
  mix(0);
  return (low ^ high) >>> 0;
}

function bigEndian(text: string, start: number): number {
  let number = 0;
  for (let index = start; index < start + 4; index++) number = (number << 8) | text.charCodeAt(index);
  return number;
}

function word(data: Uint8Array, start: number, bytes: number): number {
  let number = 0;
  for (let index = 0; index < bytes; index++) number |= data[start + index]! << (8 * index);
  return number;
}

function rotate(number: number, bits: number): number {
  return (number << bits) | (number >>> (32 - bits));
}
