/** GitLab CI: pipelines of branches, tags, merge requests (merged results, too), and those that start by themselves. */
import { type CiSystem, unknownFacts } from './facts.js';
import { variablesOf } from './values.js';

/** Pipelines that begin with a push, or inside one that did. */
const OF_PUSHES = ['push', 'pipeline', 'parent_pipeline', 'webide', 'unknown'];

export const GITLAB: CiSystem = {
  isHere: ({ GITLAB_CI }) => GITLAB_CI === 'true',
  read(env) {
    const variables = variablesOf(env);
    const event = variables.word('CI_PIPELINE_SOURCE');
    const commit = variables.commit('CI_COMMIT_SHA');
    const known = unknownFacts({
      system: 'GitLab CI',
      remedy: 'the variable GIT_DEPTH: 0',
      event,
      head: commit,
      defaultBranch: variables.branch('CI_DEFAULT_BRANCH'),
    });
    for (const kind of ['CI_MERGE_REQUEST', 'CI_EXTERNAL_PULL_REQUEST']) {
      if (!env[`${kind}_IID`]) continue;
      // Of merged results the head is told apart; else it is what the pipeline is for.
      const head = variables.commit(`${kind}_SOURCE_BRANCH_SHA`);
      const bases = ['TARGET_BRANCH_SHA', 'DIFF_BASE_SHA'].map((name) => variables.commit(`${kind}_${name}`));
      return {
        ...known,
        kind: 'pull-request',
        head: head ?? commit,
        merge: head !== null && head !== commit ? commit : null,
        bases: bases.filter((oid) => oid !== null),
        targetBranch: variables.branch(`${kind}_TARGET_BRANCH_NAME`),
        branch: variables.branch(`${kind}_SOURCE_BRANCH_NAME`),
      };
    }
    const tag = variables.tag('CI_COMMIT_TAG');
    if (tag !== null) return { ...known, kind: 'tag', tag };
    const told = { ...known, branch: variables.branch('CI_COMMIT_BRANCH') };
    if (!OF_PUSHES.includes(event)) return { ...told, kind: 'whole' };
    return { ...told, kind: 'push', ...variables.before('CI_COMMIT_BEFORE_SHA') };
  },
};
