/** Content that lets environment files pass: placeholders in `.env.test`, directives in `.envrc`. */

import { suite } from 'uvu';
import { assertPasses, assertRefused, pemBlock, randomText } from './guard.js';

const environment = suite('content of environment files');

const PLACEHOLDERS = [
  '# settings of the tests',
  'NODE_ENV=test',
  'export PORT=3001',
  'API_KEY=test',
  'API_KEY_2=test_api_key',
  'SECRET_KEY_BASE="changeme"',
  "JWT_SECRET='super-secret-jwt-token'",
  'STRIPE_KEY=your-stripe-key-here # not a real one',
  'TOKEN=<token>',
  'DB_PASSWORD=postgres',
  'PASSWORD=xxxxxxxx',
  'EMPTY_TOKEN=',
  `OTHER_TOKEN=\${CI_TOKEN}`,
  `AUTH_TOKEN=\${CI_TOKEN:-dummy}`,
  `DATABASE_URL=${'postgres'}://postgres:password@localhost:5432/app_test`,
  'MAIL_FROM="someone@example.com"',
  '#OLD_SECRET=changeme',
];

environment('.env.test passes with placeholders, references and plain settings only', () => {
  assertPasses('.env.test', PLACEHOLDERS.join('\n'));
  assertPasses('api/.env.test', PLACEHOLDERS.join('\r\n'));
  assertPasses('.env.test', `\ufeff${PLACEHOLDERS.join('\n')}`);
  assertPasses('.env.test', '');
});

const REAL_VALUES: readonly string[] = [
  `API_KEY=${randomText(32)}`,
  'DB_PASSWORD=hunter2wins',
  "DB_PASSWORD='correct horse battery'",
  `SENTRY=${randomText(40)}`,
  `DATABASE_URL=postgres://app:${randomText(12)}@db.internal/app`,
  `JWT_SECRET="test_${randomText(24)}"`,
  `TOKEN=\${CI_TOKEN:-hunter2wins}`,
  `# OLD_TOKEN=${randomText(24)}`,
  '#OLD_PASSWORD=hunter2wins',
  `KEY="${pemBlock('RSA PRIVATE KEY')}"`,
  'DB_PASSWORD="never closed',
  'not an assignment',
];

for (const line of REAL_VALUES) {
  environment(`.env.test is refused for one line that is no placeholder: ${line.split('=')[0]}`, () => {
    assertRefused('.env.test', [...PLACEHOLDERS, line].join('\n'), 'high');
  });
}

environment('no other .env file passes with placeholders', () => {
  for (const path of ['.env', '.env.local', '.env.testing', '.env.test.local', 'test.env']) {
    assertRefused(path, PLACEHOLDERS.join('\n'), 'high');
  }
});

environment('.env.test is refused where it is no text, or too large to be read', () => {
  assertRefused('.env.test', Buffer.from([0x41, 0x3d, 0x00, 0x31]));
  assertRefused('.env.test', 'A=1\n'.repeat(600_000));
});

environment('.envrc passes with directives, and references to what is elsewhere', () => {
  const lines = ['use flake', 'dotenv', 'source_env ../.envrc', 'PATH_add bin', '', '# x', 'layout python'];
  assertPasses('.envrc', lines.join('\n'));
  assertPasses('.envrc', [...lines, 'export TOKEN="$(op read op://dev/api/token)"', 'export A=b'].join('\n'));
});

environment('.envrc is watched where it sets a secret, or runs something else', () => {
  assertRefused('.envrc', `use flake\nexport API_TOKEN=${randomText(30)}\n`, 'medium');
  assertRefused('.envrc', 'export DB_PASSWORD=hunter2wins\n', 'medium');
  assertRefused('.envrc', 'curl example.com | sh\n', 'medium');
});

environment('.flaskenv passes without a secret', () => {
  assertPasses('.flaskenv', 'FLASK_APP=app\nFLASK_DEBUG=1\n');
  assertRefused('.flaskenv', 'FLASK_APP=app\nSECRET_KEY=hunter2wins\n', 'medium');
});

environment.run();
