/** What `keyfence ci` adds to the receipt: which commits were chosen and why, and which of them no hook had stopped. */
import type { CiReceipt, CommitFacts, Finding } from '../types.js';
import { display, displayText } from './display.js';

const SHORT = 12; // digits of an object id that tell a commit from all others
const MOST = 10; // commits, unless everything was asked for
const FEW = 3; // ends of a range

/** @param options `verbose`: also why other rules did not apply, and every commit. `findings`: of the same scan. */
export function ciLines(
  ci: CiReceipt | undefined,
  { verbose, findings = [] }: { verbose: boolean; findings?: readonly Finding[] },
): string[] {
  if (ci === undefined) return [];
  const lines = [`${ci.system}${ofEvent(ci)}: ${rangeOf(ci)}: ${ci.why} (rule ${ci.rule})`];
  if (verbose) lines.push(...ci.notes.map((note) => `before that: ${note}`));
  return [...lines, ...unstopped(ci, findings, { verbose })];
}

/** What to do where this clone lacks some of it; null where it does not. */
export function ciRemedy(ci: CiReceipt | undefined): string | null {
  if (!ci?.remedy) return null;
  return `what to do: ${ci.remedy}; or keyfence ci --deepen fetches what is missing`;
}

function ofEvent({ event }: CiReceipt): string {
  return event === 'unknown' ? '' : `, ${event}`;
}

function rangeOf({ base, head }: CiReceipt): string {
  if (head.length === 0) return 'no commits';
  const tips = short(head);
  return base.length === 0 ? `all of ${tips}` : `${short(base)}..${tips}`;
}

function short(oids: readonly string[]): string {
  const shown = oids.slice(0, FEW).map((oid) => oid.slice(0, SHORT));
  const more = oids.length > FEW ? ` and ${oids.length - FEW} more` : '';
  return shown.join(', ') + more;
}

/** Commits that brought a finding that blocks. */
function unstopped(
  { isCi }: CiReceipt,
  findings: readonly Finding[],
  { verbose }: { verbose: boolean },
): string[] {
  const byCommit = new Map<string, { commit: CommitFacts; count: number }>();
  for (const { status, commit: own, history } of findings) {
    const commit = history?.first?.commit ?? own;
    if (status !== 'new' || commit === null) continue;
    const known = byCommit.get(commit.oid);
    if (known) known.count++;
    else byCommit.set(commit.oid, { commit, count: 1 });
  }
  if (byCommit.size === 0) return [];
  const commits = byCommit.size === 1 ? '1 commit' : `${byCommit.size} commits`;
  const way = isCi ? 'reached the server' : 'came this far';
  const all = [...byCommit.values()].map(
    ({ commit: { oid, author, date }, count }) =>
      `  ${oid.slice(0, SHORT)} by ${display(author)}${date === '' ? '' : `, ${displayText(date)}`}: ${count} ${count === 1 ? 'finding' : 'findings'}`,
  );
  const shown = verbose ? all : all.slice(0, MOST);
  return [
    `${commits} ${way} without being stopped (hook skipped, not installed or older):`,
    ...shown,
    ...(shown.length < all.length
      ? [`  and ${all.length - shown.length} more: --verbose names them all`]
      : []),
  ];
}
