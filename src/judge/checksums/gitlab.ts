/**
 * GitLab's routable tokens: prefix, payload, `.01.`, two digits of payload length, seven digits of CRC-32,
 * base 36.
 */
import type { ByteString } from '../../types.js';
import { wrongShape } from './checked-tail.js';
import { crc32 } from './crc32.js';
import { base36, writeDigits } from './digits.js';
import type { Checksum } from './types.js';

const lengthWidth = 2;
const crcWidth = 7;

export const gitlabRoutable: Checksum = {
  verify(token) {
    const head = token.slice(0, -crcWidth);
    if (computeCrc(head) !== token.slice(head.length)) return false;
    const payload = Number.parseInt(head.slice(-lengthWidth), 36);
    const before = withoutVersion(head.slice(0, -lengthWidth));
    return (
      before !== null &&
      endsAsPrefix(before.slice(0, -payload)) &&
      writeLength(payload) === head.slice(-lengthWidth)
    );
  },
  complete(token) {
    const before = withoutVersion(token.slice(0, -crcWidth - lengthWidth));
    const prefix = before && /gl(?:rtr?-(?:t[0-9]_)?|[a-z]{1,12}-)/.exec(before);
    if (!before || !prefix) throw wrongShape();
    const payload = before.length - prefix.index - prefix[0].length;
    const head = token.slice(0, -crcWidth - lengthWidth) + writeLength(payload);
    return head + computeCrc(head);
  },
};

function computeCrc(head: ByteString): string {
  return writeDigits(crc32(head), base36, crcWidth);
}

function writeLength(bytes: number): string {
  return writeDigits(bytes, base36, lengthWidth);
}

/** Prefix and payload: what stands before `.01.`, or before the single dot of the first generation. */
function withoutVersion(text: ByteString): ByteString | null {
  if (!text.endsWith('.')) return null;
  return text.slice(0, text.endsWith('.01.') ? -4 : -1);
}

/**
 * Whether a text ends with a type prefix, `glpat-` and its kin. An administrator can put an instance's name
 * before it, a runner token puts its kind (`t1_`) after it, and a payload can hold hyphens: so neither the
 * first nor the last hyphen says where the payload begins, only the length digits do.
 */
function endsAsPrefix(text: ByteString): boolean {
  return /gl[a-z]{1,12}-(?:t[0-9]_)?$/.test(text.slice(-20));
}
