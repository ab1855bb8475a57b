import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dialectsLine } from '../../../src/policy/agents/dialects-line.js';
import { namesLine } from '../../../src/policy/agents/names-line.js';
import { answer } from './support.js';

const names = suite('names in agent configs');

const SECRETS = JSON.stringify({
  required: { app: { ACME_API_KEY: {}, DATABASE_URL: { aliases: ['DB_URL'] } } },
});
const server = (one: unknown) => JSON.stringify({ mcpServers: { one } });
const env = (values: Record<string, string>) => server({ command: 'x', env: values });

/** Each with the names that are told. */
const TOLD: [title: string, file: string, config: string, told: string[]][] = [
  ['a name of the schema', '.mcp.json', env({ A: `\${ACME_API_KEY}` }), []],
  ['an alias', '.mcp.json', env({ A_KEY: `\${DB_URL}` }), []],
  ['another secret', '.mcp.json', env({ A: `\${OTHER_TOKEN}` }), ['OTHER_TOKEN']],
  ['a name in the wrong dialect', '.mcp.json', env({ A: '$OTHER_TOKEN' }), ['OTHER_TOKEN']],
  ['any name that a secret is expected from', '.mcp.json', env({ A_TOKEN: `\${WHATEVER}` }), ['WHATEVER']],
  [
    'a header',
    '.mcp.json',
    server({ url: 'https://x.dev', headers: { Authorization: `Bearer \${LOGIN}` } }),
    ['LOGIN'],
  ],
  ['an option', '.mcp.json', server({ command: 'x', args: ['--api-key', `\${MINE}`] }), ['MINE']],
  ['a slip of the hand', '.mcp.json', env({ A: `\${DATABSE_URL}` }), ['DATABSE_URL']],
  [
    'a plain setting',
    '.mcp.json',
    env({ A: `\${PROJECT_FOLDER}`, B: `\${HOME}/x`, C: `\${REGION:-eu}` }),
    [],
  ],
  ['a secret with a default', '.mcp.json', env({ A: `\${OTHER_TOKEN:-}` }), ['OTHER_TOKEN']],
  ['what an editor puts in', '.cursor/mcp.json', env({ A_TOKEN: `\${workspaceFolder}/x` }), []],
  [
    'a field for a name',
    '.codex/config.toml',
    '[mcp_servers.one]\nurl = "https://x.dev"\nbearer_token_env_var = "LOGIN"',
    ['LOGIN'],
  ],
  [
    'fields for names',
    '.codex/config.toml',
    '[mcp_servers.one]\nenv_http_headers = { X = "FIRST" }\nenv_vars = ["SECOND", { name = "THIRD", source = "remote" }, "ACME_API_KEY"]',
    ['FIRST', 'SECOND', 'THIRD'],
  ],
  ['the field of a provider', '.codex/config.toml', '[model_providers.one]\nenv_key = "LOGIN"', ['LOGIN']],
  [
    'a list of names',
    'recipe.yaml',
    'extensions:\n  one:\n    cmd: x\n    env_keys: [THIRD, ACME_API_KEY]',
    ['THIRD'],
  ],
  [
    'a variable handed to a container',
    '.mcp.json',
    server({ command: 'docker', args: ['run', '-e', 'OTHER_TOKEN', 'image'] }),
    ['OTHER_TOKEN'],
  ],
  [
    'the same with a value beside it',
    '.mcp.json',
    server({
      command: 'docker',
      args: ['run', '-e', 'OTHER_TOKEN'],
      env: { OTHER_TOKEN: `\${ACME_API_KEY}` },
    }),
    [],
  ],
  [
    'a program that fills in headers itself',
    '.mcp.json',
    server({
      command: 'npx',
      args: ['mcp-remote', 'https://x.dev', '--header', `Authorization: \${LOGIN}`],
      env: { LOGIN: `Bearer \${ACME_API_KEY}` },
    }),
    [],
  ],
];
for (const [title, file, config, told] of TOLD) {
  names(`${title}: ${told.join(', ') || 'no problem'}`, async () => {
    const { problems } = await answer({ 'secrets/schema.json': SECRETS, [file]: config }, namesLine);
    assert.equal(
      problems.map(({ says }) => /refers to (\w+), which no schema has$/.exec(says)?.[1]),
      told,
    );
  });
}

