/** A config of every client with planted mistakes, and one that is sound. */

/** What is planted: tokens, each in its place, and a reference that the client does not understand. */
export interface Planted {
  token: string;
  secret: string;
}

export interface ClientFixture {
  client: string;
  file: string;
  planted(planted: Planted): string;
  /** What is to be written instead of the reference. */
  right: string;
  sound: string;
}

const pretty = (data: unknown) => JSON.stringify(data, null, 2);

/** A config in JSON with one local server and one remote one, as most clients have it. */
function inJson(
  root: string,
  one: { client: string; file: string; wrong: string; right: string; ref: string | null },
): ClientFixture {
  const server = (env: Record<string, string>, headers: Record<string, string>) =>
    pretty({
      [root]: {
        local: { command: 'npx', args: ['-y', '@scope/server'], env },
        remote: { url: 'https://mcp.service.dev/mcp', headers },
      },
    });
  const { client, file, right, ref } = one;
  return {
    client,
    file,
    right,
    planted: ({ token, secret }) =>
      server({ GITHUB_TOKEN: token, ACME_API_KEY: one.wrong }, { Authorization: `Bearer ${secret}` }),
    sound: server(
      ref === null ? { LEVEL: 'info' } : { ACME_API_KEY: ref },
      ref === null ? {} : { Authorization: `Bearer ${ref}` },
    ),
  };
}

const dollar = '$ACME_API_KEY';
const braces = `\${ACME_API_KEY}`;
const envBraces = `\${env:ACME_API_KEY}`;
const bareEnv = '{env:ACME_API_KEY}';
const leave = 'leave ACME_API_KEY out';

const JSON_CLIENTS: [
  client: string,
  root: string,
  file: string,
  wrong: string,
  right: string,
  ref: string | null,
][] = [
  ['Claude Code', 'mcpServers', '.mcp.json', dollar, `write ${braces}`, braces],
  [
    'Claude Code',
    'mcpServers',
    'plugin/.claude-plugin/plugin.json',
    bareEnv,
    `write ${braces}`,
    `\${ACME_API_KEY:-}`,
  ],
  ['Cursor', 'mcpServers', '.cursor/mcp.json', braces, `write ${envBraces}`, envBraces],
  ['Windsurf', 'mcpServers', '.codeium/windsurf/mcp_config.json', dollar, `write ${envBraces}`, envBraces],
  [
    'VS Code',
    'servers',
    '.vscode/mcp.json',
    braces,
    `write ${envBraces}, or \${input:acme-api-key}`,
    envBraces,
  ],
  ['Roo Code', 'mcpServers', '.roo/mcp.json', braces, `write ${envBraces}`, envBraces],
  ['Kilo Code', 'mcpServers', '.kilocode/mcp.json', dollar, `write ${envBraces}`, envBraces],
  [
    'Continue',
    'mcpServers',
    '.continue/mcpServers/copied.json',
    braces,
    `write \${{ secrets.ACME_API_KEY }}`,
    `\${{ secrets.ACME_API_KEY }}`,
  ],
  ['Gemini CLI', 'mcpServers', '.gemini/settings.json', envBraces, `write ${dollar}`, dollar],
  ['Tabnine', 'mcpServers', '.tabnine/agent/settings.json', bareEnv, `write ${dollar}`, braces],
  ['Amazon Q', 'mcpServers', '.amazonq/mcp.json', dollar, `write ${envBraces}`, envBraces],
  ['Amazon Q', 'mcpServers', '.amazonq/cli-agents/reviewer.json', braces, `write ${envBraces}`, envBraces],
  ['Kiro', 'mcpServers', '.kiro/settings/mcp.json', envBraces, `write ${braces}`, braces],
  ['Amp', 'amp.mcpServers', '.amp/settings.json', envBraces, `write ${braces}`, braces],
  ['Crush', 'mcp', 'crush.json', envBraces, `write ${dollar}`, dollar],
  ['Factory Droid', 'mcpServers', '.factory/mcp.json', dollar, `write ${braces}`, braces],
  [
    'Claude Desktop',
    'mcpServers',
    'docs/claude_desktop_config.json',
    braces,
    'reads ACME_API_KEY from a vault',
    null,
  ],
  ['Copilot CLI', 'mcpServers', '.github/mcp.json', braces, leave, null],
  ['Zed', 'context_servers', '.zed/settings.json', braces, leave, null],
  ['Cline', 'mcpServers', 'cline_mcp_settings.json', envBraces, leave, null],
  ['Junie', 'mcpServers', '.junie/mcp/mcp.json', dollar, leave, null],
];

