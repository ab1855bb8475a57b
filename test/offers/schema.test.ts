import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkEnvironment, statesOf } from '../support/environment.js';
import { asSecret } from '../support/record.js';
import { Repository } from '../support/repository.js';
import { randomText, sample } from '../support/sample.js';
import { offered, take } from './offered.js';

const first = suite('offer of a first schema');

const FILE = 'secrets/schema.json';

async function schemaOf(files: Record<string, string>): Promise<Record<string, unknown>> {
  const repository = new Repository().write(files);
  assert.equal(await take(repository, 'schema'), [FILE]);
  return JSON.parse(readFileSync(join(repository.top, FILE), 'utf8'));
}

first('what only workflows name is to exist at GitHub, and nowhere else', async () => {
  const repository = new Repository().write({
    'a.js': 'process.env.SHOP_TOKEN',
    '.github/workflows/a.yml':
      "env:\n  # secrets.OLD_TOKEN\n  A: ${{ secrets.SHOP_TOKEN }}\n  B: ${{ secrets['DEPLOY_HOST'] }}\n  C: ${{ secrets.GITHUB_TOKEN }}\n",
  });
  await take(repository, 'schema');
  const schema = JSON.parse(readFileSync(join(repository.top, FILE), 'utf8'));
  assert.equal(schema.required, {
    app: { SHOP_TOKEN: {} },
    ci: { DEPLOY_HOST: { environments: ['github'] } },
  });
  const { stdout } = repository.keyfence('check', '--json', '--only', 'workflow-names-declared');
  assert.is(JSON.parse(stdout).lines[0].outcome, 'pass');
});

first(
  'a JavaScript project: names of the template and of the code, by provider, with the formats that tell',
  async () => {
    const schema = await schemaOf({
      'package.json': '{}',
      '.env.example':
        'ANTHROPIC_API_KEY=sk-ant-...\nPORT=3000\nDATABASE_URL=postgres://localhost/app\n# SENTRY_AUTH_TOKEN=\n# SECRETS=are described in the wiki\n',
      'src/a.ts':
        "const { GITHUB_TOKEN, NODE_ENV } = process.env;\nconst url = process.env.REDIS_URL ?? 'redis://localhost';\n",
      'src/b.vue':
        'import.meta.env.VITE_API_KEY; process.env.NEXT_PUBLIC_TOKEN; process.env.GOOGLE_CLIENT_ID; process.env["SESSION_SECRET"]',
      'test/a.test.ts': 'process.env.E2E_PASSWORD',
      'node_modules/x/index.js': 'process.env.OTHER_TOKEN',
      'dist/a.js': 'process.env.BUILT_TOKEN',
    });
    assert.equal(schema, {
      $schema: '../node_modules/keyfence/patterns/secrets.schema.json',
      version: 1,
      required: {
        anthropic: { ANTHROPIC_API_KEY: { format: 'sk-ant-...', length: '101+' } },
        app: { SESSION_SECRET: {} },
        database: { DATABASE_URL: {} },
        github: { GITHUB_TOKEN: {} },
      },
      optional: {
        app: { E2E_PASSWORD: {} },
        database: { REDIS_URL: {} },
        sentry: { SENTRY_AUTH_TOKEN: {} },
      },
    });
  },
);

first('a Python project', async () => {
  const schema = await schemaOf({
    'pyproject.toml': '',
    'mcp_env.example': 'E2B_API_KEY=e2b_...\nLOG_LEVEL=info\n',
    'app/settings.py':
      'SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]\nDEBUG = os.getenv("DEBUG", "0")\nos.environ.get("SMTP_PASSWORD", "")\n',
  });
  assert.equal(schema, {
    version: 1,
    required: {
      django: { DJANGO_SECRET_KEY: {} },
      e2b: { E2B_API_KEY: { format: 'e2b_...', length: '40+' } },
    },
    optional: { app: { SMTP_PASSWORD: {} } },
  });
});

first('a monorepo: who needs a name is who reads it, or whose template lists it', async () => {
  const schema = await schemaOf({
    'package.json': '{}',
    'apps/web/package.json': '{}',
    'apps/worker/package.json': '{}',
    'services/api/go.mod': 'module x\n',
    '.env.example': 'STRIPE_WEBHOOK_SECRET=\n',
    'apps/web/src/deep/a.ts': 'process.env.STRIPE_WEBHOOK_SECRET; process.env.SESSION_SECRET',
    'apps/worker/.env.example': 'WORKER_TOKEN=\n',
    'services/api/main.go': 'os.Getenv("SESSION_SECRET"); os.Getenv("SHARED_SECRET")',
    'scripts/a.mjs': 'process.env.SHARED_SECRET',
  });
  assert.equal(schema.required, {
    app: {
      SESSION_SECRET: { required_for: ['api', 'web'] },
      SHARED_SECRET: {},
      WORKER_TOKEN: { required_for: ['worker'] },
    },
    stripe: { STRIPE_WEBHOOK_SECRET: { format: 'whsec_...', length: '32+', required_for: ['web'] } },
  });
});

