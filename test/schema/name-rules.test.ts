/** A secret without a format to know it by is known by its name: `NAME = <literal value>`, in any syntax. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { asSecret } from '../support/record.js';
import { randomText } from '../support/sample.js';
import { scanFiles, schemaOf } from './scan-files.js';

const names = suite('name rules of a schema');

const value = () => asSecret(randomText(24));

/** @param record what the schema says of ACME_SIGNING_NONCE. */
function expectValue(line: string, isFound: boolean, record: object = { format: '...' }): void {
  names(`${JSON.stringify(record)}: ${line} is ${isFound ? 'found' : 'let be'}`, async () => {
    const secret = value();
    const text = `first\n${line.replace('VALUE', secret)}\nlast\n`;
    const findings = await scanFiles({
      'secrets/schema.json': schemaOf({ ACME_SIGNING_NONCE: record }),
      'a.txt': text,
    });
    assert.equal(
      findings.map(({ pattern }) => pattern),
      isFound ? ['schema:ACME_SIGNING_NONCE'] : [],
    );
    const [found] = findings;
    if (!found) return;
    assert.ok(text.slice(found.start, found.end) === secret, 'another part of the text');
    const { masked, verdict, confidence, variable } = found;
    assert.equal([masked, verdict, confidence, variable], ['…', 'context', 'medium', 'ACME_SIGNING_NONCE']);
  });
}

for (const record of [{ sensitive: false }, { format: 'region-...', sensitive: false }]) {
  expectValue('ACME_SIGNING_NONCE="VALUE"', false, record);
}

// Under three literal bytes, or none, or nothing to fill in: only the name is left.
for (const record of [
  {},
  { format: '...' },
  { format: '…' },
  { format: 'k-...' },
  { format: 'a...b' },
  { format: 'a fixed text' },
]) {
  expectValue('ACME_SIGNING_NONCE=VALUE', true, record);
}

for (const line of [
  'export ACME_SIGNING_NONCE="VALUE"',
  "ACME_SIGNING_NONCE='VALUE' npm start",
  'set ACME_SIGNING_NONCE=VALUE',
  '$env:ACME_SIGNING_NONCE = "VALUE"',
  'ENV ACME_SIGNING_NONCE VALUE',
  'ENV ACME_SIGNING_NONCE=VALUE',
  'ACME_SIGNING_NONCE: VALUE',
  '  - ACME_SIGNING_NONCE=VALUE',
  '- name: ACME_SIGNING_NONCE\n  value: VALUE',
  '{"ACME_SIGNING_NONCE": "VALUE"}',
  '{\\"ACME_SIGNING_NONCE\\": \\"VALUE\\"}',
  'const ACME_SIGNING_NONCE = `VALUE`;',
  "process.env.ACME_SIGNING_NONCE = 'VALUE';",
  "process.env.ACME_SIGNING_NONCE || 'VALUE'",
  "process.env['ACME_SIGNING_NONCE'] ??= 'VALUE'",
  'os.environ["ACME_SIGNING_NONCE"] = "VALUE"',
  'os.getenv("ACME_SIGNING_NONCE", "VALUE")',
  "define('ACME_SIGNING_NONCE', 'VALUE');",
  "'ACME_SIGNING_NONCE' => 'VALUE',",
  'ACME_SIGNING_NONCE := "VALUE"',
  '<ACME_SIGNING_NONCE>VALUE</ACME_SIGNING_NONCE>',
  '<add key="ACME_SIGNING_NONCE" value="VALUE" />',
  'acme.signing.nonce=VALUE',
  'acme-signing-nonce: "VALUE"',
  'acmeSigningNonce: "VALUE",',
  'VITE_ACME_SIGNING_NONCE=VALUE',
  // Nothing that only a placeholder's default would be: the literal is the value.
  'ACME_SIGNING_NONCE=${ACME_SIGNING_NONCE:-VALUE}',
]) {
  expectValue(line, true);
}

for (const line of [
  'ACME_SIGNING_NONCE=',
  'ACME_SIGNING_NONCE',
  'ACME_SIGNING_NONCE=$OTHER',
  'ACME_SIGNING_NONCE=${OTHER}',
  'ACME_SIGNING_NONCE: ${{ secrets.ACME_SIGNING_NONCE }}',
  'const salt = process.env.ACME_SIGNING_NONCE;',
  'if (ACME_SIGNING_NONCE == null) throw',
  'ACME_SIGNING_NONCE=op://vault/item/field',
  'ACME_SIGNING_NONCE=<your salt here>',
  'ACME_SIGNING_NONCE=changeme',
  'ACME_SIGNING_NONCE=xxxxxxxxxxxxxxxxxxxxxxxx',
  'ACME_SIGNING_NONCE_FILE=/run/secrets/VALUE',
  'ACME_SIGNING_NONCES=VALUE',
  'MYACME_SIGNING_NONCE=VALUE',
  'SIGNING_NONCE=VALUE',
]) {
  expectValue(line, false);
}

names('a format of three literal bytes or more is looked for anywhere, and not by name', async () => {
  const secret = `acme-${value()}`;
  const schema = schemaOf({ ACME_SIGNING_NONCE: { format: 'acme-...' } });
  const files = {
    'secrets/schema.json': schema,
    'a.txt': `x ${secret}`,
    'b.txt': `ACME_SIGNING_NONCE=${value()}`,
  };
  assert.equal(
    (await scanFiles(files)).map(({ file, verdict }) => `${file} ${verdict}`),
    ['a.txt format'],
  );
});

names('context asks for a name beside the format', async () => {
  const secret = randomText(32, '0123456789abcdef');
  const record = { pattern: '[0-9a-f]{32}', context: ['acme_salt'] };
  const files = {
    'secrets/schema.json': schemaOf({ X_SALT: record }),
    'a.txt': secret,
    'b.txt': `ACME_SALT = "${secret}"`,
  };
  assert.equal(
    (await scanFiles(files)).map(({ file, verdict }) => `${file} ${verdict}`),
    ['b.txt context'],
  );
});

names.run();
