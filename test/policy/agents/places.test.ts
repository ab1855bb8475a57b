import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { hardcodedLine } from '../../../src/policy/agents/hardcoded-line.js';
import { asSecret } from '../../support/record.js';
import { randomText, sample } from '../../support/sample.js';
import { answer, places, SCHEMA } from './support.js';

const hardcoded = suite('hardcoded secrets in agent configs');

const text = () => asSecret(randomText(36));
const server = (one: unknown) => JSON.stringify({ mcpServers: { one } });
const local = (more: unknown) => server({ command: 'npx', ...(more as object) });
const remote = (more: unknown) => server({ url: 'https://mcp.service.dev', ...(more as object) });

/** Each with the words that tell the place. */
const HELD: [title: string, config: string, says: string][] = [
  ['a variable', local({ env: { A_SECRET: text() } }), 'the variable A_SECRET'],
  ['a variable in a list', local({ env: [`A_SECRET=${text()}`] }), 'the variable A_SECRET'],
  ['a variable of a name in the schema', local({ env: { PLAIN: `${text()}` } }), 'the variable PLAIN'],
  [
    'a password',
    local({ env: { DB_PASSWORD: asSecret(`Tr0ub${randomText(6)}!`) } }),
    'the variable DB_PASSWORD',
  ],
  ['a header', remote({ headers: { 'X-API-Key': text() } }), 'the header X-API-Key'],
  [
    'a login in a header',
    remote({ headers: { Authorization: `Bearer ${text()}` } }),
    'the header Authorization',
  ],
  ['a header without a scheme', remote({ headers: { Authorization: text() } }), 'the header Authorization'],
  ['an option with its value', local({ args: ['x', `--api-key=${text()}`] }), 'the option --api-key'],
  [
    'an option before its value',
    local({ args: ['x', '--access-token', text()] }),
    'the option --access-token',
  ],
  ['an argument alone', local({ args: ['x', sample('github-personal-access-token')] }), 'an argument'],
  [
    'a header among the arguments',
    local({ args: ['--header', `Authorization: Bearer ${text()}`] }),
    'the header Authorization',
  ],
  ['a header in one argument', local({ args: [`--header=X-Api-Key: ${text()}`] }), 'the header X-Api-Key'],
  ['a variable of a container', local({ args: ['run', '-e', `A_TOKEN=${text()}`] }), 'the option A_TOKEN'],
  [
    'a variable of a container in one argument',
    local({ args: [`--env=A_TOKEN=${text()}`] }),
    'the option A_TOKEN',
  ],
  ['a connection', local({ args: ['--dsn', `postgresql://u:${text()}@db.internal/x`] }), 'the option --dsn'],
  ['a command in one text', server({ command: `npx -y x --api-key ${text()}` }), 'the option --api-key'],
  ['a parameter', server({ url: `https://mcp.service.dev/mcp?api_key=${text()}` }), 'the address'],
  ['a password in an address', server({ url: `https://user:${text()}@mcp.service.dev/` }), 'the address'],
  ['a part of a path', server({ url: `https://mcp.service.dev/s/${text()}/mcp` }), 'the address'],
  [
    'an address called otherwise',
    server({ serverUrl: `https://mcp.service.dev/?token=${text()}` }),
    'the address',
  ],
  ['OAuth', remote({ oauth: { clientId: 'abc', clientSecret: text() } }), 'the setting clientSecret'],
  ['a login of Cursor', remote({ auth: { CLIENT_SECRET: text() } }), 'the setting CLIENT_SECRET'],
  ['a default', local({ env: { X: `\${A_KEY:-${text()}}` } }), 'the variable X'],
  [
    'a default of a format',
    local({ env: { X: `\${X:-${sample('github-personal-access-token')}}` } }),
    'the variable X',
  ],
  [
    'a default within a default',
    local({ env: { X: `\${A:-\${B_TOKEN:-${sample('github-personal-access-token')}}}` } }),
    'the variable X',
  ],
  [
    'a token in the place of its name',
    remote({ bearer_token_env_var: text() }),
    'the field bearer_token_env_var',
  ],
  [
    'a group of servers',
    JSON.stringify({
      mcp: { servers: { one: { command: 'x', env: { A_KEY: sample('github-personal-access-token') } } } },
    }),
    'the variable A_KEY',
  ],
  [
    'a list of servers',
    JSON.stringify({ mcpServers: [{ name: 'one', command: 'x', env: { A_TOKEN: text() } }] }),
    'the variable A_TOKEN',
  ],
  [
    'a bare map of servers',
    JSON.stringify({ one: { command: 'x', env: { A_TOKEN: text() } } }),
    'the variable A_TOKEN',
  ],
  [
    'the first of two equal keys',
    `{"mcpServers":{"one":{"command":"x","env":{"A_TOKEN":"${text()}"},"env":{}}}}`,
    'the variable A_TOKEN',
  ],
];
for (const [title, config, says] of HELD) {
  hardcoded(`${title} is found`, async () => {
    const found = await answer(
      { '.mcp.json': config, 'secrets/schema.json': SCHEMA(['PLAIN']) },
      hardcodedLine,
    );
    assert.equal(places(found), ['.mcp.json:1']);
    assert.match(found.problems[0]?.says ?? '', new RegExp(`^server one: ${says} holds `));
  });
}

