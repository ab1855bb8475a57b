/** The comments in a text that let a finding on their line pass: `keyfence:allow`, and the reason behind it. */
import type { ByteString } from '../types.js';

/** What such a comment begins with. */
export const COMMENT = 'keyfence:allow';

const LONGEST = 300; // bytes of a reason that are kept
/** What ends a comment in one language or another. */
const CLOSERS = [
  '*/',
  '-->',
  '--%>',
  '%>',
  '#}',
  '}}',
  '*)',
  '-}',
  '"""',
  "'''",
  '"',
  "'",
  '`',
  ')',
  ',',
  ';',
];

/** The reasons of all such comments, in order; empty for one that gives none. */
export function reasonsIn(text: Buffer): ByteString[] {
  const reasons: ByteString[] = [];
  for (let at = text.indexOf(COMMENT); at >= 0; at = text.indexOf(COMMENT, at + COMMENT.length)) {
    const start = at + COMMENT.length;
    const line = text.indexOf(10, start);
    const end = Math.min(line < 0 ? text.length : line, start + LONGEST);
    const behind = text.toString('latin1', start, end);
    if (/^[\w-]/.test(behind)) continue; // another word
    reasons.push(withoutCloser(behind));
  }
  return reasons;
}

function withoutCloser(behind: ByteString): ByteString {
  let reason = trimmed(behind);
  for (let closer = closerOf(reason); closer !== undefined; closer = closerOf(reason)) {
    reason = trimmed(reason.slice(0, -closer.length));
  }
  return reason;
}

function closerOf(reason: ByteString): string | undefined {
  return CLOSERS.find((closer) => reason.endsWith(closer));
}

/** Not trim(): it would take UTF-8 apart. */
function trimmed(text: ByteString): ByteString {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isBlank(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13);
}