names('the name that was probably meant is suggested', async () => {
  const { problems } = await answer(
    { 'secrets/schema.json': SECRETS, '.mcp.json': env({ A: `\${ACME_API_KY}` }) },
    namesLine,
  );
  assert.is(
    problems[0]?.remedy,
    'did you mean ACME_API_KEY? If not, add to secrets/schema.json, under "required", "app": "ACME_API_KY": {}',
  );
});

names('without a schema there is nothing to compare with', async () => {
  const { outcome } = await answer({ '.mcp.json': env({ A: `\${OTHER_TOKEN}` }) }, namesLine);
  assert.is(outcome, 'not-applicable');
});

/** Each with whether it is told as one that the client does not read. */
const READ: [title: string, file: string, config: string, told: number][] = [
  [
    'a shell reads $NAME itself',
    '.mcp.json',
    server({ command: 'sh', args: ['-c', 'exec x --key "$A_KEY"'] }),
    0,
  ],
  [
    'cmd reads %NAME% itself',
    'claude_desktop_config.json',
    server({ command: 'cmd', args: ['/c', 'x', '%A_KEY%'] }),
    0,
  ],
  [
    `mcp-remote reads \${NAME} in headers itself`,
    'claude_desktop_config.json',
    server({ command: 'npx', args: ['mcp-remote@latest', '--header', `Authorization:\${A_KEY}`] }),
    0,
  ],
  [
    'not so in its variables',
    'claude_desktop_config.json',
    server({ command: 'npx', args: ['mcp-remote'], env: { A: `\${A_KEY}` } }),
    1,
  ],
  [
    'a folder of Windows is no secret',
    'claude_desktop_config.json',
    server({ command: 'x', env: { A: '%APPDATA%' } }),
    0,
  ],
  [
    'a password with a dollar sign is no reference',
    '.mcp.json',
    env({ A: 'ab$cd', B: '5$', C: '100%', D: '{x}' }),
    0,
  ],
  [
    'a file is read by opencode',
    'opencode.json',
    JSON.stringify({ mcp: { one: { command: ['x'], environment: { A: '{file:~/.key}' } } } }),
    0,
  ],
  ['and by nobody else', '.mcp.json', env({ A: '{file:~/.key}' }), 1],
  ['several in one value', '.mcp.json', env({ A: `$FIRST_KEY:\${env:SECOND_KEY}:\${THIRD_KEY}` }), 2],
];
for (const [title, file, config, told] of READ) {
  names(title, async () => {
    const { problems } = await answer({ [file]: config }, dialectsLine);
    assert.is(problems.length, told);
  });
}

names('what is an input elsewhere is told by the variable that it stands for', async () => {
  const { problems } = await answer({ '.mcp.json': env({ A: `\${input:acme-api-key}` }) }, dialectsLine);
  assert.is(problems[0]?.remedy, `write \${ACME_API_KEY}`);
});

names('an input of VS Code must be among its inputs', async () => {
  const config = (inputs: unknown[]) =>
    JSON.stringify({ inputs, servers: { one: { command: 'x', env: { A: `\${input:a-key}` } } } });
  const without = await answer({ '.vscode/mcp.json': config([{ id: 'other' }]) }, dialectsLine);
  assert.match(without.problems[0]?.says ?? '', /asks for the input a-key, which "inputs" does not have$/);
  const sound = await answer(
    { '.vscode/mcp.json': config([{ id: 'a-key', type: 'promptString' }]) },
    dialectsLine,
  );
  assert.is(sound.outcome, 'pass');
});

names.run();
