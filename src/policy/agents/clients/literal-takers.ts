/**
 * The clients that take every value as it stands, and those that have a field for the name of a variable. JetBrains AI
 * Assistant keeps what it is given among the IDE's own settings, and so has no file here.
 */
import { type AgentClient, EVERYTHING, inherited } from './client.js';

export const LITERAL_TAKERS: readonly AgentClient[] = [
  {
    id: 'claude-desktop',
    title: 'Claude Desktop',
    project: ['claude_desktop_config.json'],
    user: ['{data}/Claude/claude_desktop_config.json'],
    takes: [],
    blocks: [],
    instead: ({ name }) =>
      `it takes no placeholder: start the server through a script that reads ${name} from a vault`,
  },
  {
    id: 'claude-settings',
    title: 'Claude Code',
    project: ['.claude/settings.json', '.claude/settings.local.json'],
    user: ['{CLAUDE_CONFIG_DIR:.claude}/settings.json', '{CLAUDE_CONFIG_DIR:.claude}/settings.local.json'],
    takes: [],
    blocks: ['env'],
    instead: ({ name }) =>
      `leave ${name} out of the settings, which take no placeholder: Claude Code has it from the shell that starts it`,
  },
  {
    id: 'copilot-cli',
    title: 'Copilot CLI',
    project: ['.github/mcp.json', '.copilot/mcp-config.json'],
    user: ['{XDG_CONFIG_HOME:.copilot}/mcp-config.json', '{home}/.copilot/mcp-config.json'],
    takes: [],
    blocks: [],
    instead: inherited('the shell that starts the client'),
  },
  {
    id: 'zed',
    title: 'Zed',
    project: ['.zed/settings.json'],
    user: ['{config}/zed/settings.json', '{roaming}/Zed/settings.json'],
    takes: [],
    blocks: ['language_models'],
    instead: inherited('the shell that starts the editor'),
  },
  {
    id: 'cline',
    title: 'Cline',
    project: ['cline_mcp_settings.json'],
    user: [
      '{editors}/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json',
      '{home}/.cline/mcp.json',
    ],
    takes: [],
    blocks: [],
    instead: inherited('the shell that starts the editor'),
  },
  {
    id: 'codex',
    title: 'Codex',
    project: ['.codex/config.toml'],
    user: ['{CODEX_HOME:.codex}/config.toml'],
    takes: [],
    blocks: ['shell_environment_policy', 'model_providers'],
    instead({ kind, key, name }) {
      if (kind === 'env') return `name the variable instead: env_vars = ["${name}"]`;
      if (kind === 'argument')
        return `it takes no placeholder: hand ${name} over with env_vars = ["${name}"]`;
      return isAuthorization(key) || kind !== 'header'
        ? `name the variable instead: bearer_token_env_var = "${name}"`
        : `name the variable instead: env_http_headers = { "${key}" = "${name}" }`;
    },
  },
  {
    id: 'vibe',
    title: 'Mistral Vibe',
    project: ['.vibe/config.toml'],
    user: ['{VIBE_HOME:.vibe}/config.toml'],
    takes: [],
    blocks: ['providers'],
    instead: ({ kind, name }) =>
      kind === 'header' || kind === 'url'
        ? `name the variable instead: api_key_env = "${name}"`
        : `leave ${name} out: it takes no placeholder, and the server has ${name} from the shell that starts it`,
  },
  {
    id: 'goose',
    title: 'Goose',
    project: ['.goose/recipes/*.yaml', 'recipe.yaml'],
    user: ['{config}/goose/config.yaml', '{roaming}/Block/goose/config/config.yaml'],
    takes: [],
    blocks: [],
    instead: ({ name }) =>
      `name the variable instead: env_keys: [${name}], and give Goose its value (keyring)`,
  },
  {
    // What it has no keyring for, in plain text.
    id: 'goose-secrets',
    title: 'Goose',
    project: [],
    user: ['{config}/goose/secrets.yaml', '{roaming}/Block/goose/config/secrets.yaml'],
    takes: [],
    blocks: [EVERYTHING],
    instead: ({ name }) => `let Goose keep ${name} in the keyring, or have it from the shell`,
  },
  {
    id: 'junie',
    title: 'Junie',
    project: ['.junie/mcp/mcp.json'],
    user: ['{home}/.junie/mcp/mcp.json'],
    takes: [],
    blocks: [],
    instead: inherited('the shell that starts the client'),
  },
  {
    id: 'lm-studio',
    title: 'LM Studio',
    project: [],
    user: ['{home}/.lmstudio/mcp.json'],
    takes: [],
    blocks: [],
    instead: inherited('the session that starts the program'),
  },
];

function isAuthorization(key: string | null): boolean {
  return key === null || key.toLowerCase() === 'authorization';
}
