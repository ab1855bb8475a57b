import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { asSecret } from '../support/record.js';
import { Repository } from '../support/repository.js';
import { checkGitlab, checkWorkflow } from './ci-schemas.js';
import { offered, take } from './offered.js';

const pipelines = suite('offer of a CI job');

const WORKFLOW = '.github/workflows/keyfence.yml';
const JOB = '.gitlab-ci.yml';
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const WITH_KEYFENCE = '{ "devDependencies": { "keyfence": "*" } }';
const FETCHED = [`npx --yes keyfence@${version} ci`];

const RUNNERS: [title: string, files: Record<string, string>, lines: string[]][] = [
  ['no package.json', {}, FETCHED],
  ['keyfence is no dependency', { 'package.json': '{}', 'package-lock.json': '{}' }, FETCHED],
  ['nothing is locked', { 'package.json': WITH_KEYFENCE }, FETCHED],
  ['a package.json that cannot be read', { 'package.json': '{', 'package-lock.json': '{}' }, FETCHED],
  [
    'npm',
    { 'package.json': WITH_KEYFENCE, 'package-lock.json': '{}' },
    ['npm ci --ignore-scripts', 'npx --no keyfence ci'],
  ],
  [
    'pnpm',
    { 'package.json': WITH_KEYFENCE, 'pnpm-lock.yaml': '' },
    ['corepack enable', 'pnpm install --frozen-lockfile --ignore-scripts', 'pnpm exec keyfence ci'],
  ],
  [
    'yarn 1',
    { 'package.json': WITH_KEYFENCE, 'yarn.lock': '' },
    ['corepack enable', 'yarn install --frozen-lockfile --ignore-scripts', 'yarn run keyfence ci'],
  ],
  [
    'yarn 4',
    { 'package.json': WITH_KEYFENCE, 'yarn.lock': '', '.yarnrc.yml': '' },
    ['corepack enable', 'yarn install --immutable --mode=skip-build', 'yarn run keyfence ci'],
  ],
  [
    'two lock files, and a word on which counts',
    {
      'package.json': `{ "packageManager": "npm@11.0.0", ${WITH_KEYFENCE.slice(1)}`,
      'yarn.lock': '',
      'package-lock.json': '{}',
    },
    ['npm ci --ignore-scripts', 'npx --no keyfence ci'],
  ],
  [
    'bun',
    { 'package.json': WITH_KEYFENCE, 'bun.lock': '' },
    ['bun install --frozen-lockfile --ignore-scripts', 'bun run keyfence ci'],
  ],
];

interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  jobs: { secrets: { steps: { uses?: string; run?: string; with?: Record<string, unknown> }[] } };
}

for (const [title, files, lines] of RUNNERS) {
  pipelines(`${title}: the workflow runs ${lines.join(', ')}, and GitHub's own parser takes it`, async () => {
    const repository = new Repository().write({ '.github/CODEOWNERS': '', ...files });
    assert.equal(await take(repository, 'workflow'), [WORKFLOW]);
    const text = readFileSync(join(repository.top, WORKFLOW), 'utf8');
    assert.equal(await checkWorkflow(text), []);
    const { on, permissions, jobs } = parse(text) as Workflow;
    assert.equal(Object.keys(on), ['push', 'pull_request', 'merge_group', 'schedule']);
    assert.equal(permissions, { contents: 'read' });
    const { steps } = jobs.secrets;
    assert.equal(steps[0]?.with, { 'fetch-depth': 0, 'persist-credentials': false });
    assert.equal(
      steps.flatMap(({ run }) => run ?? []),
      lines,
    );
    assert.is(
      steps.some(({ uses }) => uses?.includes('setup-bun')),
      title === 'bun',
    );
    assert.is(await offered(repository, 'workflow'), null, 'once is enough');
  });
}

