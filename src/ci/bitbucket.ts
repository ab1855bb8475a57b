/** Bitbucket Pipelines: says what a pull request goes into, and nothing of what a branch was before. */
import { type CiSystem, unknownFacts } from './facts.js';
import { variablesOf } from './values.js';

export const BITBUCKET: CiSystem = {
  isHere: ({ BITBUCKET_BUILD_NUMBER }) => Boolean(BITBUCKET_BUILD_NUMBER),
  read(env) {
    const variables = variablesOf(env);
    const branch = variables.branch('BITBUCKET_BRANCH');
    const tag = variables.tag('BITBUCKET_TAG');
    const isPullRequest = Boolean(env.BITBUCKET_PR_ID);
    const known = unknownFacts({
      system: 'Bitbucket Pipelines',
      remedy: 'clone: { depth: full } in bitbucket-pipelines.yml',
      event: isPullRequest ? 'pull request' : tag === null ? 'push' : 'tag',
      head: variables.commit('BITBUCKET_COMMIT'),
      branch,
      tag,
    });
    // The commit of the destination is told in part only, so it goes by the branch.
    const targetBranch = variables.branch('BITBUCKET_PR_DESTINATION_BRANCH');
    if (isPullRequest) return { ...known, kind: 'pull-request', targetBranch };
    return { ...known, kind: tag === null ? 'push' : 'tag' };
  },
};
