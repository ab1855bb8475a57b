/** Sets of bytes as the kernel reads them. */

/** @param flags 256 of them. @returns a bit for each set of low halves that high halves share: 16 bytes for low halves, 16 for high ones. */
export function halvesOf(flags: Uint8Array): Uint8Array {
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
