/** `keyfence ci` under the variables of every service: one clone, and what each of them says of it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ci, expectCi, olderThan, Server, ZEROS } from './server.js';

const services = suite('ci: services');

/** `main` has base, old and newer; `topic` left it at old, and has a, b and c, where the tag is. */
const server = new Server();
server.leak('old');
const fork = server.oid('HEAD');
server.branch('topic');
const [A = '', , HEAD = ''] = server.leak('a', 'b', 'c');
server.developer.git('tag', 'v1');
server.branch('main', 'main');
const [MAIN = ''] = server.leak('newer');
server.branch('topic', 'topic');
server.push('main', 'topic', 'v1');
const MERGE = server.testMerge('main', 'topic');
const clone = server.clone({ at: HEAD });
clone.git('fetch', '-q', 'origin', '+refs/pull/7/merge:refs/remotes/pull/7/merge');

const REQUEST = { rule: 'pull-request', commits: 3, leaks: ['a', 'b', 'c'] };
const TESTED = { ...REQUEST, commits: 4 };
const PUSHED = { rule: 'push', commits: 2, leaks: ['b', 'c'] };
const NEW = { rule: 'other-branches', commits: 3, leaks: ['a', 'b', 'c'] };
const TAG = { rule: 'tip', commits: 1, leaks: ['c'] };
const WHOLE = { rule: 'whole-history', commits: 5, leaks: ['a', 'b', 'c', 'old'] };
const WHOLE_MAIN = { rule: 'whole-history', commits: 3, leaks: ['newer', 'old'] };

type Row = [title: string, env: Record<string, string>, expected: typeof NEW];

const gitlab = (source: string, more: Record<string, string>) => ({
  GITLAB_CI: 'true',
  CI_PIPELINE_SOURCE: source,
  CI_DEFAULT_BRANCH: 'main',
  CI_COMMIT_SHA: HEAD,
  CI_COMMIT_BEFORE_SHA: ZEROS,
  ...more,
});
const mergeRequest = {
  CI_MERGE_REQUEST_IID: '7',
  CI_MERGE_REQUEST_DIFF_BASE_SHA: fork,
  CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
  CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: 'topic',
  CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: '',
  CI_MERGE_REQUEST_TARGET_BRANCH_SHA: '',
};
const ofTopic = { CI_COMMIT_BRANCH: 'topic' };
const GITLAB: Row[] = [
  ['a merge request', gitlab('merge_request_event', mergeRequest), REQUEST],
  [
    'a merge request with merged results',
    gitlab('merge_request_event', {
      ...mergeRequest,
      CI_COMMIT_SHA: MERGE,
      CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: HEAD,
      CI_MERGE_REQUEST_TARGET_BRANCH_SHA: MAIN,
    }),
    TESTED,
  ],
  [
    'a pull request of another service',
    gitlab('external_pull_request_event', {
      CI_EXTERNAL_PULL_REQUEST_IID: '7',
      CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME: 'main',
      CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_SHA: MAIN,
      CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME: 'topic',
      CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_SHA: HEAD,
    }),
    REQUEST,
  ],
  ['a push', gitlab('push', { ...ofTopic, CI_COMMIT_BEFORE_SHA: A }), PUSHED],
  ['a first push', gitlab('push', ofTopic), NEW],
  ['a child pipeline', gitlab('parent_pipeline', ofTopic), NEW],
  ['a schedule', gitlab('schedule', ofTopic), WHOLE],
  ['a run by hand', gitlab('web', ofTopic), WHOLE],
  ['a tag', gitlab('push', { CI_COMMIT_TAG: 'v1' }), TAG],
];

const bitbucket = (more: Record<string, string>) => ({
  CI: 'true',
  BITBUCKET_BUILD_NUMBER: '12',
  BITBUCKET_COMMIT: HEAD,
  ...more,
});
const BITBUCKET: Row[] = [
  [
    'a pull request',
    bitbucket({
      BITBUCKET_PR_ID: '7',
      BITBUCKET_BRANCH: 'topic',
      BITBUCKET_PR_DESTINATION_BRANCH: 'main',
      BITBUCKET_PR_DESTINATION_COMMIT: MAIN.slice(0, 12),
    }),
    REQUEST,
  ],
  ['a branch', bitbucket({ BITBUCKET_BRANCH: 'topic' }), NEW],
  ['the default branch', bitbucket({ BITBUCKET_BRANCH: 'main', BITBUCKET_COMMIT: MAIN }), WHOLE_MAIN],
  ['a tag', bitbucket({ BITBUCKET_TAG: 'v1' }), TAG],
];

