/** GitHub Actions, and those that speak as it does (Gitea, Forgejo). */
import { type CiFacts, type CiSystem, type Environment, unknownFacts } from './facts.js';
import { Payload, payloadProblem } from './payload.js';
import { isZeros, readCommit, readObjectId, readRefName, variablesOf } from './values.js';

const REMEDY = 'actions/checkout with fetch-depth: 0';
const REMEDY_OF_TARGET = `${REMEDY} and ref: \${{ github.event.pull_request.head.sha }}`;

export const GITHUB_ACTIONS = 'GitHub Actions';

export const GITHUB: CiSystem = {
  isHere: ({ GITHUB_ACTIONS }) => GITHUB_ACTIONS === 'true',
  read(env) {
    const event = variablesOf(env).word('GITHUB_EVENT_NAME');
    const known = unknownFacts({ system: GITHUB_ACTIONS, remedy: REMEDY, event });
    if (event === 'push') return readPush(known, env);
    if (event.startsWith('pull_request')) return readPullRequest(known, env);
    if (event === 'merge_group') return readMergeGroup(known, env);
    // Whatever else starts a run names no commits that are new.
    return { ...known, kind: 'whole', head: variablesOf(env).commit('GITHUB_SHA') };
  },
};

function payloadOf({ GITHUB_EVENT_PATH }: Environment): Payload | null {
  return GITHUB_EVENT_PATH ? Payload.read(GITHUB_EVENT_PATH, 'GITHUB_EVENT_PATH') : null;
}

/** Readers of the payload that name the place where something cannot be. */
function fieldsOf(payload: Payload | null) {
  const of = (place: string) => `the event payload, ${place}`;
  return {
    commit: (place: string) => readCommit(payload?.text(place), of(place)),
    objectId: (place: string) => readObjectId(payload?.text(place), of(place)),
    branch: (place: string) => readRefName(payload?.text(place), of(place)),
  };
}

function readPush(known: CiFacts, env: Environment): CiFacts {
  const variables = variablesOf(env);
  const payload = payloadOf(env);
  const fields = fieldsOf(payload);
  const ref = payload?.text('ref') ?? env.GITHUB_REF ?? '';
  const before = fields.objectId('before');
  const after = fields.objectId('after');
  const isTag = ref.startsWith('refs/tags/');
  const told = {
    ...known,
    head: after === null || isZeros(after) ? variables.commit('GITHUB_SHA') : after,
    before: before === null || isZeros(before) ? null : before,
    isNew: before !== null && isZeros(before),
    branch: isTag ? null : readRefName(ref, 'GITHUB_REF'),
    tag: isTag ? readRefName(ref, 'GITHUB_REF', 'refs/tags/') : null,
    defaultBranch: fields.branch('repository.default_branch'),
  };
  const isDeleted = payload?.isTrue('deleted') === true && after !== null && isZeros(after);
  if (isDeleted) return { ...told, kind: 'deletion', head: null };
  return { ...told, kind: isTag ? 'tag' : 'push' };
}

function readPullRequest(known: CiFacts, env: Environment): CiFacts {
  const variables = variablesOf(env);
  const payload = payloadOf(env);
  const fields = fieldsOf(payload);
  const head = fields.commit('pull_request.head.sha');
  const tested = variables.commit('GITHUB_SHA');
  const isOfTarget = known.event === 'pull_request_target';
  // Of GITHUB_SHA this ref says that it is the merge that GitHub made: not on pull_request_target, not once it is closed.
  const isMerge = /^refs\/pull\/\d+\/merge$/.test(env.GITHUB_REF ?? '') && tested !== head;
  const base = fields.commit('pull_request.base.sha');
  if (isOfTarget && head === null) {
    throw payloadProblem('GITHUB_EVENT_PATH', 'does not name the head of the pull request');
  }
  return {
    ...known,
    kind: 'pull-request',
    head,
    merge: isMerge && head !== null ? tested : null,
    bases: base === null ? [] : [base],
    targetBranch: fields.branch('pull_request.base.ref') ?? variables.branch('GITHUB_BASE_REF'),
    branch: variables.branch('GITHUB_HEAD_REF'),
    defaultBranch: fields.branch('repository.default_branch'),
    remedy: isOfTarget ? REMEDY_OF_TARGET : REMEDY,
  };
}

function readMergeGroup(known: CiFacts, env: Environment): CiFacts {
  const fields = fieldsOf(payloadOf(env));
  const base = fields.commit('merge_group.base_sha');
  return {
    ...known,
    kind: 'pull-request',
    head: fields.commit('merge_group.head_sha') ?? variablesOf(env).commit('GITHUB_SHA'),
    bases: base === null ? [] : [base],
    targetBranch: fields.branch('merge_group.base_ref'),
    defaultBranch: fields.branch('repository.default_branch'),
  };
}
