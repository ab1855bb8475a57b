/** What was typed after `keyfence allow`: one thing to let through, why, and until when. */
import { isDay } from '../config/day.js';
import { UsageError } from '../errors.js';

/** As typed. */
export interface TypedAllow {
  words: readonly string[];
  last: boolean;
  file: unknown;
  skip: unknown;
  reason: unknown;
  until: unknown;
}

/** What is to be let through. Paths are as typed. */
export type Allowed =
  | { kind: 'fingerprint'; fingerprint: string }
  | { kind: 'last' }
  | { kind: 'file'; path: string }
  | { kind: 'skip'; path: string };

const USAGE =
  'keyfence allow FINGERPRINT --reason "WHY", or --last, --file PATH, --skip PATH for FINGERPRINT';
const FINGERPRINT = /^kf1-[a-z2-7]{16}$/;

/**
 * @param today the day before which nothing can end.
 * @throws UsageError; it repeats nothing of what was typed, which can be a secret.
 */
export function readTypedAllow(
  typed: TypedAllow,
  today: string,
): { what: Allowed; reason: string; until: string | null } {
  const what = readWhat(typed);
  const ofSkip = what.kind === 'skip';
  const why = ofSkip ? 'why it need not be scanned' : 'why it may pass';
  const reason = readText(typed.reason, `--reason: expected ${why}`).trim();
  if (typed.until === undefined) return { what, reason, until: null };
  if (ofSkip) throw new UsageError('--skip has no end', 'leave out --until');
  const until = readText(typed.until, '--until: expected a day such as 2026-12-31');
  if (!isDay(until)) throw new UsageError('--until: expected a day such as 2026-12-31', USAGE);
  if (until < today) throw new UsageError('--until: that day is over', 'give today or a later one');
  return { what, reason, until };
}

function readWhat({ words, last, file, skip }: TypedAllow): Allowed {
  const given = words.length + [last || undefined, file, skip].filter((one) => one !== undefined).length;
  if (given !== 1) throw new UsageError('expected one thing to let through', USAGE);
  if (last) return { kind: 'last' };
  if (file !== undefined) return { kind: 'file', path: readText(file, '--file: expected a path') };
  if (skip !== undefined) return { kind: 'skip', path: readText(skip, '--skip: expected a path') };
  const [fingerprint = ''] = words;
  if (FINGERPRINT.test(fingerprint)) return { kind: 'fingerprint', fingerprint };
  throw new UsageError(
    'expected a fingerprint: kf1- and 16 letters or digits',
    'every finding names its own; for the one that was shown last: keyfence allow --last',
  );
}

function readText(typed: unknown, expected: string): string {
  if (typeof typed === 'string' && typed.trim() !== '') return typed;
  throw new UsageError(expected, USAGE);
}