const azure = (reason: string, more: Record<string, string>) => ({
  TF_BUILD: 'True',
  BUILD_REASON: reason,
  BUILD_SOURCEVERSION: HEAD,
  BUILD_SOURCEBRANCH: 'refs/heads/topic',
  ...more,
});
const AZURE: Row[] = [
  [
    'a pull request',
    azure('PullRequest', {
      BUILD_SOURCEVERSION: MERGE,
      BUILD_SOURCEBRANCH: 'refs/pull/7/merge',
      SYSTEM_PULLREQUEST_PULLREQUESTID: '7',
      SYSTEM_PULLREQUEST_SOURCECOMMITID: HEAD,
      SYSTEM_PULLREQUEST_SOURCEBRANCH: 'refs/heads/topic',
      SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main',
    }),
    TESTED,
  ],
  ['a push', azure('IndividualCI', {}), NEW],
  ['a schedule', azure('Schedule', {}), WHOLE],
  ['a tag', azure('IndividualCI', { BUILD_SOURCEBRANCH: 'refs/tags/v1' }), TAG],
];

const circle = (more: Record<string, string>) => ({
  CI: 'true',
  CIRCLECI: 'true',
  CIRCLE_SHA1: HEAD,
  ...more,
});
const CIRCLECI: Row[] = [
  ['a branch', circle({ CIRCLE_BRANCH: 'topic' }), NEW],
  ['the default branch', circle({ CIRCLE_BRANCH: 'main', CIRCLE_SHA1: MAIN }), WHOLE_MAIN],
  ['a tag', circle({ CIRCLE_TAG: 'v1' }), TAG],
];

const jenkins = (more: Record<string, string>) => ({
  JENKINS_URL: 'https://ci.example/',
  GIT_COMMIT: HEAD,
  ...more,
});
const JENKINS: Row[] = [
  ['a change', jenkins({ CHANGE_ID: '7', CHANGE_TARGET: 'main', CHANGE_BRANCH: 'topic' }), REQUEST],
  [
    'a change that Jenkins merged',
    jenkins({ CHANGE_ID: '7', CHANGE_TARGET: 'main', GIT_COMMIT: MERGE }),
    TESTED,
  ],
  ['a branch that was built before', jenkins({ BRANCH_NAME: 'topic', GIT_PREVIOUS_COMMIT: A }), PUSHED],
  [
    'a branch whose last build failed: since the last good one',
    jenkins({ BRANCH_NAME: 'topic', GIT_PREVIOUS_COMMIT: HEAD, GIT_PREVIOUS_SUCCESSFUL_COMMIT: A }),
    PUSHED,
  ],
  ['a plain job', jenkins({ GIT_BRANCH: 'origin/topic' }), NEW],
  ['a tag', jenkins({ TAG_NAME: 'v1', BRANCH_NAME: 'v1' }), TAG],
];

const buildkite = (more: Record<string, string>) => ({
  BUILDKITE: 'true',
  BUILDKITE_SOURCE: 'webhook',
  BUILDKITE_COMMIT: HEAD,
  BUILDKITE_BRANCH: 'topic',
  BUILDKITE_PULL_REQUEST: 'false',
  BUILDKITE_PULL_REQUEST_BASE_BRANCH: '',
  BUILDKITE_PIPELINE_DEFAULT_BRANCH: 'main',
  BUILDKITE_TAG: '',
  ...more,
});
const BUILDKITE: Row[] = [
  [
    'a pull request',
    buildkite({ BUILDKITE_PULL_REQUEST: '7', BUILDKITE_PULL_REQUEST_BASE_BRANCH: 'main' }),
    REQUEST,
  ],
  ['a branch', buildkite({}), NEW],
  ['a build of HEAD', buildkite({ BUILDKITE_SOURCE: 'ui', BUILDKITE_COMMIT: 'HEAD' }), WHOLE],
  ['a tag', buildkite({ BUILDKITE_TAG: 'v1', BUILDKITE_BRANCH: 'v1' }), TAG],
];

const travis = (event: string, more: Record<string, string>) => ({
  TRAVIS: 'true',
  TRAVIS_EVENT_TYPE: event,
  TRAVIS_BRANCH: 'topic',
  TRAVIS_COMMIT: HEAD,
  TRAVIS_COMMIT_RANGE: '',
  TRAVIS_PULL_REQUEST: 'false',
  TRAVIS_TAG: '',
  ...more,
});
const TRAVIS: Row[] = [
  [
    'a pull request',
    travis('pull_request', {
      TRAVIS_BRANCH: 'main',
      TRAVIS_COMMIT: MERGE,
      TRAVIS_COMMIT_RANGE: `${MAIN}...${HEAD}`,
      TRAVIS_PULL_REQUEST: '7',
      TRAVIS_PULL_REQUEST_SHA: HEAD,
      TRAVIS_PULL_REQUEST_BRANCH: 'topic',
    }),
    TESTED,
  ],
  ['a push', travis('push', { TRAVIS_COMMIT_RANGE: `${A}...${HEAD}` }), PUSHED],
  ['a first push', travis('push', {}), NEW],
  ['a schedule', travis('cron', {}), WHOLE],
  ['a tag', travis('push', { TRAVIS_TAG: 'v1', TRAVIS_BRANCH: 'v1' }), TAG],
];

