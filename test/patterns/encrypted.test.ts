/** What is encrypted is no leak, under whatever name it stands; what opens it is one. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { randomBytes } from '../support/random.js';
import { asSecret } from '../support/record.js';
import { randomText, sample } from '../support/sample.js';
import { foundIn } from './general.js';

const encrypted = suite('encrypted values');

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const HEX = '0123456789abcdef';
const base64 = (length: number) => randomText(length, BASE64);
const lines = (count: number, length: number, alphabet: string, indent = '') =>
  Array.from({ length: count }, () => indent + randomText(length, alphabet)).join('\n');

const harmless: [title: string, text: string][] = [
  [
    'an age file in armour',
    `-----BEGIN AGE ENCRYPTED FILE-----\n${lines(4, 64, BASE64)}\n-----END AGE ENCRYPTED FILE-----\n`,
  ],
  ['an age file', `age-encryption.org/v1\n-> X25519 ${base64(43)}\n${base64(43)}\n--- ${base64(43)}\n`],
  ['an Ansible vault', `$ANSIBLE_VAULT;1.1;AES256\n${lines(4, 80, '3456')}\n`],
  [
    'an Ansible vault in a variable',
    `db_password: !vault |\n  $ANSIBLE_VAULT;1.2;AES256;prod\n${lines(4, 80, '3456', '  ')}\n`,
  ],
  ['a value of dotenvx', `DB_PASSWORD="encrypted:B${base64(140)}="\n`],
  ['values of hiera-eyaml', `password: ENC[PKCS7,${base64(390)}]\ntoken: >\n  ENC[GPG,${base64(200)}]\n`],
  [
    'values of Jasypt and of Spring Cloud',
    `db.password=ENC(${base64(44)}=)\ndb.secret={cipher}${randomText(96, HEX)}\n`,
  ],
  [
    'a message of PGP',
    `-----BEGIN PGP MESSAGE-----\n\n${lines(4, 64, BASE64)}\n=${base64(4)}\n-----END PGP MESSAGE-----\n`,
  ],
  ['credentials of Rails', `${base64(300)}--${base64(16)}--${base64(22)}==\n`],
  [
    'a sealed secret',
    `kind: SealedSecret\nspec:\n  encryptedData:\n    password: AgA${base64(710)}\n    token: AgB${base64(710)}\n`,
  ],
  [
    'values of SOPS',
    `password: ENC[AES256_GCM,data:${base64(20)},iv:${base64(43)}=,tag:${base64(22)}==,type:str]\n`,
  ],
  ['a secret of Travis CI', `env:\n  global:\n    - secure: "${base64(683)}="\n`],
  ['a secret of Vault transit', `password: vault:v1:${base64(60)}\n`],
  ['ciphertext of AWS KMS', `DB_PASSWORD: AQICAH${base64(180)}==\n`],
  ['a Fernet token', `password = "gAAAAAB${randomText(93)}=="\n`],
  ['a secret of Pulumi', `config:\n  app:password:\n    secure: v1:${base64(16)}:${base64(40)}\n`],
  [
    'a password of Maven',
    `<server><username>deploy</username><password>{${base64(43)}=}</password></server>\n`,
  ],
];
for (const [title, text] of harmless) {
  encrypted(`${title}: nothing is found`, async () => {
    assert.equal(await foundIn(text), []);
  });
}

const opening: [pattern: string, text: () => string][] = [
  ['age-secret-key high', () => `# public key: age1\n${sample('age-secret-key')}\n`],
  ['dotenvx-private-key high', () => `DOTENV_PRIVATE_KEY_PRODUCTION="${sample('dotenvx-private-key')}"\n`],
  [
    'dotenv-vault-key high',
    () => `DOTENV_KEY='${sample('dotenv-vault-key')}/vault/.env.vault?environment=ci'\n`,
  ],
  ['generic-password-assignment medium', () => `jasypt.encryptor.password=${asSecret(randomText(20))}\n`],
  ['rails-master-key medium', () => `RAILS_MASTER_KEY=${sample('rails-master-key')}\n`],
  ['ansible-vault-password-file medium', () => `ANSIBLE_VAULT_PASSWORD='${asSecret(randomText(20))}'\n`],
  ['git-crypt-key-base64 high', () => `GIT_CRYPT_KEY=${sample('git-crypt-key-base64')}\n`],
  ['fernet-key medium', () => `AIRFLOW__CORE__FERNET_KEY=${sample('fernet-key')}\n`],
  ['fernet-key-argument high', () => `box = ${sample('fernet-key-argument')}\n`],
];
for (const [expected, text] of opening) {
  encrypted(`what opens it: ${expected}`, async () => {
    assert.ok((await foundIn(text())).includes(expected));
  });
}

encrypted('a key that git-crypt exported is found, and the files it encrypts are not', async () => {
  const rest = Buffer.concat([Buffer.from([0, 0, 0, 2, 0, 0, 0, 1]), randomBytes(128)]);
  assert.equal(await foundIn(Buffer.concat([Buffer.from('\0GITCRYPTKEY'), rest])), ['git-crypt-key high']);
  assert.equal(await foundIn(Buffer.concat([Buffer.from('\0GITCRYPT\0'), rest])), []);
});

encrypted.run();
