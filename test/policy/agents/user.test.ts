import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { sameSecretLine } from '../../../src/policy/agents/user/same-secret-line.js';
import { shellLine } from '../../../src/policy/agents/user/shell-line.js';
import type { UserSurroundings } from '../../../src/policy/agents/user/surroundings.js';
import { userAgentsLine } from '../../../src/policy/agents/user/user-agents-line.js';
import type { AnsweredLine } from '../../../src/policy/checklist.js';
import { asSecret } from '../../support/record.js';
import { type Repository, scratch } from '../../support/repository.js';
import { randomText, sample } from '../../support/sample.js';
import { answers, repositoryOf } from './support.js';

const user = suite("the user's own configs");
const GITHUB = 'github-personal-access-token';
const SCHEMA = {
  required: {
    app: { GITHUB_TOKEN: {}, ACME_KEY: { source: 'op://team/acme/key' }, REGION: { sensitive: false } },
  },
};

/** A home folder with these files, closed to others unless it is said otherwise. */
class Home {
  readonly folder = scratch();
  readonly surroundings: UserSurroundings;

  constructor(env: Record<string, string> = {}) {
    const inside = Object.entries(env).map(([name, folder]) => [name, join(this.folder, folder)]);
    this.surroundings = { env: { HOME: this.folder, ...Object.fromEntries(inside) }, platform: 'linux' };
  }

  write(files: Record<string, string>, mode = 0o600): this {
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      chmodSync(file, mode);
    }
    return this;
  }

  async ask(repository: Repository = project()): Promise<Record<'shell' | 'agents' | 'same', AnsweredLine>> {
    const lines = [shellLine, userAgentsLine, sameSecretLine].map((line) => line(this.surroundings));
    const [shell, agents, same] = await answers(repository, lines, { userConfigs: true });
    return { shell, agents, same } as Record<'shell' | 'agents' | 'same', AnsweredLine>;
  }

  /** `.zshrc:3` for each problem. */
  places({ problems }: AnsweredLine): string[] {
    return problems.map(({ file, line }) => `${file?.replace(`${this.folder}/`, '')}:${line}`).sort();
  }
}

function project(files: Record<string, string> = {}): Repository {
  return repositoryOf({ 'secrets/schema.json': JSON.stringify(SCHEMA), ...files });
}

const server = (env: Record<string, string>) =>
  JSON.stringify({ mcpServers: { one: { command: 'x', env } } });

user('nothing of them is looked at unless that is asked for', async () => {
  const env = new Proxy({}, { get: () => assert.unreachable('a variable was read') });
  const lines = [shellLine, userAgentsLine, sameSecretLine].map((line) => line({ env, platform: 'linux' }));
  for (const { outcome, remedy } of await answers(project(), lines)) {
    assert.is(outcome, 'manual');
    assert.match(remedy ?? '', /--user-configs/);
  }
});

user('an empty home has nothing to tell of', async () => {
  const { shell, agents, same } = await new Home().ask();
  assert.equal([shell.outcome, agents.outcome, same.outcome], ['pass', 'not-applicable', 'pass']);
});

