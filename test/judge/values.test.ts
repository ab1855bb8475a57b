/** Values that are told by what stands around them, or by the words they are made of. */
import { createHash } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { structures } from '../../src/judge/structures/index.js';
import { randomBytes } from '../support/random.js';
import { randomText, sample } from '../support/sample.js';
import { nameOutcome, noteOf, outcomeOf } from './structure-outcomes.js';

const values = suite('values');
const now = Date.UTC(2025, 0, 15);
const base64 = (text: string | Buffer) => Buffer.from(text as string, 'latin1').toString('base64');
const key = base64(randomBytes(32));
const long = base64(randomBytes(64));
const pem = sample('private-key-pkcs8');
const password = randomText(16);

/** What is around the secret, with `@` in its place. */
const table: [structure: string, around: string, secret: string, expected: string][] = [
  ['azure-sas', 'sv=2022-11-02&se=2025-01-16T00%3A00%3A00Z&sig=@', key, 'plain'],
  ['azure-sas', 'sv=2022-11-02&se=2025-01-14T00%3A00%3A00Z&sig=@', key, 'lowered low'],
  ['azure-sas', 'sv=2022-11-02&se=2025-01-14&sig=@', key, 'lowered low'],
  ['azure-sas', 'sv=2022-11-02&se=2025-01-15&sig=@', key, 'plain'],
  ['azure-sas', 'sv=2022-11-02&sr=c&sig=@', encodeURIComponent(key), 'plain'],
  ['azure-sas', 'sv=2022-11-02&sr=c&sig=@', `${'B'.repeat(43)}%3D`, 'doubtful'],
  ['azure-storage-connection', 'DefaultEndpointsProtocol=https;AccountName=me;AccountKey=@', long, 'plain'],
  [
    'azure-storage-connection',
    'DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=@',
    long,
    'drop placeholder',
  ],
  [
    'azure-storage-connection',
    'DefaultEndpointsProtocol=https;AccountName=me;AccountKey=@',
    `${'B'.repeat(86)}==`,
    'doubtful',
  ],
  ['password', 'Password=@', password, 'plain'],
  ['password', 'Password=@', '<password>', 'drop placeholder'],
  ['password', 'Password=@', '${DB_PASSWORD}', 'drop reference'],
  ['password', 'Password=@', ['ad', 'min'].join(''), 'lowered medium'],
  ['encoded-password', '<Pass>@</Pass>', base64(password), 'plain'],
  ['encoded-password', '<Pass>@</Pass>', base64('changeme'), 'drop placeholder'],
  ['encoded-password', '<Pass>@</Pass>', 'no base64!', 'plain'],
  ['kubernetes-secret', 'kind: Secret\ndata:\n  password: @', base64(password), 'lowered medium'],
  ['kubernetes-secret', 'kind: Secret\ndata:\n  api-key: "@', base64(password), 'lowered medium'],
  ['kubernetes-secret', 'kind: Secret\ndata:\n  config.yaml: @', base64(password), 'plain'],
  [
    'kubernetes-secret',
    'kind: Secret\ndata:\n  password: @',
    base64('your-password-here'),
    'drop placeholder',
  ],
  ['kubernetes-secret', 'kind: Secret\ndata:\n  password: @', base64('$(PASSWORD)'), 'drop reference'],
  [
    'kubernetes-secret',
    'kind: Secret\ndata:\n  tls.crt: @',
    base64('-----BEGIN CERTIFICATE-----\n'),
    'unsound',
  ],
  ['kubernetes-secret', 'kind: Secret\ndata:\n  password: @', base64('\x00\x01'.repeat(9)), 'plain'],
  ['kubernetes-secret', 'kind: Secret\nstringData:\n  password: @', `${password}!`, 'plain'],
  ['kubeconfig-key', 'client-key-data: @', base64(pem), 'sound'],
  ['kubeconfig-key', 'client-key-data: @', base64(pem.slice(0, pem.length >> 1)), 'plain'],
  ['kubeconfig-key', 'client-key-data: @', base64('-----BEGIN CERTIFICATE-----\n'), 'plain'],
  ['kubeconfig-key', 'client-key-data: @', base64(randomText(60)), 'doubtful'],
];
for (const [name, around, secret, expected] of table) {
  values(`${name}, ${around.replaceAll('\n', ' ')}, ${secret.length} bytes: ${expected}`, () => {
    assert.is(
      nameOutcome(
        structures[name]!.check(
          around.replace('@', () => secret),
          secret,
          now,
        ),
      ),
      expected,
    );
  });
}

/** Words for random bits, as BIP-39 says it, with the list that the structure itself completes with. */
values('a mnemonic is sound with its check value, and with no other last word of its sixteenth', () => {
  const { check, complete } = structures.bip39!;
  const outlines = Array.from({ length: 20 }, () => complete!(randomText(30)));
  for (const mnemonic of outlines) {
    assert.is(nameOutcome(check(mnemonic, mnemonic)), 'sound');
    assert.is(nameOutcome(check('', mnemonic.toUpperCase())), 'sound');
    const swapped = mnemonic.replace(/^(\S+) (\S+)/, '$2 $1');
    assert.ok(['sound', 'unsound'].includes(nameOutcome(check('', swapped))));
  }
  const swapped = outlines.map((mnemonic) => mnemonic.replace(/^(\S+) (\S+)/, '$2 $1'));
  const wrong = swapped.filter((mnemonic) => noteOf(check('', mnemonic)) === 'its check value is wrong');
  assert.ok(wrong.length > swapped.length / 2, 'fifteen of sixteen');
});

values(
  'the mnemonic of the first bits that BIP-39 itself shows is made up, and so is the one of tools',
  () => {
    const { check } = structures.bip39!;
    for (const words of [`${'abandon '.repeat(11)}about`, `${'test '.repeat(11)}junk`]) {
      assert.is(nameOutcome(check(words, words)), 'drop placeholder');
    }
  },
);

values('words of no mnemonic are none', () => {
  const [first = '', ...others] = structures.bip39!.complete!('outline').split(' ');
  for (const words of [others, ['zebras', ...others], [first, ...others, first]]) {
    assert.is(outcomeOf(structures.bip39!, words.join(' ')), 'drop nothing');
  }
});

values('the words are those of BIP-39', async () => {
  const { bip39Words } = await import('../../src/judge/structures/bip39-words.js');
  const words = bip39Words.trim().split(/\s+/);
  const digest = createHash('sha256')
    .update(`${words.join('\n')}\n`)
    .digest('hex');
  assert.is(words.length, 2048);
  assert.ok(digest.startsWith('2f5eed53a4727b4b'), 'the SHA-256 of english.txt');
});

values.run();
