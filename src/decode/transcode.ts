/** Wide text as UTF-8, with its places. */
import { type Encoding, isPlainByte } from './encoding.js';
import { lastUpTo } from './last-up-to.js';
import { narrowLength, toNarrow, type Units, unitsOf } from './wide-units.js';

/** Text as UTF-8, and where its bytes stood. */
export interface Transcoded {
  text: Buffer;
  /** The offset, in the stored bytes, of the character at that offset of `text`. */
  storedOffset(offset: number): number;
  /** The offset in `text` of the character at that offset of the stored bytes. */
  textOffset(stored: number): number;
}

/** So many bytes of ASCII in a row are no wide text: something that does not know of it appended a line. */
const NARROW_RUN = 20;
const STRIDE = 8192; // bytes between two places that are remembered

/**
 * @param bytes from the text's beginning or from a multiple of four bytes into it. Broken characters, and what is left
 * of a unit at the end, become U+FFFD; a run of ASCII among the wide text is kept as it is.
 */
export function transcode(bytes: Buffer, encoding: Encoding): Transcoded {
  const parts: Part[] = [];
  let text = 0;
  const add = (start: number, end: number, isWide: boolean) => {
    if (start === end) return;
    const narrow = isWide ? toNarrow(bytes, { encoding, start, end }) : bytes.subarray(start, end);
    parts.push({ start, end, text, isWide, narrow });
    text += narrow.length;
  };
  let done = 0;
  for (const run of narrowRuns(bytes, encoding)) {
    add(done, run.start, true);
    add(run.start, run.end, false);
    done = run.end;
  }
  add(done, bytes.length, true);
  let places: Places | null = null;
  const placesOnce = () => {
    places ??= new Places(parts, { bytes, encoding });
    return places;
  };
  return {
    text: parts.length === 1 && parts[0] ? parts[0].narrow : Buffer.concat(parts.map(({ narrow }) => narrow)),
    storedOffset: (offset) => (offset >= text ? bytes.length : placesOnce().storedOffset(offset)),
    textOffset: (stored) => (stored >= bytes.length ? text : placesOnce().textOffset(stored)),
  };
}

interface Part {
  start: number;
  end: number;
  /** Where it begins in the text. */
  text: number;
  isWide: boolean;
  narrow: Buffer;
}

/** Runs of ASCII that begin where a wide character could. */
function* narrowRuns(bytes: Buffer, encoding: Encoding): Iterable<{ start: number; end: number }> {
  const width = encoding.startsWith('utf-32') ? 4 : 2;
  let done = 0;
  for (let probe = NARROW_RUN - 1; probe < bytes.length; ) {
    let start = probe;
    while (start >= done && isPlainByte(bytes[start] as number)) start--;
    start++;
    if (probe - start + 1 < NARROW_RUN) {
      probe = start + NARROW_RUN - 1;
      continue;
    }
    let end = probe;
    while (end < bytes.length && isPlainByte(bytes[end] as number)) end++;
    // The run's last byte may be the first one of a wide character.
    if (encoding.endsWith('le') && bytes[end] === 0) end--;
    start += (width - ((start - done) % width)) % width;
    if (end > start) yield { start, end };
    done = Math.max(done, end);
    probe = done + NARROW_RUN - 1;
  }
}

/** Pairs of offsets, a few thousand bytes apart; what lies between two of them is walked when it is asked for. */
class Places {
  private readonly units: Units;
  private readonly stored: number[] = [];
  private readonly text: number[] = [];
  private readonly isWide: boolean[] = [];

  constructor(parts: readonly Part[], { bytes, encoding }: { bytes: Buffer; encoding: Encoding }) {
    this.units = unitsOf(bytes, encoding);
    for (const part of parts) {
      this.add(part.start, part.text, part.isWide);
      if (part.isWide) this.walk(part);
    }
  }

  storedOffset(offset: number): number {
    const place = lastUpTo(this.text, offset);
    let stored = this.stored[place] as number;
    let text = this.text[place] as number;
    if (!this.isWide[place]) return stored + offset - text;
    for (;;) {
      const code = this.units.codeAt(stored);
      text += narrowLength(code);
      if (text > offset) return stored;
      stored += this.units.widthOf(code);
    }
  }

  textOffset(wanted: number): number {
    const place = lastUpTo(this.stored, wanted);
    let stored = this.stored[place] as number;
    let text = this.text[place] as number;
    if (!this.isWide[place]) return text + wanted - stored;
    for (;;) {
      const code = this.units.codeAt(stored);
      stored += this.units.widthOf(code);
      if (stored > wanted) return text;
      text += narrowLength(code);
    }
  }

  private walk({ start, end, text }: Part): void {
    let next = start + STRIDE;
    let to = text;
    for (let at = start; at < end; ) {
      if (at >= next) {
        this.add(at, to, true);
        next = at + STRIDE;
      }
      const code = this.units.codeAt(at);
      to += narrowLength(code);
      at += this.units.widthOf(code);
    }
  }

  private add(stored: number, text: number, isWide: boolean): void {
    this.stored.push(stored);
    this.text.push(text);
    this.isWide.push(isWide);
  }
}