/** Each client's file in the home folder, with the variables that lead there. */
const FILES: [path: string, text: (token: string) => string, env?: Record<string, string>][] = [
  ['.claude.json', (token) => server({ A: token })],
  ['claude/.claude.json', (token) => server({ A: token }), { CLAUDE_CONFIG_DIR: 'claude' }],
  [
    '.claude.json',
    (token) =>
      JSON.stringify({
        projects: { '/srv/x': { history: ['y'], mcpServers: { one: { command: 'x', env: { A: token } } } } },
      }),
  ],
  ['.claude/settings.json', (token) => JSON.stringify({ env: { A: token } })],
  ['.config/Claude/claude_desktop_config.json', (token) => server({ A: token })],
  ['.cursor/mcp.json', (token) => server({ A: token })],
  ['.codeium/windsurf/mcp_config.json', (token) => server({ A: token })],
  [
    '.config/Code/User/mcp.json',
    (token) => JSON.stringify({ servers: { one: { command: 'x', env: { A: token } } } }),
  ],
  [
    '.config/Code - Insiders/User/profiles/work/mcp.json',
    (token) => JSON.stringify({ servers: { one: { command: 'x', env: { A: token } } } }),
  ],
  [
    '.config/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json',
    (token) => server({ A: token }),
  ],
  [
    '.config/VSCodium/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json',
    (token) => server({ A: token }),
  ],
  ['.copilot/mcp-config.json', (token) => server({ A: token })],
  [
    '.config/zed/settings.json',
    (token) => `// mine\n{"context_servers": {"one": {"command": "x", "env": {"A": "${token}"}}},}`,
  ],
  [
    '.continue/config.yaml',
    (token) => `mcpServers:\n  - name: one\n    command: x\n    env:\n      A: ${token}\n`,
  ],
  [
    '.continue/mcpServers/mine.yaml',
    (token) => `mcpServers:\n  - name: one\n    command: x\n    env:\n      A: ${token}\n`,
  ],
  [
    'codex/config.toml',
    (token) => `[mcp_servers.one]\ncommand = "x"\nenv = { A = "${token}" }`,
    { CODEX_HOME: 'codex' },
  ],
  ['.codex/config.toml', (token) => `[mcp_servers.one]\ncommand = "x"\nenv = { A = "${token}" }`],
  [
    'vibe/config.toml',
    (token) => `[[mcp_servers]]\nname = "one"\nurl = "x"\nheaders = { A = "${token}" }`,
    { VIBE_HOME: 'vibe' },
  ],
  ['.gemini/settings.json', (token) => server({ A: token })],
  [
    'xdg/opencode/opencode.json',
    (token) => JSON.stringify({ mcp: { one: { type: 'local', command: ['x', token] } } }),
    { XDG_CONFIG_HOME: 'xdg' },
  ],
  ['.config/goose/config.yaml', (token) => `extensions:\n  one:\n    cmd: x\n    envs:\n      A: ${token}\n`],
  ['.junie/mcp/mcp.json', (token) => server({ A: token })],
  ['.aws/amazonq/mcp.json', (token) => server({ A: token })],
  ['.kiro/settings/mcp.json', (token) => server({ A: token })],
  [
    '.config/amp/settings.json',
    (token) => JSON.stringify({ 'amp.mcpServers': { one: { command: 'x', env: { A: token } } } }),
  ],
  [
    '.config/crush/crush.json',
    (token) => JSON.stringify({ mcp: { one: { command: 'x', env: { A: token } } } }),
  ],
  ['.lmstudio/mcp.json', (token) => server({ A: token })],
  ['.factory/mcp.json', (token) => server({ A: token })],
  ['.tabnine/agent/settings.json', (token) => server({ A: token })],
];
for (const [path, text, env = {}] of FILES) {
  user(`~/${path}${Object.keys(env).join(' ')}: a secret in it is told`, async () => {
    const token = sample(GITHUB);
    const home = new Home(env).write({ [path]: text(token) });
    const [only] = await answers(project(), [userAgentsLine(home.surroundings)], { userConfigs: true });
    const line =
      text(token)
        .split('\n')
        .findIndex((one) => one.includes(token)) + 1;
    assert.equal(home.places(only as AnsweredLine), [`${path}:${line}`]);
    assert.not.ok(JSON.stringify(only).includes(token.slice(4, 14)));
  });
}

user('sound configs of the user have no problem', async () => {
  const home = new Home().write({
    '.cursor/mcp.json': server({ GITHUB_TOKEN: `\${env:GITHUB_TOKEN}` }),
    '.codex/config.toml': '[mcp_servers.one]\nurl = "https://x.dev"\nbearer_token_env_var = "GITHUB_TOKEN"',
  });
  const { agents, same } = await home.ask();
  assert.equal([agents.outcome, same.outcome], ['pass', 'pass']);
});

user('a placeholder that a client does not read is told of the own configs, too', async () => {
  const { agents } = await new Home().write({ '.cursor/mcp.json': server({ A: '$GITHUB_TOKEN' }) }).ask();
  assert.is(agents.problems[0]?.remedy, `write \${env:GITHUB_TOKEN}`);
});

user('one that cannot be read is told, and never passed', async () => {
  const home = new Home().write({ '.cursor/mcp.json': '{\n"mcpServers": ' });
  mkdirSync(join(home.folder, '.kiro/settings/mcp.json'), { recursive: true });
  symlinkSync('nowhere', join(home.folder, '.claude.json'));
  const { agents } = await home.ask();
  assert.equal(home.places(agents), ['.cursor/mcp.json:2', '.kiro/settings/mcp.json:null']);
});

user('a link to a file elsewhere is followed, and a file that two clients read is told once', async () => {
  const home = new Home().write({ 'dotfiles/mcp.json': server({ A: sample(GITHUB) }) });
  mkdirSync(join(home.folder, '.cursor'));
  symlinkSync('../dotfiles/mcp.json', join(home.folder, '.cursor/mcp.json'));
  const { agents } = await home.ask();
  assert.equal(home.places(agents), ['.cursor/mcp.json:1']);
});

user('a config of the project that Git ignores is looked at with them', async () => {
  const repository = project({ '.gitignore': '.claude/\n' }).write({
    '.claude/settings.local.json': JSON.stringify({ env: { GITHUB_TOKEN: sample(GITHUB) } }),
  });
  const { agents } = await new Home().ask(repository);
  assert.equal(
    agents.problems.map(({ file }) => file),
    ['.claude/settings.local.json'],
  );
});

