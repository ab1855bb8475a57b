/** What people write where a secret would stand: placeholders and weak defaults. */
import { between, happens, pick } from './chance.js';
import type { Credential } from './credentials.js';
import { SPELLINGS } from './spelling.js';

const spell = (spelling: string, words: string[]) => SPELLINGS[spelling]?.(words) ?? '';
const capital = (text: string) => (text[0] ?? '').toUpperCase() + text.slice(1);

/** A placeholder for that credential. */
export function placeholder({ words, value }: Credential): string {
  const kebab = spell('kebab', words);
  const name = spell('NAME', words);
  const start = /^[A-Za-z]+[_-](?:[a-z]+[_-])?/.exec(value)?.[0] ?? '';
  return pick([
    `your-${kebab}`,
    `your_${spell('name', words)}`,
    `your-${kebab}-here`,
    `<your-${kebab}>`,
    `<${name}>`,
    `[${name}]`,
    `YOUR_${name}`,
    `YOUR_${name}_HERE`,
    `my-${kebab}`,
    `insert-${kebab}-here`,
    `INSERT_${name}_HERE`,
    `put-your-${kebab}-here`,
    `enter ${words.join(' ')} here`,
    `replace-me`,
    'REPLACE_ME',
    'REPLACE_WITH_YOUR_KEY',
    `replace-with-${kebab}`,
    'CHANGE_ME',
    'changeme123',
    'change-this-in-production',
    'please-change-me',
    'TODO',
    'TODO: set in production',
    'to-be-filled',
    'tbd',
    'N/A',
    'none',
    'null',
    'undefined',
    'redacted',
    '[REDACTED]',
    '<redacted>',
    '<secret>',
    '***',
    '********',
    '****************',
    '••••••••',
    '...',
    'xxx',
    'XXXXXXXX',
    'xxxxxxxxxxxxxxxxxxxx',
    'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
    'x'.repeat(between(8, 40)),
    '0'.repeat(between(8, 40)),
    '00000000-0000-0000-0000-000000000000',
    '1234567890',
    '123456789012',
    '1234567890abcdef',
    '0123456789abcdef0123456789abcdef',
    'abcdef1234567890abcdef1234567890',
    'abcdefghijklmnopqrstuvwxyz',
    'deadbeefdeadbeefdeadbeefdeadbeef',
    `${start}xxxxxxxxxxxxxxxxxxxxxxxx`,
    `${start}XXXXXXXXXXXX`,
    `${start}...`,
    `${start}your_key_here`,
    `${start}<your-key>`,
    `${start}1234567890`,
    `test-${kebab}`,
    `test_${spell('name', words)}`,
    `fake-${kebab}`,
    `fake_${spell('name', words)}_for_tests`,
    `dummy-${kebab}`,
    `dummy`,
    `example-${kebab}`,
    `sample-${words.at(-1)}`,
    `mock-${words.at(-1)}`,
    `mock_${spell('name', words)}_value`,
    `some-${kebab}`,
    `some${capital(words.at(-1) ?? '')}`,
    `local-dev-only`,
    `not-a-real-${words.at(-1)}`,
    `this-is-not-a-secret`,
    `invalid-${words.at(-1)}`,
    `wrong-${words.at(-1)}`,
    `expired_${words.at(-1)}`,
    `foo`,
    `foobar`,
    `bar-baz`,
    '',
  ]);
}

/** A value that stands in thousands of repositories and protects nothing. */
export function weakDefault(): string {
  return pick(
    'changeme secret admin password test root postgres guest example 123456 12345678 password123 Password1 admin123 letmein qwerty toor minioadmin rootpassword mysecretpassword supersecret s3cr3t p@ssw0rd pass user demo default development redis rabbitmq mysql docker vagrant ubuntu raspberry passw0rd hunter2 keyboardcat keycloak grafana elastic test1234 secret123 mypassword topsecret password1234'.split(
      ' ',
    ),
  );
}

/** A harmless text in quotes where a secret could stand. */
export function harmlessValue(credential: Credential): { kind: string; value: string } {
  if (happens(25)) return { kind: 'weak default', value: weakDefault() };
  return { kind: 'placeholder', value: placeholder(credential) };
}
