/** What to do about a scan that is incomplete, by the reason of what was not scanned. Fixed sentences: no name is repeated. */
import type { Skip } from '../types.js';

const ACCEPT = 'keyfence allow --skip PATH --reason "WHY" accepts it for good';

/** The sources' and the decoder's words, and what helps. */
const REMEDIES: [reason: RegExp, remedy: string][] = [
  [/interrupted/, 'run it again and let it come to its end'],
  [/unmerged/, 'resolve the conflict and add the file'],
  [/shallow clone/, 'git fetch --unshallow brings the rest (in CI: a checkout with fetch-depth: 0)'],
  [/object damaged/, 'git fsck names what is damaged; fetch it anew (git fetch --refetch), or clone again'],
  [/object missing from/, 'let Git fetch what this clone lacks (git checkout does)'],
  [/unreadable/, 'make it readable for you and scan again'],
  [/submodule|nested repository/, 'scan it in its own folder'],
  [
    /too large|limit|more than \d+ layers/,
    'raise the limit in .keyfence.json where there is one for it, or scan the parts',
  ],
  [/encrypted|password/, 'decrypt it and scan that'],
];

/** One line. What several reasons have in common is that each can be accepted. */
export function remedyFor(missed: readonly Skip[]): string {
  const remedies = new Set(missed.map(({ reason }) => remedyOf(reason)));
  const [only] = remedies;
  if (remedies.size === 1 && only) return `what to do: ${only}; or ${ACCEPT}`;
  return `what to do: make readable what can be; ${ACCEPT}`;
}

function remedyOf(reason: string): string | null {
  return REMEDIES.find(([pattern]) => pattern.test(reason))?.[1] ?? null;
}
