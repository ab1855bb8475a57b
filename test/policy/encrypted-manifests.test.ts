/** Secrets of Kubernetes and vaults of Ansible, with planted mistakes and sound ones. */
import { suite } from 'uvu';
import { ansibleVaultFiles } from '../../src/policy/encrypted-files/ansible-vault-files.js';
import { kubernetesSecrets } from '../../src/policy/encrypted-files/kubernetes-secrets.js';
import { asSecret } from '../support/record.js';
import { ENC, expectCases, secret } from './encrypted-cases.js';

const encrypted = suite('manifests and vaults');

const VAULT = `$ANSIBLE_VAULT;1.1;AES256\n${'6162636465666768'.repeat(4)}\n${'3132333435363738'.repeat(4)}\n`;
const inline = (name: string) => `${name}: !vault |\n  ${VAULT.trim().replaceAll('\n', '\n  ')}\n`;
const base64 = (text: string) => asSecret(Buffer.from(text).toString('base64'));

expectCases(encrypted, [
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

  [
    kubernetesSecrets,
    'one that is too large to be looked into',
    { 'a.yaml': `kind: Secret\n${'#'.repeat(17 * 1024 * 1024)}\n` },
    ['a.yaml the file is too large to be looked into (over 16 MB)'],
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
    'a Secret of Kubernetes beside it, which has the name of a vault',
    {
      'ansible.cfg': '[defaults]\n',
      'k8s/secret.yaml': `apiVersion: v1\nkind: Secret\nstringData:\n  a: ${secret()}\n`,
    },
    'not-applicable',
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
]);

encrypted.run();
