/** Fresh private keys in every encoding that Node and ssh-keygen write, for tests. */
import { spawnSync } from 'node:child_process';
import { createHash, createHmac, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from '../support/random.js';

export interface FreshKey {
  title: string;
  pem: string;
  encrypted: boolean;
}

const passphrase = randomBytes(9).toString('hex');

/** Keys in PKCS #1, PKCS #8 and SEC 1, in the clear and encrypted. */
export function makeNodeKeys(): FreshKey[] {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const ed = generateKeyPairSync('ed25519').privateKey;
  const secret = { format: 'pem', cipher: 'aes-256-cbc', passphrase } as const;
  const pems: [title: string, pem: string | Buffer, encrypted: boolean][] = [
    ['RSA, PKCS #1', rsa.export({ format: 'pem', type: 'pkcs1' }), false],
    ['RSA, PKCS #8', rsa.export({ format: 'pem', type: 'pkcs8' }), false],
    ['EC, SEC 1', ec.export({ format: 'pem', type: 'sec1' }), false],
    ['EC, PKCS #8', ec.export({ format: 'pem', type: 'pkcs8' }), false],
    ['Ed25519, PKCS #8', ed.export({ format: 'pem', type: 'pkcs8' }), false],
    ['RSA, PKCS #1, encrypted', rsa.export({ ...secret, type: 'pkcs1' }), true],
    ['EC, SEC 1, encrypted', ec.export({ ...secret, type: 'sec1' }), true],
    ['RSA, PKCS #8, encrypted', rsa.export({ ...secret, type: 'pkcs8' }), true],
    ['Ed25519, PKCS #8, encrypted', ed.export({ ...secret, type: 'pkcs8' }), true],
  ];
  return pems.map(([title, pem, encrypted]) => ({ title, pem: String(pem), encrypted }));
}

/** Keys of ssh-keygen. Empty where it is not installed. */
export function makeSshKeys(): FreshKey[] {
  const kinds: [title: string, options: string[], encrypted: boolean][] = [
    ['Ed25519, OpenSSH', ['-t', 'ed25519', '-N', ''], false],
    ['ECDSA, OpenSSH', ['-t', 'ecdsa', '-N', ''], false],
    ['RSA, OpenSSH', ['-t', 'rsa', '-b', '2048', '-N', ''], false],
    ['Ed25519, OpenSSH, encrypted', ['-t', 'ed25519', '-a', '1', '-N', passphrase], true],
    ['RSA, PEM of ssh-keygen', ['-t', 'rsa', '-b', '2048', '-m', 'PEM', '-N', ''], false],
  ];
  const folder = mkdtempSync(join(tmpdir(), 'keyfence-keys-'));
  try {
    return kinds.flatMap(([title, options, encrypted], index) => {
      const file = join(folder, String(index));
      const made = spawnSync('ssh-keygen', ['-q', '-C', '', '-f', file, ...options]);
      return made.status === 0 ? [{ title, pem: readFileSync(file, 'latin1'), encrypted }] : [];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A PuTTY key file around random bytes, with the check value that it should have. */
export function makePutty(version: number, encryption: string): string {
  const shared = randomBytes(45);
  const secret = randomBytes(130);
  const comment = 'made for a test';
  const mac =
    version === 2
      ? createHmac('sha1', createHash('sha1').update('putty-private-key-file-mac-key').digest())
      : createHmac('sha256', '');
  for (const part of ['ssh-ed25519', encryption, comment, shared, secret]) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    mac.update(length).update(part);
  }
  const lines = secret.toString('base64').match(/.{1,64}/g)!;
  return [
    `PuTTY-User-Key-File-${version}: ssh-ed25519`,
    `Encryption: ${encryption}`,
    `Comment: ${comment}`,
    'Public-Lines: 1',
    shared.toString('base64'),
    `Private-Lines: ${lines.length}`,
    ...lines,
    `Private-MAC: ${mac.digest('hex')}`,
    '',
  ].join('\n');
}
