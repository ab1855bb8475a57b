/** What an owner does by hand where a remedy is no command: for each line what it has to say, and the edit that follows from it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository } from '../support/repository.js';
import { sopsFile, writeHome } from './whole-project.js';
import { freshValue } from './whole-secrets.js';

/** A remedy of a line, and what is done about it. */
export interface Edit {
  id: string;
  remedy: RegExp;
  /** Nothing where another edit, or a command, has done it. */
  does?: (repository: Repository, said: RegExpExecArray, problem: string) => void;
}

interface Schema {
  optional?: Record<string, Record<string, Record<string, unknown>>>;
  required: Record<string, Record<string, Record<string, unknown>>>;
}

/** Changes entries of the schema, and leaves the rest as keyfence wrote it. */
function editSchema(repository: Repository, edit: (schema: Schema) => void): void {
  const schema = JSON.parse(readFileSync(join(repository.top, 'secrets/schema.json'), 'utf8')) as Schema;
  edit(schema);
  repository.write({ 'secrets/schema.json': `${JSON.stringify(schema, null, 2)}\n` });
}

function addEntry(repository: Repository, [, group = '', entry = '']: RegExpExecArray): void {
  editSchema(repository, ({ required }) => {
    required[group] = { ...required[group], ...JSON.parse(`{${entry}}`) };
  });
}

/** Every entry of the schema says where its value lives. */
function nameSources(repository: Repository): void {
  editSchema(repository, ({ required }) => {
    for (const group of Object.values(required)) {
      for (const [name, entry] of Object.entries(group)) entry.source = `op://team/${name}/value`;
    }
  });
}

function takeFromSchema(repository: Repository, name: string): void {
  editSchema(repository, ({ required }) => {
    for (const group of Object.values(required)) delete group[name];
  });
}

function replaceIn(repository: Repository, file: string, [from, to]: [string | RegExp, string]): void {
  const text = readFileSync(join(repository.top, file), 'utf8');
  repository.write({ [file]: text.replace(from, to) });
}

function takeFromTemplate(repository: Repository, _: RegExpExecArray, problem: string): void {
  const names = problem.split(': ')[1]?.split(', ') ?? [];
  for (const name of names) replaceIn(repository, '.env.example', [new RegExp(`^${name}=.*\\n`, 'm'), '']);
}

const given = (name: string) => `\n        env:\n          ${name}: \${{ secrets.${name} }}`;

/** The workflow as the remedies of eight lines have it. */
const WORKFLOW = `name: Deploy
on: pull_request
permissions: { contents: read }
jobs:
  deploy:
    runs-on: ubuntu-latest
    permissions: { id-token: write, contents: read }
    steps:
      - uses: actions/checkout@v4
        with:
          ref: \${{ github.event.pull_request.head.sha }}
      - run: test -n "$SESSION_SECRET" && echo set${given('SESSION_SECRET')}
      - run: ./deploy --session "$SESSION_SECRET"${given('SESSION_SECRET')}
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: arn:aws:iam::111122223333:role/deploy
          aws-region: eu-central-1
      - run: aws s3 sync dist s3://bucket
      - run: ./bill${given('STRIPE_SECRET_KEY')}
`;
const writeWorkflow = (repository: Repository) =>
  repository.write({ '.github/workflows/deploy.yml': WORKFLOW });

const ADD = /^add to secrets\/schema\.json, under "required", "([\w-]+)": (.*)$/;
const CURSOR = '.cursor/mcp.json';
const WINDSURF = '.codeium/windsurf/mcp_config.json';

/** Rewrites a client's config of the owner's, with the placeholder that was told. */
function referInHome(repository: Repository, [, placeholder = '']: RegExpExecArray): void {
  const text = JSON.stringify({
    mcpServers: { one: { command: 'server', env: { GITHUB_TOKEN: placeholder } } },
  });
  writeHome(repository, { [CURSOR]: text, [WINDSURF]: text }, 0o600);
}

