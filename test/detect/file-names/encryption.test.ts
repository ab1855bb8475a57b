/** Encrypted files pass whatever their name is; files that are encrypted in part, or only look so, do not. */

import { suite } from 'uvu';
import { randomBytes } from '../../support/random.js';
import { assertPasses, assertRefused, pemBlock, randomText } from './guard.js';

const encryption = suite('encrypted content');

/** OpenPGP packets: a session key packet for a public key, then encrypted data. New and old header forms. */
const SESSION_KEY = Buffer.concat([Buffer.from([0xc1, 40]), randomBytes(40)]);
const OLD_SESSION_KEY = Buffer.concat([Buffer.from([0x85, 0x01, 0x0c]), randomBytes(0x10c)]);
const DATA = Buffer.concat([Buffer.from([0xd2, 100]), randomBytes(100)]);
const PARTIAL_DATA = Buffer.concat([Buffer.from([0xd2, 0xea]), randomBytes(3000)]);
const SECRET_KEY = Buffer.concat([Buffer.from([0xc5, 50]), randomBytes(50)]);

const hex = (length: number) => randomBytes(length).toString('hex');
const sopsValue = () =>
  `ENC[AES256_GCM,data:${randomText(20)},iv:${randomText(20)},tag:${randomText(20)},type:str]`;
const dotenvxValue = () => `encrypted:${randomBytes(60).toString('base64')}`;
const vaultText = (indent = '') =>
  ['$ANSIBLE_VAULT;1.1;AES256', hex(40), hex(40), hex(11)].map((line) => indent + line).join('\n');

const WHOLE: readonly [title: string, content: string | Buffer][] = [
  ['git-crypt', Buffer.concat([Buffer.from('\0GITCRYPT\0'), randomBytes(100)])],
  [
    'age',
    Buffer.concat([Buffer.from(`age-encryption.org/v1\n-> X25519 ${randomText(30)}\n`), randomBytes(90)]),
  ],
  ['armored age', `${pemBlock('AGE ENCRYPTED FILE')}\n`],
  ['an armored PGP message', `${pemBlock('PGP MESSAGE')}\n`],
  ['a PGP message', Buffer.concat([SESSION_KEY, DATA])],
  ['a PGP message with an old header', Buffer.concat([OLD_SESSION_KEY, PARTIAL_DATA])],
  ['Ansible Vault', `${vaultText()}\n`],
  ['openssl enc', Buffer.concat([Buffer.from('Salted__'), randomBytes(64)])],
  ['openssl enc in Base64', Buffer.concat([Buffer.from('Salted__'), randomBytes(64)]).toString('base64')],
];

for (const [title, content] of WHOLE) {
  encryption(`a file encrypted by ${title} passes under any name`, () => {
    for (const path of [
      '.env',
      'id_rsa',
      'prod.env',
      'secrets.yml',
      'server.key',
      'terraform.tfstate',
      'x.secret',
    ]) {
      assertPasses(path, content);
    }
  });
}

encryption('readable text around an encrypted block keeps the file guarded', () => {
  for (const block of [pemBlock('PGP MESSAGE'), pemBlock('AGE ENCRYPTED FILE')]) {
    assertRefused('.env', `${block}\nTOKEN=x\n`);
    assertRefused('.env', `TOKEN=x\n${block}\n`);
    assertRefused('.env', `${block}\nTOKEN=x\n${block}\n`);
  }
  assertRefused('secrets.yml', `${vaultText()}\npassword: x\n`);
});

encryption('a PGP secret key is no message', () => {
  assertRefused('secring.gpg', Buffer.concat([SECRET_KEY, DATA]), 'critical');
  assertRefused('secret.gpg', Buffer.concat([SESSION_KEY, SECRET_KEY]), 'low');
  assertRefused('.env', `${pemBlock('PGP PRIVATE KEY BLOCK')}\n`);
  assertRefused('.env', SESSION_KEY.subarray(0, 20));
});

