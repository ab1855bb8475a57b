/** Names that code reads against the names that schemas declare, both ways. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { answerOf, schemaOf, told } from '../answered.js';

const names = suite('names in code');

const SCHEMA = 'secrets/schema.json';
const declared = (...list: string[]) => ({ [SCHEMA]: schemaOf(list) });

names(
  'a secret that code reads and no schema declares is told with its first line and the entry to write',
  async () => {
    const { problems } = await answerOf('code-names-declared', {
      ...declared('A_TOKEN'),
      'src/a.ts':
        '// first\nconst a = process.env.A_TOKEN;\nconst b = process.env.ANTHROPIC_API_KEY;\nprocess.env.ANTHROPIC_API_KEY;\n',
      'src/b.py': 'import os\nx = os.environ["MY_APP_SECRET"]\n',
    });
    assert.equal(
      problems.map(({ file, line, says }) => `${file}:${line} ${says}`),
      [
        'src/a.ts:3 ANTHROPIC_API_KEY is read here, and no schema above declares it',
        'src/b.py:2 MY_APP_SECRET is read here, and no schema above declares it',
      ],
    );
    assert.match(
      problems[0]?.remedy ?? '',
      'add to secrets/schema.json, under "required", "anthropic": "ANTHROPIC_API_KEY": {',
    );
    assert.is(
      problems[1]?.remedy,
      'add to secrets/schema.json, under "required", "app": "MY_APP_SECRET": {}',
    );
  },
);

const READ: [file: string, text: string][] = [
  ['a.ts', 'const { MY_TOKEN } = process.env;'],
  ['a.ts', 'const url = `https://x/${process.env.MY_TOKEN}`;'],
  ['a.ts', "const r = /'/; const t = process.env['MY_TOKEN'];"],
  ['a.tsx', "export const A = () => <p>Don't {process.env.MY_TOKEN}</p>;"],
  ['a.vue', '<a :href="import.meta.env.MY_TOKEN">https://x</a>'],
  ['a.ts', "import { MY_TOKEN, OTHER as o } from '$env/static/private';"],
  ['a.py', 'x = f"{os.environ[\'MY_TOKEN\']}"'],
  ['a.py', "x = os.getenv('MY_TOKEN', '')"],
  ['settings.py', 'T = config("MY_TOKEN")\nU = env.str("MY_TOKEN")'],
  ['a.ts', "this.configService.get<string>('MY_TOKEN')"],
  ['schema.prisma', 'datasource db {\n  url = env("MY_TOKEN")\n}'],
  ['config/app.php', "<?php return ['key' => env('MY_TOKEN')];"],
  ['a.ts', 'Deno.env.get("MY_TOKEN")'],
  ['a.rb', 'x = "#{ENV["MY_TOKEN"]}"'],
  ['A.kt', 'val x = "${System.getenv("MY_TOKEN")}"'],
];
for (const [file, text] of READ) {
  names(`${file}: ${JSON.stringify(text)} reads a secret`, async () => {
    const { outcome, problems } = await answerOf('code-names-declared', {
      ...declared('X_TOKEN'),
      [file]: text,
    });
    assert.is(outcome, 'fail');
    assert.equal([...new Set(problems.map(({ says }) => says.split(' ')[0]))], ['MY_TOKEN']);
  });
}

const NOT_READ: [file: string, text: string][] = [
  ['a.ts', '// process.env.MY_TOKEN\n/* process.env.MY_TOKEN\n process.env.MY_TOKEN */'],
  ['a.ts', 'throw new Error("set process.env.MY_TOKEN");\nx(`process.env.MY_TOKEN`)'],
  ['a.py', '"""Reads os.environ["MY_TOKEN"]."""\n# os.environ["MY_TOKEN"]'],
  ['a.py', "print('os.environ[MY_TOKEN]', \"os.getenv('MY_TOKEN')\")"],
  ['a.vue', '<!-- import.meta.env.MY_TOKEN -->\n// import.meta.env.MY_TOKEN'],
  ['a.rb', "# ENV['MY_TOKEN']"],
  ['a.go', '/* os.Getenv("MY_TOKEN") */'],
  ['README.md', '```js\nprocess.env.MY_TOKEN\n```'],
  ['test/a.test.ts', 'process.env.MY_TOKEN'],
  ['a.ts', 'process.env.NODE_ENV, process.env.PORT, process.env.VITE_PUBLIC_KEY'],
  ['node_modules/a/index.js', 'process.env.MY_TOKEN'],
  ['a.ts', 'process.env.CI_JOB_TOKEN'],
];
for (const [file, text] of NOT_READ) {
  names(`${file}: ${JSON.stringify(text)} reads no secret that is to be declared`, async () => {
    assert.equal(await told('code-names-declared', { ...declared('X_TOKEN'), [file]: text }), ['pass']);
  });
}

