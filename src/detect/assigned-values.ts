/** Matches of values by the name they are assigned to. */

import { GENERIC } from '../judge/generic/looks.js';
import { credentialKind } from '../judge/generic/name.js';
import type { Assigned, ByteRange, ByteString, Match, Pattern } from '../types.js';
import { readAssignment, readName } from './assignment.js';
import { namesOneOf, namesVariable } from './name-rule.js';
import { detach, type Prepared, slice, toMatch } from './prepared.js';

const WINDOW_BEFORE = 300; // bytes: what `readAssignment` looks at
const WINDOW_AFTER = 1200;
const AROUND_NAME = 160; // bytes on either side of a hit: what `readName` looks at

/** The value assigned to the name around a hit, if it is what the pattern asks for: its format from end to end, or its name. */
export function matchAssigned(one: Prepared, readAt: Reader, hit: ByteRange): Match | null {
  const name = readAt.name(hit);
  if (name === null || !isAsked(one, name)) return null;
  const read = readAt.value(hit);
  // Several hits in one name read the same value.
  if (!read || read.end === one.doneUntil) return null;
  const { assigned, value, start } = read;
  const found = { text: value, offset: start };
  if (one.matcher === null) {
    const range = { start: 0, end: value.length, secretStart: 0, secretEnd: value.length };
    return toMatch(one.pattern, { ...found, range }, { assigned });
  }
  if (value.length > one.pattern.maxLength) return null;
  const range = one.matcher().find(value);
  if (!range || range.end !== value.length) return null;
  return toMatch(one.pattern, { ...found, range }, { assigned });
}

const MOST_NAMES = 4096; // that one pattern remembers

/** The same few names stand all over a text. */
function isAsked({ pattern, asked }: Prepared, name: ByteString): boolean {
  const known = asked.get(name);
  if (known !== undefined) return known;
  if (asked.size === MOST_NAMES) asked.clear();
  const is = isAskedFor(pattern, name);
  asked.set(detach(name), is);
  return is;
}

/** Whether a value under that name can be what the pattern asks for: most names that hold `key` or `pass` cannot. */
function isAskedFor({ source, names, structure }: Pattern, name: ByteString): boolean {
  if (source === null) return namesVariable(name, names);
  return namesOneOf(name, names) && (structure !== GENERIC || credentialKind(name) !== null);
}

/** A name and its value as read around a hit; offsets in the buffer. */
export interface Reading {
  assigned: Assigned;
  value: ByteString;
  start: number;
  end: number;
}

/** What stands around a hit; nothing is read before it is asked for, and nothing twice. */
export interface Reader {
  /** The name, or null. */
  name(hit: ByteRange): ByteString | null;
  /** What is assigned to it, or null. */
  value(hit: ByteRange): Reading | null;
}

/** Reads assignments in one buffer. Several patterns ask about the same hit. */
export function createReader(bytes: Buffer): Reader {
  let last: { hit: ByteRange; name?: ByteString | null; value?: Reading | null } = {
    hit: { start: 0, end: 0 },
  };
  const at = (hit: ByteRange) => {
    if (hit.start !== last.hit.start || hit.end !== last.hit.end) last = { hit };
    return last;
  };
  return {
    name(hit) {
      const known = at(hit);
      if (known.name === undefined) known.name = nameAround(bytes, hit);
      return known.name;
    },
    value(hit) {
      const known = at(hit);
      if (known.value === undefined) known.value = readAround(bytes, hit);
      return known.value;
    },
  };
}

function nameAround(bytes: Buffer, { start, end }: ByteRange): ByteString | null {
  const first = Math.max(0, start - AROUND_NAME);
  return readName(slice(bytes, first, end + AROUND_NAME), start - first, end - start);
}

function readAround(bytes: Buffer, { start, end }: ByteRange): Reading | null {
  const first = Math.max(0, start - WINDOW_BEFORE);
  const text = slice(bytes, first, end + WINDOW_AFTER);
  const assigned = readAssignment(text, start - first, end - start);
  if (!assigned) return null;
  return {
    assigned: {
      name: text.slice(assigned.nameStart, assigned.nameEnd),
      quoted: assigned.quoted,
      before: lineBefore(text, assigned.nameStart),
    },
    value: text.slice(assigned.start, assigned.end),
    start: first + assigned.start,
    end: first + assigned.end,
  };
}

const LONGEST_BEFORE = 100; // bytes

function lineBefore(text: ByteString, at: number): ByteString {
  const start = Math.max(text.lastIndexOf('\n', at - 1) + 1, at - LONGEST_BEFORE, 0);
  return text.slice(start, at);
}
