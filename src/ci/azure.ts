/** Azure Pipelines: says what a pull request goes into, and nothing of what a branch was before. */
import { type CiFacts, type CiSystem, type Environment, unknownFacts } from './facts.js';
import { readRefName, variablesOf } from './values.js';

export const AZURE: CiSystem = {
  isHere: ({ TF_BUILD }) => TF_BUILD?.toLowerCase() === 'true',
  read(env) {
    const variables = variablesOf(env);
    const known = unknownFacts({
      system: 'Azure Pipelines',
      remedy: 'the step checkout: self with fetchDepth: 0',
      event: variables.word('BUILD_REASON'),
      head: variables.commit('BUILD_SOURCEVERSION'),
    });
    if (env.SYSTEM_PULLREQUEST_PULLREQUESTID || env.SYSTEM_PULLREQUEST_TARGETBRANCH) {
      return readPullRequest(known, env);
    }
    const ref = env.BUILD_SOURCEBRANCH ?? '';
    if (ref.startsWith('refs/tags/')) {
      return { ...known, kind: 'tag', tag: readRefName(ref, 'BUILD_SOURCEBRANCH', 'refs/tags/') };
    }
    const branch = variables.branch('BUILD_SOURCEBRANCH');
    const isOfPush = ['IndividualCI', 'BatchedCI', 'unknown'].includes(known.event);
    return { ...known, kind: isOfPush ? 'push' : 'whole', branch };
  },
};

function readPullRequest(known: CiFacts, env: Environment): CiFacts {
  const variables = variablesOf(env);
  const head = variables.commit('SYSTEM_PULLREQUEST_SOURCECOMMITID');
  const isMerge = /^refs\/pull\/\d+\/merge$/.test(env.BUILD_SOURCEBRANCH ?? '') && head !== null;
  return {
    ...known,
    kind: 'pull-request',
    head: head ?? known.head,
    merge: isMerge && head !== known.head ? known.head : null,
    targetBranch: variables.branch('SYSTEM_PULLREQUEST_TARGETBRANCH'),
    branch: variables.branch('SYSTEM_PULLREQUEST_SOURCEBRANCH'),
  };
}
