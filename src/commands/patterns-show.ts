/** `keyfence patterns show ID`: one pattern of the catalog, and a sample of it made up at random. */
import { loadCatalog } from '../detect/stored-catalog.js';
import { UsageError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { nearest } from '../nearest.js';
import { type PatternSample, reportPatternSheet, reportPatternSheetJson } from '../report/pattern-sheet.js';
import { freshRandom } from '../samples/random.js';
import { makeSample } from '../samples/sample.js';
import type { Pattern } from '../types.js';
import { write } from './output.js';

/** @throws UsageError that names the nearest id; never repeats what was typed. */
export async function showPattern(
  id: string | undefined,
  { json, validSample }: { json: boolean; validSample: boolean },
): Promise<ExitCode> {
  const pattern = patternOf(id);
  const sample = sampleOf(pattern, validSample ? 'right' : 'wrong');
  const report = json ? reportPatternSheetJson(pattern, sample) : reportPatternSheet(pattern, sample);
  await write('stdout', report);
  return EXIT.clean;
}

function patternOf(id: string | undefined): Pattern {
  if (id === undefined) {
    throw new UsageError('patterns show takes the id of a pattern', 'keyfence patterns lists them');
  }
  const patterns = loadCatalog().patterns.all();
  const pattern = patterns.find((one) => one.id === id);
  if (pattern) return pattern;
  const near = nearest(
    id,
    patterns.map((one) => one.id),
  );
  throw new UsageError(
    'no pattern of the catalog has this id',
    near ? `did you mean keyfence patterns show ${near}?` : 'keyfence patterns lists them all',
  );
}

function sampleOf(pattern: Pattern, checksum: 'right' | 'wrong'): PatternSample {
  const text = makeSample(pattern, { random: freshRandom, checksum });
  if (text === null) throw new Error('a pattern of the catalog has no sample');
  return { text, checksum: pattern.checksum === null ? null : checksum };
}
