/** Encrypted files are really encrypted: each tool's files with planted mistakes, and sound ones. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ageAndBlackbox } from '../../src/policy/encrypted-files/age-and-blackbox.js';
import { ansibleVaultFiles } from '../../src/policy/encrypted-files/ansible-vault-files.js';
import { dotenvxFiles } from '../../src/policy/encrypted-files/dotenvx-files.js';
import { filteredFiles } from '../../src/policy/encrypted-files/filtered-files.js';
import { kubernetesSecrets } from '../../src/policy/encrypted-files/kubernetes-secrets.js';
import { sopsFiles } from '../../src/policy/encrypted-files/sops-files.js';
import type { Line } from '../../src/policy/line.js';
import { asSecret } from '../support/record.js';
import { Repository } from '../support/repository.js';
import { randomText } from '../support/sample.js';
import { answered } from './answered.js';

const encrypted = suite('encrypted files');

const secret = () => asSecret(randomText(24));
const ENC = 'ENC[AES256_GCM,data:aGVsbG8=,iv:aGVsbG8=,tag:aGVsbG8=,type:str]';
const MAC = `sops:\n    version: 3.9.0\n    mac: ${ENC}\n`;
const DOTENVX = `encrypted:${'QmFzZTY0'.repeat(12)}`;
const VAULT = `$ANSIBLE_VAULT;1.1;AES256\n${'6162636465666768'.repeat(4)}\n${'3132333435363738'.repeat(4)}\n`;
const inline = (name: string) => `${name}: !vault |\n  ${VAULT.trim().replaceAll('\n', '\n  ')}\n`;
const base64 = (text: string) => asSecret(Buffer.from(text).toString('base64'));

/** The problems, empty for a pass, or the outcome where it is neither. */
type Expected = string[] | 'not-applicable';

