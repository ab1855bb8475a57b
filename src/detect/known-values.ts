/** Finds values of the project's own in bytes, however they are written there. */
import { foldCase } from '../patterns/fold-case.js';
import type { ByteRange, ByteString, Match } from '../types.js';
import type { Detector } from './detector.js';
import type { CandidateValue, KnownValue } from './known-values/known-value.js';
import type { Spelling } from './known-values/spelling.js';
import { spellingsOf } from './known-values/spellings.js';
import { buildPrefilter } from './prefilter/build.js';
import { soughtLiteral } from './prefilter/sought.js';
import { type Prefilter, search } from './prefilter.js';

/** Bytes out of the middle of a spelling that lead to it: enough to be rare. */
const STRETCH = 8;

/** A spelling, and where in it the stretch begins that leads to it. */
interface Lead {
  value: CandidateValue;
  spelling: Spelling;
  offset: number;
}

/** A detector that finds these values besides what the other one finds. Their matches come last. */
export function withKnownValues(detector: Detector, values: readonly CandidateValue[]): Detector {
  const { prefilter, leads } = indexValues(values);
  return {
    detect(bytes) {
      const matches = detector.detect(bytes);
      const told = new Set<string>();
      search(prefilter, bytes, (stretch, start) => {
        for (const lead of leads[stretch] as Lead[]) {
          const range = rangeAt(lead, bytes, start - lead.offset);
          if (range === null || told.has(keyOf(lead, range))) continue;
          told.add(keyOf(lead, range));
          const known = lead.value.judged();
          if (known !== null) matches.push(matchOf(known, lead.spelling, range));
        }
      });
      return matches;
    },
  };
}

function indexValues(values: readonly CandidateValue[]): { prefilter: Prefilter; leads: Lead[][] } {
  const byStretch = new Map<ByteString, Lead[]>();
  for (const value of values) {
    for (const spelling of spellingsOf(value.text)) {
      const offset = (spelling.text.length - STRETCH) >> 1;
      const stretch = foldCase(spelling.text.slice(offset, offset + STRETCH));
      byStretch.set(stretch, [...(byStretch.get(stretch) ?? []), { value, spelling, offset }]);
    }
  }
  const sought = [...byStretch.keys()].map((stretch) => soughtLiteral(stretch, { ignoreCase: true }));
  return { prefilter: buildPrefilter(sought), leads: [...byStretch.values()] };
}

/** The range of the whole value where the spelling stands at `start`. */
function rangeAt({ spelling }: Lead, bytes: Buffer, start: number): ByteRange | null {
  const end = start + spelling.text.length;
  if (start < 0 || end > bytes.length || !isSpelledAt(spelling, bytes, start)) return null;
  return spelling.complete(bytes, { start, end });
}

function isSpelledAt({ text, ignoreCase }: Spelling, bytes: Buffer, start: number): boolean {
  for (let at = 0; at < text.length; at++) {
    const expected = text.charCodeAt(at);
    const byte = bytes[start + at] as number;
    if (byte !== expected && !(ignoreCase && (byte | 0x20) === expected)) return false;
  }
  return true;
}

/** The same value can be seen by several spellings that are alike. */
function keyOf({ value }: Lead, { start, end }: ByteRange): string {
  return `${value.variable}\0${start}-${end}`;
}

function matchOf(value: KnownValue, spelling: Spelling, range: ByteRange): Match {
  const { pattern, secret, prefix, variable } = value;
  return {
    pattern,
    ...range,
    secret,
    token: secret,
    prefix,
    assigned: null,
    near: null,
    known: { variable, spelling: spelling.name },
  };
}