encryption('dotenvx: all secret values encrypted', () => {
  const file = [
    `DOTENV_PUBLIC_KEY="${hex(33)}"`,
    '',
    `API_KEY="${dotenvxValue()}"`,
    `DB_PASSWORD=${dotenvxValue()}`,
  ];
  for (const path of ['.env', '.env.production', 'prod.env', '.dev.vars', 'fastlane/.env', 'secrets.env']) {
    assertPasses(path, file.join('\n'));
    assertPasses(path, [...file, 'PORT=3000', 'NODE_ENV=production'].join('\n'));
    assertRefused(path, [...file, 'OTHER_PASSWORD=hunter2wins'].join('\n'), 'high');
    assertRefused(path, [...file, `PLAIN=${randomText(32)}`].join('\n'), 'high');
  }
  assertRefused('.env', 'API_KEY="encrypted:"\n');
  assertRefused('.env.keys', `#/ keys /\nDOTENV_PRIVATE_KEY="${hex(32)}"\n`, 'critical');
});

const SOPS_YAML = `apiVersion: v1
kind: Secret
metadata:
    name: database
stringData:
    password: ${sopsValue()}
    replicas:
        - ${sopsValue()}
sops:
    age:
        - recipient: age1${randomText(50)}
          enc: |
            ${pemBlock('AGE ENCRYPTED FILE').replaceAll('\n', '\n            ')}
    lastmodified: "2026-01-01T00:00:00Z"
    mac: ${sopsValue()}
    version: 3.9.0
`;

encryption('SOPS in YAML', () => {
  for (const path of ['secrets.yaml', 'values-secret.yaml', 'controlplane.yaml', 'kubeconfig.yaml']) {
    assertPasses(path, SOPS_YAML);
    assertRefused(path, SOPS_YAML.replace('stringData:', 'stringData:\n    token: hunter2wins'));
    assertRefused(
      path,
      SOPS_YAML.replace('stringData:', 'stringData:\n    passwords:\n        - hunter2wins'),
    );
    assertRefused(
      path,
      SOPS_YAML.replace('stringData:', `stringData:\n    k: |\n        ${pemBlock('EC PRIVATE KEY')}`),
    );
  }
  assertRefused('secrets.yaml', SOPS_YAML.replace(/ENC\[.*\]/g, 'hunter2wins'));
});

encryption('SOPS in JSON, in .env and in INI form', () => {
  const json = {
    database: { password: sopsValue(), port: 5432 },
    sops: { mac: sopsValue(), version: '3.9.0' },
  };
  assertPasses('secrets.json', JSON.stringify(json));
  assertPasses('secrets.json', JSON.stringify({ data: sopsValue(), sops: { mac: sopsValue() } }));
  assertRefused('secrets.json', JSON.stringify({ ...json, token: 'hunter2wins' }), 'high');
  assertRefused('secrets.json', JSON.stringify({ password: sopsValue() }), 'high');
  assertRefused('secrets.json', JSON.stringify({ ...json, sops: undefined }), 'high');
  assertPasses(
    '.env',
    `TOKEN=${sopsValue()}\nsops_mac=${sopsValue()}\nsops_age__list_0__map_enc=x${randomText(40)}\n`,
  );
  assertPasses('.my.cnf', `[client]\npassword=${sopsValue()}\n[sops]\nmac=${sopsValue()}\n`);
  assertRefused(
    '.my.cnf',
    `[client]\npassword=hunter2wins\nuser=${sopsValue()}\n[sops]\nmac=${sopsValue()}\n`,
  );
});

encryption('single values of Ansible Vault and eyaml in YAML', () => {
  const vault = `db_user: app\ndb_password: !vault |\n${vaultText('  ')}\n`;
  const eyaml = `db_password: >\n    ENC[PKCS7,${randomText(60)}\n    ${randomText(60)}]\n`;
  for (const content of [vault, eyaml]) {
    assertPasses('secrets.yml', content);
    assertPasses('group_vars/all/vault.yml', content);
    assertRefused('secrets.yml', `${content}api_token: hunter2wins\n`, 'high');
  }
  assertRefused('group_vars/all/vault.yml', 'db_password: hunter2wins\n', 'medium');
  assertPasses('group_vars/all/vault.yml', vaultText());
  assertRefused('secrets.yml', 'db_password: !vault |\n  hunter2wins\n', 'high');
});

encryption.run();
