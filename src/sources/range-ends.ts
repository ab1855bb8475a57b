/** The two ends of a range as a person types them, and the objects that they name. */
import { KeyfenceError } from '../errors.js';
import type { ObjectReader } from '../git/objects.js';
import type { ByteString } from '../types.js';
import { toBytes } from './read-file.js';

export interface RangeEnds {
  /** The commit whose history is left out. */
  from: string;
  to: string;
  /** What `to` names before any tag is peeled. */
  named: string;
}

/**
 * Reads `A..B` or `A...B`; an end left out is HEAD. Both mean what B has and A does not: for `A...B` that is what B brings
 * since it left A (what a pull request shows), and these are the very same commits.
 * @throws KeyfenceError where it is no range, or an end names no commit.
 */
export async function readRange(range: string, reader: ObjectReader): Promise<RangeEnds> {
  const parts = /^(.*?)\.\.\.?(.*)$/s.exec(range);
  if (!parts) {
    throw new KeyfenceError(
      'the range: expected two commits with two dots between them, A..B',
      'a single commit is COMMIT^..COMMIT, all since a commit is COMMIT..HEAD',
    );
  }
  const [from, to] = [parts[1] || 'HEAD', parts[2] || 'HEAD'].map(toBytes) as [ByteString, ByteString];
  const [start, end, named] = await Promise.all([
    resolveName(from, 'commit', reader),
    resolveName(to, 'commit', reader),
    resolveName(to, 'object', reader),
  ]);
  if (start === null) throw unknownEnd('start');
  if (end === null) throw unknownEnd('end');
  return { from: start, to: end, named: named ?? end };
}

/** The object id that a name stands for, tags peeled where a commit is asked for; null where it names none of that kind. */
export async function resolveName(
  name: ByteString,
  kind: 'commit' | 'object',
  reader: ObjectReader,
): Promise<string | null> {
  if (/[\n\0]/.test(name)) return null;
  const object = await reader.read(kind === 'commit' ? `${name}^{commit}` : name);
  return object.kind === 'found' ? object.oid : null;
}

/** What was typed may be a secret that slipped into the command line: it is not repeated. */
function unknownEnd(end: 'start' | 'end'): KeyfenceError {
  return new KeyfenceError(
    `the ${end} of the range names no commit here`,
    'check its spelling; in CI, fetch it first (git fetch origin BRANCH, or a checkout with fetch-depth: 0)',
  );
}
