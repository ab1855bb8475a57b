/** Jenkins: multibranch pipelines and plain jobs, as its Git plugin tells of them. */
import { type CiSystem, unknownFacts } from './facts.js';
import { readRefName, variablesOf } from './values.js';

export const JENKINS: CiSystem = {
  isHere: ({ JENKINS_URL, JENKINS_HOME }) => Boolean(JENKINS_URL || JENKINS_HOME),
  read(env) {
    const variables = variablesOf(env);
    const isChange = Boolean(env.CHANGE_ID || env.CHANGE_TARGET);
    const tag = variables.tag('TAG_NAME');
    const known = unknownFacts({
      system: 'Jenkins',
      remedy: 'a checkout without a shallow clone (CloneOption with shallow: false)',
      event: isChange ? 'change request' : tag === null ? 'branch' : 'tag',
      head: variables.commit('GIT_COMMIT'),
    });
    if (isChange) {
      return {
        ...known,
        kind: 'pull-request',
        targetBranch: variables.branch('CHANGE_TARGET'),
        branch: variables.branch('CHANGE_BRANCH'),
      };
    }
    if (tag !== null) return { ...known, kind: 'tag', tag };
    // A plain job names the remote-tracking branch.
    const tracking = readRefName(env.GIT_BRANCH, 'GIT_BRANCH', 'origin/');
    // What the last good build was for; of a build that failed nobody knows whether it came to this scan.
    const before =
      variables.commit('GIT_PREVIOUS_SUCCESSFUL_COMMIT') ?? variables.commit('GIT_PREVIOUS_COMMIT');
    return { ...known, kind: 'push', branch: variables.branch('BRANCH_NAME') ?? tracking, before };
  },
};
