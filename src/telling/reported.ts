/** Which of the judged matches are reported at all. */
import type { Examined } from '../examine/examine.js';
import type { Count } from '../judge/judge.js';
import { inPlace } from '../judge/places.js';
import type { JudgedMatch } from '../judge/resolve.js';
import type { ByteString, Confidence } from '../types.js';

const RANK: Record<Confidence, number> = { high: 2, medium: 1, low: 0 };

export interface Threshold {
  /** The lowest confidence that is reported. */
  confidence: Confidence;
  /** Is told of each match that is let go. */
  count: Count;
}

export function isReported({ match, judgement }: JudgedMatch, { confidence, count }: Threshold): boolean {
  const isReported = RANK[judgement.confidence] >= RANK[confidence];
  if (!isReported) count('low-confidence', match);
  return isReported;
}

/** Those that are, with the place they stand in considered. */
export function reportedIn(
  examined: readonly Examined[],
  path: ByteString,
  threshold: Threshold,
): Examined[] {
  return examined
    .map((one) => ({ ...one, judged: inPlace(one.judged, path, one.layers) }))
    .filter(({ judged }) => isReported(judged, threshold));
}
