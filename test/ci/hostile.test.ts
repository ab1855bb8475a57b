/** `keyfence ci` where variables, payloads and repositories are not what they should be: it says so, and passes nothing. */
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readCiFacts } from '../../src/ci/systems.js';
import { KeyfenceError } from '../../src/errors.js';
import { setTrap } from '../cli/planted-programs.js';
import { asSecret } from '../support/record.js';
import { Repository, scratch } from '../support/repository.js';
import { randomText } from '../support/sample.js';
import { ci, expectCi, expectCiFailure, github, payload, Server, ZEROS } from './server.js';

const hostile = suite('ci: hostile values');

const server = new Server();
const base = server.oid('HEAD');
const [HEAD = ''] = server.leak('a');
server.push('main');
const clone = server.clone({ at: HEAD });
const MARK = join(clone.top, 'mark');

/** Every variable that is read for an object id or a name, with what makes its service read it. */
const READ: [variable: string, env: Record<string, string>][] = [
  ['GITHUB_SHA', { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'schedule' }],
  ['GITHUB_BASE_REF', { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request' }],
  ['GITHUB_HEAD_REF', { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request' }],
  ['GITHUB_REF', { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'push' }],
  ...['CI_COMMIT_SHA', 'CI_COMMIT_BEFORE_SHA', 'CI_COMMIT_BRANCH', 'CI_COMMIT_TAG', 'CI_DEFAULT_BRANCH'].map(
    (name): [string, Record<string, string>] => [name, { GITLAB_CI: 'true' }],
  ),
  ...[
    'SOURCE_BRANCH_SHA',
    'TARGET_BRANCH_SHA',
    'DIFF_BASE_SHA',
    'TARGET_BRANCH_NAME',
    'SOURCE_BRANCH_NAME',
  ].map((name): [string, Record<string, string>] => [
    `CI_MERGE_REQUEST_${name}`,
    { GITLAB_CI: 'true', CI_MERGE_REQUEST_IID: '7' },
  ]),
  ...['COMMIT', 'BRANCH', 'TAG', 'PR_DESTINATION_BRANCH'].map((name): [string, Record<string, string>] => [
    `BITBUCKET_${name}`,
    { BITBUCKET_BUILD_NUMBER: '1' },
  ]),
  ['BUILD_SOURCEVERSION', { TF_BUILD: 'True' }],
  ['BUILD_SOURCEBRANCH', { TF_BUILD: 'True' }],
  ...['SOURCECOMMITID', 'TARGETBRANCH', 'SOURCEBRANCH'].map((name): [string, Record<string, string>] => [
    `SYSTEM_PULLREQUEST_${name}`,
    { TF_BUILD: 'True', SYSTEM_PULLREQUEST_PULLREQUESTID: '7' },
  ]),
  ...['SHA1', 'BRANCH', 'TAG'].map((name): [string, Record<string, string>] => [
    `CIRCLE_${name}`,
    { CIRCLECI: 'true' },
  ]),
  ...['GIT_COMMIT', 'GIT_BRANCH', 'GIT_PREVIOUS_COMMIT', 'BRANCH_NAME', 'TAG_NAME', 'CHANGE_TARGET'].map(
    (name): [string, Record<string, string>] => [name, { JENKINS_URL: 'https://ci.example/' }],
  ),
  ...['COMMIT', 'BRANCH', 'TAG', 'PIPELINE_DEFAULT_BRANCH'].map((name): [string, Record<string, string>] => [
    `BUILDKITE_${name}`,
    { BUILDKITE: 'true' },
  ]),
  ['BUILDKITE_PULL_REQUEST_BASE_BRANCH', { BUILDKITE: 'true', BUILDKITE_PULL_REQUEST: '7' }],
  ...['COMMIT', 'BRANCH', 'TAG', 'COMMIT_RANGE'].map((name): [string, Record<string, string>] => [
    `TRAVIS_${name}`,
    { TRAVIS: 'true' },
  ]),
  ...['COMMIT_SHA', 'COMMIT_BEFORE', 'BRANCH', 'TAG', 'REPO_BRANCH'].map(
    (name): [string, Record<string, string>] => [
      `DRONE_${name}`,
      { DRONE: 'true', DRONE_BUILD_EVENT: 'push' },
    ],
  ),
  ['DRONE_TARGET_BRANCH', { DRONE: 'true', DRONE_BUILD_EVENT: 'pull_request' }],
  ...['COMMIT_SHA', 'PREV_COMMIT_SHA', 'COMMIT_BRANCH', 'COMMIT_TAG', 'REPO_DEFAULT_BRANCH'].map(
    (name): [string, Record<string, string>] => [
      `CI_${name}`,
      { CI: 'woodpecker', CI_PIPELINE_EVENT: 'push' },
    ],
  ),
];

for (const [variable, env] of READ) {
  hostile(`${variable}: an option or a line break is refused`, () => {
    const folder = variable === 'GITHUB_REF' ? 'refs/heads/' : '';
    for (const value of ['--upload-pack=touch mark', `${HEAD}\n--all`, '-', '../x', 'a b', 'x.lock']) {
      const { message, remedy } = problemOf({ ...env, [variable]: folder + value });
      assert.match(message, new RegExp(`^${variable}: expected `));
      assert.match(remedy, 'nothing was passed as clean');
    }
  });
}

function problemOf(env: Record<string, string>): KeyfenceError {
  try {
    readCiFacts(env);
  } catch (error) {
    if (error instanceof KeyfenceError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

hostile('what is refused ends the run, and is not repeated', () => {
  const env = { GITLAB_CI: 'true', CI_COMMIT_SHA: `--upload-pack=touch ${MARK}` };
  const ran = ci(clone, env);
  expectCiFailure(ran, /^keyfence: CI_COMMIT_SHA: expected an object id\n/);
  assert.not.match(ran.stderr, 'touch');
  assert.not.ok(existsSync(MARK));
});

hostile('names that a branch can have are names, whatever a shell would make of them', () => {
  for (const name of [`$(touch\${IFS}mark)`, "`id`;'ü%s"]) {
    server.developer.git('push', '-q', '--no-verify', 'origin', `+${base}:refs/heads/${name}`);
    const at = server.clone({ at: HEAD });
    const env = github(
      'pull_request',
      payload('pull-request', { HEAD, BASE: base, '"main"': JSON.stringify(name) }),
      {
        GITHUB_BASE_REF: name,
      },
    );
    const { GITHUB_EVENT_PATH: _, ...rest } = env;
    expectCi(at, { env: rest }, { rule: 'pull-request', commits: 1, leaks: ['a'] });
    assert.not.ok(existsSync(join(at.top, 'mark')));
    server.push(`:refs/heads/${name}`);
  }
});

for (const [title, field, value] of [
  ['an option for a head', 'HEAD', '--upload-pack=touch mark'],
  ['a command for a base', 'BASE', '$(id)'],
  ['a short id', 'BASE', 'abcdef0'],
] as const) {
  hostile(`a payload with ${title}`, () => {
    const path = payload('pull-request', { HEAD, BASE: base, [field]: value });
    expectCiFailure(
      ci(clone, github('pull_request', path)),
      /^keyfence: the event payload, pull_request\.(?:head|base)\.sha: expected an object id\n/,
    );
  });
}

const PAYLOAD_FAULTS: [title: string, make: (path: string) => void, words: RegExp][] = [
  ['that is not there', () => {}, /cannot be read/],
  ['that is a folder', (path) => mkdirSync(path), /cannot be read/],
  ['that is a link', (path) => symlinkSync('/etc/hostname', path), /cannot be read/],
  ['that is a device', (path) => symlinkSync('/dev/zero', path), /cannot be read/],
  ['that is cut', (path) => writeFileSync(path, '{"before":"'), /is no JSON object/],
  ['that is empty', (path) => writeFileSync(path, ''), /is no JSON object/],
  ['that is a list', (path) => writeFileSync(path, '[]'), /is no JSON object/],
  ['that is nested without end', (path) => writeFileSync(path, '['.repeat(4_000_000)), /is no JSON object/],
  ['that is giant', (path) => writeFileSync(path, Buffer.alloc(33 * 1024 * 1024, 0x20)), /is over 32 MB/],
];
for (const [title, make, words] of PAYLOAD_FAULTS) {
  hostile(`a payload ${title}: said, and nothing is passed`, () => {
    const path = join(scratch(), 'event');
    make(path);
    const ran = ci(clone, github('push', path));
    expectCiFailure(ran, words);
    assert.match(ran.stderr, 'keyfence ci --base COMMIT --head COMMIT');
    // Which does what it says.
    const given = ['--base', base, '--head', HEAD];
    expectCi(
      clone,
      { env: github('push', path), words: given },
      { rule: 'explicit', commits: 1, leaks: ['a'] },
    );
  });
}

hostile('fields of a payload that are of another kind, or that an object inherits, are not there', () => {
  const path = join(scratch(), 'event.json');
  writeFileSync(path, JSON.stringify({ ref: ['refs/heads/x'], before: { length: 40 }, deleted: 'true' }));
  const env = github('push', path, { GITHUB_SHA: HEAD, GITHUB_REF: 'refs/heads/topic' });
  expectCi(clone, { env }, { rule: 'tip', commits: 1, leaks: ['a'] });
});

hostile('a secret in a variable is not repeated', () => {
  const secret = asSecret(randomText(16));
  for (const env of [
    { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: secret, GITHUB_SHA: secret },
    { GITLAB_CI: 'true', CI_PIPELINE_SOURCE: secret, CI_COMMIT_SHA: HEAD },
  ]) {
    const { stdout, stderr } = ci(clone, env);
    assert.not.match(stdout + stderr, secret);
  }
});

hostile('no repository, no commit, no object', () => {
  const none = new Repository({ top: scratch() });
  expectCiFailure(ci(none, { CI: 'true' }), /run keyfence inside a Git repository/);
  expectCiFailure(ci(new Repository(), { CI: 'true' }), /HEAD has no commit/);
  expectCiFailure(ci(clone, {}, ['--base', 'nothing']), /--base names no commit here/);
  expectCiFailure(ci(clone, {}, ['--base', base, '--head', 'f'.repeat(40)]), /--head names no commit here/);
  expectCiFailure(ci(clone, {}, ['--head', 'f'.repeat(40), '--deepen']), /--head names no commit here/);
});

hostile('what is typed is checked like the rest', () => {
  for (const words of [
    ['--base=--all'],
    ['--head=--all'],
    ['--base', 'a\nb'],
    ['--base=a', '--base=b'],
    ['--deepen=1'],
    ['main'],
    ['--rangee'],
  ]) {
    const ran = ci(clone, { CI: 'true' }, words);
    assert.equal({ status: ran.status, stdout: ran.stdout }, { status: 2, stdout: '' }, words.join(' '));
  }
});

hostile('a base that is empty or zeros, as a variable that is not set: as if it were left out', () => {
  for (const given of ['', ZEROS]) {
    const env = { CI: 'true' };
    const { status, stderr } = ci(clone, env, [`--base=${given}`, '--verbose']);
    assert.is(status, 1);
    assert.match(stderr, 'all of ');
  }
});

hostile('a base that is the head, or later: the newest commit, and never none', () => {
  for (const [given, head] of [
    [HEAD, HEAD],
    ['HEAD', 'HEAD'],
  ]) {
    const words = ['--base', given as string, '--head', head as string];
    expectCi(clone, { env: {}, words }, { rule: 'tip', commits: 1, leaks: ['a'] });
  }
  const report = expectCi(
    clone,
    { env: {}, words: ['--base', HEAD, '--head', base] },
    { rule: 'tip', commits: 1 },
  );
  assert.match(report.receipt.ci.why, 'the base that was given has all commits of the head');
});

hostile('of all the programs that a repository can name, none runs: not with --deepen, either', () => {
  const { repository, ran } = setTrap();
  for (const words of [[], ['--deepen'], ['--deepen', '--base', 'f'.repeat(40)]]) {
    ci(repository, { CI: 'true' }, words);
    assert.equal(ran(), [], words.join(' '));
  }
});

hostile('a remote that names a program, or one that does not answer', () => {
  const shallow = server.clone({
    depth: 1,
    refspecs: ['+refs/heads/main:refs/remotes/origin/main'],
    at: HEAD,
  });
  for (const url of [`ext::sh -c touch% ${MARK}`, 'file:///nowhere', '--upload-pack=touch mark']) {
    shallow.git('config', 'remote.origin.url', url);
    const { status, stderr } = ci(shallow, { CI: 'true' }, ['--deepen', '--verbose']);
    assert.is(status, 1, stderr);
    assert.match(stderr, 'INCOMPLETE');
    assert.match(stderr, 'the remote did not give what this clone lacks');
    assert.not.ok(existsSync(MARK));
  }
  shallow.git('remote', 'remove', 'origin');
  assert.match(ci(shallow, { CI: 'true' }, ['--deepen', '--verbose']).stderr, 'this clone names no remote');
});

hostile.run();
