/** Matches of values by the name they are assigned to. */
import type { Assigned, ByteString, Match } from '../types.js';
import { readAssignment } from './assignment.js';
import { namesOneOf, namesVariable } from './name-rule.js';
import { type Prepared, slice, toMatch } from './prepared.js';

const WINDOW_BEFORE = 300; // bytes: what `readAssignment` looks at
const WINDOW_AFTER = 1200;

/** The value that was read, if it is what the pattern asks for: its format from end to end, or its name. */
export function matchAssigned(one: Prepared, read: Reading | null): Match | null {
  // Several hits in one name read the same value.
  if (!read || read.end === one.doneUntil) return null;
  const { assigned, value, start } = read;
  const found = { text: value, offset: start };
  if (one.matcher === null) {
    if (!namesVariable(assigned.name, one.pattern.names)) return null;
    const range = { start: 0, end: value.length, secretStart: 0, secretEnd: value.length };
    return toMatch(one.pattern, { ...found, range }, { assigned });
  }
  if (value.length > one.pattern.maxLength || !namesOneOf(assigned.name, one.pattern.names)) return null;
  const range = one.matcher().find(value);
  if (!range || range.end !== value.length) return null;
  return toMatch(one.pattern, { ...found, range }, { assigned });
}

/** A name and its value as read around a hit; offsets in the buffer. */
export interface Reading {
  assigned: Assigned;
  value: ByteString;
  start: number;
  end: number;
}

/** What is assigned to the name around a hit, or null. */
export type Reader = (hitStart: number, hitEnd: number) => Reading | null;

/** Reads assignments in one buffer. Several patterns ask about the same hit: it is read once. */
export function createReader(bytes: Buffer): Reader {
  let last: { start: number; end: number; reading: Reading | null } = { start: -1, end: -1, reading: null };
  return (start, end) => {
    if (start !== last.start || end !== last.end)
      last = { start, end, reading: readAround(bytes, start, end) };
    return last.reading;
  };
}

function readAround(bytes: Buffer, hitStart: number, hitEnd: number): Reading | null {
  const first = Math.max(0, hitStart - WINDOW_BEFORE);
  const text = slice(bytes, first, hitEnd + WINDOW_AFTER);
  const assigned = readAssignment(text, hitStart - first, hitEnd - hitStart);
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
