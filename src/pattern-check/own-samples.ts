/** Whether a pattern finds the samples that are made of its own format, and nothing that only comes near it. */
import type { NearMiss } from '../samples/near-misses.js';
import type { OwnPattern } from './own-patterns.js';
import type { Told } from './told.js';
import type { Trial } from './trial.js';

/** The structure whose samples are not made for all of its kinds: not for encrypted keys. */
const LOOSE = 'private-key';
/** What its looks alone make a credential: some of its samples look like words. */
const BY_LOOKS = 'generic-credential';
const NARROWER =
  'end the pattern with the alphabet of the secret, so that a text which goes on is another one';

/** No sample can be made. */
export function noSample({ where }: OwnPattern): Told {
  return {
    where,
    what: 'no text keeps this format and the checksum or structure it names',
    remedy: 'see whether its alphabet and length leave room for them',
  };
}

/** No sample of its greatest length can be made: null where its checksum or structure may be the reason. */
export function shadowedBranch({ pattern, where }: OwnPattern): Told | null {
  if (pattern.checksum !== null || pattern.structure !== null) return null;
  return {
    where,
    what: 'its longest texts are not matched to their end',
    remedy: 'of a choice (a|b), write the longer branch first: the first one that matches is taken',
  };
}

/** What is wrong with what is found of the samples; null where they are all found, by this pattern or by another. */
export function sampleFault({ pattern, where }: OwnPattern, { outcomes, dropped }: Trial): Told | null {
  const longest = Math.max(...outcomes.map(({ planted }) => planted.text.length));
  if (longest > pattern.maxLength) {
    return {
      where,
      what: `its samples have up to ${longest} bytes, and no more than ${pattern.maxLength} are looked at`,
      remedy: 'raise max_length',
    };
  }
  const missed = outcomes.filter(({ seen }) => seen.length === 0);
  if (missed.length > 0 && pattern.structure !== BY_LOOKS) {
    const what = `${missed.length} of ${outcomes.length} samples of its own format are not found`;
    return { where, what, remedy: remedyForMissed(dropped) };
  }
  const own = outcomes.flatMap(({ seen, secret }) =>
    seen.filter((one) => one.pattern === pattern).map((one) => ({ ...one, secret })),
  );
  if (own.some(({ start, end, secret }) => start !== secret.start || end !== secret.end)) {
    return {
      where,
      what: 'only a part of its samples is found',
      remedy: 'let the pattern match a token to its end: the longest branch first, no lazy repeat',
    };
  }
  const isDoubted = own.length > 0 && own.every(({ confidence }) => confidence === 'low');
  if (!isDoubted || pattern.confidence === 'low' || pattern.structure === LOOSE) return null;
  const note = own[0]?.note;
  return {
    where,
    what: `its samples are believed with confidence low only${note ? `: ${note}` : ''}`,
    remedy: 'see whether the checksum or structure it names is that of this format',
  };
}

function remedyForMissed(dropped: ReadonlySet<string>): string {
  if (dropped.has('placeholder') || dropped.has('reference')) {
    return 'they read as placeholders or references: give the secret part a larger alphabet or more length';
  }
  return 'say where the token begins and ends: literal text before it, an alphabet that does not go on after it';
}

/** What of the near misses is found all the same. @param kinds of the outcomes, in the same order. */
export function nearMissFault(
  { pattern, where }: OwnPattern,
  { outcomes }: Trial,
  kinds: readonly NearMiss['kind'][],
): Told | null {
  const found = kinds.filter((kind, at) =>
    outcomes[at]?.seen.some(
      (one) =>
        one.pattern === pattern &&
        !one.isDecoded &&
        (kind !== 'a wrong checksum' || (one.confidence !== 'low' && one.verdict !== 'generic')),
    ),
  );
  if (found.length === 0) return null;
  return { where, what: `a near miss is found, too: ${found.join(', ')}`, remedy: NARROWER };
}
