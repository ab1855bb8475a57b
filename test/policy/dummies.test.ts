/** Every name of the catalog gets a dummy: the real bin calls the template clean, and `keyfence env` a placeholder. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checksums } from '../../src/judge/checksums/index.js';
import { shapeOf } from '../../src/policy/template/dummy.js';
import { templateNames } from '../../src/policy/template/names.js';
import { Repository } from '../support/repository.js';
import { catalog } from '../support/sample.js';
import { mendWith, schemaOf } from './asked.js';

const dummies = suite('dummies');

const FORMATS: Record<string, object> = {
  OWN_TOKEN: { format: 'own_...', length: 40 },
  OWN_PIN: { pattern: '[0-9]{12}' },
  OWN_UUID: { format: 'uuid' },
  OWN_HEX: { format: 'hex', length: 64 },
  OWN_JWT: { format: 'jwt' },
  OWN_PEM: { format: 'pem' },
  OWN_URL: { format: 'url' },
  OWN_DSN: { format: 'mysql://...' },
  OWN_WORDS: { example: 'correct horse battery' },
  OWN_SHORT: { pattern: '[a-z]{6}' },
};

const names = [...new Set(catalog.flatMap(({ env }) => env))].filter((name) =>
  /^[A-Z][A-Z0-9_]{2,60}$/.test(name),
);
const some = names.filter((_, position) => position % 6 === 0);

const repository = new Repository().write({
  'secrets/schema.json': schemaOf({ ...Object.fromEntries(some.map((name) => [name, {}])), ...FORMATS }),
});
await mendWith(templateNames, repository);
const text = readFileSync(join(repository.top, '.env.example'), 'utf8');

dummies(
  'the format of a provider only where the name is that provider’s, and the address is whole',
  async () => {
    const own = ['AWS_SECRET_ACCESS_KEY', 'SMTP_PASSWORD', 'SENTRY_DSN', 'GITHUB_TOKEN'];
    const other = new Repository().write({
      'secrets/schema.json': schemaOf(Object.fromEntries(own.map((name) => [name, {}]))),
    });
    await mendWith(templateNames, other);
    assert.equal(readFileSync(join(other.top, '.env.example'), 'utf8').split('\n').slice(1, -1), [
      'AWS_SECRET_ACCESS_KEY=your-aws-secret-access-key',
      'SMTP_PASSWORD=your-smtp-password',
      'SENTRY_DSN=your-sentry-dsn',
      `GITHUB_TOKEN=ghp_${'x'.repeat(36)}`,
    ]);
  },
);

dummies('the real bin finds nothing in them, at its default confidence', () => {
  const report = repository.report('scan', '.env.example');
  assert.equal(report.findings, []);
  assert.is(report.status, 0);
  assert.ok(report.receipt.complete);
  assert.match(text, /^GITHUB_TOKEN=|^OWN_TOKEN=own_x+$/m);
});

dummies('the check of the environment says of each that it is a placeholder', () => {
  const ran = repository.keyfence('env', '--file', '.env.example', '--json');
  const { names: told } = JSON.parse(ran.stdout) as { names: { name: string; state: string }[] };
  assert.ok(told.length > 100);
  assert.equal(
    told
      .filter(({ state }) => !['placeholder', 'empty'].includes(state))
      .map(({ name, state }) => [name, state]),
    [],
  );
  const empty = told.filter(({ state }) => state === 'empty').map(({ name }) => name);
  assert.equal(empty, []);
});

dummies('no shape of a format has its right checksum', () => {
  const checked = catalog.filter(({ checksum, source }) => checksum !== null && source !== null);
  assert.ok(checked.length > 20);
  for (const pattern of checked) {
    const shape = shapeOf(pattern);
    if (shape !== null) assert.not(checksums[pattern.checksum as string]?.verify(shape), pattern.id);
  }
});

dummies.run();
