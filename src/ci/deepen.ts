/** Chooses what to scan, and where a clone lacks some of it and that is allowed, fetches step by step until it is all there. */
import { isKnown } from '../errors.js';
import { type FetchDepth, fetchWanted } from '../git/fetch.js';
import { isShallow } from '../git/place.js';
import { mainRemote } from '../git/refs.js';
import type { ByteString } from '../types.js';
import type { ChosenRange, Lack } from './chosen.js';
import type { CiFacts } from './facts.js';
import { chooseRange } from './rules.js';
import type { Asked } from './situation.js';

/** How many commits each step adds; after the last one comes all the rest. */
const STEPS: readonly (number | 'all')[] = [50, 500, 5000, 'all'];

export interface ChoiceOptions {
  cwd: string;
  asked: Asked;
  /** Whether the server may be asked for what this clone lacks. */
  deepen: boolean;
}

/**
 * @throws KeyfenceError where a commit that was asked for is not here, or there is none at all.
 * @throws GitError
 */
export async function chooseAndDeepen(facts: CiFacts, options: ChoiceOptions): Promise<ChosenRange> {
  const { cwd, asked, deepen } = options;
  const gone = new Set<string>();
  const choose = (mayFetch: boolean) => chooseRange(facts, { cwd, asked, gone, mayFetch });
  if (!deepen) return choose(false);
  const remote = await mainRemote(cwd);
  if (remote === null) {
    const chosen = await choose(false);
    return { ...chosen, notes: [...chosen.notes, 'nothing was fetched: this clone names no remote'] };
  }
  for (const step of STEPS) {
    const chosen = await choose(true);
    if (!isLacking(chosen)) return chosen;
    await fetchLacking(chosen.lacks, { remote, cwd, gone });
    if (chosen.isCut) await fetchFurther(chosen, step, { remote, cwd });
  }
  const chosen = await choose(false);
  if (!isLacking(chosen)) return chosen;
  return { ...chosen, notes: [...chosen.notes, 'the remote did not give what this clone lacks'] };
}

function isLacking({ lacks, isCut }: ChosenRange): boolean {
  return lacks.length > 0 || isCut;
}

interface From {
  remote: ByteString;
  cwd: string;
}

/** One by one: a server refuses a whole request for one commit that it does not have. */
async function fetchLacking(
  lacks: readonly Lack[],
  { remote, cwd, gone }: From & { gone: Set<string> },
): Promise<void> {
  const depth: FetchDepth = (await isShallow(cwd))
    ? { kind: 'from-tips', commits: STEPS[0] as number }
    : { kind: 'as-is' };
  for (const lack of lacks) {
    const wanted =
      lack.kind === 'commit' ? lack.oid : `+refs/heads/${lack.name}:refs/remotes/${remote}/${lack.name}`;
    const isFetched = await tryFetch([wanted], { remote, cwd, depth });
    if (!isFetched) gone.add(lack.kind === 'commit' ? lack.oid : lack.name);
  }
}

async function fetchFurther(
  { tips, excluded }: ChosenRange,
  step: number | 'all',
  { remote, cwd }: From,
): Promise<void> {
  if (!(await isShallow(cwd))) return;
  const depth: FetchDepth = step === 'all' ? { kind: 'all' } : { kind: 'further', commits: step };
  // What is left out may be gone from the server; the tips then still come.
  const isFetched = await tryFetch([...tips, ...excluded], { remote, cwd, depth });
  if (!isFetched) await tryFetch(tips, { remote, cwd, depth });
}

async function tryFetch(wanted: readonly ByteString[], how: From & { depth: FetchDepth }): Promise<boolean> {
  try {
    await fetchWanted(wanted, how);
    return true;
  } catch (error) {
    if (isKnown(error)) return false;
    throw error;
  }
}
