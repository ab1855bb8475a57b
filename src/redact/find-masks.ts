/** Finds what is to be masked in a text: whatever any detector finds and the judges believe, in all its layers. */
import type { DecodeLimits, LayerSkip } from '../decode/budget.js';
import { TOKEN } from '../decode/text/byte-classes.js';
import type { Detector } from '../detect/detector.js';
import { type Dress, type Frame, framesOf } from '../examine/frames.js';
import { believedMatches } from '../judge/judge.js';
import type { Match } from '../types.js';
import type { Mask } from './masks.js';

/** How the masks of a text are found. */
export interface MaskFinder {
  /** Whatever they find is masked, of whatever confidence. */
  detectors: readonly Detector[];
  /** Of what is decoded out of one piece of the text. */
  limits: DecodeLimits;
  /** Is told of everything inside the text that could not be read. */
  skip: (skip: LayerSkip) => void;
}

/** What is read is text, whatever else it may be: it is searched for everything and not opened. */
const TEXT: Dress = { encoding: null, kind: { kind: 'text' }, layers: [] };

/**
 * @param text as UTF-8. @param options `isCut`: whether it begins somewhere within a longer text.
 * @returns the masks in no order; they may overlap.
 */
export async function findMasks(
  text: Buffer,
  { detectors, limits, skip }: MaskFinder,
  { isCut }: { isCut: boolean },
): Promise<Mask[]> {
  const masks: Mask[] = [];
  for await (const frame of framesOf(text, { dress: TEXT, limits, skip, isPart: true, isCut })) {
    const matches = detectors.flatMap((detector) => detector.detect(frame.bytes));
    const news = matches.filter((match) => frame.isNews(match));
    for (const { match } of believedMatches(news, () => {})) masks.push(maskOf(match, frame, text));
  }
  return masks;
}

function maskOf(match: Match, frame: Frame, text: Buffer): Mask {
  const { start, end } = frame.toPiece(match);
  return { start, end: isCutShort(match) ? endOfRun(text, end) : end, prefix: match.prefix };
}

/** Whether a match of an open format ends where its pattern looks no further, and not where the secret does. */
function isCutShort({ pattern, token }: Match): boolean {
  return pattern.isOpen && token.length >= pattern.maxLength;
}

/** Where the bytes of a token end that goes on at `at`. */
export function endOfRun(text: Buffer, at: number): number {
  let end = at;
  while (end < text.length && TOKEN[text[end] as number]) end++;
  return end;
}
