/**
 * How unlikely a random token is to look the way this one does, in bits.
 *
 * A real token must not be let go because it looks like a placeholder by chance. So no rule here says "it contains";
 * each rule says how many bits of luck a random body would need, and asks for at least 24 to 26 of them. The size of
 * the alphabet is taken from the classes of bytes that the body holds; that is at most the real one's, or next to it
 * (base32 and base58 count as 36 and 62: 0.2 bits a byte, which the thresholds have room for). A body too short to be
 * that unlikely is never let go by these rules.
 *
 * Bounds on letting go of a random body of n bytes over A characters, whatever n and A:
 * - low variety: at most d < 6 distinct characters has a probability under C(A, d) (d / A)^n; it must be under 2^-26,
 *   for each of the five d: 7.5e-8 in all. (36 x base62: 1e-33; 32 x hex: 3e-13; 16 x A-Z0-9: 7e-9.)
 * - a period p of at most n / 2: n - p bytes repeat others, A^-(n - p), at most n such p: 1.5e-8.
 * - one character in four of five places, n >= 24: under A 2^n A^-0.8n, 2^-36 for ten digits.
 * - a run of `x`: A^-k at n places, two cases, log2(n) + 3 bits paid: 2^-24 = 6e-8.
 * - runs along a row of keys, the alphabet or the digits, or with a constant step: every byte after the first (the
 *   first two periods) is given by those before it, up to its case (1 bit). A run pays for its place and for the row:
 *   log2(n) + 5 bits; half a bit a byte pays for trying every length. By Markov's inequality the best sum of runs
 *   reaches 26 bits with a probability of some 2^-25 for each way of running (4 of them): 1.2e-7.
 */

import type { ByteString } from '../../types.js';
import { isDigit, isLetter } from './looks-random.js';

const LOW_VARIETY_BITS = 26;
const PERIOD_BITS = 26;
const RUN_BITS = 26;
const MASK_BITS = 24;

const ROWS = [
  '0123456789abcdefghijklmnopqrstuvwxyz0',
  '1234567890abcdefghijklmnopqrstuvwxyz1',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
];
/** For each row and direction, the byte that comes after each byte; 0 for none. */
const NEIGHBOURS = ROWS.flatMap((row) => [row, [...row].reverse().join('')]).map((row) => {
  const next = new Uint8Array(256);
  for (let at = 1; at < row.length; at++) next[row.charCodeAt(at - 1)] = row.charCodeAt(at);
  return next;
});

/** log2 of the number of characters that the classes in `body` span: digits 10, hex 16, letters 26 or 52 … */
export function bitsPerByte(body: ByteString): number {
  if (/^[0-9]*$/.test(body)) return Math.log2(10);
  if (/^[0-9a-f]*$/.test(body) || /^[0-9A-F]*$/.test(body)) return 4;
  let size = 0;
  if (/[0-9]/.test(body)) size += 10;
  if (/[a-z]/.test(body)) size += 26;
  if (/[A-Z]/.test(body)) size += 26;
  const others = new Set(body.replace(/[0-9A-Za-z]/g, ''));
  return Math.log2(Math.max(2, size + others.size));
}

/** Whether `body` is too regular for a random one: the same few characters, a period, a mask, a row of keys. */
export function isTooRegular(body: ByteString): boolean {
  if (body.length < 4) return false;
  const bits = bitsPerByte(body);
  return (
    hasLowVariety(body, bits) ||
    isPeriodic(body, bits) ||
    hasMask(body, bits) ||
    isRun(body, bits) ||
    isMostlyOne(body)
  );
}

function hasLowVariety(body: ByteString, bits: number): boolean {
  const distinct = new Set(body).size;
  if (distinct >= 6) return false;
  const size = Math.max(distinct, Math.round(2 ** bits));
  let ways = 0;
  for (let i = 0; i < distinct; i++) ways += Math.log2((size - i) / (i + 1));
  return body.length * Math.log2(size / distinct) - ways >= LOW_VARIETY_BITS;
}

function isMostlyOne(body: ByteString): boolean {
  if (body.length < 24) return false;
  const counts = new Map<string, number>();
  for (const char of body) counts.set(char, (counts.get(char) ?? 0) + 1);
  return Math.max(...counts.values()) >= body.length * 0.8;
}

