/** Which CI runs are for a pull request from a fork: by the payloads and the variables that services give. */
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isPullRequestOfFork } from '../../src/environment/pull-request-of-fork.js';
import { scratch } from '../support/repository.js';

const forks = suite('pull requests of forks');

const OWN = { id: 1, full_name: 'acme/app', fork: false };
const FORK = { id: 2, full_name: 'stranger/app', fork: true };
const pullRequest = (head: object | null, base: object = OWN) => ({
  action: 'synchronize',
  number: 7,
  pull_request: { head: { ref: 'topic', repo: head }, base: { ref: 'main', repo: base } },
  repository: base,
});

const EVENTS: [title: string, name: string, event: unknown, isFork: boolean][] = [
  ['a pull request within the repository', 'pull_request', pullRequest(OWN), false],
  ['a pull request from a fork', 'pull_request', pullRequest(FORK), true],
  ['a pull request from a fork, on the target', 'pull_request_target', pullRequest(FORK), true],
  ['a pull request from a fork that is gone', 'pull_request', pullRequest(null), true],
  [
    'a pull request within a repository that is a fork itself',
    'pull_request',
    pullRequest(FORK, FORK),
    false,
  ],
  ['a push', 'push', { ref: 'refs/heads/main', repository: OWN }, false],
  ['a merge queue', 'merge_group', { merge_group: { base_sha: '0' }, repository: OWN }, false],
  ['a schedule', 'schedule', { schedule: '0 0 * * *', repository: OWN }, false],
  [
    'a workflow after one of a fork',
    'workflow_run',
    { workflow_run: { head_repository: FORK }, repository: OWN },
    true,
  ],
  [
    'a workflow after one of its own',
    'workflow_run',
    { workflow_run: { head_repository: OWN }, repository: OWN },
    false,
  ],
  [
    'a comment on a pull request',
    'issue_comment',
    { issue: { number: 7, pull_request: { url: '' } }, repository: OWN },
    true,
  ],
  ['a comment on an issue', 'issue_comment', { issue: { number: 7 }, repository: OWN }, false],
  ['a pull request without facts', 'pull_request', { pull_request: {} }, true],
  ['a payload that is no object', 'pull_request', 'text', true],
];
for (const [title, name, event, isFork] of EVENTS) {
  forks(`GitHub: ${title}: ${isFork ? 'a fork' : 'none'}`, () => {
    const path = join(scratch(), 'event.json');
    writeFileSync(path, JSON.stringify(event));
    const env = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path };
    assert.is(isPullRequestOfFork(env), isFork);
  });
}

forks(
  'GitHub: where the payload cannot be read, a pull request counts as one of a fork, and a push does not',
  () => {
    const env = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: join(scratch(), 'none.json') };
    assert.ok(isPullRequestOfFork({ ...env, GITHUB_EVENT_NAME: 'pull_request' }));
    assert.ok(isPullRequestOfFork({ GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request_target' }));
    assert.not.ok(isPullRequestOfFork({ ...env, GITHUB_EVENT_NAME: 'push' }));
    const broken = join(scratch(), 'event.json');
    writeFileSync(broken, '{"pull_request":');
    assert.ok(isPullRequestOfFork({ ...env, GITHUB_EVENT_PATH: broken, GITHUB_EVENT_NAME: 'pull_request' }));
  },
);

forks('GitHub: a payload without an end, and one that is too large, are not read', () => {
  const [endless, giant] = [join(scratch(), 'event.json'), join(scratch(), 'event.json')];
  symlinkSync('/dev/zero', endless);
  writeFileSync(giant, Buffer.concat([Buffer.alloc(33 * 1024 * 1024, 0x20), Buffer.from('{}')]));
  for (const path of [endless, giant]) {
    const env = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: path };
    assert.ok(isPullRequestOfFork(env));
  }
});

const VARIABLES: [title: string, env: Record<string, string>, isFork: boolean][] = [
  ['nothing', {}, false],
  [
    'GitLab: a merge request of a fork',
    { CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '7', CI_PROJECT_ID: '1' },
    true,
  ],
  ['GitLab: one of its own', { CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '1', CI_PROJECT_ID: '1' }, false],
  ['GitLab: a branch', { CI_PROJECT_ID: '1' }, false],
  ['Azure: a fork', { SYSTEM_PULLREQUEST_ISFORK: 'True' }, true],
  ['Azure: none', { SYSTEM_PULLREQUEST_ISFORK: 'False' }, false],
  ['Jenkins: a fork', { CHANGE_ID: '7', CHANGE_FORK: 'stranger' }, true],
  ['Jenkins: a change of its own', { CHANGE_ID: '7', CHANGE_TARGET: 'main' }, false],
  ['CircleCI: a fork', { CIRCLE_PR_REPONAME: 'app', CIRCLE_PR_USERNAME: 'stranger' }, true],
  ['CircleCI: one of its own', { CIRCLE_PULL_REQUEST: 'https://github.com/acme/app/pull/7' }, false],
  ['Travis: a fork', { TRAVIS_PULL_REQUEST_SLUG: 'stranger/app', TRAVIS_REPO_SLUG: 'acme/app' }, true],
  ['Travis: a push', { TRAVIS_PULL_REQUEST_SLUG: '', TRAVIS_REPO_SLUG: 'acme/app' }, false],
  [
    'AppVeyor: a fork',
    { APPVEYOR_PULL_REQUEST_HEAD_REPO_NAME: 'stranger/app', APPVEYOR_REPO_NAME: 'acme/app' },
    true,
  ],
  [
    'Buildkite: a push',
    { BUILDKITE_PULL_REQUEST_REPO: '', BUILDKITE_REPO: 'git@github.com:acme/app' },
    false,
  ],
  ['Drone: a pull request, whose it is not said', { DRONE: 'true', DRONE_BUILD_EVENT: 'pull_request' }, true],
  ['Drone: a push', { DRONE: 'true', DRONE_BUILD_EVENT: 'push', DRONE_PULL_REQUEST: '' }, false],
  [
    'Woodpecker: a pull request, whose it is not said',
    { CI: 'woodpecker', CI_PIPELINE_EVENT: 'pull_request' },
    true,
  ],
  ['Woodpecker: a closed one', { CI: 'woodpecker', CI_PIPELINE_EVENT: 'pull_request_closed' }, true],
  ['Woodpecker: a push', { CI: 'woodpecker', CI_PIPELINE_EVENT: 'push' }, false],
  [
    'Bitbucket: a pull request, whose it is not said',
    { BITBUCKET_PR_ID: '7', BITBUCKET_BRANCH: 'topic' },
    true,
  ],
  ['Bitbucket: a branch', { BITBUCKET_BUILD_NUMBER: '7', BITBUCKET_BRANCH: 'topic' }, false],
  ['Semaphore: a fork', { SEMAPHORE_GIT_PR_SLUG: 'stranger/app', SEMAPHORE_GIT_REPO_SLUG: 'acme/app' }, true],
];
for (const [title, env, isFork] of VARIABLES) {
  forks(`${title}: ${isFork ? 'a fork' : 'none'}`, () => {
    assert.is(isPullRequestOfFork(env), isFork);
  });
}

forks.run();
