/** Marvin32 folded to 32 bits, as Microsoft's identifiable keys use it; translated from facts/checksums.py. */

/** The hash of the bytes under a 64-bit seed. */
export function marvin32(data: Buffer, seed: bigint): number {
  let low = Number(seed & 0xffffffffn);
  let high = Number(seed >> 32n);
  const mix = (word: number) => {
    low = (low + word) >>> 0;
    high = (high ^ low) >>> 0;
    low = (rotated(low, 20) + high) >>> 0;
    high = (rotated(high, 9) ^ low) >>> 0;
    low = (rotated(low, 27) + high) >>> 0;
    high = rotated(high, 19);
  };
  const full = data.length - (data.length % 4);
  for (let i = 0; i < full; i += 4) mix(data.readUInt32LE(i));
  mix(Buffer.concat([data.subarray(full), Buffer.from([0x80, 0, 0, 0])]).readUInt32LE(0));
  mix(0);
  return (low ^ high) >>> 0;
}

function rotated(value: number, by: number): number {
  return ((value << by) | (value >>> (32 - by))) >>> 0;
}