const HARMLESS: [title: string, config: string][] = [
  ['a placeholder in brackets', local({ env: { A_TOKEN: '<YOUR_TOKEN>' } })],
  ['a word that stands for a token', local({ env: { A_TOKEN: 'your-api-key-here', B_KEY: 'changeme' } })],
  ['a masked value', local({ env: { A_TOKEN: 'xxxxxxxxxxxxxxxxxxxx' } })],
  [
    'references in all spellings',
    local({
      env: {
        A_TOKEN: `\${A_TOKEN}`,
        B_TOKEN: '$B_TOKEN',
        C_TOKEN: `\${env:C}`,
        D_TOKEN: '{env:D}',
        E_TOKEN: '%E%',
        F_TOKEN: 'op://vault/item/field',
      },
    }),
  ],
  ['a default that is none', local({ env: { A_TOKEN: `\${A_TOKEN:-}`, B_TOKEN: `\${B_TOKEN:-<token>}` } })],
  [
    'what is plain',
    local({
      args: ['-y', '@scope/server@1.2.3', '--port=8080', '--path', '/srv/data'],
      env: { LEVEL: 'info', REGION: 'eu-central-1', PORT: '8080' },
    }),
  ],
  [
    'an address',
    remote({ url: 'https://mcp.service.dev/v1/projects/6f1c8a52-8f1f-4a3e-9d52-0c5b7e6a1d11/mcp?team=core' }),
  ],
  [
    'numbers, switches, nothing and nests',
    local({ env: { A: 1, B: true, C: null, D: { E: [] } }, args: [1, null, {}], headers: 3, timeout: 5 }),
  ],
  ['a server that is none', JSON.stringify({ mcpServers: [1, 'x', null, [], { name: 4 }], other: 1 })],
];
for (const [title, config] of HARMLESS) {
  hardcoded(`${title}: no problem`, async () => {
    const { problems } = await answer(
      { '.mcp.json': config, 'secrets/schema.json': SCHEMA(['PLAIN']) },
      hardcodedLine,
    );
    assert.equal(problems, []);
  });
}

hardcoded('a value that the environment has is known, whatever it looks like', async () => {
  const value = asSecret(`plain words ${randomText(6)}`);
  const found = await answer(
    {
      '.env': `PLAIN="${value}"\n`,
      '.mcp.json': local({ env: { GREETING: value } }),
      'secrets/schema.json': SCHEMA(['PLAIN']),
    },
    hardcodedLine,
  );
  assert.match(found.problems[0]?.says ?? '', /the variable GREETING holds a value of the environment$/);
});

hardcoded('what the project has allowed is no problem', async () => {
  const config = { '.mcp.json': local({ env: { A_TOKEN: text() } }) };
  const allowed = {
    '.keyfence.json': JSON.stringify({ paths: [{ path: '.mcp.json', reason: 'revoked, kept for a test' }] }),
  };
  assert.is((await answer(config, hardcodedLine)).outcome, 'fail');
  assert.is((await answer({ ...config, ...allowed }, hardcodedLine)).outcome, 'pass');
});

const COMMENTED: [title: string, file: string, config: (value: string) => string, outcome: string][] = [
  [
    'beside it',
    '.vscode/mcp.json',
    (value) => `{"servers": {"a": {"env": {\n"A_TOKEN": "${value}" // keyfence:allow revoked last year\n}}}}`,
    'pass',
  ],
  [
    'above it',
    '.codex/config.toml',
    (value) => `[mcp_servers.a.env]\n# keyfence:allow revoked last year\nA_TOKEN = "${value}"\n`,
    'pass',
  ],
  [
    'without a reason',
    '.vscode/mcp.json',
    (value) => `{"servers": {"a": {"env": {\n"A_TOKEN": "${value}" // keyfence:allow\n}}}}`,
    'fail',
  ],
  [
    'two lines above it',
    '.codex/config.toml',
    (value) => `[mcp_servers.a.env]\n# keyfence:allow revoked last year\nB = 1\nA_TOKEN = "${value}"\n`,
    'fail',
  ],
];
for (const [title, file, config, outcome] of COMMENTED) {
  hardcoded(`a comment ${title}: ${outcome}`, async () => {
    assert.is((await answer({ [file]: config(text()) }, hardcodedLine)).outcome, outcome);
  });
}

hardcoded('a project without such a config has nothing to look at', async () => {
  const found = await answer(
    { 'package.json': '{}', '.vscode/settings.json': '{"editor.tabSize": 2}' },
    hardcodedLine,
  );
  assert.is(found.outcome, 'not-applicable');
});

hardcoded('names that do not read as words are not shown', async () => {
  const name = asSecret(`k${randomText(30)}`);
  const config = JSON.stringify({
    mcpServers: { [name]: { command: 'x', env: { [name]: sample('github-personal-access-token') } } },
  });
  const found = await answer({ '.mcp.json': config }, hardcodedLine);
  assert.match(found.problems[0]?.says ?? '', /^server \*: the variable holds /);
  assert.not.ok(JSON.stringify(found).includes(name.slice(0, 12)));
});

hardcoded.run();
