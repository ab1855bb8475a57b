/** CircleCI: says neither where a pull request goes nor what a branch was before; `--base` can be given both. */
import { type CiSystem, unknownFacts } from './facts.js';
import { variablesOf } from './values.js';

export const CIRCLECI: CiSystem = {
  isHere: ({ CIRCLECI }) => CIRCLECI === 'true',
  read(env) {
    const variables = variablesOf(env);
    const tag = variables.tag('CIRCLE_TAG');
    return unknownFacts({
      system: 'CircleCI',
      remedy: 'the step checkout with method: full',
      event: tag === null ? 'push' : 'tag',
      kind: tag === null ? 'push' : 'tag',
      head: variables.commit('CIRCLE_SHA1'),
      branch: variables.branch('CIRCLE_BRANCH'),
      tag,
    });
  },
};
