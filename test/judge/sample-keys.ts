/** Outlines of keys and seeds: all of them has a meaning, and the check value is still junk. */
import fc from 'fast-check';
import { alphanumeric, characters, joined, type Outline } from './sample-tokens.js';

const base58 = alphanumeric.replace(/[0OIl]/g, '');
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const bech32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const ripple = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';

const nats = joined('S', fc.constantFrom(...'UAONCX'), 'A', fc.constantFrom(...'ABCDEFGHIJKLMNOP'));

export const keyOutlines: readonly Outline[] = [
  {
    title: 'Matrix, Synapse',
    checksum: 'matrix-synapse',
    tokens: joined('syt_', characters(alphanumeric, 12), '_', characters(alphanumeric, 20), '_000000'),
    python: 't[-7] == "_" and c.digits(c.crc(t[:-7]), c.B62, 6) == t[-6:]',
  },
  {
    title: 'Matrix Authentication Service',
    checksum: 'matrix-authentication',
    tokens: joined('mat_', characters(alphanumeric, 30), '_000000'),
    python: 't[-7] == "_" and c.digits(c.crc(t[:-7]), c.B62, 1)[::-1].rjust(6, "0") == t[-6:]',
  },
  {
    title: 'NATS seed',
    checksum: 'nats-seed',
    tokens: joined(nats, characters(base32, 54)),
    python: 'b32(t)[0] & 0xF8 == 0x90 and crc16(b32(t)[:34]) == b32(t)[34:]',
  },
  {
    title: 'NATS credentials',
    checksum: 'nats-seed',
    tokens: joined('-----BEGIN USER NKEY SEED-----\n', nats, characters(base32, 54)),
    python: 'b32(t[31:])[0] & 0xF8 == 0x90 and crc16(b32(t[31:])[:34]) == b32(t[31:])[34:]',
    covered: [31, 1000],
  },
  {
    title: 'Stellar seed',
    checksum: 'stellar-seed',
    tokens: joined('S', fc.constantFrom(...'ABCD'), characters(base32, 54)),
    python: 'b32(t)[0] == 0x90 and crc16(b32(t)[:33]) == b32(t)[33:]',
  },
  {
    title: 'Nostr',
    checksum: 'bech32',
    tokens: joined('nsec1', characters(bech32, 58)),
    python: 'c.age_identity(t)',
  },
  {
    title: 'Sui',
    checksum: 'bech32',
    tokens: joined('suiprivkey1', characters(bech32, 59)),
    python: 'c.age_identity(t)',
  },
  {
    title: 'any Bech32m',
    checksum: 'bech32m',
    tokens: joined('acme1', characters(bech32, 38)),
    python: 'polymod(t) == 0x2BC830A3',
  },
  {
    title: 'Bitcoin, compressed',
    checksum: 'base58check',
    tokens: joined(fc.constantFrom('K', 'L'), characters(base58, 51)),
    python: 'b58check(t, c.B58)',
  },
  {
    title: 'extended key',
    checksum: 'base58check',
    tokens: joined('xprv9', characters(base58, 106)),
    python: 'b58check(t, c.B58)',
  },
  {
    title: 'Tezos',
    checksum: 'base58check',
    tokens: joined('edsk3', characters(base58, 49)),
    python: 'b58check(t, c.B58)',
  },
  {
    title: 'XRP Ledger',
    checksum: 'ripple-seed',
    tokens: joined('sn', characters(ripple, 27)),
    python: `b58check(t, "${ripple}") and unbase(t, "${ripple}")[0] == 0x21`,
  },
  {
    title: 'XRP Ledger, Ed25519',
    checksum: 'ripple-seed',
    tokens: joined('sEd', characters(ripple, 28)),
    python: `b58check(t, "${ripple}") and unbase(t, "${ripple}")[:3] == bytes.fromhex("01E14B")`,
  },
];
