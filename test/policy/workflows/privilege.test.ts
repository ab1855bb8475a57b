/** What CI workflows may do, and how far their secrets reach. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { answerOf, told } from '../answered.js';
import { runs, workflow } from './written.js';

const privilege = suite('least privilege in CI');

const FILE = '.github/workflows/a.yml';
const file = (text: string) => ({ [FILE]: text });
const JOB = 'jobs:\n  a:\n    runs-on: x\n    steps: [{ run: x }]\n';

const PERMISSIONS: [title: string, text: string, expected: RegExp | null][] = [
  ['none at all', `on: push\n${JOB}`, /a\.yml:2 no permissions/],
  ['write-all', `on: push\npermissions: write-all\n${JOB}`, /a\.yml:2 write-all/],
  [
    'write-all of a job',
    `on: push\npermissions: {}\njobs:\n  a:\n    permissions: write-all\n    steps: []\n`,
    /a\.yml:5 write-all/,
  ],
  [
    'one job without',
    `on: push\njobs:\n  a:\n    permissions: {}\n    steps: []\n  b:\n    steps: []\n`,
    /a\.yml:6 no permissions/,
  ],
  ['of the workflow', `on: push\npermissions: { contents: read }\n${JOB}`, null],
  ['none is given', `on: push\npermissions: {}\n${JOB}`, null],
  ['of each job', `on: [push]\njobs:\n  a:\n    permissions: { contents: write }\n    steps: []\n`, null],
  ['only called by others', `on:\n  workflow_call:\n    inputs: {}\n${JOB}`, null],
];
for (const [title, text, expected] of PERMISSIONS) {
  privilege(`permissions: ${title}`, async () => {
    const found = (await told('workflow-permissions', file(text))).join();
    if (expected) assert.match(found, expected);
    else assert.is(found, 'pass');
  });
}

const STEPS = '      - run: a "$TOKEN"\n      - run: b';
const TOKEN = 'TOKEN: ${{ secrets.TOKEN }}';
const SCOPE: [title: string, files: Record<string, string>, expected: RegExp | null][] = [
  [
    'the whole workflow',
    workflow(STEPS, { top: `env: { A: b, ${TOKEN.replace('${', '"${')}" }` }),
    /a\.yml:3 TOKEN is in the environment of every step of every job/,
  ],
  [
    'a job of which one step uses it',
    workflow(STEPS, { job: `    env:\n      ${TOKEN}` }),
    /a\.yml:8 TOKEN is in the environment of every step, and one step uses it/,
  ],
  ['a job whose steps use it', workflow(`${STEPS} $TOKEN`, { job: `    env:\n      ${TOKEN}` }), null],
  [
    'a job of which no step names it: an action reads it',
    workflow('      - run: a\n      - run: b', { job: `    env:\n      ${TOKEN}` }),
    null,
  ],
  ['a job with one step', workflow('      - run: a "$TOKEN"', { job: `    env:\n      ${TOKEN}` }), null],
  ['one step', runs('a "$TOKEN"'), null],
  [
    'the token of the run',
    workflow(STEPS, { top: 'env: { TOKEN: "${{ secrets.GITHUB_TOKEN }}", B: "${{ github.token }}" }' }),
    null,
  ],
  ['whether it is set', workflow(STEPS, { top: `env: { TOKEN: "\${{ secrets.TOKEN != '' }}" }` }), null],
  [
    'inherit',
    file('on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    secrets: inherit\n'),
    /a\.yml:5 secrets: inherit gives/,
  ],
  [
    'named for a called workflow',
    file(
      'on: push\njobs:\n  a:\n    uses: o/r/.github/workflows/b.yml@v1\n    secrets: { T: "${{ secrets.T }}" }\n',
    ),
    null,
  ],
  [
    'all as one text',
    runs('a "$ALL"', { env: 'ALL: ${{ toJSON(secrets) }}' }),
    /a\.yml:10 every secret of the repository is given on/,
  ],
  [
    'a computed name',
    runs('a "$A"', { env: "A: ${{ secrets[format('{0}_KEY', matrix.a)] }}" }),
    /a\.yml:10 the name of the secret is computed/,
  ],
];
for (const [title, files, expected] of SCOPE) {
  privilege(`scope: ${title}`, async () => {
    const found = (await told('workflow-secret-scope', files)).join();
    if (expected) assert.match(found, expected);
    else assert.is(found, 'pass');
  });
}

privilege('the remedy names the step that needs the secret', async () => {
  const { problems } = await answerOf(
    'workflow-secret-scope',
    workflow(STEPS, { job: `    env:\n      ${TOKEN}` }),
  );
  assert.is(problems[0]?.remedy, 'move it into the env of the step at line 10, the one that names it');
});

const SCRIPTS: [title: string, files: Record<string, string>, expected: RegExp | null][] = [
  [
    'in the text',
    runs('a\ncurl -H "X: ${{ secrets.TOKEN }}" x'),
    /a\.yml:13 TOKEN becomes a part of the script/,
  ],
  ['in a comparison', runs('if [ "${{ secrets.TOKEN != \'\' }}" = true ]; then x; fi'), null],
  ['through env', runs('curl -H "X: $TOKEN" x'), null],
  ['other contexts', runs('echo ${{ github.sha }} ${{ vars.SECRETS }} ${{ steps.secrets.outputs.a }}'), null],
  ['in quotes of an expression', runs("echo ${{ format('secrets.TOKEN {0}', github.sha) }}"), null],
];
for (const [title, files, expected] of SCRIPTS) {
  privilege(`secrets and scripts: ${title}`, async () => {
    const found = (await told('workflow-scripts', files)).join();
    if (expected) assert.match(found, expected);
    else assert.is(found, 'pass');
  });
}

const pull = (
  trigger: string,
  {
    permissions = 'contents: read',
    checkout = 'ref: ${{ github.event.pull_request.head.sha }}',
    run = 'npm test',
  } = {},
) =>
  file(`on: ${trigger}
permissions: { ${permissions} }
jobs:
  a:
    runs-on: x
    steps:
      - uses: actions/checkout@v6
        with:
          ${checkout}
      - run: ${run}
`);
const SECRET = 'T="${{ secrets.T }}" npm test';
const STRANGERS: [title: string, files: Record<string, string>, isTold: boolean][] = [
  ['the head with a secret', pull('pull_request_target', { run: SECRET }), true],
  [
    'the head with a token that may write',
    pull('[push, pull_request_target]', { permissions: 'contents: write' }),
    true,
  ],
  [
    'by github.head_ref',
    pull('pull_request_target', { checkout: 'ref: ${{ github.head_ref }}', run: SECRET }),
    true,
  ],
  [
    'after another workflow',
    pull('{ workflow_run: { workflows: [a] } }', {
      checkout: 'ref: ${{ github.event.workflow_run.head_sha }}',
      run: SECRET,
    }),
    true,
  ],
  [
    'by gh pr checkout',
    pull('pull_request_target', { checkout: 'fetch-depth: 1', run: `gh pr checkout 1 && ${SECRET}` }),
    true,
  ],
  ['the head without a secret', pull('pull_request_target'), false],
  ['the base with a secret', pull('pull_request_target', { checkout: 'fetch-depth: 1', run: SECRET }), false],
  [
    'the head with a token that may only read',
    pull('pull_request_target', { run: 'x ${{ github.token }}' }),
    false,
  ],
  ['pull_request', pull('pull_request', { run: SECRET }), false],
];
for (const [title, files, isTold] of STRANGERS) {
  privilege(`code of strangers: ${title}`, async () => {
    const found = (await told('workflow-strangers', files)).join();
    if (isTold) assert.match(found, /whoever opens one can read the secrets of the job/);
    else assert.is(found, 'pass');
  });
}

const uses = (action: string, inputs: string) =>
  workflow(`      - uses: ${action}\n        with:\n          ${inputs}`);
const KEYS: [title: string, files: Record<string, string>, expected: RegExp | null][] = [
  [
    'AWS, both parts once',
    uses(
      'aws-actions/configure-aws-credentials@v4',
      'aws-access-key-id: ${{ secrets.ID }}\n          aws-secret-access-key: ${{ secrets.KEY }}',
    ),
    /^\S+a\.yml:10 \S+ is a key of AWS that lasts until somebody changes it$/,
  ],
  [
    'AWS with a role',
    uses('aws-actions/configure-aws-credentials@v4', 'role-to-assume: ${{ secrets.ROLE }}'),
    null,
  ],
  [
    'AWS in env',
    runs('aws s3 ls', { env: 'AWS_SECRET_ACCESS_KEY: ${{ secrets.AWS_SECRET_ACCESS_KEY }}' }),
    /a\.yml:10 AWS_SECRET_ACCESS_KEY is a key of AWS/,
  ],
  [
    'AWS, a session that a step got',
    runs('aws s3 ls', { env: 'AWS_SECRET_ACCESS_KEY: ${{ steps.a.outputs.key }}' }),
    null,
  ],
  [
    'Google',
    uses('google-github-actions/auth@v3', 'credentials_json: ${{ secrets.GCP }}'),
    /credentials_json is a key of Google Cloud|key of Google Cloud/,
  ],
  [
    'Google with a pool',
    uses('google-github-actions/auth@v3', 'workload_identity_provider: ${{ vars.POOL }}'),
    null,
  ],
  ['Azure', uses('azure/login@v2', 'creds: ${{ secrets.AZURE_CREDENTIALS }}'), /key of Azure/],
  ['Azure with an identity', uses('Azure/login@v2', 'client-id: ${{ secrets.AZURE_CLIENT_ID }}'), null],
  ['PyPI', uses('pypa/gh-action-pypi-publish@release/v1', 'password: ${{ secrets.PYPI }}'), /key of PyPI/],
  [
    'a registry of the company',
    uses(
      'pypa/gh-action-pypi-publish@release/v1',
      'password: ${{ secrets.P }}\n          repository-url: https://pypi.corp',
    ),
    null,
  ],
  [
    'GitLab',
    {
      '.gitlab-ci.yml':
        'a:\n  script: [deploy]\n  variables:\n    AWS_SECRET_ACCESS_KEY: $AWS_SECRET_ACCESS_KEY\n',
    },
    /ci\.yml:4 AWS_SECRET_ACCESS_KEY is a key of AWS/,
  ],
  [
    'GitLab with id_tokens',
    {
      '.gitlab-ci.yml':
        'a:\n  id_tokens: { T: { aud: x } }\n  script:\n    - export AWS_SECRET_ACCESS_KEY=$(aws sts assume-role-with-web-identity --web-identity-token $T)\n    - x $AWS_SECRET_ACCESS_KEY\n',
    },
    null,
  ],
];
for (const [title, files, expected] of KEYS) {
  privilege(`keys of clouds: ${title}`, async () => {
    const found = (await told('workflow-cloud-keys', files)).join();
    if (expected) assert.match(found, expected);
    else assert.is(found, 'pass');
  });
}

privilege('the remedy for a key says what stands in its place', async () => {
  const { problems } = await answerOf(
    'workflow-cloud-keys',
    runs('x', { env: 'AWS_ACCESS_KEY_ID: ${{ secrets.A }}' }),
  );
  assert.match(problems[0]?.remedy ?? '', 'role-to-assume');
  assert.match(problems[0]?.remedy ?? '', 'id-token: write');
});

privilege.run();
