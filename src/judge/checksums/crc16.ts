/** CRC-16/XMODEM: polynomial 0x1021, start 0, nothing reflected, no final XOR. */

/** The CRC-16 of bytes, as the two bytes that follow them: the lower one first. */
export function crc16(bytes: Uint8Array): Buffer {
  let value = 0;
  for (const byte of bytes) {
    value ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) value = value & 0x8000 ? (value << 1) ^ 0x1021 : value << 1;
  }
  return Buffer.from([value & 0xff, (value >> 8) & 0xff]);
}
