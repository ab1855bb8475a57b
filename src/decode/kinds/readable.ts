/** Whether a person could read bytes as text, in whatever character set. */
import { isUtf8 } from 'node:buffer';

const LONGEST_CHARACTER = 4; // bytes of UTF-8
const FEW = 0.06; // share of control characters below which it is text; in compressed data it is 0.105
const NUL_SEPARATED = 0.3; // share of NULs that stand between texts without any other control character

/** Marks control characters that no text has: all but tab, line ends, form feed, backspace, bell and escape. */
const IS_CONTROL = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === 0x7f || (byte < 0x20 && ![0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b].includes(byte)) ? 1 : 0,
);

/** Whether it is UTF-8 without a NUL: nearly every text is, and this is told at 10 GB/s. */
export function isPlainText(sample: Buffer): boolean {
  if (sample.includes(0)) return false;
  if (isUtf8(sample)) return true;
  // The sample may end inside a character.
  for (let cut = 1; cut < LONGEST_CHARACTER && cut < sample.length; cut++) {
    const byte = sample[sample.length - cut] as number;
    if (byte < 0x80) return false;
    if (byte >= 0xc0) return isUtf8(sample.subarray(0, sample.length - cut));
  }
  return false;
}

/** Whether control characters are few. A run of NULs counts as one: padding, or a log's end that was never written. */
export function isReadable(sample: Buffer): boolean {
  let controls = 0;
  let runs = 0;
  let nuls = 0;
  let previous = 1;
  for (let at = 0; at < sample.length; at++) {
    const byte = sample[at] as number;
    if (byte === 0) {
      nuls++;
      if (previous !== 0) runs++;
    } else {
      controls += IS_CONTROL[byte] as number;
    }
    previous = byte;
  }
  const length = sample.length - nuls + runs;
  if (length === runs) return true;
  return controls === 0 ? runs <= length * NUL_SEPARATED : controls + runs <= length * FEW;
}