first(
  'keyfence itself takes it: a scan is clean, env checks the names, and a value is found by them',
  async () => {
    const repository = new Repository().write({
      'package.json': '{}',
      '.gitignore': '.env\n',
      '.env.example': 'ANTHROPIC_API_KEY=sk-ant-...\nSLACK_BOT_TOKEN=xoxb-your-token\nAPP_PASSWORD=\n',
      'a.ts':
        'export const key = process.env.ANTHROPIC_API_KEY;\nexport const sk_ant_configuration_of_all_the_models = 1;\n',
    });
    await take(repository, 'schema');
    assert.equal(repository.report().status, 0, 'clean');
    repository.write({
      '.env': `ANTHROPIC_API_KEY=${sample('anthropic-api-key')}\nSLACK_BOT_TOKEN=${asSecret(randomText(40))}\n`,
    });
    assert.equal(statesOf(checkEnvironment(repository)), [
      'ANTHROPIC_API_KEY ok .env:1',
      'APP_PASSWORD missing',
      'SLACK_BOT_TOKEN wrong-format .env:2',
    ]);
    repository.write({
      'b.ts': `const client = connect({ APP_PASSWORD: '${sample('github-personal-access-token').slice(4, 20)}' });\n`,
    });
    assert.equal(
      repository.report('--no-known-values').findings.map(({ variable }) => variable),
      ['APP_PASSWORD'],
    );
  },
);

first(
  'no value of an env file is ever read, and a template with real ones is told without them',
  async () => {
    const secret = sample('github-personal-access-token');
    const files = { '.env': `A_TOKEN=${secret}\nONLY_HERE_TOKEN=x\n`, '.env.example': `A_TOKEN=${secret}\n` };
    const offer = await offered(new Repository().write(files), 'schema');
    assert.match(
      offer?.notes.join('\n') ?? '',
      /^\.env\.example is a template, and seems to hold a real secret/,
    );
    assert.not.match(JSON.stringify(offer), secret.slice(4));
    assert.not.match(offer?.changes[0]?.after ?? '', 'ONLY_HERE_TOKEN');
  },
);

first('a schema that is there stays, and the names that it lacks are told', async () => {
  const files = {
    [FILE]: '{ "required": { "app": { "A_TOKEN": { "aliases": ["B_TOKEN"] } } } }',
    'a.js': 'process.env.A_TOKEN; process.env.B_TOKEN; process.env.C_TOKEN; process.env.PORT',
  };
  const offer = await offered(new Repository().write(files), 'schema');
  assert.equal(offer?.changes, []);
  assert.equal(offer?.notes, ['Used here, and not in secrets/schema.json: C_TOKEN.']);
  const complete = { ...files, 'a.js': 'process.env.B_TOKEN' };
  assert.is(await offered(new Repository().write(complete), 'schema'), null);
});

const KEPT: [title: string, files: Record<string, string>, note: RegExp][] = [
  ['a broken schema', { [FILE]: '{ "required": 1 }' }, /^secrets\/schema\.json cannot be read/],
  ['a broken configuration', { '.keyfence.json': '{' }, /^\.keyfence\.json cannot be read/],
  [
    'a schema that the configuration names',
    { '.keyfence.json': '{ "schemas": ["x.json"] }', 'x.json': '{ "required": {} }' },
    /not in x\.json: A_TOKEN/,
  ],
  [
    'a schema of a part',
    { 'web/secrets/schema.json': '{ "required": {} }' },
    /not in web\/secrets\/schema\.json: A_TOKEN/,
  ],
];
for (const [title, files, note] of KEPT) {
  first(`${title}: nothing is written, and it is told`, async () => {
    const repository = new Repository().write({ 'a.js': 'process.env.A_TOKEN', ...files });
    const offer = await offered(repository, 'schema');
    assert.equal(offer?.changes, []);
    assert.match(offer?.notes[0] ?? '', note);
  });
}

first('a folder that Git ignores is told: the hooks would not see the schema', async () => {
  const offer = await offered(
    new Repository().write({ '.gitignore': 'secrets/\n', 'a.js': 'process.env.A_TOKEN' }),
    'schema',
  );
  assert.match(offer?.next[0] ?? '', /git add -f secrets\/schema\.json/);
});

first('a project without secrets gets no schema, and nothing of it is run', async () => {
  const repository = new Repository().write({
    'a.js': 'process.env.PORT; require("fs").writeFileSync("ran", "")',
  });
  assert.is(await offered(repository, 'schema'), null);
  assert.not.match(repository.git('status', '--short'), 'ran');
});

first.run();
