/** Names that CI workflows read against the names of schemas, both ways, and values that stand in workflows. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { asSecret } from '../../support/record.js';
import { randomText } from '../../support/sample.js';
import { answerOf, schemaOf, told } from '../answered.js';
import { gitlabRuns, runs, workflow } from './written.js';

const names = suite('names in workflows');

const declared = (list: Record<string, object> | readonly string[]) => ({
  'secrets/schema.json': schemaOf(list),
});
const inEnv = (expression: string) => runs('x', { env: `A: ${expression}` });

const READ: [title: string, files: Record<string, string>][] = [
  ['by its name', inEnv('${{ secrets.MY_TOKEN }}')],
  ['in lower case', inEnv('${{ secrets.my_token }}')],
  ['as an index', inEnv("${{ secrets['MY_TOKEN'] }}")],
  ['in a condition', workflow("      - if: secrets.MY_TOKEN != ''\n        run: x")],
  ['in a larger expression', inEnv("x-${{ github.ref == 'a' && secrets.MY_TOKEN || 'b' }}")],
  [
    'for a called workflow',
    {
      '.github/workflows/a.yml':
        'on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    secrets: { token: "${{ secrets.MY_TOKEN }}" }\n',
    },
  ],
  ['by GitLab', gitlabRuns('deploy --token "$MY_TOKEN"')],
  [
    'by GitLab, from a vault',
    { '.gitlab-ci.yml': 'a:\n  secrets:\n    MY_TOKEN: { vault: a/b@c }\n  script: [x]\n' },
  ],
  [
    'by GitLab, in a file that is included',
    {
      '.gitlab-ci.yml': 'include:\n  - local: /ci/*.yml\n',
      'ci/a.yml': 'a:\n  script:\n    - x ${MY_TOKEN}\n',
    },
  ],
];
for (const [title, files] of READ) {
  names(`a secret is read ${title}`, async () => {
    const { problems } = await answerOf('workflow-names-declared', { ...declared(['X_TOKEN']), ...files });
    assert.equal(
      problems.map(({ says }) => says),
      ['MY_TOKEN is read here, and no schema declares it'],
    );
    assert.match(
      problems[0]?.remedy ?? '',
      'add to secrets/schema.json, under "required", "app": "MY_TOKEN": {}',
    );
    assert.equal(
      await told('workflow-names-declared', { ...declared({ OTHER: { aliases: ['MY_TOKEN'] } }), ...files }),
      ['pass'],
    );
  });
}

const NO_SECRETS: [title: string, files: Record<string, string>][] = [
  ['the token of the run', inEnv('${{ secrets.GITHUB_TOKEN }}')],
  ['a variable', inEnv('${{ vars.MY_TOKEN }}')],
  ['a text in an expression', inEnv("${{ format('secrets.MY_TOKEN') }}")],
  ['a comment', inEnv('b # ${{ secrets.MY_TOKEN }}')],
  [
    'what a called workflow asks for',
    {
      '.github/workflows/a.yml':
        'on:\n  workflow_call:\n    secrets:\n      my_token: { required: true }\npermissions: {}\njobs:\n  a:\n    steps:\n      - env: { A: "${{ secrets.my_token }}" }\n        run: x\n',
    },
  ],
  ['what GitLab gives', gitlabRuns('x $CI_JOB_TOKEN $GITLAB_USER_LOGIN')],
  ['what a script sets', gitlabRuns('MY_TOKEN=$(get); export OTHER_TOKEN=x\ny $MY_TOKEN $OTHER_TOKEN')],
  [
    'an id token',
    { '.gitlab-ci.yml': 'a:\n  id_tokens: { MY_TOKEN: { aud: x } }\n  script: [x $MY_TOKEN]\n' },
  ],
  ['no name of a secret', gitlabRuns('x $VERSION ${TARGET_URL}')],
];
for (const [title, files] of NO_SECRETS) {
  names(`${title} is to be declared nowhere`, async () => {
    assert.equal(await told('workflow-names-declared', { ...declared(['X_TOKEN']), ...files }), ['pass']);
  });
}

names('what a called workflow inherits are secrets of the repository', async () => {
  const files = {
    '.github/workflows/a.yml':
      'on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    secrets: inherit\n',
    '.github/workflows/b.yml':
      'on:\n  workflow_call:\n    secrets:\n      MY_TOKEN: {}\njobs:\n  a:\n    steps:\n      - run: x\n        env: { A: "${{ secrets.MY_TOKEN }}" }\n',
  };
  assert.equal(await told('workflow-names-declared', { ...declared(['X_TOKEN']), ...files }), [
    '.github/workflows/b.yml:9 MY_TOKEN is read here, and no schema declares it',
  ]);
});

const PLACED = {
  MY_TOKEN: { environments: ['github:production', 'local'] },
  LOCAL_TOKEN: { environments: ['local'] },
};
names('a name that the schema places in github and no workflow reads', async () => {
  const line = 'declared-names-in-workflows';
  const { problems } = await answerOf(line, { ...declared(PLACED), ...inEnv('b') });
  assert.equal(
    problems.map(({ file, says }) => `${file} ${says}`),
    ['secrets/schema.json MY_TOKEN has "github" among its environments, and no workflow reads it'],
  );
  assert.equal(await told(line, { ...declared(PLACED), ...inEnv('${{ secrets.MY_TOKEN }}') }), ['pass']);
  assert.equal(await told(line, { ...declared(['MY_TOKEN']), ...inEnv('b') }), ['not-applicable']);
  const called = {
    '.github/workflows/a.yml':
      'on: push\njobs:\n  a:\n    uses: o/r/.github/workflows/b.yml@v1\n    secrets: inherit\n',
  };
  assert.equal(await told(line, { ...declared(PLACED), ...called }), ['manual']);
});

names('a name that the schema places in gitlab and no pipeline reads', async () => {
  const line = 'declared-names-in-workflows';
  const schema = declared({ MY_TOKEN: { environments: ['gitlab'] } });
  assert.match(
    (await told(line, { ...schema, ...gitlabRuns('x') })).join(),
    'MY_TOKEN has "gitlab" among its environments',
  );
  assert.equal(await told(line, { ...schema, ...gitlabRuns('x $MY_TOKEN') }), ['pass']);
  assert.equal(await told(line, { ...schema, ...gitlabRuns('x', 'include:\n  - template: a.yml\n') }), [
    'manual',
  ]);
});

names('without workflows or without a schema there is nothing to compare', async () => {
  assert.equal(await told('workflow-names-declared', declared(['X_TOKEN'])), ['not-applicable']);
  assert.equal(await told('workflow-names-declared', inEnv('${{ secrets.A }}')), ['not-applicable']);
});

const value = asSecret(randomText(32));
const literal = (name: string, text: string) => runs('x', { env: `${name}: ${text}` });
const HELD: [title: string, files: Record<string, string>, place: string][] = [
  ['in a step', literal('MY_TOKEN', value), '.github/workflows/a.yml:10'],
  [
    'in an input',
    workflow(`      - uses: a/b@v1\n        with:\n          api-key: ${value}`),
    '.github/workflows/a.yml:10',
  ],
  [
    'of a declared name, however it looks',
    literal('DECLARED_WORD', 'summer-Day'),
    '.github/workflows/a.yml:10',
  ],
  ['in GitLab', { '.gitlab-ci.yml': `variables:\n  A: b\n  MY_TOKEN: "${value}"\n` }, '.gitlab-ci.yml:3'],
  [
    'in GitLab, with a description',
    { '.gitlab-ci.yml': `variables:\n  MY_TOKEN:\n    value: "${value}"\n` },
    '.gitlab-ci.yml:2',
  ],
];
for (const [title, files, place] of HELD) {
  names(`a value ${title} is told, and not shown`, async () => {
    const answer = await answerOf('workflow-literals', { ...declared(['DECLARED_WORD']), ...files });
    assert.equal(
      answer.problems.map(({ file, line }) => `${file}:${line}`),
      [place],
    );
    assert.not.match(JSON.stringify(answer), value);
  });
}

const NOT_HELD: [title: string, files: Record<string, string>][] = [
  ['a reference', literal('MY_TOKEN', '${{ secrets.MY_TOKEN }}')],
  ['a stand-in', literal('MY_TOKEN', 'dummy-token')],
  ['nothing', literal('MY_TOKEN', '""')],
  ['no name of a secret', literal('CACHE_KEY', value)],
  [
    'a database of the run',
    workflow('      - run: x', {
      job: '    services:\n      db:\n        image: postgres\n        env:\n          POSTGRES_PASSWORD: postgres',
    }),
  ],
  ['a password of a test', literal('PGPASSWORD', 'postgres')],
  [
    'a database on this machine',
    literal('X_TOKEN', `postgresql://${['postgres', 'postgres'].join(':')}@localhost:5432/shop`),
  ],
  ['a path', literal('TOKEN_FILE', '/tmp/token')],
  ['another variable of GitLab', { '.gitlab-ci.yml': 'variables:\n  MY_TOKEN: $OTHER\n' }],
];
for (const [title, files] of NOT_HELD) {
  names(`${title} is no value of a secret`, async () => {
    assert.equal(await told('workflow-literals', { ...declared(['X_TOKEN']), ...files }), ['pass']);
  });
}

names.run();
