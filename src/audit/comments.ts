/** The comments in a text that let a finding beside them pass, whether or not there is one. */
import { MARK, markFrom, readReason } from '../exceptions/inline-comment.js';
import type { ByteString } from '../types.js';

const REACH = 1024; // bytes behind a mark in which its reason is looked for

/** The reasons of all such comments, in order; empty for one that gives none, and so does not count. */
export function reasonsIn(text: Buffer): ByteString[] {
  const reasons: ByteString[] = [];
  const bytes = text.toString('latin1');
  for (let at = markFrom(bytes, 0); at >= 0; at = markFrom(bytes, at + MARK.length)) {
    const [rest = ''] = bytes.slice(at + MARK.length, at + MARK.length + REACH).split('\n', 1);
    reasons.push(readReason(rest) ?? '');
  }
  return reasons;
}
