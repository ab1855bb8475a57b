/** Whether a match is a stretch of base64 that happens to look like a token: the text goes on on either side of it. */

const LONG = 64; // bytes of base64 beside a match: more than a path or a query has
const ENOUGH = 60; // bytes of base64 with a plus in it
const LOOK = 128; // bytes

/** @param start,end the range of the match in `bytes`. */
export function isInsideBase64(bytes: Uint8Array, start: number, end: number): boolean {
  const joints = [bytes[start - 1], bytes[end]];
  if (!joints.includes(PLUS) && !joints.includes(SLASH)) return false;
  if (!isBase64(bytes[start]) || !isBase64(bytes[end - 1])) return false;
  let left = 0;
  while (left < LOOK && isBase64(bytes[start - 1 - left])) left++;
  let right = 0;
  while (right < LOOK && isBase64(bytes[end + right])) right++;
  if (left >= LONG || right >= LONG) return true;
  return joints.includes(PLUS) && left + (end - start) + right >= ENOUGH;
}

const PLUS = 0x2b;
const SLASH = 0x2f;

function isBase64(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const lower = byte | 0x20;
  return (
    (lower >= 0x61 && lower <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === PLUS || byte === SLASH
  );
}