const CASES: [line: Line, title: string, files: Record<string, string>, expected: Expected][] = [
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

  [kubernetesSecrets, 'none', { 'a.yaml': 'kind: ConfigMap\ndata:\n  a: b\n' }, 'not-applicable'],
  [
    kubernetesSecrets,
    'sealed, encrypted, filled by somebody else, and for tests',
    {
      'sealed.yaml': `kind: SealedSecret\nspec:\n  encryptedData:\n    a: ${'QmFzZTY0'.repeat(8)}\n`,
      'sops.yaml': `kind: Secret\ndata:\n  a: ${ENC}\n`,
      'vault.yaml': 'kind: Secret\nstringData:\n  a: <path:secret/data/x#y>\n  b: ${TOKEN}\n',
      'store.yaml': 'kind: ExternalSecret\nspec:\n  data: []\n',
      'tests/secret.yaml': `kind: Secret\nstringData:\n  a: ${secret()}\n`,
      'empty.yaml': 'kind: Secret\ntype: kubernetes.io/service-account-token\n',
    },
    [],
  ],
  [
    kubernetesSecrets,
    'plain ones: Base64, text, beside a sealed one, in a list, in JSON',
    {
      'a.yaml': `apiVersion: v1\nkind: Secret\ndata:\n  token: ${base64(secret())}\n---\nkind: SealedSecret\nspec: {}\n`,
      'b.yml': `kind: "Secret" # mine\nstringData:\n  token: ${secret()}\n`,
      'c.json': `{"kind":"List","items":[{"kind":"ConfigMap","data":{"a":"b"}},\n{"kind":"Secret","data":{"t":"${base64(secret())}"}}]}`,
    },
    [
      'a.yaml:4 a Secret with plain values (Base64 is no encryption)',
      'b.yml:3 a Secret with plain values (Base64 is no encryption)',
      'c.json:2 a Secret with plain values (Base64 is no encryption)',
    ],
  ],
  [
    kubernetesSecrets,
    'templates of a chart: values from elsewhere are no secrets, written ones are',
    {
      'chart/templates/a.yaml':
        'kind: Secret\ndata:\n  a: {{ .Values.token | b64enc | quote }}\n  {{- if .Values.b }}\n  b: {{ .Values.b }}\n  {{- end }}\n',
      'chart/templates/b.yaml': `kind: Secret\nmetadata:\n  name: {{ .Release.Name }}\nstringData:\n  token: ${secret()}\n`,
    },
    ['chart/templates/b.yaml:5 a Secret with plain values (Base64 is no encryption)'],
  ],
  [
    kubernetesSecrets,
    'one that cannot be read',
    { 'a.yaml': 'kind: Secret\ndata: [\n' },
    ['a.yaml a Secret that cannot be read as YAML'],
  ],
  [
    kubernetesSecrets,
    'aliases without end, and brackets too deep',
    {
      'bomb.yaml': `kind: Secret\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ndata: {a: "{{ x }}"}\n`,
      'deep.yaml': `kind: Secret\ndata: ${'['.repeat(100_000)}\n`,
    },
    ['deep.yaml a Secret that cannot be read as YAML'],
  ],

  [ansibleVaultFiles, 'no project of Ansible', { 'vault.yml': 'a: b\n' }, 'not-applicable'],
  [
    ansibleVaultFiles,
    'sound ones: whole, by value, and settings beside them',
    {
      'ansible.cfg': '[defaults]\n',
      'group_vars/all/vault.yml': VAULT,
      'group_vars/all/vars.yml': 'db_password: "{{ vault_db_password }}"\nport: 5432\n',
      'host_vars/web.yml': `${inline('vault_token')}port: 1\n`,
    },
    [],
  ],
  [
    ansibleVaultFiles,
    'a plain vault file, a plain vault variable, a vault with more behind it',
    {
      'group_vars/prod/vault.yml': `vault_db_password: ${secret()}\n`,
      'host_vars/web.yml': `${inline('vault_token')}vault_other: ${secret()}\n`,
      'group_vars/cut/vault.yml': `${VAULT}vault_db_password: ${secret()}\n`,
    },
    [
      'group_vars/cut/vault.yml it begins as a vault, and holds more than that',
      'group_vars/prod/vault.yml:1 a vault file that is not encrypted',
      'host_vars/web.yml:5 a plain value of a vault variable',
    ],
  ],

  [filteredFiles, 'no filter', { '.gitattributes': '*.png binary\n', a: 'x' }, 'not-applicable'],
  [
    filteredFiles,
    'encrypted in the index',
    {
      '.gitattributes':
        'keys/** filter=git-crypt diff=git-crypt\n*.crypt filter=crypt\nkeys/.gitattributes !filter\n',
      'keys/a': '\0GITCRYPT\0abcdefgh',
      'keys/empty': '',
      'b.crypt': 'U2FsdGVkX19hYmNk\n',
    },
    [],
  ],
  [
    filteredFiles,
    'plain in the index, as the filter was not set up',
    {
      '.gitattributes': '*.key filter=git-crypt\nteam/** filter=git-crypt-team\n*.crypt filter=crypt\n',
      'a.key': secret(),
      'team/b': secret(),
      'c.crypt': secret(),
    },
    [
      'a.key git-crypt is to encrypt it, and Git has it in plain text',
      'c.crypt transcrypt is to encrypt it, and Git has it in plain text',
      'team/b git-crypt is to encrypt it, and Git has it in plain text',
    ],
  ],

  [ageAndBlackbox, 'none', { a: 'x' }, 'not-applicable'],
  [
    ageAndBlackbox,
    'sound ones',
    {
      'a.age': 'age-encryption.org/v1\n-> X25519 x\n',
      '.blackbox/blackbox-files.txt': 'keys/a.txt\n',
      'keys/a.txt.gpg': 'x',
    },
    [],
  ],
  [
    ageAndBlackbox,
    'plain ones',
    {
      'a.age': `${secret()}\n`,
      '.blackbox/blackbox-files.txt': 'keys/a.txt\n',
      'keys/a.txt': `${secret()}\n`,
    },
    [
      'a.age it is called a file of age, and is not encrypted',
      'keys/a.txt BlackBox keeps it encrypted, and Git tracks it in plain text, too',
    ],
  ],
];

for (const [line, title, files, expected] of CASES) {
  encrypted(`${line.id}: ${title}`, async () => {
    const repository = new Repository().stage(files);
    const { outcome, problems } = await answered(repository, line);
    if (expected === 'not-applicable') assert.is(outcome, expected);
    else assert.equal(problems.sort(), expected);
    if (expected !== 'not-applicable') assert.is(outcome, expected.length > 0 ? 'fail' : 'pass');
  });
}

encrypted('the keys of dotenvx, not tracked and not ignored', async () => {
  const repository = new Repository().stage({ '.env': `A_KEY=${DOTENVX}\n` });
  repository.write({ '.env.keys': `DOTENV_PRIVATE_KEY=${secret()}\n` });
  const { problems } = await answered(repository, dotenvxFiles);
  assert.equal(problems, ['.env.keys the private keys are not ignored: git add takes them']);
  repository.stage({ '.gitignore': '.env.keys\n' });
  assert.is((await answered(repository, dotenvxFiles)).outcome, 'pass');
});

encrypted.run();
