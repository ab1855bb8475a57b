/** Short names for the results of structural checks. */
import type { Confidence } from '../../types.js';
import type { StructureResult } from './types.js';

export const plain: StructureResult = { outcome: 'plain' };
export const placeholder: StructureResult = { outcome: 'drop', reason: 'placeholder' };
export const reference: StructureResult = { outcome: 'drop', reason: 'reference' };
/** Not even something that stands for a secret. */
export const none: StructureResult = { outcome: 'drop', reason: null };

export function sound(note: string | null = null): StructureResult {
  return { outcome: 'sound', note };
}

export function unsound(note: string): StructureResult {
  return { outcome: 'unsound', note };
}

export function doubtful(note: string): StructureResult {
  return { outcome: 'doubtful', note };
}

export function lowered(confidence: Confidence, note: string): StructureResult {
  return { outcome: 'lowered', confidence, note };
}

export function judged(confidence: Confidence, note: string | null = null): StructureResult {
  return { outcome: 'judged', confidence, note };
}
