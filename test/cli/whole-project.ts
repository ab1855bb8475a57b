/** A project, and the home folder of its owner, in which every line of the checklist fails at once. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Repository } from '../support/repository.js';
import { encoded, freshToken, freshValue } from './whole-secrets.js';

const ENC = 'ENC[AES256_GCM,data:aGVsbG8=,iv:aGVsbG8=,tag:aGVsbG8=,type:str]';
/** A value as dotenvx writes it. */
export const DOTENVX = `encrypted:${'QmFzZTY0'.repeat(12)}`;
/** A file of SOPS with this value in it. */
export const sopsFile = (value = ENC) => `password: ${value}\nsops:\n    version: 3.9.0\n    mac: ${ENC}\n`;

/** What the owner of the project wrote into the schema. */
export const SCHEMA = {
  version: 1,
  required: {
    app: {
      GITHUB_TOKEN: { source: 'slack #team', last_rotated: '2020-01-01' },
      SESSION_SECRET: { source: 'notes.txt', environments: ['github'] },
      BILLING_PASSWORD: { source: 'op://team/billing/password', environments: ['github'] },
      MAILER_PASSWORD: { source: 'op://team/mailer/password' },
    },
  },
};

const WORKFLOW = () => `name: Deploy
on: pull_request_target
env:
  SESSION_SECRET: \${{ secrets.SESSION_SECRET }}
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          ref: \${{ github.event.pull_request.head.sha }}
      - run: echo "$SESSION_SECRET" | base64
      - run: ./deploy --session \${{ secrets.SESSION_SECRET }}
      - run: aws s3 sync dist s3://bucket
        env:
          AWS_SECRET_ACCESS_KEY: \${{ secrets.AWS_SECRET_ACCESS_KEY }}
      - run: ./bill
        env:
          STRIPE_SECRET_KEY: ${freshValue()}
`;

const CODE = () => `const token = '${freshToken()}';
export const all = [token, process.env.SESSION_SECRET, process.env.PAYMENTS_API_KEY];
`;

/** With a token in plain text, a placeholder in the dialect of another client, and a name that no schema has. */
const AGENT_CONFIG = () => ({
  mcpServers: {
    one: {
      command: 'server',
      env: {
        GITHUB_TOKEN: freshToken(),
        SESSION_SECRET: '${env:SESSION_SECRET}',
        TRACKER_API_KEY: '${TRACKER_API_KEY}',
      },
    },
  },
});

function projectFiles(): Record<string, string> {
  return {
    '.env': `SESSION_SECRET=${freshValue()}\nTHEME=midnight-blue\n`,
    '.env.example': `# mine\nPORT=3000\nLEGACY_API_KEY=\nGITHUB_TOKEN=${freshToken()}\n`,
    '.env.production': `DOTENV_PUBLIC_KEY_PRODUCTION="03ab"\nGITHUB_TOKEN="${DOTENVX}"\nBILLING_PASSWORD=${freshValue()}\n`,
    '.gitattributes': '*.pin filter=git-crypt diff=git-crypt\n',
    '.github/workflows/broken.yml': 'on: push\njobs: [\n',
    '.github/workflows/deploy.yml': WORKFLOW(),
    '.keyfence.json': JSON.stringify({
      configModules: ['src/config.ts'],
      allow: [{ file: 'x.pem', reason: 'a test key', until: '2020-01-01' }],
    }),
    '.mcp.json': JSON.stringify(AGENT_CONFIG(), null, 2),
    'ansible.cfg': '[defaults]\n',
    'backup.age': `${freshValue()}\n`,
    'deploy/door.pin': `${freshValue()}\n`,
    'deploy/values.enc.yaml': sopsFile(freshValue()),
    'group_vars/all/vault.yml': `vault_db_password: ${freshValue()}\n`,
    'k8s/secret.yaml': `apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\ndata:\n  token: ${encoded(freshValue())}\n`,
    'src/app.ts': CODE(),
    'src/config.ts':
      'export const read = [process.env.THEME, process.env.GITHUB_TOKEN, process.env.BILLING_PASSWORD];\n',
  };
}

const clientConfig = (token: string) =>
  JSON.stringify({ mcpServers: { one: { command: 'server', env: { GITHUB_TOKEN: token } } } });

function homeFiles(): Record<string, string> {
  const token = freshToken();
  return {
    '.bashrc': `export SESSION_SECRET=${freshValue()}\n`,
    '.zshrc': `export SESSION_SECRET=${freshValue()}\n`,
    '.cursor/mcp.json': clientConfig(token),
    '.codeium/windsurf/mcp_config.json': clientConfig(token),
  };
}

/** Commits the project without a schema, as of a day long ago, and writes the owner's own files for everybody to read. */
export function buildWhole(repository: Repository): void {
  delete repository.env.CI;
  repository.git('remote', 'add', 'origin', 'https://github.com/owner/project.git');
  const days = { GIT_COMMITTER_DATE: '2026-01-10T12:00:00Z', GIT_AUTHOR_DATE: '2026-01-10T12:00:00Z' };
  Object.assign(repository.env, days);
  repository.stage(projectFiles()).commit();
  for (const name of Object.keys(days)) delete repository.env[name];
  chmodSync(join(repository.top, '.env'), 0o644);
  writeHome(repository, homeFiles(), 0o644);
  chmodSync(repository.env.HOME as string, 0o755);
}

/** Writes files of the owner's own. */
export function writeHome(repository: Repository, files: Record<string, string>, mode: number): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(repository.env.HOME as string, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
  }
}