names('the nearest schema upward counts, and is the one to write to', async () => {
  const { problems } = await answerOf('code-names-declared', {
    ...declared('TOP_TOKEN'),
    [`apps/web/${SCHEMA}`]: schemaOf({ WEB_TOKEN: { aliases: ['OLD_WEB_TOKEN'] } }),
    'apps/web/a.ts':
      'process.env.TOP_TOKEN, process.env.WEB_TOKEN, process.env.OLD_WEB_TOKEN, process.env.MY_TOKEN',
    'apps/api/a.ts': 'process.env.TOP_TOKEN, process.env.WEB_TOKEN',
  });
  assert.equal(problems.map(({ file, remedy }) => `${file} ${remedy?.split(',')[0]}`).sort(), [
    `apps/api/a.ts add to ${SCHEMA}`,
    `apps/web/a.ts add to apps/web/${SCHEMA}`,
  ]);
});

names('a name that does not read as words is shown nowhere, and is no secret by its name', async () => {
  const name = 'A8F3K2L9Q7_X81JD92K_TOKEN';
  assert.equal(await told('code-names-declared', { ...declared('X_TOKEN'), 'a.ts': `process.env.${name}` }), [
    'pass',
  ]);
  const unused = await answerOf('declared-names-used', declared(name));
  assert.not.match(JSON.stringify(unused), name);
});

names('without a schema there is nothing to compare with', async () => {
  assert.equal(await told('code-names-declared', { 'a.ts': 'process.env.MY_TOKEN' }), ['not-applicable']);
  assert.equal(await told('declared-names-used', { 'a.ts': 'process.env.MY_TOKEN' }), ['not-applicable']);
});

names('code that is too large to be looked through is no pass', async () => {
  const { outcome, says } = await answerOf('code-names-declared', {
    ...declared('X_TOKEN'),
    'a.ts': `const a = 1;${' '.repeat(17 * 1024 * 1024)}`,
  });
  assert.is(outcome, 'manual');
  assert.is(says, 'one file of code was too large to be looked through');
});

const USES: [file: string, text: string][] = [
  ['a.ts', 'process.env.MY_TOKEN'],
  ['a.ts', "required('MY_TOKEN')"],
  ['deploy.sh', 'curl -H "Authorization: $MY_TOKEN" https://x'],
  ['compose.yml', 'environment:\n  - MY_TOKEN'],
  ['.mcp.json', '{"mcpServers":{"a":{"command":"x","env":{"A":"${MY_TOKEN}"}}}}'],
  ['.github/workflows/a.yml', 'env:\n  A: ${{ secrets.MY_TOKEN }}'],
  ['Dockerfile', 'RUN --mount=type=secret,id=MY_TOKEN x'],
  ['test/a.test.ts', 'process.env.MY_TOKEN'],
];
for (const [file, text] of USES) {
  names(`${file}: ${JSON.stringify(text)} uses a name`, async () => {
    assert.equal(await told('declared-names-used', { ...declared('MY_TOKEN'), [file]: text }), ['pass']);
  });
}

const NO_USES: [file: string, text: string][] = [
  ['a.ts', '// process.env.MY_TOKEN'],
  ['a.ts', 'process.env.MY_TOKEN_2, process.env.OTHER_MY_TOKEN'],
  ['README.md', 'Set MY_TOKEN'],
  ['deploy.sh', '  # echo $MY_TOKEN'],
  ['.env.example', 'MY_TOKEN='],
  ['.keyfence.json', '{"disable":[{"id":"schema:MY_TOKEN","reason":"r"}]}'],
];
for (const [file, text] of NO_USES) {
  names(`${file}: ${JSON.stringify(text)} uses no name`, async () => {
    assert.equal(await told('declared-names-used', { ...declared('MY_TOKEN'), [file]: text }), [
      `${SCHEMA}:null MY_TOKEN is declared, and neither code nor a workflow nor a configuration uses it`,
    ]);
  });
}

names('what programs read by themselves is used, and so is an alias', async () => {
  const { outcome, says } = await answerOf('declared-names-used', {
    [SCHEMA]: schemaOf({ NPM_TOKEN: {}, AWS_SECRET_ACCESS_KEY: {}, MY_TOKEN: { aliases: ['MY_OLD_TOKEN'] } }),
    'a.ts': 'process.env.MY_OLD_TOKEN',
  });
  assert.is(outcome, 'pass');
  assert.is(says, '3 names, and each is used; 2 of them only by programs that know them');
});

names.run();
