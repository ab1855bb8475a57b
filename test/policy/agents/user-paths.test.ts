import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CLIENTS } from '../../../src/policy/agents/clients/clients.js';
import { readShellValues, shellFilesOf } from '../../../src/policy/agents/user/shell-files.js';
import type { UserSurroundings } from '../../../src/policy/agents/user/surroundings.js';
import { userFilesOf } from '../../../src/policy/agents/user/user-paths.js';

const paths = suite("the places of the user's files");

const MAC: UserSurroundings = { env: { HOME: '/Users/me' }, platform: 'darwin' };
const LINUX: UserSurroundings = { env: { HOME: '/home/me', XDG_CONFIG_HOME: '/xdg' }, platform: 'linux' };
const WINDOWS: UserSurroundings = {
  env: { USERPROFILE: 'C:\\Users\\me', APPDATA: 'D:\\Roaming', CODEX_HOME: 'E:\\codex' },
  platform: 'win32',
};

const PLACES: [client: string, surroundings: UserSurroundings, file: string][] = [
  ['claude-desktop', MAC, '/Users/me/Library/Application Support/Claude/claude_desktop_config.json'],
  ['claude-desktop', WINDOWS, 'D:\\Roaming\\Claude\\claude_desktop_config.json'],
  ['claude-desktop', LINUX, '/xdg/Claude/claude_desktop_config.json'],
  ['claude-code', WINDOWS, 'C:\\Users\\me\\.claude.json'],
  ['cursor', WINDOWS, 'C:\\Users\\me\\.cursor\\mcp.json'],
  ['codex', WINDOWS, 'E:\\codex\\config.toml'],
  ['codex', MAC, '/Users/me/.codex/config.toml'],
  ['zed', WINDOWS, 'D:\\Roaming\\Zed\\settings.json'],
  ['zed', MAC, '/Users/me/.config/zed/settings.json'],
  ['goose', WINDOWS, 'D:\\Roaming\\Block\\goose\\config\\config.yaml'],
  ['goose-secrets', LINUX, '/xdg/goose/secrets.yaml'],
  ['vscode', MAC, '/Users/me/Library/Application Support/Code/User/mcp.json'],
  ['vscode', WINDOWS, 'D:\\Roaming\\Code - Insiders\\User\\mcp.json'],
  [
    'cline',
    MAC,
    '/Users/me/Library/Application Support/Cursor/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json',
  ],
  ['copilot-cli', LINUX, '/xdg/mcp-config.json'],
  ['opencode', LINUX, '/xdg/opencode/opencode.json'],
];
for (const [id, surroundings, file] of PLACES) {
  paths(`${id} on ${surroundings.platform}: ${file}`, () => {
    const client = CLIENTS.find((one) => one.id === id);
    assert.ok(client && userFilesOf(client, surroundings).includes(file));
  });
}

paths('a folder of Windows is not looked for elsewhere', () => {
  const zed = CLIENTS.find(({ id }) => id === 'zed');
  assert.equal(zed && userFilesOf(zed, LINUX), ['/xdg/zed/settings.json']);
});

paths('shell files are those of each shell', () => {
  assert.ok(shellFilesOf(LINUX).includes('/home/me/.zshenv'));
  assert.ok(shellFilesOf(LINUX).includes('/xdg/fish/config.fish'));
  assert.ok(shellFilesOf({ ...LINUX, env: { ...LINUX.env, ZDOTDIR: '/z' } }).includes('/z/.zshrc'));
  assert.ok(
    shellFilesOf(WINDOWS).includes('C:\\Users\\me\\Documents\\PowerShell\\Microsoft.PowerShell_profile.ps1'),
  );
});

const NAMES = new Set(['A_KEY', 'B_KEY']);
const READ: [file: string, text: string, values: string[]][] = [
  ['.zshrc', 'export A_KEY=one', ['A_KEY=one@1']],
  ['.zshrc', '\n  A_KEY=\'t w o\' # c\nexport B_KEY="x"', ['A_KEY=t w o@2', 'B_KEY=x@3']],
  [
    '.bashrc',
    'export A_KEY=one; export OTHER=two\r\ndeclare -x B_KEY=two && x',
    ['A_KEY=one@1', 'B_KEY=two@2'],
  ],
  ['.bashrc', '# export A_KEY=one\necho A_KEY=two\nexport MY_A_KEY=x', []],
  ['.bashrc', 'export A_KEY=$OTHER\nexport B_KEY="$(op read x)"\nA_KEY=`cat x`\nA_KEY=${B_KEY}', []],
  ['.bashrc', 'export A_KEY=\nexport A_KEY=""\nexport B_KEY=op://a/b/c', []],
  ['.bashrc', "export A_KEY='$literal'", ['A_KEY=$literal@1']],
  ['.bashrc', 'export A_KEY="cut', ['A_KEY=cut@1']],
  ['config.fish', 'set -gx A_KEY one\nset --export --global B_KEY "two"', ['A_KEY=one@1', 'B_KEY=two@2']],
  ['config.fish', 'set -gx A_KEY (op read x)\nexport B_KEY=two', ['B_KEY=two@2']],
  ['profile.ps1', '$env:A_KEY = "one"\n$Env:B_KEY=\'two\'', ['A_KEY=one@1', 'B_KEY=two@2']],
  ['profile.ps1', '$env:A_KEY = (op read x)\n$env:B_KEY = $other', []],
];
for (const [file, text, values] of READ) {
  paths(`${file}: ${JSON.stringify(text.slice(0, 60))}`, () => {
    const found = readShellValues(text, `/home/me/${file}`, NAMES);
    assert.equal(
      found.map(({ name, value, line }) => `${name}=${value}@${line}`),
      values,
    );
  });
}

paths.run();
