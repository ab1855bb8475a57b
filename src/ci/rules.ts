/** The order in which a range is looked for. A rule that comes to no commit does not count: the next one is asked. */
import { isAncestor, isCutOff, isEmptyRange, parentsOf, resolveCommits } from '../git/ancestry.js';
import { toBytes } from '../sources/read-file.js';
import type { ChosenCommits, ChosenRange, RuleName } from './chosen.js';
import type { CiFacts } from './facts.js';
import { Situation, type SituationOptions } from './situation.js';
import { isZeros } from './values.js';

/** Null where the rule does not apply; it notes why then. */
type Rule = (situation: Situation) => Promise<Choice | null>;

interface Choice extends ChosenCommits {
  rule: RuleName;
  why: string;
}

const RULES: readonly Rule[] = [
  ofDeletion,
  ofMissing,
  asAsked,
  ofPullRequest,
  ofPush,
  notOnOtherBranches,
  notOnDefaultBranch,
  ofWhole,
];

/**
 * Chooses what to scan. It asks this clone only.
 * @throws KeyfenceError where a commit that was asked for is not here, or there is none at all.
 * @throws GitError
 */
export async function chooseRange(facts: CiFacts, options: SituationOptions): Promise<ChosenRange> {
  const situation = await Situation.read(facts, options);
  for (const rule of RULES) {
    const choice = await rule(situation);
    if (choice === null) continue;
    const { notes, lacks, missed, head, merge, tag } = situation;
    const isNamed = options.asked.head === null && choice.rule !== 'deletion';
    return {
      ...choice,
      newest: head ?? merge,
      names: isNamed ? newNames(facts) : [],
      tags: isNamed && tag !== null ? [tag] : [],
      missed,
      notes,
      lacks,
      isCut: await isCutOff(choice, options.cwd),
    };
  }
  throw new Error('no rule chose what to scan');
}

async function ofDeletion({ facts, asked }: Situation): Promise<Choice | null> {
  if (facts.kind !== 'deletion' || asked.base !== null || asked.head !== null) return null;
  return {
    rule: 'deletion',
    why: 'a branch or a tag was deleted, no commit came',
    tips: [],
    excluded: [],
    bases: [],
  };
}

async function ofMissing({ tips }: Situation): Promise<Choice | null> {
  if (tips.length > 0) return null;
  return { rule: 'missing', why: 'what the run is for is not here', tips: [], excluded: [], bases: [] };
}

async function asAsked(situation: Situation): Promise<Choice | null> {
  const { asked, notes } = situation;
  if (asked.base === null) return null;
  if (isZeros(asked.base)) {
    notes.push('--base stands for nothing (zeros): it counts as left out');
    return null;
  }
  const base = await situation.find(asked.base, 'base');
  const excluded = base === null ? [] : [base];
  const choice = {
    rule: 'explicit' as const,
    why: 'as --base and --head say',
    tips: situation.tips,
    excluded,
    bases: excluded,
  };
  if (!(await isEmptyRange(choice, situation.cwd))) return choice;
  return tipAlone(situation, 'the base that was given has all commits of the head');
}

async function ofPullRequest(situation: Situation): Promise<Choice | null> {
  const { facts, tips, joined, notes, cwd } = situation;
  if (facts.kind !== 'pull-request') return null;
  const told = await here(facts.bases, situation);
  const tracked = facts.targetBranch === null ? null : situation.tipOf(toBytes(facts.targetBranch));
  if (told.length === 0 && joined.length === 0 && tracked === null) {
    notes.push('the target of the pull request is not in this clone');
    if (facts.targetBranch !== null) situation.lackBranch(toBytes(facts.targetBranch));
    return null;
  }
  const why = 'what the pull request has and its target has not';
  const bases = [joined[0] ?? told[0] ?? tracked].filter((oid) => typeof oid === 'string');
  const named = [...told, ...joined];
  // Where it has been merged meanwhile, the target has all of it: then what the service named is what was there before.
  for (const excluded of [tracked === null ? named : [...named, tracked], named]) {
    if (excluded.length === 0) continue;
    const choice = { rule: 'pull-request' as const, why, tips, excluded: distinct(excluded), bases };
    if (!(await isEmptyRange(choice, cwd))) return choice;
  }
  return tipAlone(situation, 'the target has all commits of the pull request already');
}