const REMOTES: [url: string, path: string | null][] = [
  ['https://github.com/a/b.git', WORKFLOW],
  [`https://user:${asSecret('a-password-of-mine')}@github.com/a/b`, WORKFLOW],
  ['git@github.com:a/b.git', WORKFLOW],
  ['ssh://git@github.example.org:2222/a/b', WORKFLOW],
  ['git@gitlab.com:a/b.git', JOB],
  ['https://gitlab.example.org/a/b', JOB],
  ['https://example.org/github.com/b', null],
  ['../github', null],
];
for (const [position, [url, path]] of REMOTES.entries()) {
  pipelines(`remote ${position + 1}: ${path ?? 'nothing'} is offered`, async () => {
    const repository = new Repository();
    repository.git('remote', 'add', 'origin', url);
    const offer = await offered(repository, 'workflow');
    assert.equal(
      offer?.changes.map((change) => change.path) ?? [],
      path === null ? [] : [join(repository.top, path)],
    );
    assert.not.match(JSON.stringify(offer), 'a-password-of-mine');
  });
}

const JOBS: [title: string, text: string, also: object][] = [
  ['jobs of its own', 'build:\n  script:\n    - make\n', {}],
  ['no line end', 'build:\n  script:\n    - make', {}],
  ['Windows line ends', 'build:\r\n  script:\r\n    - make\r\n', {}],
  ['stages of its own', 'stages: [one]\nbuild:\n  stage: one\n  script: [make]\n', { stage: '.pre' }],
  [
    'an anchor and a reference',
    '.a: &a\n  script: [make]\nb:\n  <<: *a\nc:\n  script: !reference [b, script]\n',
    {},
  ],
  ['a text at its end', 'build:\n  script:\n    - |\n      make\n      make install\n', {}],
];
for (const [title, text, also] of JOBS) {
  pipelines(
    `${title}: one job is added at the end, no foreign byte changes, and GitLab's own schema takes it`,
    async () => {
      const repository = new Repository().write({ [JOB]: text });
      await take(repository, 'workflow');
      const after = readFileSync(join(repository.top, JOB), 'utf8');
      assert.ok(after.startsWith(text));
      if (text.includes('\r\n')) assert.not.match(after, /[^\r]\n/);
      const { keyfence } = parse(after, { logLevel: 'silent' }) as { keyfence: object };
      assert.equal(keyfence, {
        ...also,
        image: 'node:22',
        variables: { GIT_DEPTH: '0' },
        script: FETCHED,
        rules: [{ if: '$CI_COMMIT_BRANCH' }, { if: '$CI_COMMIT_TAG' }],
      });
      assert.is(checkGitlab(after), '');
      assert.is(await offered(repository, 'workflow'), null, 'once is enough');
    },
  );
}

pipelines('a project with pipelines for merge requests: each push is scanned once', async () => {
  const repository = new Repository().write({
    [JOB]:
      'workflow:\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\nbuild:\n  script: [make]\n',
  });
  await take(repository, 'workflow');
  const text = readFileSync(join(repository.top, JOB), 'utf8');
  assert.match(
    text,
    /merge_request_event"\n {4}- if: \$CI_COMMIT_BRANCH && \$CI_OPEN_MERGE_REQUESTS\n {6}when: never\n/,
  );
  assert.is(checkGitlab(text), '');
});

const REFUSED: [title: string, text: string][] = [
  ['a map in braces', '{ build: { script: [make] } }\n'],
  ['JSON', '{"build": {"script": ["make"]}}\n'],
  ['a list', '- a\n'],
  ['broken', 'a: "\n'],
  ['a closed end', 'build:\n  script: [make]\n...\n'],
];
for (const [title, text] of REFUSED) {
  pipelines(`${title}: nothing is written, and the job is described`, async () => {
    const offer = await offered(new Repository().write({ [JOB]: text }), 'workflow');
    assert.equal(offer?.changes, []);
    assert.match(offer?.notes[0] ?? '', /give it a job that runs keyfence ci/);
  });
}

pipelines('keyfence in another workflow, or no CI at all: nothing is offered', async () => {
  const other = { '.github/workflows/a.yml': 'jobs: { a: { steps: [{ run: npx keyfence }] } }\n' };
  assert.is(await offered(new Repository().write(other), 'workflow'), null);
  assert.is(await offered(new Repository(), 'workflow'), null);
});

pipelines.run();
