/** What private keys in DER are made of: PKCS #1, PKCS #8, SEC 1 and the DSA keys of OpenSSL. */

interface Part {
  tag: number;
  content: Buffer;
}

const integer = 0x02;
const octets = 0x04;
const sequence = 0x30;
const curve = 0xa0;
const publicKey = 0xa1;

/** Whether one DER SEQUENCE has the parts of a private key, and in an RSA key the two primes make the modulus. */
export function hasKeyParts(bytes: Buffer): boolean {
  const parts = readParts(readParts(bytes)[0]?.content ?? Buffer.alloc(0));
  const [first, second, third] = parts;
  if (first?.tag === sequence) return second?.tag === octets && parts.length === 2; // encrypted PKCS #8
  if (first?.tag !== integer) return false;
  if (second?.tag === octets) return [curve, publicKey, undefined].includes(third?.tag); // SEC 1
  if (second?.tag === sequence) return third?.tag === octets && holdsKey(third.content); // PKCS #8
  if (parts.some(({ tag }) => tag !== integer) && first.content[0] === 0) return false;
  return parts.length === 6 || (parts.length >= 9 && isProduct(parts)); // DSA, PKCS #1
}

/** Of the keys inside PKCS #8 only those of RSA can be told from others, by their many numbers. */
function holdsKey(content: Buffer): boolean {
  const parts = readParts(readParts(content)[0]?.content ?? Buffer.alloc(0));
  return parts.length < 9 || isProduct(parts);
}

/** Version, modulus, two exponents, two primes. Keys of more than two primes, version 1, are believed. */
function isProduct(parts: readonly Part[]): boolean {
  const [version, modulus, , , first, second] = parts.map(({ content }) => content);
  if (version?.[0] !== 0) return true;
  return numberOf(first!) * numberOf(second!) === numberOf(modulus!);
}

function numberOf(bytes: Buffer): bigint {
  return BigInt(`0x0${bytes.toString('hex')}`);
}

/** The parts that stand one after another, as far as they can be read. */
function readParts(bytes: Buffer): Part[] {
  const parts: Part[] = [];
  let at = 0;
  while (at + 2 <= bytes.length) {
    const tag = bytes[at]!;
    const first = bytes[at + 1]!;
    const width = first > 0x80 ? first - 0x80 : 0;
    if (first === 0x80 || width > 3 || at + 2 + width > bytes.length) break;
    const start = at + 2 + width;
    const length = width > 0 ? bytes.readUIntBE(at + 2, width) : first;
    if (start + length > bytes.length) break;
    parts.push({ tag, content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return parts;
}