const drone = (event: string, more: Record<string, string>) => ({
  DRONE: 'true',
  DRONE_BUILD_EVENT: event,
  DRONE_COMMIT_SHA: HEAD,
  DRONE_BRANCH: 'topic',
  DRONE_REPO_BRANCH: 'main',
  ...more,
});
const DRONE: Row[] = [
  [
    'a pull request',
    drone('pull_request', {
      DRONE_BRANCH: 'main',
      DRONE_TARGET_BRANCH: 'main',
      DRONE_SOURCE_BRANCH: 'topic',
    }),
    REQUEST,
  ],
  ['a push', drone('push', { DRONE_COMMIT_BEFORE: A }), PUSHED],
  ['a first push', drone('push', { DRONE_COMMIT_BEFORE: ZEROS }), NEW],
  ['a schedule', drone('cron', {}), WHOLE],
  ['a tag', drone('tag', { DRONE_TAG: 'v1' }), TAG],
];

const woodpecker = (event: string, more: Record<string, string>) => ({
  CI: 'woodpecker',
  CI_PIPELINE_EVENT: event,
  CI_COMMIT_SHA: HEAD,
  CI_COMMIT_BRANCH: 'topic',
  CI_REPO_DEFAULT_BRANCH: 'main',
  ...more,
});
const WOODPECKER: Row[] = [
  [
    'a pull request',
    woodpecker('pull_request', { CI_COMMIT_TARGET_BRANCH: 'main', CI_COMMIT_SOURCE_BRANCH: 'topic' }),
    REQUEST,
  ],
  ['a push', woodpecker('push', { CI_PREV_COMMIT_SHA: A }), PUSHED],
  ['a first push', woodpecker('push', {}), NEW],
  ['a schedule', woodpecker('cron', {}), WHOLE],
  ['a tag', woodpecker('tag', { CI_COMMIT_TAG: 'v1' }), TAG],
];

const ELSEWHERE: Row[] = [
  ['a detached HEAD', { CI: 'true' }, NEW],
  ['somebody at a terminal', {}, NEW],
];

for (const [system, rows] of Object.entries({
  'GitLab CI': GITLAB,
  'Bitbucket Pipelines': BITBUCKET,
  'Azure Pipelines': AZURE,
  CircleCI: CIRCLECI,
  Jenkins: JENKINS,
  Buildkite: BUILDKITE,
  'Travis CI': TRAVIS,
  Drone: DRONE,
  'Woodpecker CI': WOODPECKER,
})) {
  for (const [title, env, expected] of rows) {
    services(`${system}: ${title}: ${expected.rule}`, () => {
      assert.is(expectCi(clone, { env }, expected).receipt.ci.system, system);
    });
  }
}
for (const [title, env, expected] of ELSEWHERE) {
  services(`elsewhere: ${title}: ${expected.rule}`, () => void expectCi(clone, { env }, expected));
}

services('where no server is, nothing is said of one', () => {
  assert.match(ci(clone, {}).stderr, '3 commits came this far without being stopped');
  assert.match(ci(clone, { CI: 'true' }).stderr, '3 commits reached the server without being stopped');
});

services('GitLab as it clones: twenty commits of one branch', () => {
  const long = new Server(25);
  long.branch('topic');
  const commits = long.commit('a', 'b');
  long.push('topic');
  const [, head = ''] = commits;
  const refspecs = ['+refs/heads/topic:refs/remotes/origin/topic'];
  const shallow = long.clone({ depth: 20, refspecs, at: head });
  const env = gitlab('push', { ...ofTopic, CI_COMMIT_SHA: head });
  const cut = long.oid('HEAD~19');
  const report = expectCi(
    shallow,
    { env: { ...env, CI_COMMIT_BEFORE_SHA: 'e'.repeat(40) } },
    { rule: 'push', commits: 20, skipped: [olderThan(cut)], exit: 3 },
  );
  assert.is(report.receipt.ci.remedy, 'the variable GIT_DEPTH: 0');
  assert.is(ci(shallow, env).status, 3);
  // The default branch is fetched, and as much of both as it takes.
  expectCi(shallow, { env, words: ['--deepen'] }, { rule: 'other-branches', commits: 2 });
});

services.run();
