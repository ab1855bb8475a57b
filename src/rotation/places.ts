/** Which files configure editors and agents, and where a user has files that hold secrets. */
import { isEnvFileName } from '../environment/collect.js';
import type { ByteString } from '../types.js';
import type { PlaceKind } from './report.js';

/** Project files of MCP clients and agents (facts of August 2026). */
const CLIENTS =
  /(?:^|\/)(?:\.?mcp\.json|claude_desktop_config\.json|opencode\.jsonc?|crush\.json|\.(?:cursor|vscode|roo|kilocode|kiro|github|factory|amazonq|agents)\/(?:settings\/)?mcp\.json|\.junie\/mcp\/mcp\.json|\.claude\/settings(?:\.local)?\.json|\.(?:gemini|zed|amp)\/settings\.json|\.tabnine\/agent\/settings\.json|\.(?:codex|vibe)\/config\.toml|\.continue\/.*\.(?:json|ya?ml))$/;

/** What Git is asked for among the files that it ignores. */
export const IGNORED_GLOBS: readonly string[] = [
  '**/.env*',
  '**/.mcp.json',
  '**/mcp.json',
  '**/claude_desktop_config.json',
  '**/opencode.json*',
  '**/.claude/settings*.json',
  '**/.gemini/settings.json',
  '**/.zed/settings.json',
  '**/.codex/config.toml',
  '**/.continue/**',
  '**/.npmrc',
  '**/.pypirc',
  '**/.netrc',
];

/** From the home folder: what shells read, and the user's own clients. */
export const USER_FILES: readonly string[] = [
  '.profile',
  '.bashrc',
  '.bash_profile',
  '.bash_login',
  '.zshrc',
  '.zshenv',
  '.zprofile',
  '.config/fish/config.fish',
  '.config/environment.d/envvars.conf',
  '.npmrc',
  '.netrc',
  '.pypirc',
  '.claude.json',
  '.claude/settings.json',
  '.config/Claude/claude_desktop_config.json',
  'Library/Application Support/Claude/claude_desktop_config.json',
  '.cursor/mcp.json',
  '.codeium/windsurf/mcp_config.json',
  '.config/Code/User/mcp.json',
  'Library/Application Support/Code/User/mcp.json',
  '.copilot/mcp-config.json',
  '.config/zed/settings.json',
  '.cline/mcp.json',
  '.continue/config.yaml',
  '.codex/config.toml',
  '.gemini/settings.json',
  '.config/opencode/opencode.json',
  '.config/goose/config.yaml',
  '.config/goose/secrets.yaml',
  '.junie/mcp/mcp.json',
  '.aws/amazonq/mcp.json',
  '.kiro/settings/mcp.json',
  '.config/amp/settings.json',
  '.config/crush/crush.json',
  '.lmstudio/mcp.json',
  '.vibe/config.toml',
  '.factory/mcp.json',
];

/** What a file of the project is. */
export function kindOf(file: ByteString): PlaceKind {
  if (isEnvFileName(file.slice(file.lastIndexOf('/') + 1))) return 'env-file';
  return CLIENTS.test(file) ? 'client' : 'file';
}
