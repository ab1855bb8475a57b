/** Base58 with a check: the last four bytes are the beginning of a double SHA-256 of the others. */
import type { ByteString } from '../../types.js';
import { bitcoinDigits, decodeBase58, encodeBase58, rippleDigits } from './base58.js';
import { wrongShape } from './checked-tail.js';
import { sha256 } from './sha256.js';
import type { Checksum } from './types.js';

const checkLength = 4; // bytes

/** Bitcoin's private keys (WIF) and extended keys (BIP-32), Tezos, and most who took over Bitcoin's addresses. */
export const base58check: Checksum = {
  verify: (text) => readChecked(text, bitcoinDigits) !== null,
  complete(text) {
    const bytes = decodeBase58(text, bitcoinDigits);
    if (bytes === null || bytes.length <= checkLength) throw wrongShape();
    return writeChecked(bytes.subarray(0, -checkLength), bitcoinDigits);
  },
};

/** The bytes before the sixteen of a seed: of secp256k1 (`s…`) and of Ed25519 (`sEd…`). */
const seedVersions = ['21', '01e14b'];
const seedLength = 16;

/** Seeds of the XRP Ledger. */
export const rippleSeed: Checksum = {
  verify(text) {
    const bytes = readChecked(text, rippleDigits);
    return bytes !== null && seedVersions.includes(bytes.subarray(0, -seedLength).toString('hex'));
  },
  complete(text) {
    const bytes = decodeBase58(text, rippleDigits);
    if (bytes === null || bytes.length < seedLength + checkLength) throw wrongShape();
    const seed = bytes.subarray(-seedLength - checkLength, -checkLength);
    const version = Buffer.from(seedVersions[text.startsWith('sEd') ? 1 : 0]!, 'hex');
    return writeChecked(Buffer.concat([version, seed]), rippleDigits);
  },
};

/** The bytes before the check; null where it is not right. */
function readChecked(text: ByteString, digits: string): Buffer | null {
  const bytes = decodeBase58(text, digits);
  if (bytes === null || bytes.length <= checkLength) return null;
  const body = bytes.subarray(0, -checkLength);
  return computeCheck(body).equals(bytes.subarray(-checkLength)) ? body : null;
}

function writeChecked(body: Buffer, digits: string): ByteString {
  return encodeBase58(Buffer.concat([body, computeCheck(body)]), digits);
}

function computeCheck(body: Buffer): Buffer {
  const once = sha256(body.toString('latin1'));
  return sha256(once.toString('latin1')).subarray(0, checkLength);
}
