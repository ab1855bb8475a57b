/** Values from the environment of a CI run: strangers choose some of them, so each is checked before it is used. */
import { KeyfenceError } from '../errors.js';
import type { Environment } from './facts.js';

const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const ZEROS = /^0+$/;
const LONGEST_NAME = 1024; // characters
/** What no name of a ref holds, as `git check-ref-format` has it: ".." and the like, a part that begins with a dot, … */
const NO_NAME = /\.\.|@\{|[ ~^:?*[\\]|\p{Cc}|^[-/]|\/\/|[/.]$|(?:^|\/)\.|\.lock(?:\/|$)|^@$/u;
const PLAIN_WORD = /^[a-zA-Z][a-zA-Z_-]{0,39}$/;

/** @param where what holds it: a variable, or a place in the event payload. */
function unusable(where: string, expected: string): KeyfenceError {
  return new KeyfenceError(
    `${where}: expected ${expected}`,
    'say what to scan: keyfence ci --base COMMIT --head COMMIT; nothing was passed as clean',
  );
}

/**
 * @returns in lower case; null where there is none. Zeros are one, too.
 * @throws KeyfenceError where it is anything else.
 */
export function readObjectId(value: string | null | undefined, where: string): string | null {
  if (!value) return null;
  const oid = value.toLowerCase();
  if (OBJECT_ID.test(oid)) return oid;
  throw unusable(where, 'an object id');
}

/** Whether an object id stands for nothing. */
export function isZeros(oid: string): boolean {
  return ZEROS.test(oid);
}

/** An object id of something: null also for zeros. */
export function readCommit(value: string | null | undefined, where: string): string | null {
  const oid = readObjectId(value, where);
  return oid === null || isZeros(oid) ? null : oid;
}

/**
 * @returns the name without `refs/heads/`, `refs/tags/` or another folder given; null where there is none.
 * @throws KeyfenceError where no ref can have that name.
 */
export function readRefName(
  value: string | null | undefined,
  where: string,
  folder = 'refs/heads/',
): string | null {
  if (!value) return null;
  const name = value.startsWith(folder) ? value.slice(folder.length) : value;
  if (name !== '' && name.length <= LONGEST_NAME && !NO_NAME.test(name)) return name;
  throw unusable(where, folder === 'refs/tags/' ? 'the name of a tag' : 'the name of a branch');
}

/** A word of the service's that can be shown. */
export function plainWord(value: string | undefined): string {
  return value !== undefined && PLAIN_WORD.test(value) ? value : 'unknown';
}

/** The readers above, for variables by their name. */
export function variablesOf(env: Environment) {
  return {
    /** An object id; null for none and for zeros. */
    commit: (name: string) => readCommit(env[name], name),
    objectId: (name: string) => readObjectId(env[name], name),
    branch: (name: string) => readRefName(env[name], name),
    tag: (name: string) => readRefName(env[name], name, 'refs/tags/'),
    word: (name: string) => plainWord(env[name]),
    /** What a branch was before, and whether it was nothing. */
    before: (name: string) => {
      const oid = readObjectId(env[name], name);
      const isNew = oid !== null && isZeros(oid);
      return { before: isNew ? null : oid, isNew };
    },
  };
}
