/** What the redactor makes of bytes, in one part or in several. */
import { DEFAULT_LIMITS } from '../../src/decode/budget.js';
import { createDetector } from '../../src/detect/detector.js';
import { indexPatterns } from '../../src/detect/index-patterns.js';
import { loadEngine } from '../../src/detect/regex.js';
import type { PieceSize } from '../../src/examine/pieces.js';
import type { MaskFinder } from '../../src/redact/find-masks.js';
import { Redactor, WINDOW_SIZE } from '../../src/redact/redactor.js';
import { catalog } from './sample.js';

export const finder: MaskFinder = {
  detectors: [createDetector([indexPatterns(catalog)], loadEngine())],
  limits: DEFAULT_LIMITS,
  skip: () => {},
};

export interface Arrival {
  size?: PieceSize;
  /** Whether the input pauses for long after each part. */
  pauses?: boolean;
  with?: MaskFinder;
}

/** The output as bytes, one character each. */
export async function redacted(
  input: string | Buffer | readonly Buffer[],
  { size = WINDOW_SIZE, pauses = false, with: finding = finder }: Arrival = {},
): Promise<string> {
  const parts = typeof input === 'string' ? [Buffer.from(input, 'latin1')] : [input].flat();
  const redactor = new Redactor(finding, size);
  const output: Buffer[] = [];
  for (const part of parts as Buffer[]) {
    output.push(await redactor.push(part));
    if (!pauses) continue;
    output.push(await redactor.pause({ lines: 'held' }), await redactor.pause({ lines: 'shown' }));
  }
  output.push(await redactor.end());
  return Buffer.concat(output).toString('latin1');
}

/** What stands in the place of a secret, as bytes. */
export const ELLIPSIS = Buffer.from('…').toString('latin1');
