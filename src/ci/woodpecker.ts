/** Woodpecker CI. */
import { type CiSystem, unknownFacts } from './facts.js';
import { variablesOf } from './values.js';

export const WOODPECKER: CiSystem = {
  isHere: ({ CI, CI_SYSTEM_NAME }) => CI === 'woodpecker' || CI_SYSTEM_NAME === 'woodpecker',
  read(env) {
    const variables = variablesOf(env);
    const event = variables.word('CI_PIPELINE_EVENT');
    const known = unknownFacts({
      system: 'Woodpecker CI',
      remedy: 'the clone step with the settings depth: 0 and partial: false',
      event,
      head: variables.commit('CI_COMMIT_SHA'),
      defaultBranch: variables.branch('CI_REPO_DEFAULT_BRANCH'),
    });
    if (event.startsWith('pull_request')) {
      return {
        ...known,
        kind: 'pull-request',
        targetBranch: variables.branch('CI_COMMIT_TARGET_BRANCH'),
        branch: variables.branch('CI_COMMIT_SOURCE_BRANCH'),
      };
    }
    const tag = variables.tag('CI_COMMIT_TAG');
    if (tag !== null) return { ...known, kind: 'tag', tag };
    const branch = variables.branch('CI_COMMIT_BRANCH');
    if (event !== 'push') return { ...known, kind: 'whole', branch };
    return { ...known, kind: 'push', branch, ...variables.before('CI_PREV_COMMIT_SHA') };
  },
};