async function ofPush(situation: Situation): Promise<Choice | null> {
  const { facts, tips, notes, cwd } = situation;
  const { before } = facts;
  const [tip] = tips;
  if (facts.kind !== 'push' || tip === undefined) return null;
  if (before === null) {
    const told = facts.isNew ? 'the branch is new' : `${facts.system} does not say what was pushed`;
    notes.push(told);
    return null;
  }
  const [base] = await here([before], situation);
  const isBefore = base !== undefined && (await isAncestor(base, tip, cwd));
  const excluded = base === undefined ? [] : [base];
  const choice = { rule: 'push' as const, why: 'what was pushed', tips, excluded, bases: excluded };
  if (isBefore && !(await isEmptyRange(choice, cwd))) return choice;
  if (isBefore) {
    notes.push('the branch named the same commit, or a later one, before');
    return null;
  }
  if (await isCutOff(choice, cwd)) return { ...choice, why: 'what was pushed, as far as this clone has it' };
  // In a clone that goes back far enough it would be in the history of the tip.
  situation.lacks.splice(0);
  notes.push('a forced push: what the branch named before is not in its history');
  return null;
}

async function notOnOtherBranches(situation: Situation): Promise<Choice | null> {
  const { facts, tips, notes, cwd } = situation;
  if (facts.kind === 'whole') return null;
  if (situation.isDefaultBranch) {
    notes.push('it is the default branch, to which others are not compared');
    return null;
  }
  const excluded = situation.otherTips();
  if (excluded.length === 0) {
    notes.push('this clone has no other branch of the remote');
    return null;
  }
  const choice = {
    rule: 'other-branches' as const,
    why: 'what no other branch of the remote has',
    tips,
    excluded,
    bases: excluded,
  };
  if (!(await isEmptyRange(choice, cwd))) return choice;
  notes.push('other branches of the remote have all of its commits');
  return facts.kind === 'tag'
    ? tipAlone(situation, 'branches of the remote have all commits of the tag')
    : null;
}

async function notOnDefaultBranch(situation: Situation): Promise<Choice | null> {
  const { facts, tips, notes, cwd, defaultTip } = situation;
  if (facts.kind === 'whole' || situation.isDefaultBranch) return null;
  if (defaultTip === null) {
    notes.push('the default branch is not in this clone');
    situation.lackDefaultBranch();
    return null;
  }
  const excluded = [defaultTip];
  const why = 'what the default branch has not';
  const choice = { rule: 'default-branch' as const, why, tips, excluded, bases: excluded };
  if (!(await isEmptyRange(choice, cwd))) return choice;
  if (situation.branch !== null || facts.kind === 'tag')
    return tipAlone(situation, 'the default branch has all of its commits');
  notes.push('the default branch has all of its commits');
  return null;
}

async function ofWhole({ facts, tips, defaultTip }: Situation): Promise<Choice> {
  const why =
    facts.kind === 'whole'
      ? 'the whole history: a run that no push started'
      : 'the whole history: nothing says which of its commits are new';
  const bases = defaultTip === null ? [] : [defaultTip];
  return { rule: 'whole-history', why, tips, excluded: [], bases };
}

/** The newest commit by itself: no range is ever empty without a word. */
async function tipAlone({ tips, cwd }: Situation, reason: string): Promise<Choice> {
  const parents = await Promise.all(tips.map((oid) => parentsOf(oid, cwd)));
  const known = await resolveCommits(distinct(parents.flat()), cwd);
  const excluded = known.filter((oid) => oid !== null && !tips.includes(oid)) as string[];
  return { rule: 'tip', why: `its newest commit alone: ${reason}`, tips, excluded, bases: excluded };
}

/** Those that are in this clone; the others are lacking. */
async function here(oids: readonly string[], situation: Situation): Promise<string[]> {
  const found = await resolveCommits(oids, situation.cwd);
  oids.forEach((oid, index) => {
    if (found[index] === null) situation.lackCommit(oid);
  });
  return found.filter((oid) => oid !== null) as string[];
}

function newNames({ isNew, branch, tag }: CiFacts): string[] {
  return [
    ...(isNew && branch !== null ? [`refs/heads/${toBytes(branch)}`] : []),
    ...(tag !== null ? [`refs/tags/${toBytes(tag)}`] : []),
  ];
}

function distinct(oids: readonly string[]): string[] {
  return [...new Set(oids)];
}
