/** Keys that no PEM lines announce: of wallets, in DER, in key stores, of tools; and password hashes. */
import { generateKeyPairSync } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { structures } from '../../src/judge/structures/index.js';
import { asSecret } from '../support/record.js';
import { randomText, sample } from '../support/sample.js';
import { foundIn } from './general.js';

const keys = suite('keys');

const HEX = '0123456789abcdef';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const CRYPT = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const random = (length: number, alphabet?: string) => asSecret(randomText(length, alphabet));
const phrase = () => asSecret(structures.bip39!.complete!(randomText(30)));

const { privateKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const { privateKey: curve } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { privateKey: edwards } = generateKeyPairSync('ed25519');
const der = (bytes: Buffer) => asSecret(bytes.toString('base64'));

const found: [expected: string, text: string][] = [
  ['ethereum-private-key medium', `PRIVATE_KEY=0x${random(64, HEX)}\n`],
  ['ethereum-private-key-bare medium', `DEPLOYER_PRIVATE_KEY=${random(64, HEX)}\n`],
  ['ethereum-private-key-accounts medium', `accounts: ["0x${random(64, HEX)}"],\n`],
  ['ethereum-private-key-accounts medium', `accounts: [\n  '${random(64, HEX)}',\n],\n`],
  ['ethereum-private-key-argument medium', `const wallet = new ethers.Wallet("0x${random(64, HEX)}");\n`],
  ['ethereum-private-key-argument medium', `account = w3.eth.Account.from_key('${random(64, HEX)}')\n`],
  [
    'ethereum-private-key-argument medium',
    `forge script Deploy --private-key ${random(64, HEX)} --broadcast\n`,
  ],
  ['bip39-mnemonic high', `MNEMONIC=${phrase()}\n`],
  ['bip39-mnemonic high', `  mnemonic: "${phrase()}",\n`],
  ['bip39-mnemonic high', `Seed phrase: ${phrase()}\n`],
  ['bip32-extended-private-key high', `root ${sample('bip32-extended-private-key')}\n`],
  ['bitcoin-wif high', `BITCOIN_PRIVATE_KEY=${sample('bitcoin-wif')}\n`],
  [
    'jwk-private high',
    JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: random(43), d: edwards.export({ format: 'jwk' }).d }),
  ],
  ['private-key-bare-der-base64 high', `key: ${der(rsa.export({ type: 'pkcs1', format: 'der' }))}\n`],
  [
    'private-key-bare-der-base64 high',
    `"privateKey": "${der(rsa.export({ type: 'pkcs8', format: 'der' }))}"\n`,
  ],
  ['private-key-bare-der-base64-curve high', `key: ${der(curve.export({ type: 'sec1', format: 'der' }))}\n`],
  ['private-key-bare-der-base64-curve high', `key: ${der(curve.export({ type: 'pkcs8', format: 'der' }))}\n`],
  [
    'private-key-bare-der-base64-curve high',
    `key: ${der(edwards.export({ type: 'pkcs8', format: 'der' }))}\n`,
  ],
  ['java-keystore-base64 high', `KEYSTORE_BASE64=/u3+7QAAAAI${random(400, BASE64)}\n`],
  ['pkcs12-jks-keystore-file high', `P12=MIIK4gIBAzCCCqgGCSqGSIb3DQEHAaCC${random(400, BASE64)}\n`],
  ['minisign-secret-key high', `untrusted comment: secret key\n${sample('minisign-secret-key')}\n`],
  ['tink-keyset high', `{"keyData":{"typeUrl":"type.${sample('tink-keyset')},"outputPrefixType":"TINK"}}`],
  ['vapid-private-key medium', `VAPID_PRIVATE_KEY=${sample('vapid-private-key')}\n`],
  ['vapid-private-key-printed high', `Public Key:\nB${randomText(86)}\n\nPrivate Key:\n${random(43)}\n`],
  [
    'otpauth-uri high',
    `otpauth://totp/Acme:deploy?secret=${random(32, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}&issuer=Acme`,
  ],
  ['rancher-api-token high', `server: https://rancher.acme.io\ntoken: ${sample('rancher-api-token')}\n`],
  ['framework-secret-key high', `<machineKey validationKey="${random(128, '0123456789ABCDEF')}" />`],
  ['phoenix-secret-key-base medium', `  secret_key_base: "${random(64)}",\n`],
  ['azure-sas-token-signature-first high', `?sp=r&sig=${random(42)}A%3D&se=2031-01-01&sv=2022-11-02&sr=c`],
  ['unix-shadow-entry medium', `root:$6$${random(12, CRYPT)}$${random(86, CRYPT)}:19000:0:99999:7:::\n`],
  ['unix-password-hash low', `password: "$6$${random(12, CRYPT)}$${random(86, CRYPT)}"\n`],
  ['unix-password-hash low', `hash = '$2b$12$${random(53, CRYPT)}'\n`],
  ['unix-password-hash-of-framework low', `pbkdf2_sha256$600000$${random(22)}$${random(43, BASE64)}=\n`],
];
for (const [expected, text] of found) {
  keys(`${expected} in ${text.slice(0, 20).replaceAll('\n', ' ')}…`, async () => {
    const all = await foundIn(text);
    assert.ok(all.includes(expected), `${all}`);
  });
}

const anvil = ['0xac0974bec39a17e36ba4a6b4d238ff94', '4bacb478cbed5efcae784d7bf4f2ff80'].join('');
const nothing: [title: string, text: string][] = [
  ['the first key of Hardhat and Anvil', `PRIVATE_KEY=${anvil}\n`],
  ['the phrase of Hardhat and Anvil', `mnemonic: "${'test '.repeat(11)}junk"`],
  [
    'words behind the word mnemonic',
    `mnemonic ${'that the reader will keep in mind when working with the list of these words '.trim()}\n`,
  ],
  ['a hash of a transaction', `tx: 0x${randomText(64, HEX)}\n`],
  ['accounts by their addresses', `accounts: ["0x${randomText(40, HEX)}"]\n`],
  ['a public JSON Web Key', JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: randomText(43) })],
  [
    'a public key in DER',
    `key: ${generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}\n`,
  ],
  [
    'a public keyset of Tink',
    '{"typeUrl":"type.googleapis.com/google.crypto.tink.EcdsaPublicKey","value":"CAMSBggDEAIYAQ==","keyMaterialType":"ASYMMETRIC_PUBLIC"}',
  ],
  [
    'the secret that the documentation of TOTP shows',
    `otpauth://totp/Example:alice@google.com?secret=${['JBSWY3DPEHPK', '3PXP'].join('')}&issuer=Example`,
  ],
];
for (const [title, text] of nothing) {
  keys(`nothing is found in ${title}`, async () => {
    assert.equal(await foundIn(text), []);
  });
}

keys.run();
