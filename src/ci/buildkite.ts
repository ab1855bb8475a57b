/** Buildkite. */
import { type CiSystem, unknownFacts } from './facts.js';
import { variablesOf } from './values.js';

export const BUILDKITE: CiSystem = {
  isHere: ({ BUILDKITE }) => BUILDKITE === 'true',
  read(env) {
    const variables = variablesOf(env);
    const event = variables.word('BUILDKITE_SOURCE');
    // A build that is started by hand names HEAD until the checkout has said what that is.
    const isNamed = env.BUILDKITE_COMMIT !== 'HEAD';
    const tag = variables.tag('BUILDKITE_TAG');
    const known = unknownFacts({
      system: 'Buildkite',
      remedy: 'no --depth in BUILDKITE_GIT_CLONE_FLAGS and BUILDKITE_GIT_FETCH_FLAGS',
      event,
      head: isNamed ? variables.commit('BUILDKITE_COMMIT') : null,
      branch: variables.branch('BUILDKITE_BRANCH'),
      defaultBranch: variables.branch('BUILDKITE_PIPELINE_DEFAULT_BRANCH'),
    });
    const { BUILDKITE_PULL_REQUEST: pullRequest } = env;
    if (pullRequest && pullRequest !== 'false') {
      const targetBranch = variables.branch('BUILDKITE_PULL_REQUEST_BASE_BRANCH');
      return { ...known, kind: 'pull-request', targetBranch };
    }
    if (tag !== null) return { ...known, kind: 'tag', tag, branch: null };
    return { ...known, kind: ['webhook', 'trigger_job', 'unknown'].includes(event) ? 'push' : 'whole' };
  },
};
