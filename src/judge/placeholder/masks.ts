/** Values that were blacked out, cut short, or typed by laying a hand on the keyboard. */

import type { ByteString } from '../../types.js';
import { isAlphanumeric } from './looks-random.js';
import { isSequence, isTooRegular } from './surprise.js';

/** Signs that stand for hidden text, as UTF-8: bullets, dots, blocks, an ellipsis. */
const HIDING_SIGNS = ['•', '●', '·', '∙', '█', '▪', '…', '⋯'].map((sign) =>
  Buffer.from(sign, 'utf8').toString('latin1'),
);

/** Text around a mask that is no longer than this is no secret. */
const SHORTEST_SECRET = 13;
/** Three dots in the middle of more, or of other signs, are taken for three dots. */
const LONGEST_CUT = 32;
/** The example of RFC 9562's predecessors and of most documentation. */
const KNOWN_UUID = ['123e4567', 'e89b', '12d3'].join('');

/**
 * Whether part of `text` was replaced by signs: asterisks, a bullet, `…`. No token alphabet holds these. A random password
 * of 20 printable characters may hold `***` (one in 45,000): in the middle of much other text it takes four.
 */
export function hasHidingSigns(text: ByteString): boolean {
  if (HIDING_SIGNS.some((sign) => text.includes(sign)) || text.includes('****')) return true;
  return (
    text.includes('***') && (text.startsWith('***') || text.endsWith('***') || text.length <= SHORTEST_SECRET)
  );
}

/** Whether `value` is masked, cut short by dots, or made of one character, two in turn, a sequence or a period. */
export function isMasked(value: ByteString): boolean {
  if (hasHidingSigns(value)) return true;
  if (value.endsWith('...') || (value.length <= LONGEST_CUT && /^[\w.-]*\.\.\.[\w.-]*$/.test(value)))
    return true;
  const core = alphanumericsOf(value);
  if (core === '') return isOnlyMarks(value);
  if (/^x+$/i.test(core) || core.toLowerCase().startsWith(KNOWN_UUID)) return true;
  if (longestX(core) * 2 >= core.length && longestX(core) >= 4) return true;
  if (isRepeated(core) || (core.length >= 4 && isSequence(core))) return true;
  return isTooRegular(core) || (/^[a-z]{3}[0-9]{3}$/i.test(core) && isTwoSequences(core));
}

function alphanumericsOf(value: ByteString): ByteString {
  let core = '';
  for (let at = 0; at < value.length; at++)
    if (isAlphanumeric(value.charCodeAt(at))) core += value.charAt(at);
  return core;
}

/** Without a letter or digit: only signs people mask, underline or leave out with. */
function isOnlyMarks(value: ByteString): boolean {
  return /^[-_.*#xX~=/?\s]*$/.test(value);
}

function longestX(core: ByteString): number {
  let longest = 0;
  let run = 0;
  for (const char of core) {
    run = char === 'x' || char === 'X' ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** One character in four of five places, or two in turn. */
function isRepeated(core: ByteString): boolean {
  const counts = new Map<string, number>();
  for (const char of core) counts.set(char, (counts.get(char) ?? 0) + 1);
  if (Math.max(...counts.values()) >= core.length * 0.8) return true;
  if (counts.size !== 2 || core.length < 4) return false;
  for (let at = 2; at < core.length; at++) if (core[at] !== core[at - 2]) return false;
  return true;
}

/** `abc123`. */
function isTwoSequences(core: ByteString): boolean {
  const step = (at: number): boolean => core.charCodeAt(at + 1) - core.charCodeAt(at) === 1;
  return [0, 1, 3, 4].every(step);
}