const OTHERS: ClientFixture[] = [
  {
    client: 'Claude Code',
    file: '.claude/settings.json',
    planted: ({ token, secret }) =>
      pretty({ env: { GITHUB_TOKEN: token, OTHER_SECRET: secret, ACME_API_KEY: braces }, permissions: {} }),
    right: 'leave ACME_API_KEY out of the settings',
    sound: pretty({ env: { LEVEL: 'info' }, permissions: { allow: ['Bash(npm test)'] } }),
  },
  {
    client: 'opencode',
    file: 'opencode.json',
    planted: ({ token, secret }) =>
      pretty({
        mcp: {
          local: {
            type: 'local',
            command: ['npx', '-y', 'x', '--api-key', secret],
            environment: { GITHUB_TOKEN: token },
          },
          remote: { type: 'remote', url: 'https://mcp.service.dev', headers: { 'X-API-Key': braces } },
        },
      }),
    right: `write ${bareEnv}`,
    sound: pretty({
      mcp: { remote: { type: 'remote', url: 'https://mcp.service.dev', headers: { 'X-API-Key': bareEnv } } },
    }),
  },
  {
    client: 'Codex',
    file: '.codex/config.toml',
    planted: ({ token, secret }) =>
      [
        'model = "best"',
        '[mcp_servers.local]',
        'command = "npx"',
        `env = { LEVEL = "info", GITHUB_TOKEN = "${token}" }`,
        '[mcp_servers.remote]',
        'url = "https://mcp.service.dev"',
        '[mcp_servers.remote.http_headers]',
        `"X-Service-Key" = "${secret}"`,
        `Authorization = "Bearer ${braces}"`,
      ].join('\n'),
    right: 'bearer_token_env_var = "ACME_API_KEY"',
    sound: [
      '[mcp_servers.remote]',
      'url = "https://mcp.service.dev"',
      'bearer_token_env_var = "ACME_API_KEY"',
      'env_http_headers = { "X-Service-Key" = "ACME_API_KEY" }',
      'env_vars = ["ACME_API_KEY"]',
    ].join('\n'),
  },
  {
    client: 'Mistral Vibe',
    file: '.vibe/config.toml',
    planted: ({ token, secret }) =>
      [
        '[[mcp_servers]]',
        'name = "first"',
        'transport = "stdio"',
        'command = "npx"',
        `env = { GITHUB_TOKEN = "${token}" }`,
        '[[mcp_servers]]',
        'name = "second"',
        'url = "https://mcp.service.dev"',
        `headers = { "X-Service-Key" = "${secret}", Authorization = "Bearer ${dollar}" }`,
      ].join('\n'),
    right: 'api_key_env = "ACME_API_KEY"',
    sound: [
      '[[mcp_servers]]',
      'name = "second"',
      'url = "https://mcp.service.dev"',
      'api_key_env = "ACME_API_KEY"',
    ].join('\n'),
  },
  {
    client: 'Continue',
    file: '.continue/config.yaml',
    planted: ({ token, secret }) =>
      [
        'name: assistant',
        'models:',
        '  - name: best',
        `    apiKey: ${secret}`,
        'mcpServers:',
        '  - name: local',
        '    command: npx',
        '    env:',
        `      GITHUB_TOKEN: "${token}"`,
        `      ACME_API_KEY: ${envBraces}`,
      ].join('\n'),
    right: `write \${{ secrets.ACME_API_KEY }}`,
    sound: [
      'mcpServers:',
      '  - name: local',
      '    command: npx',
      '    env:',
      `      ACME_API_KEY: \${{ secrets.ACME_API_KEY }}`,
    ].join('\n'),
  },
  {
    client: 'Goose',
    file: 'recipe.yaml',
    planted: ({ token, secret }) =>
      [
        'extensions:',
        '  - type: stdio',
        '    name: local',
        '    cmd: npx',
        `    args: [-y, server, --token=${secret}]`,
        '    envs:',
        `      GITHUB_TOKEN: ${token}`,
        `      ACME_API_KEY: ${dollar}`,
      ].join('\n'),
    right: 'env_keys: [ACME_API_KEY]',
    sound: [
      'extensions:',
      '  local:',
      '    type: stdio',
      '    cmd: npx',
      '    env_keys: [ACME_API_KEY]',
    ].join('\n'),
  },
];

export const FIXTURES: ClientFixture[] = [
  ...JSON_CLIENTS.map(([client, root, file, wrong, right, ref]) =>
    inJson(root, { client, file, wrong, right, ref }),
  ),
  ...OTHERS,
];
