/** A stable name for a secret that says nothing about it, so that it may be committed and shown. */
import { createHmac, type ScryptOptions, scrypt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { ByteString, Pattern } from '../types.js';

const VERSION = 'kf1-';
const DOMAIN = 'keyfence fingerprint v1';
const BITS = 80;
const ENOUGH_RANDOMNESS = 64; // bits that the format guarantees: below, a list of fingerprints could be guessed through
const SCRYPT: ScryptOptions = { N: 2 ** 14, r: 8, p: 1 };

/** The fingerprint of a secret: over its bytes alone, so that moving, rebasing and a better pattern keep it. */
export type Fingerprinter = (secret: ByteString, pattern: Pattern) => string | Promise<string>;

/**
 * For one scan: a secret that stands in ten places costs scrypt once. That runs beside the scan, several at once, each of
 * them with 16 MB of memory.
 */
export function createFingerprinter(): Fingerprinter {
  const slow = new Map<ByteString, Promise<string>>();
  return (secret, pattern) => {
    if (!isGuessable(pattern)) {
      return named(createHmac('sha256', DOMAIN).update(Buffer.from(secret, 'latin1')).digest());
    }
    const known = slow.get(secret);
    if (known) return known;
    const fingerprint = derive(Buffer.from(secret, 'latin1')).then(named);
    fingerprint.catch(() => {}); // whoever waits for it is told
    slow.set(secret, fingerprint);
    return fingerprint;
  };
}

function derive(secret: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    withFewThreads(() =>
      scrypt(secret, DOMAIN, BITS / 8, SCRYPT, (error, key) => (error ? reject(error) : resolve(key))),
    );
  });
}

const THREADS = 'UV_THREADPOOL_SIZE';
const MOST_THREADS = 4; // Node's own number

/**
 * Node starts its threads when it first needs one, and each keeps the 16 MB of its last scrypt: more than there are cores
 * are no faster. Where they have been started, or the user has said how many, nothing changes.
 */
function withFewThreads(start: () => void): void {
  const { env } = process;
  const isFree = env[THREADS] === undefined;
  if (isFree) env[THREADS] = String(Math.min(MOST_THREADS, availableParallelism()));
  start();
  if (isFree) delete env[THREADS]; // other programs are not to see it
}

function isGuessable(pattern: Pattern): boolean {
  return pattern.randomBits < ENOUGH_RANDOMNESS;
}

/** The fingerprint of a guarded file: over its path. */
export function fingerprintPath(path: ByteString): string {
  const digest = createHmac('sha256', `${DOMAIN} path`).update(Buffer.from(path, 'latin1')).digest();
  return named(digest);
}

function named(digest: Buffer): string {
  return VERSION + base32(digest.subarray(0, BITS / 8));
}

/** RFC 4648 base32 in lower case; the length is a multiple of five bytes, so no padding. */
function base32(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += 'abcdefghijklmnopqrstuvwxyz234567'[(buffer >> bits) & 31];
    }
    buffer &= (1 << bits) - 1;
  }
  return text;
}