export const EDITS: readonly Edit[] = [
  {
    id: 'secret-sources',
    remedy: /^move the values to a manager, rotate them, and say where they live: "source": "op:/,
    does: nameSources,
  },
  { id: 'secret-sources', remedy: /^see where these values live, and write it/, does: nameSources },
  { id: 'workflows-print-nothing', remedy: /^take it out; to see whether it is set/, does: writeWorkflow },
  {
    id: 'user-shell-files',
    remedy: /^keep the one that is valid, and take the other out$/,
    does: (repository) => writeHome(repository, { '.zshrc': 'export EDITOR=vi\n' }, 0o600),
  },
  { id: 'user-agents', remedy: /^write (\$\{env:GITHUB_TOKEN\}); then rotate/, does: referInHome },
  {
    id: 'user-same-secret',
    remedy: /^let it live where "source" of GITHUB_TOKEN in secrets\/schema\.json says/,
  },
  {
    id: 'none-hardcoded',
    remedy: /^keyfence scan shows each with its way out: rotate it, then take it out$/,
    does: (repository) =>
      replaceIn(repository, 'src/app.ts', [/^.*\n/, "import { read } from './config.js';\n"]),
  },
  {
    id: 'workflow-literals',
    remedy: /^set it with gh secret set STRIPE_SECRET_KEY, write \$\{\{ secrets\.STRIPE_SECRET_KEY \}\} here/,
  },
  {
    id: 'agent-hardcoded',
    remedy: /^write (\$\{GITHUB_TOKEN\}); then rotate/,
    does: (repository, [, placeholder = '']) =>
      replaceIn(repository, '.mcp.json', [/("GITHUB_TOKEN": ")[^"]*/, `$1$${placeholder}`]),
  },
  { id: 'env-files-ignored', remedy: /^keyfence check --fix adds to \.gitignore/ },
  { id: 'env-files-tracked', remedy: /^commit that, and rotate what they held/ },
  { id: 'env-files-in-history', remedy: /^keyfence rotate NAME for each of these/ },
  { id: 'template-names', remedy: /^keyfence check --fix adds them$/ },
  {
    id: 'template-names',
    remedy: /or take their lines out of the template$/,
    does: takeFromTemplate,
  },
  { id: 'template-values', remedy: /^keyfence check --fix puts a made-up value in its place$/ },
  { id: 'template-values', remedy: /^rotate each/ },
  { id: 'code-names-declared', remedy: ADD, does: addEntry },
  {
    id: 'declared-names-used',
    remedy: /^take it out of the schema/,
    does: (repository) => takeFromSchema(repository, 'MAILER_PASSWORD'),
  },
  { id: 'workflow-names-declared', remedy: ADD, does: addEntry },
  {
    id: 'declared-names-in-workflows',
    remedy: /^take "github" out of its environments/,
    does: (repository) =>
      editSchema(repository, ({ required }) => delete required.app?.BILLING_PASSWORD?.environments),
  },
  {
    id: 'agent-dialects',
    remedy: /^write (\$\{SESSION_SECRET\})$/,
    does: (repository, [, placeholder = '']) =>
      replaceIn(repository, '.mcp.json', ['${env:SESSION_SECRET}', `$${placeholder}`]),
  },
  { id: 'agent-names', remedy: ADD, does: addEntry },
  {
    id: 'config-modules',
    remedy: /^take it from src\/config\.ts, which reads it once/,
    does: (repository) => {
      replaceIn(repository, 'src/app.ts', [/^export .*\n/m, 'export const all = read;\n']);
      replaceIn(repository, 'src/config.ts', [
        'read = [',
        'read = [process.env.SESSION_SECRET, process.env.PAYMENTS_API_KEY, ',
      ]);
    },
  },
  {
    id: 'workflows-readable',
    remedy: /^mend it/,
    does: (repository) =>
      repository.write({
        '.github/workflows/broken.yml':
          'on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps: [{ run: make }]\n',
      }),
  },
  { id: 'workflow-permissions', remedy: /permissions: \{ contents: read \}/ },
  { id: 'workflow-secret-scope', remedy: /^move it into the env of each step that needs it$/ },
  {
    id: 'workflow-scripts',
    remedy: /^give it to the step as env: .*, and write "\$SESSION_SECRET" in the script$/,
  },
  { id: 'workflow-strangers', remedy: /^run that code in a workflow on: pull_request,/ },
  {
    id: 'workflow-cloud-keys',
    remedy: /^aws-actions\/configure-aws-credentials with role-to-assume and aws-region/,
  },
  { id: 'ci-runs-keyfence', remedy: /^keyfence check --fix writes a job for it$/ },
  {
    id: 'bypasses-recorded',
    remedy: /^take it out, or decide anew/,
    does: (repository) => repository.write({ '.keyfence.json': '{ "configModules": ["src/config.ts"] }\n' }),
  },
  {
    id: 'sops-files',
    remedy: /^encrypt it with sops/,
    does: (repository) => repository.write({ 'deploy/values.enc.yaml': sopsFile() }),
  },
  {
    id: 'kubernetes-secrets',
    remedy: /^seal it \(kubeseal\)/,
    does: (repository) =>
      repository.write({
        'k8s/secret.yaml': `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nspec:\n  encryptedData:\n    token: ${'QmFzZTY0'.repeat(8)}\n`,
      }),
  },
  {
    id: 'git-crypt-files',
    remedy: /^set git-crypt up here \((git-crypt unlock), then (git-crypt status -f)\), commit/,
    does: (repository, [, ...commands]) => {
      for (const command of commands) repository.run('sh', ['-c', command]);
    },
  },
  {
    id: 'age-files',
    remedy: /^encrypt it with age/,
    does: (repository) => repository.write({ 'backup.age': 'age-encryption.org/v1\n-> X25519 x\n' }),
  },
];

/** What the env file holds besides secrets. */
export const SETTING = 'THEME';

/** Says of it that it is no secret. */
export function declareSetting(repository: Repository): void {
  editSchema(repository, (schema) => {
    schema.optional = { app: { [SETTING]: { sensitive: false } } };
  });
}

/** Puts new values in the place of those that were known, as the first step of every rotation. */
export function renewValues(repository: Repository): void {
  repository.write({ '.env': `SESSION_SECRET=${freshValue()}\n${SETTING}=midnight-blue\n` });
}
