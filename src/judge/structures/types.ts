/** What a structural check can say about a match. */
import type { ByteString, Confidence } from '../../types.js';

export type StructureResult =
  /** It is what it looks like. */
  | { outcome: 'sound'; note: string | null }
  /** It cannot be what it looks like. */
  | { outcome: 'unsound'; note: string }
  /** It is not quite what it should be: a made-up one, most likely, or a kind that is not known. */
  | { outcome: 'doubtful'; note: string }
  /** It is what it looks like, yet harmless to some degree. */
  | { outcome: 'lowered'; confidence: Confidence; note: string }
  /** Nothing speaks for it and nothing against it. */
  | { outcome: 'plain' }
  /** No format proves it, yet its place and its looks make it likely to that degree. */
  | { outcome: 'judged'; confidence: Confidence; note: string | null }
  /** It stands for a secret, and is none; without a reason, it is nothing of the kind. */
  | { outcome: 'drop'; reason: 'placeholder' | 'reference' | null };

export interface Structure {
  /**
   * False where nobody who makes such tokens describes the structure: it was seen in samples. Then a sound one proves
   * nothing, and an unsound one is doubtful and no more.
   */
  documented?: false;
  /**
   * Judges the whole match (`token`) and the captured part of it (`secret`), by the clock `now`, in
   * milliseconds since 1970, where the time matters. Never throws. No note holds a byte of the token.
   */
  check(token: ByteString, secret: ByteString, now?: number): StructureResult;
  /** A sound token of the same outline, for tests and samples. */
  complete?(token: ByteString): ByteString;
}
