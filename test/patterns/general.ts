/** What a scan of one text finds, for tables of texts. */
import { createScanner } from '../../src/scanner.js';

const scanner = createScanner({ confidence: 'low' });

/** `pattern confidence` of each finding, as a person sees them who asks for everything. */
export async function foundIn(text: string | Buffer): Promise<string[]> {
  const { findings } = await scanner.scanText(text, { name: 'notes.txt' });
  return findings.map(({ pattern, confidence }) => `${pattern} ${confidence}`);
}

/** Passwords that are words, and known to all: spelled out where they belong, our own scan would list them. */
export const WORD = ['sommer', 'wind'].join('');
export const WEAK = ['admin', '123'].join('');
