/** What a match without a format of its own looks like: its name and its value together. */
import type { ByteString, Match } from '../../types.js';
import { credentialKind } from './name.js';
import { judgeCredential } from './value.js';

/** The `structure` of patterns that only their names and the looks of their values tell. */
export const GENERIC = 'generic-credential';

/** `random`: made by a machine; `made-up`: by a person; null where it is no credential. */
export type Looks = 'random' | 'made-up' | null;

/** In bytes: what `PASS: name-1` tells of a test is shorter. */
const LONGEST_TEST = 12;

/** The looks of a match of a generic pattern. */
export function looksOf({ assigned, secret }: Match): Looks {
  const kind = assigned === null ? null : credentialKind(assigned.name, assigned.before);
  if (assigned === null || kind === null || isSibling(secret.reveal(), assigned.name)) return null;
  const looks = judgeCredential(secret.reveal(), kind, { quoted: assigned.quoted });
  const isResult = assigned.name === 'PASS' && !assigned.quoted;
  return isResult && (looks === 'made-up' || secret.length < LONGEST_TEST || /[/=]/.test(secret.reveal()))
    ? null
    : looks;
}

/** How many letters two names of a list begin with: `watsonxPassword`, `watsonxUrl`. */
const COMMON_START = 4;

/** Whether a value is a name like the one it stands next to. */
export function isSibling(value: ByteString, name: ByteString): boolean {
  const start = name.slice(0, COMMON_START).toLowerCase();
  return (
    /^[A-Za-z_-]+$/.test(value) && start.length === COMMON_START && value.toLowerCase().startsWith(start)
  );
}
