import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { sameSecretLine } from '../../../src/policy/agents/user/same-secret-line.js';
import { shellLine } from '../../../src/policy/agents/user/shell-line.js';
import { userAgentsLine } from '../../../src/policy/agents/user/user-agents-line.js';
import type { AnsweredLine } from '../../../src/policy/checklist.js';
import { sample } from '../../support/sample.js';
import { Home, project, server } from './home.js';
import { answers } from './support.js';

const user = suite("the user's own configs");
const GITHUB = 'github-personal-access-token';

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
  ['.config/goose/secrets.yaml', (token) => `A: ${token}\n`],
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

user.run();