/** The shortest period by the failure function of Knuth, Morris and Pratt: linear. */
function isPeriodic(body: ByteString, bits: number): boolean {
  const failure = new Uint32Array(body.length);
  let matched = 0;
  for (let at = 1; at < body.length; at++) {
    while (matched > 0 && body[at] !== body[matched]) matched = failure[matched - 1] as number;
    if (body[at] === body[matched]) matched++;
    failure[at] = matched;
  }
  return matched * 2 >= body.length && matched * bits - Math.log2(body.length) >= PERIOD_BITS;
}

/** A run of `x`, long enough to be no chance. */
function hasMask(body: ByteString, bits: number): boolean {
  let run = 0;
  for (let at = 0; at < body.length; at++) {
    const char = body[at];
    run = char !== 'x' && char !== 'X' ? 0 : char === body[at - 1] ? run + 1 : 1;
    if (run * bits - Math.log2(body.length) - 3 >= MASK_BITS) return true;
  }
  return false;
}

function isRun(body: ByteString, bits: number): boolean {
  // One run over all of it surprises most.
  if (surpriseOf({ length: body.length, free: 1 }, body, bits) < RUN_BITS) return false;
  const lower = body.toLowerCase();
  const ways = [rowRuns(lower), ...[1, 2, 3].map((stride) => stepRuns(lower, stride))];
  return ways.some((runs) => {
    let sum = 0;
    let covered = 0;
    for (const run of runs) {
      const surprise = surpriseOf(run, body, bits);
      if (surprise <= 0) continue;
      sum += surprise;
      covered += run.length;
    }
    return sum >= RUN_BITS && covered * 2 >= body.length;
  });
}

/** Bits of luck that a run takes, its place and its row paid. */
function surpriseOf({ length, free }: Run, body: ByteString, bits: number): number {
  return (length - free) * (bits - 1.5) - Math.log2(body.length) - 5;
}

/** Whether runs of four or more along a row cover 70 % of `body`, or a constant step all of it (`aabbcc`, `a1b2c3d4`). */
export function isSequence(body: ByteString): boolean {
  const lower = body.toLowerCase();
  let covered = 0;
  for (const run of rowRuns(lower)) if (run.length >= 4) covered += run.length;
  if (covered >= body.length * 0.7) return true;
  return [1, 2, 3].some((stride) => {
    const [run] = stepRuns(lower, stride);
    return run !== undefined && run.length === body.length && run.length >= run.free + Math.max(3, run.free);
  });
}

interface Run {
  length: number;
  /** How many of its bytes are free; the others follow from them. */
  free: number;
}

/** Runs of neighbours on a row of keys, of the alphabet or of the digits, in either direction. */
function rowRuns(lower: ByteString): Run[] {
  const runs: Run[] = [];
  for (let start = 0; start < lower.length; ) {
    let longest = start + 1;
    for (const next of NEIGHBOURS) {
      let end = start + 1;
      while (end < lower.length && next[lower.charCodeAt(end - 1)] === lower.charCodeAt(end)) end++;
      if (end > longest) longest = end;
    }
    if (longest > start + 1) runs.push({ length: longest - start, free: 1 });
    start = longest;
  }
  return runs;
}

/** Runs in which every `stride`-th character goes on by a constant step: `aabbcc`, `a1b2c3`, `aceg`, `0000`. */
function stepRuns(lower: ByteString, stride: number): Run[] {
  const runs: Run[] = [];
  const free = stride * 2;
  let start = 0;
  for (let at = free; at <= lower.length; at++) {
    if (at < lower.length && goesOn(lower, at, stride)) continue;
    if (at - start > free) runs.push({ length: at - start, free });
    start = at - free + 1;
  }
  return runs;
}

function goesOn(lower: ByteString, at: number, stride: number): boolean {
  const first = lower.charCodeAt(at - 2 * stride);
  const second = lower.charCodeAt(at - stride);
  const third = lower.charCodeAt(at);
  if (isDigit(first) && isDigit(second) && isDigit(third))
    return (third - second - (second - first)) % 10 === 0;
  return isLetter(first) && isLetter(second) && isLetter(third) && third - second === second - first;
}
