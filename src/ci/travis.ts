/** Travis CI. */
import { type CiSystem, unknownFacts } from './facts.js';
import { readCommit, variablesOf } from './values.js';

export const TRAVIS: CiSystem = {
  isHere: ({ TRAVIS }) => TRAVIS === 'true',
  read(env) {
    const variables = variablesOf(env);
    const event = variables.word('TRAVIS_EVENT_TYPE');
    const commit = variables.commit('TRAVIS_COMMIT');
    // "A...B"; of a push A is what the branch was before.
    const [from = ''] = (env.TRAVIS_COMMIT_RANGE ?? '').split('...');
    const base = /^[0-9a-f]{7,39}$/.test(from) ? null : readCommit(from, 'TRAVIS_COMMIT_RANGE');
    const known = unknownFacts({
      system: 'Travis CI',
      remedy: 'git: { depth: false } in .travis.yml',
      event,
      head: commit,
    });
    const branch = variables.branch('TRAVIS_BRANCH');
    const { TRAVIS_PULL_REQUEST: pullRequest } = env;
    if (pullRequest && pullRequest !== 'false') {
      const head = variables.commit('TRAVIS_PULL_REQUEST_SHA');
      return {
        ...known,
        kind: 'pull-request',
        head: head ?? commit,
        merge: head !== null && head !== commit ? commit : null,
        bases: base === null ? [] : [base],
        targetBranch: branch,
        branch: variables.branch('TRAVIS_PULL_REQUEST_BRANCH'),
      };
    }
    const tag = variables.tag('TRAVIS_TAG');
    if (tag !== null) return { ...known, kind: 'tag', tag };
    if (event === 'cron' || event === 'api') return { ...known, kind: 'whole', branch };
    return { ...known, kind: 'push', branch, before: base };
  },
};
