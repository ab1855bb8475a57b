/** Makes samples of a format: texts that match it, made up at random, with the right checksum where that is asked for. */
import { loadEngine } from '../detect/regex.js';
import { checksums } from '../judge/checksums/index.js';
import { structures } from '../judge/structures/index.js';
import { type Node, parseSyntax } from '../patterns/syntax.js';
import type { ByteRange, ByteString, Matcher, Pattern } from '../types.js';
import { drawCells, type Lengths, textOf } from './draw.js';
import type { Random } from './random.js';

export interface SampleOptions {
  random: Random;
  /** Of a format without a checksum both are the same. Right if left out. */
  checksum?: 'right' | 'wrong';
  /** Any of those that the format allows, if left out. */
  lengths?: Lengths;
}

const TRIES = 200;
const TRIES_FOR_STRUCTURE = 10;
const NAMED_LENGTH = 24;
const NAMED = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';

/**
 * A text that the pattern matches from end to end, sound where the format has a structure; for a name rule, which has no
 * format, random letters and digits. Null where no text keeps the format and its checksum.
 */
export function makeSample(pattern: Pattern, options: SampleOptions): ByteString | null {
  const { random, checksum = 'right', lengths = 'any' } = options;
  const format = formatOf(pattern);
  if (format === null) return randomText(NAMED_LENGTH, random);
  for (let tries = 0; tries < TRIES; tries++) {
    const text = textOf(drawCells(format.node, random, lengths));
    const structure = tries < TRIES_FOR_STRUCTURE ? pattern.structure : null;
    const complete = completed(text, { structure, checksum: checksum === 'right' ? pattern.checksum : null });
    // A checksum or an inner structure can lead out of the format ('+' where it has '-'): try again.
    if (complete === null || format.matcher().find(complete)?.end !== complete.length) continue;
    if (checksum === 'right' || !hasRightChecksum(pattern, complete)) return complete;
  }
  return null;
}

/** A text of the pattern's outline, fast: neither sound nor tried whether it matches. */
export function drawOutline(pattern: Pattern, random: Random): ByteString | null {
  const format = formatOf(pattern);
  return format && textOf(drawCells(format.node, random, 'any'));
}

/** The part of a sample that is the secret: what the pattern captures, or all of it. */
export function secretRange(pattern: Pattern, text: ByteString): ByteRange {
  const found = formatOf(pattern)?.matcher().find(text);
  return found ? { start: found.secretStart, end: found.secretEnd } : { start: 0, end: text.length };
}

/** A random text of letters and digits, or of another alphabet. */
export function randomText(length: number, random: Random, alphabet = NAMED): ByteString {
  return Array.from({ length }, () => alphabet[random(alphabet.length)]).join('');
}

interface Format {
  node: Node;
  ignoreCase: boolean;
  /** Tied to the beginning of a text; compiled when it is first asked for. */
  matcher: () => Matcher;
}

const formats = new WeakMap<Pattern, Format>();

/** What a pattern's regex says, and the regex ready to run; null for a name rule. */
export function formatOf(pattern: Pattern): Format | null {
  if (pattern.source === null) return null;
  const known = formats.get(pattern);
  if (known) return known;
  const { source } = pattern;
  let matcher: Matcher | null = null;
  const compileOnce = () => {
    matcher ??= loadEngine().compile(source, { anchored: true });
    return matcher;
  };
  const { node, ignoreCase } = parseSyntax(source);
  const format = { node, ignoreCase, matcher: compileOnce };
  formats.set(pattern, format);
  return format;
}

function completed(
  text: ByteString,
  { structure, checksum }: { structure: string | null; checksum: string | null },
): ByteString | null {
  try {
    const sound = structure === null ? text : (structures[structure]?.complete?.(text) ?? text);
    return checksum === null ? sound : (checksums[checksum]?.complete(sound) ?? sound);
  } catch {
    return null; // some lengths that a format allows leave no room for whole bytes
  }
}

function hasRightChecksum({ checksum }: Pattern, text: ByteString): boolean {
  return checksum !== null && checksums[checksum]?.verify(text) === true;
}
