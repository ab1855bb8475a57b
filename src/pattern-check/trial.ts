/** Plants texts where their patterns count, and tells what a scan finds of each. */
import { DEFAULT_LIMITS } from '../decode/budget.js';
import type { Detector } from '../detect/detector.js';
import { examine } from '../examine/examine.js';
import { PIECE_SIZE } from '../examine/pieces.js';
import { judge } from '../judge/judge.js';
import { secretRange } from '../samples/sample.js';
import type { ByteRange, ByteString, Chunk, Confidence, Pattern, Verdict } from '../types.js';

/** A text made of a pattern's format. */
export interface Planted {
  pattern: Pattern;
  text: ByteString;
}

/** What a scan reports of a planted text. */
export interface Seen extends ByteRange {
  pattern: Pattern;
  verdict: Verdict;
  confidence: Confidence;
  note: string | null;
  /** Whether it took decoding to see it: that is another text than the planted one. */
  isDecoded: boolean;
}

export interface Outcome {
  planted: Planted;
  /** Where the secret stands. */
  secret: ByteRange;
  seen: Seen[];
  /** Every pattern that matches there and is believed, whichever is reported. */
  matching: Pattern[];
}

export interface Trial {
  outcomes: Outcome[];
  /** The reasons for which matches were let go. */
  dropped: Set<string>;
}

/** Between two texts: what no format crosses, and too far for a name to be read over it. */
const APART = `\n${'-'.repeat(1300)}\n`;
const QUOTES = ['"', "'", '`'];

/** Scans all texts at once, as they would be scanned in a file of nothing else. */
export async function tryTexts(all: readonly Planted[], detector: Detector): Promise<Trial> {
  const { bytes, starts } = plantAll(all);
  const outcomes = all.map((planted, at): Outcome => {
    const start = starts[at] as number;
    const secret = secretRange(planted.pattern, planted.text);
    return {
      planted,
      secret: { start: start + secret.start, end: start + secret.end },
      seen: [],
      matching: [],
    };
  });
  const dropped = new Set<string>();
  for (const seen of await scan(bytes, detector, (reason) => dropped.add(reason))) {
    for (const outcome of outcomesAt(seen, outcomes)) outcome.seen.push(seen);
  }
  for (const match of detector.detect(bytes)) {
    if (judge(match).kind === 'drop') continue;
    for (const { matching } of outcomesAt(match, outcomes)) matching.push(match.pattern);
  }
  return { outcomes, dropped };
}

/** The patterns of those texts in which the detector matches anything, believed or not. */
export function patternsMet(all: readonly Planted[], detector: Detector): Pattern[] {
  const { bytes, starts } = plantAll(all);
  const met = new Set<Pattern>();
  for (const match of detector.detect(bytes)) {
    const planted = all[starts.findLastIndex((start) => start < match.end)];
    if (planted) met.add(planted.pattern);
  }
  return [...met];
}

/** One text of all, and where each begins. */
function plantAll(all: readonly Planted[]): { bytes: Buffer; starts: number[] } {
  let text = '';
  const starts = all.map((planted) => {
    const { before, after } = surroundingsOf(planted);
    const start = text.length + APART.length + before.length;
    text += APART + before + planted.text + after;
    return start;
  });
  return { bytes: Buffer.from(`${text}\n`, 'latin1'), starts };
}

async function scan(bytes: Buffer, detector: Detector, count: (reason: string) => void): Promise<Seen[]> {
  const chunk: Chunk = { bytes, rest: null, origin: { kind: 'stream', path: 'samples' } };
  const examination = { detector, limits: DEFAULT_LIMITS, size: PIECE_SIZE, count, skip: () => {} };
  const seen: Seen[] = [];
  for await (const examined of examine(chunk, examination)) {
    for (const { judged, layers, range } of examined) {
      const { verdict, confidence, note } = judged.judgement;
      const isDecoded = layers.length > 0;
      seen.push({ pattern: judged.match.pattern, verdict, confidence, note, isDecoded, ...range });
    }
  }
  return seen;
}

function outcomesAt({ start, end }: ByteRange, outcomes: Outcome[]): Outcome[] {
  return outcomes.filter(({ secret }) => start < secret.end && end > secret.start);
}

/** An assignment to a name that the pattern asks for, or else to one that its secret goes by. */
function surroundingsOf({ pattern, text }: Planted): { before: string; after: string } {
  const { anchor, names, env, leftBound, rightBound } = pattern;
  const name = anchor.kind === 'assigned' ? (names[0] as string).toUpperCase() : (env[0] ?? 'value');
  const isFree = (quote: string) => ![text, leftBound, rightBound].some((one) => one.includes(quote));
  const quote = QUOTES.find(isFree) ?? '';
  return { before: `${name} = ${quote}`, after: quote };
}
