/** Content that lets the settings of applications, lists of secrets and recordings pass. */

import { suite } from 'uvu';
import type { Severity } from '../../../src/types.js';
import { assertPasses, assertRefused, randomText, word } from './guard.js';

const applications = suite('content of application settings');

interface Case {
  path: string;
  severity: Severity;
  passes: (string | Buffer)[];
  refused: (string | Buffer)[];
}

const define = (name: string, value: string) => `define( '${name}', ${value} );\n`;
const sealed =
  'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nspec:\n  encryptedData:\n    password: AgBx\n';
const external = 'kind: ExternalSecret\nspec:\n  secretStoreRef:\n    name: vault\n';
const plain = 'kind: Secret\nstringData:\n  password: hunter2wins\n';
const templated = `kind: Secret\nmetadata:\n  name: app\nstringData:\n  password: {{ .Values.password | quote }}\n  key: "\${KEY}"\n`;
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

function har(request: object): string {
  return JSON.stringify({
    log: { entries: [{ request: { url: 'https://example.com/', ...request }, response: {} }] },
  });
}

const CASES: readonly Case[] = [
  {
    path: 'wp-config.php',
    severity: 'critical',
    passes: [
      `<?php\n${define('DB_NAME', "'wordpress'")}${define('DB_PASSWORD', "getenv('DB_PASSWORD')")}`,
      `<?php\n${define('DB_PASSWORD', "getenv_docker('DB_PASSWORD', 'example password')")}${define('AUTH_KEY', "$_ENV['AUTH_KEY']")}`,
    ],
    refused: [
      `<?php\n${define('DB_PASSWORD', "'hunter2wins'")}`,
      `<?php\n${define('DB_PASSWORD', "getenv('DB_PASSWORD')")}${define('AUTH_SALT', `'${randomText(40)};'`)}`,
      `<?php\n${define('DB_PASSWORD', "getenv('DB_PASSWORD') ?: 'hunter2wins'")}`,
      '<?php\nrequire "elsewhere.php";\n',
    ],
  },
  {
    path: 'credentials.json',
    severity: 'high',
    passes: [
      '{ "$schema": "https://json-schema.org/draft/2020-12/schema", "properties": { "password": { "type": "string" } } }',
      '// fixture\n{ "user": "jane", "password": "changeme", "clientSecret": "your-client-secret", }',
    ],
    refused: ['{ "password": "hunter2wins" }', `{ "id": "${randomText(40)}" }`, '[]', 'x'],
  },
  {
    path: 'secrets.yml',
    severity: 'high',
    passes: [
      sealed,
      external,
      `---\n${sealed}---\n${external}`,
      templated,
      'production:\n  secret_key_base: <%= ENV["SECRET_KEY_BASE"] %>\n',
    ],
    refused: [
      plain,
      `${sealed}---\n${plain}`,
      templated.replace(`"\${KEY}"`, 'hunter2wins'),
      'development:\n  secret_key_base: <%= ENV.fetch("SECRET_KEY_BASE", "hunter2wins") %>\n',
      'a: hunter2wins\n',
      `token: \${TOKEN:-hunter2wins}\n`,
      '',
    ],
  },
  {
    path: 'my-secret.yaml',
    severity: 'medium',
    passes: [sealed, external, templated, '{ "kind": "SealedSecret" }'],
    refused: [plain, '{ "kind": "Secret" }'],
  },
  {
    path: 'database.yml',
    severity: 'medium',
    passes: [
      'default: &default\n  adapter: postgresql\n  pool: 5\nproduction:\n  <<: *default\n  password: <%= ENV["DB_PASSWORD"] %>\n',
    ],
    refused: [
      'production:\n  adapter: postgresql\n  password: hunter2wins\n',
      'test:\n  password: hunter2wins\nproduction:\n  password: <%= ENV["DB_PASSWORD"] %>\n',
      'production:\n  password: <%= ENV["DB_PASSWORD"] || "hunter2wins" %>\n',
    ],
  },
  {
    path: 'appsettings.Production.json',
    severity: 'medium',
    passes: [
      '{ "Logging": { "LogLevel": { "Default": "Warning" } }, "ConnectionStrings": { "Db": "Server=.;Trusted_Connection=True;" } }',
    ],
    refused: [
      `{ "ConnectionStrings": { "Db": "Server=db;User Id=sa;Password=${word};" } }`,
      '{ "Jwt": { "Key": "hunter2wins" } }',
    ],
  },
  {
    path: 'web.config',
    severity: 'medium',
    passes: [
      `<configuration><appSettings><add key="ClientValidationEnabled" value="true"/></appSettings><assemblyIdentity name="Newtonsoft.Json" publicKeyToken="${randomText(16)}"/></configuration>`,
    ],
    refused: [
      '<configuration><appSettings><add key="ApiKey" value="hunter2wins"/></appSettings></configuration>',
      `<connectionStrings><add name="Db" connectionString="Server=db;Password=${word};"/></connectionStrings>`,
      `<machineKey validationKey="${randomText(64)}" />`,
    ],
  },
  {
    path: 'site.pubxml',
    severity: 'low',
    passes: ['<Project><PublishUrl>https://example.com</PublishUrl></Project>'],
    refused: ['<Project><Password>hunter2wins</Password></Project>'],
  },
  {
    path: '.idea/dataSources.xml',
    severity: 'low',
    passes: ['<data-source name="db"><user-name>jane</user-name></data-source>'],
    refused: ['<data-source name="db"><password>hunter2wins</password></data-source>'],
  },
  {
    path: 'server.rdp',
    severity: 'high',
    passes: ['full address:s:192.0.2.1\r\nusername:s:jane\r\n', utf16('full address:s:192.0.2.1\r\n')],
    refused: [
      `full address:s:192.0.2.1\r\npassword 51:b:${randomText(40)}\r\n`,
      utf16(`full address:s:192.0.2.1\r\npassword 51:b:${randomText(40)}\r\n`),
      '',
    ],
  },
  {
    path: '.my.cnf',
    severity: 'high',
    passes: ['[client]\nuser=jane\nhost=localhost\n', '[client]\npassword\nuser=jane\n'],
    refused: [`[client]\npassword=${word}\n`, '[client]\npassword = "changeme"\n'],
  },
  {
    path: 'dump.sql',
    severity: 'medium',
    passes: ['CREATE TABLE users (id integer, password text);\nCREATE INDEX i ON users (id);\n'],
    refused: [
      "CREATE TABLE a (b text);\nINSERT INTO a VALUES ('x');\n",
      'CREATE TABLE a (b text);\nCOPY public.a (b) FROM stdin;\nx\n\\.\n',
      `CREATE USER app IDENTIFIED BY '${word}';\n`,
    ],
  },
  {
    path: '.bashrc',
    severity: 'low',
    passes: [
      'export PATH="$HOME/bin:$PATH"\nalias ll="ls -l"\nif [ -f ~/.x ]; then . ~/.x; fi\nexport TOKEN="$(pass show x)"\n',
    ],
    refused: [`export GITHUB_TOKEN=${randomText(36)}\n`, "export DB_PASSWORD='hunter2wins'\n"],
  },
  {
    path: 'login.har',
    severity: 'medium',
    passes: [
      har({ headers: [{ name: 'Accept', value: 'text/html' }], cookies: [] }),
      har({ headers: [{ name: 'Cookie', value: '[REDACTED]' }], cookies: [{ name: 'sid', value: '' }] }),
    ],
    refused: [
      har({ headers: [{ name: 'Cookie', value: 'sid=abc' }] }),
      har({ headers: [{ name: 'authorization', value: `Bearer ${randomText(30)}` }] }),
      har({ cookies: [{ name: 'theme', value: 'dark7' }] }),
      har({ postData: { params: [{ name: 'password', value: 'hunter2wins' }] } }),
      har({ url: `https://example.com/?t=${randomText(30)}` }),
      '{}',
    ],
  },
  {
    path: '.mcp.json',
    severity: 'medium',
    passes: [
      `{ "mcpServers": { "gh": { "command": "npx", "args": ["-y", "server"], "env": { "GITHUB_TOKEN": "\${env:GITHUB_TOKEN}" } } } }`,
      `{ "servers": { "x": { "headers": { "Authorization": "Bearer \${input:api-token}" } } } }`,
    ],
    refused: [
      `{ "mcpServers": { "gh": { "env": { "GITHUB_TOKEN": "${randomText(36)}" } } } }`,
      '{ "mcpServers": { "x": { "args": ["--api-key", "hunter2wins"] } } }',
      '{ "mcpServers": { "x": { "args": ["--api-key=hunter2wins"] } } }',
      '{ "mcpServers": { "x": { "headers": { "Authorization": "Bearer hunter2wins" } } } }',
    ],
  },
  {
    path: '.cursor/mcp.json',
    severity: 'medium',
    passes: ['{ "mcpServers": {} }'],
    refused: [`{ "mcpServers": { "x": { "env": { "KEY": "${randomText(36)}" } } } }`],
  },
  {
    path: '.continue/config.yaml',
    severity: 'medium',
    passes: [`models:\n  - name: main\n    apiKey: \${{ secrets.MODEL_KEY }}\n`],
    refused: ['models:\n  - name: main\n    apiKey: hunter2wins\n'],
  },
  {
    path: '.aider.conf.yml',
    severity: 'medium',
    passes: ['model: sonnet\nauto-commits: false\n'],
    refused: [`anthropic-api-key: ${randomText(40)}\n`, 'api-key:\n  - hunter2wins\n'],
  },
];

for (const { path, severity, passes, refused } of CASES) {
  applications(`${path} passes without a secret`, () => {
    for (const content of passes) assertPasses(path, content);
  });

  applications(`${path} is ${severity} with a secret in it`, () => {
    for (const content of refused) assertRefused(path, content, severity);
  });
}

applications('an encrypted export of Bitwarden is medium, a readable one critical', () => {
  assertRefused('bitwarden_export_1.json', '{ "encrypted": true, "data": "2.x" }', 'medium');
  assertRefused('bitwarden_encrypted_export_1.json', '{ "encrypted": true, "data": "2.x" }', 'medium');
  assertRefused('bitwarden_export_1.json', '{ "encrypted": false, "items": [] }', 'critical');
  assertRefused('bitwarden_export_1.csv', 'folder,favorite,type,name\n', 'critical');
});

applications.run();
