/** Private keys in PEM, from the seeded chance: Ed25519, P-256 and RSA. */
import { checkPrimeSync, createPrivateKey, type KeyObject } from 'node:crypto';
import { randomBytes } from '../../support/random.js';
import { pick } from './chance.js';

const ED25519_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const P256_HEAD = Buffer.from(
  '3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420',
  'hex',
);

/** The kinds of private keys. */
export type PrivateKeyKind = 'rsa-pkcs1' | 'rsa-pkcs8' | 'ec' | 'ed25519';

const KINDS: PrivateKeyKind[] = ['rsa-pkcs1', 'rsa-pkcs1', 'rsa-pkcs8', 'ec', 'ed25519'];

/** A new private key in PEM, without a line end at its end. */
export function privateKey(): { kind: PrivateKeyKind; value: string } {
  const kind = pick(KINDS);
  return { kind, value: make(kind).trim() };
}

function make(kind: PrivateKeyKind): string {
  switch (kind) {
    case 'rsa-pkcs1':
      return rsaKey().export({ type: 'pkcs1', format: 'pem' }).toString();
    case 'rsa-pkcs8':
      return rsaKey().export({ type: 'pkcs8', format: 'pem' }).toString();
    case 'ec':
      return fromDer(P256_HEAD).export({ type: 'sec1', format: 'pem' }).toString();
    case 'ed25519':
      return fromDer(ED25519_HEAD).export({ type: 'pkcs8', format: 'pem' }).toString();
  }
}

function fromDer(head: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([head, randomBytes(32)]), format: 'der', type: 'pkcs8' });
}

/** RSA of 2,048 bits; made of seeded primes, as Node's own generator takes no seed. */
function rsaKey(): KeyObject {
  const exponent = 65_537n;
  for (;;) {
    const [p, q] = [prime(), prime()];
    const order = (p - 1n) * (q - 1n);
    const d = inverse(exponent, order);
    if (d === null || p === q) continue;
    const [dp, dq, qi] = [d % (p - 1n), d % (q - 1n), inverse(q, p)];
    if (qi === null) continue;
    const [n, e] = [p * q, exponent];
    const numbers = Object.entries({ n, e, d, p, q, dp, dq, qi }).map(([key, value]) => [key, url64(value)]);
    return createPrivateKey({ key: { kty: 'RSA', ...Object.fromEntries(numbers) }, format: 'jwk' });
  }
}

function prime(): bigint {
  const bytes = randomBytes(128);
  bytes[0] = (bytes[0] as number) | 0xc0;
  bytes[127] = (bytes[127] as number) | 1;
  let candidate = BigInt(`0x${bytes.toString('hex')}`);
  while (!checkPrimeSync(candidate)) candidate += 2n;
  return candidate;
}

function inverse(value: bigint, modulus: bigint): bigint | null {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n];
  while (a > 1n && b > 0n) {
    const quotient = a / b;
    [a, b] = [b, a % b];
    [x, y] = [y, x - quotient * y];
  }
  return a === 1n ? ((x % modulus) + modulus) % modulus : null;
}

function url64(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
}