user('a file with a secret that others can read is told, unless a folder above it is closed', async () => {
  const files = () => ({
    '.cursor/mcp.json': server({ A: sample(GITHUB) }),
    '.bashrc': `export GITHUB_TOKEN=${sample(GITHUB)}\n`,
  });
  const open = new Home().write(files(), 0o644);
  chmodSync(open.folder, 0o755);
  const closed = new Home().write(files(), 0o644);
  chmodSync(closed.folder, 0o700);
  const told = await open.ask();
  assert.equal(home(told.shell), ['everybody on this machine can read it, and a secret stands in it']);
  assert.is(told.agents.problems.length, 2);
  const untold = await closed.ask();
  assert.equal([untold.shell.outcome, untold.agents.problems.length], ['pass', 1]);
  const onWindows: UserSurroundings = { env: { USERPROFILE: open.folder }, platform: 'win32' };
  const [windows] = await answers(project(), [shellLine(onWindows)], { userConfigs: true });
  assert.is(windows?.outcome, 'pass');
});

function home({ problems }: AnsweredLine): string[] {
  return problems.map(({ says }) => says);
}

user('a shell file that others can read and that holds no value is none of our business', async () => {
  const open = new Home().write(
    { '.bashrc': 'export GITHUB_TOKEN="$(op read op://a/b/c)"\nexport REGION=eu\n' },
    0o644,
  );
  chmodSync(open.folder, 0o755);
  const { shell } = await open.ask();
  assert.is(shell.outcome, 'pass');
});

user('the shell files say where a value lives, and where it is set to another one', async () => {
  const [first, second] = [sample(GITHUB), sample(GITHUB)];
  const own = new Home().write({
    '.profile': `export GITHUB_TOKEN=${first}\n`,
    '.zshrc': `# mine\nexport GITHUB_TOKEN="${second}"\nexport ACME_KEY=${asSecret(randomText(30))}\n`,
    '.zshenv': `export GITHUB_TOKEN='${first}'\n`,
    '.config/fish/config.fish': `set -gx GITHUB_TOKEN ${first}\n`,
  });
  const { shell } = await own.ask();
  assert.equal(own.places(shell), ['.zshrc:2']);
  assert.match(
    shell.problems[0]?.says ?? '',
    /^GITHUB_TOKEN is set to another value than in \.profile, line 1$/,
  );
  assert.is(
    shell.says,
    'GITHUB_TOKEN lives in .profile; GITHUB_TOKEN, ACME_KEY live in .zshrc; GITHUB_TOKEN lives in .zshenv; GITHUB_TOKEN lives in config.fish',
  );
});

user('the same secret in several clients is told in each, with the one place it should have', async () => {
  const [token, other] = [sample(GITHUB), sample(GITHUB)];
  const own = new Home().write({
    '.cursor/mcp.json': server({ GITHUB_TOKEN: token }),
    '.codex/config.toml': `[mcp_servers.two]\nurl = "https://x.dev"\nhttp_headers = { Authorization = "Bearer ${token}" }\n`,
    '.gemini/settings.json': server({ GITHUB_TOKEN: other }),
    '.zshrc': `export GITHUB_TOKEN=${token}\n`,
  });
  const repository = project({ '.mcp.json': server({ GITHUB_TOKEN: token }) });
  const { same } = await own.ask(repository);
  assert.is(same.says, 'one secret stands in several places');
  assert.equal(own.places(same), ['.codex/config.toml:3', '.cursor/mcp.json:1', '.mcp.json:1']);
  const [first] = same.problems;
  assert.match(
    first?.says ?? '',
    /^server one: the variable GITHUB_TOKEN holds the secret kf1-[a-z2-7]+, as do 2 other places of clients and \.zshrc$/,
  );
  assert.is(first?.remedy, 'let it live in .zshrc alone, and refer to it from here');
  assert.not.ok(JSON.stringify(same).includes(token.slice(4, 14)));
});

const VALUE = asSecret(randomText(36));
const LIVES: [title: string, files: Record<string, string>, home: Record<string, string>, remedy: string][] =
  [
    [
      'where the schema says',
      {},
      { '.cursor/mcp.json': server({ ACME_KEY: VALUE }), '.zshrc': `export ACME_KEY=${VALUE}` },
      'where "source" of ACME_KEY in secrets/schema.json says',
    ],
    [
      'in the env file',
      { '.env': `GITHUB_TOKEN=${VALUE}\n` },
      { '.cursor/mcp.json': server({ GITHUB_TOKEN: VALUE }) },
      'in .env alone',
    ],
    [
      'in a vault',
      {},
      {
        '.cursor/mcp.json': server({ SOME_TOKEN: VALUE }),
        '.gemini/settings.json': server({ OTHER_TOKEN: VALUE }),
      },
      'in a vault or in the shell alone',
    ],
  ];
for (const [title, files, inHome, remedy] of LIVES) {
  user(`a secret in two places should live ${title}`, async () => {
    const { same } = await new Home().write(inHome).ask(project(files));
    assert.is(same.problems[0]?.remedy, `let it live ${remedy}, and refer to it from here`);
  });
}

user('an env file and the shell may have the same value', async () => {
  const token = sample(GITHUB);
  const own = new Home().write({ '.zshrc': `export GITHUB_TOKEN=${token}` });
  const { same } = await own.ask(project({ '.env': `GITHUB_TOKEN=${token}` }));
  assert.is(same.outcome, 'pass');
});

user.run();
