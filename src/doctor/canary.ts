/** The canary: a made-up token in the exact format of a real one, drawn anew for each run, that opens nothing. */
import type { PatternList } from '../detect/pattern-list.js';
import { createFingerprinter } from '../judge/fingerprint.js';
import { freshRandom } from '../samples/random.js';
import { makeSample, randomText } from '../samples/sample.js';
import type { ByteString, Pattern } from '../types.js';

export interface Canary {
  /** The name of its file. */
  file: string;
  pattern: string;
  fingerprint: string;
  /** The same, had a schema of the project a format of its own for it, from which less is known about its randomness. */
  otherFingerprint: string;
  /** Never shown, and written nowhere but into the throw-away repository. */
  secret: ByteString;
}

/** Formats with a checksum: of these no path rule lets one through. The first that the project looks for is taken. */
const CANDIDATES = [
  'github-personal-access-token',
  'npm-access-token',
  'github-oauth-access-token',
  'github-app-installation-token',
];

/**
 * @param patterns of the catalog.
 * @param disabled the ids that the project does not look for.
 */
export async function makeCanary(patterns: PatternList, disabled: ReadonlySet<string>): Promise<Canary> {
  const pattern = choose(patterns, disabled);
  const secret = makeSample(pattern, { random: freshRandom });
  if (secret === null) throw new Error(`no sample of ${pattern.id}`);
  const fingerprint = createFingerprinter();
  return {
    file: `keyfence-canary-${randomText(8, freshRandom).toLowerCase()}.txt`,
    pattern: pattern.id,
    fingerprint: await fingerprint(secret, pattern),
    otherFingerprint: await fingerprint(secret, { ...pattern, randomBits: 0 }),
    secret,
  };
}

function choose(patterns: PatternList, disabled: ReadonlySet<string>): Pattern {
  const ids = patterns.ids();
  const known = CANDIDATES.filter((id) => ids.includes(id));
  const id = known.find((one) => !disabled.has(one)) ?? known[0];
  if (id === undefined) throw new Error('the catalog has none of the formats that a canary is made of');
  return patterns.at(ids.indexOf(id));
}
