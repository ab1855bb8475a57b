/** Files that are encrypted value by value: of SOPS and dotenvx, with planted mistakes and sound ones. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dotenvxFiles } from '../../src/policy/encrypted-files/dotenvx-files.js';
import { sopsFiles } from '../../src/policy/encrypted-files/sops-files.js';
import { asSecret } from '../support/record.js';
import { Repository } from '../support/repository.js';
import { answered } from './answered.js';
import { ENC, expectCases, secret } from './encrypted-cases.js';

const encrypted = suite('values that are encrypted');

const MAC = `sops:\n    version: 3.9.0\n    mac: ${ENC}\n`;
const DOTENVX = `encrypted:${'QmFzZTY0'.repeat(12)}`;
const base64 = (text: string) => asSecret(Buffer.from(text).toString('base64'));

expectCases(encrypted, [
  [sopsFiles, 'no file of SOPS', { 'a.yaml': 'password: x\n' }, 'not-applicable'],
  [
    sopsFiles,
    'a sound one',
    { 'a.yaml': `password: ${ENC}\nlist:\n  - ${ENC}\nempty: ""\nnothing: null\n${MAC}` },
    [],
  ],
  [
    sopsFiles,
    'a value that was added by hand',
    { 'a.yaml': `password: ${ENC}\nport: 5432\n${MAC}` },
    ['a.yaml:2 a value that SOPS has to encrypt is plain'],
  ],
  [
    sopsFiles,
    'a value that may stay readable',
    { 'a.yaml': `password: ${ENC}\nport_unencrypted: 5432\n${MAC}` },
    [],
  ],
  [
    sopsFiles,
    'a credential that its rule leaves readable',
    { 'a.yaml': `data:\n  a: ${ENC}\npassword: ${secret()}\nport: 1\n${MAC}    encrypted_regex: ^data$\n` },
    ['a.yaml:3 a plain value that looks like a credential, which its rule leaves readable'],
  ],
  [
    sopsFiles,
    'plain below a key that its rule names',
    { 'a.yaml': `data:\n  a: ${ENC}\n  b: words\n${MAC}    encrypted_regex: ^(data|stringData)$\n` },
    ['a.yaml:3 a value that SOPS has to encrypt is plain'],
  ],
  [
    sopsFiles,
    'JSON and env files',
    { 'a.json': `{"a":"${ENC}","sops":{"mac":"${ENC}"}}`, 'a.env': `A=${ENC}\nsops_mac=${ENC}\n` },
    [],
  ],
  [
    sopsFiles,
    'JSON and env files with a plain value',
    {
      'a.json': `{"a":"${ENC}",\n"b":"${secret()}","sops":{"mac":"${ENC}"}}`,
      'a.env': `A=${ENC}\nB=${secret()}\nsops_mac=${ENC}\n`,
    },
    [
      'a.env:2 a value that SOPS has to encrypt is plain',
      'a.json:2 a value that SOPS has to encrypt is plain',
    ],
  ],
  [
    sopsFiles,
    'a file of a rule that is not encrypted',
    {
      '.sops.yaml': 'creation_rules:\n  - path_regex: secrets/.*\\.yaml$\n    age: age1x\n  - age: age1y\n',
      'secrets/prod.yaml': `password: ${secret()}\n`,
      'other.yaml': 'password: x\n',
    },
    ['secrets/prod.yaml a rule of .sops.yaml covers it, and it is not encrypted'],
  ],
  [
    sopsFiles,
    'a rule for every file means those with secrets',
    {
      '.sops.yaml':
        'creation_rules:\n  - path_regex: .*\\.yaml$\n    encrypted_regex: ^(data|stringData)$\n    age: age1x\n',
      'settings.yaml': 'kind: ConfigMap\ndata:\n  PORT: "3000"\n',
      'app.yaml': `kind: Secret\ndata:\n  token: ${base64(secret())}\n`,
    },
    ['app.yaml a rule of .sops.yaml covers it, and it is not encrypted'],
  ],
  [
    sopsFiles,
    'rules that cannot be read',
    { '.sops.yaml': 'creation_rules: [\n' },
    ['.sops.yaml its rules cannot be read'],
  ],
  [
    sopsFiles,
    'a file of SOPS that is broken',
    { 'a.yaml': `a: ${ENC}\n  b: [\n${MAC}` },
    ['a.yaml this file of SOPS cannot be read'],
  ],

  [dotenvxFiles, 'no file of dotenvx', { '.env': 'A=1\n' }, 'not-applicable'],
  [dotenvxFiles, 'a sound one', { '.env': `DOTENV_PUBLIC_KEY="03ab"\nA_KEY="${DOTENVX}"\nPORT=3000\n` }, []],
  [
    dotenvxFiles,
    'a plain value among them',
    {
      '.env.production': `#/--- public\nDOTENV_PUBLIC_KEY_PRODUCTION="03ab"\nA_KEY="${DOTENVX}"\nexport B_TOKEN=${secret()}\n`,
    },
    ['.env.production:4 a plain value among encrypted ones'],
  ],
  [
    dotenvxFiles,
    'a name of the schema, however its value looks',
    {
      '.env': `A_KEY=${DOTENVX}\nAPP_PIN=correct-horse\n`,
      'secrets/schema.json': '{"required":{"a":{"APP_PIN":{}}}}',
    },
    ['.env:2 a plain value among encrypted ones'],
  ],
  [
    dotenvxFiles,
    'the keys in Git',
    { '.env': `A_KEY=${DOTENVX}\n`, '.env.keys': `DOTENV_PRIVATE_KEY=${secret()}\n` },
    ['.env.keys Git tracks the private keys: whoever has a clone can decrypt every value'],
  ],
]);

encrypted('the keys of dotenvx, not tracked and not ignored', async () => {
  const repository = new Repository().stage({ '.env': `A_KEY=${DOTENVX}\n` });
  repository.write({ '.env.keys': `DOTENV_PRIVATE_KEY=${secret()}\n` });
  const { problems } = await answered(repository, dotenvxFiles);
  assert.equal(problems, ['.env.keys the private keys are not ignored: git add takes them']);
  repository.stage({ '.gitignore': '.env.keys\n' });
  assert.is((await answered(repository, dotenvxFiles)).outcome, 'pass');
});

encrypted.run();
