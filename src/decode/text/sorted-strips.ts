/** Sorts decoded parts into layers: text with text, other bytes with such, and what must be opened by itself. */
import { isUtf8 } from 'node:buffer';
import type { ByteString } from '../../types.js';
import { contentKind } from '../content-kind.js';
import { encodingOf, isPlainByte } from '../encoding.js';
import type { Layer } from '../layer.js';
import { flagsOf } from './byte-classes.js';
import { layerOf, type Part, Strips } from './strips.js';

const LARGE = 1024; // bytes of text that are worth a layer of their own
const SMALLEST_CONTAINER = 16; // bytes
const SAMPLE = 64 * 1024;
const READABLE_SHARE = 0.75; // a wrongly cut beginning left aside

/** What the mark of a container can begin with: gzip, zip, PDF, PNG, SQLite. A tar has 512 bytes at least. */
export const MARK_BEGINNINGS = flagsOf('\x1f\x50\x25\x89\x53');
const SHORTEST_TAR = 512;

const PLAIN = 1;
const CONTROL = 2;
const KINDS = new Uint8Array(256);
for (let byte = 0; byte < 0x80; byte++) KINDS[byte] = isPlainByte(byte) ? PLAIN : CONTROL;

export class SortedStrips {
  private readonly name: ByteString;
  private readonly text: Strips;
  private readonly other: Strips;

  constructor(name: ByteString) {
    this.name = name;
    this.text = new Strips(name);
    this.other = new Strips(name);
  }

  /**
   * @param others whether bytes that are neither text nor a container are worth a look.
   * @returns the layers that are complete.
   */
  add(part: Part, others: 'kept' | 'dropped'): readonly Layer[] {
    const { bytes } = part;
    const isText = isReadable(bytes);
    if (isText && bytes.length < LARGE && !isContainer(bytes)) return this.text.add(part);
    if (isText || isContainer(bytes) || encodingOf(sampleOf(bytes))) return [layerOf(this.name, part)];
    return others === 'kept' ? this.other.add(part) : [];
  }

  /** What is left, as layers. */
  rest(): readonly Layer[] {
    const [text, other] = [this.text.rest(), this.other.rest()];
    return other.length === 0 ? text : [...text, ...other];
  }
}

/** Whether bytes are a file that holds other texts. */
export function isContainer(bytes: Buffer): boolean {
  if (bytes.length < SMALLEST_CONTAINER) return false;
  if (!MARK_BEGINNINGS[bytes[0] as number] && bytes.length < SHORTEST_TAR) return false;
  return contentKind(sampleOf(bytes)).kind === 'container';
}

/** Whether bytes are text, all in all. */
export function isReadable(bytes: Buffer): boolean {
  const length = Math.min(bytes.length, SAMPLE);
  let plain = 0;
  let controls = 0;
  for (let at = 0; at < length; at++) {
    const kind = KINDS[bytes[at] as number];
    if (kind === PLAIN) plain++;
    else if (kind === CONTROL) controls++;
  }
  if (plain >= length * READABLE_SHARE) return true;
  return controls === 0 && isUtf8(wholeCharacters(sampleOf(bytes)));
}

function sampleOf(bytes: Buffer): Buffer {
  return bytes.length > SAMPLE ? bytes.subarray(0, SAMPLE) : bytes;
}

/** A character that is cut off at the end left out. */
function wholeCharacters(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 4 && ((bytes[end - 1] as number) & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end > 0 && (bytes[end - 1] as number) >= 0xc0 ? end - 1 : bytes.length);
}
