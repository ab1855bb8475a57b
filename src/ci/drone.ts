/** Drone, and Harness which speaks as it does. */
import { type CiSystem, unknownFacts } from './facts.js';
import { variablesOf } from './values.js';

export const DRONE: CiSystem = {
  isHere: ({ DRONE }) => DRONE === 'true',
  read(env) {
    const variables = variablesOf(env);
    const event = variables.word('DRONE_BUILD_EVENT');
    const known = unknownFacts({
      system: 'Drone',
      remedy: 'a pipeline without clone: { depth }',
      event,
      head: variables.commit('DRONE_COMMIT_SHA'),
      defaultBranch: variables.branch('DRONE_REPO_BRANCH'),
    });
    if (event === 'pull_request') {
      return {
        ...known,
        kind: 'pull-request',
        targetBranch: variables.branch('DRONE_TARGET_BRANCH'),
        branch: variables.branch('DRONE_SOURCE_BRANCH'),
      };
    }
    const tag = variables.tag('DRONE_TAG');
    if (tag !== null) return { ...known, kind: 'tag', tag };
    const branch = variables.branch('DRONE_BRANCH');
    if (event !== 'push') return { ...known, kind: 'whole', branch };
    return { ...known, kind: 'push', branch, ...variables.before('DRONE_COMMIT_BEFORE') };
  },
};
