/** Tells OpenPGP files with a secret key from messages, public keys and signatures (RFC 9580, 4.2, 5 and 6). */

import type { ByteString } from '../../types.js';
import type { Subject } from './subject.js';

const ARMOR_START = '-----BEGIN PGP ';
const PUBLIC_LABELS = ['PUBLIC KEY BLOCK', 'SIGNATURE', 'SIGNED MESSAGE', 'MESSAGE'];

/** Packet types that hold encrypted session keys, and those that hold encrypted data. */
const SESSION_KEY_PACKETS = [1, 3];
const ENCRYPTED_DATA_PACKETS = [9, 18, 20];
/** Signature, public key, trust, user id, public subkey, user attribute: what a public keyring is made of. */
const PUBLIC_PACKETS = [2, 6, 12, 13, 14, 17];
/** Marker and padding packets say nothing. */
const EMPTY_PACKETS = [10, 21];

/** More packets than this are not walked through: the file is taken for none of ours. */
const MOST_PACKETS = 100_000;

/** Whether the file is one encrypted OpenPGP message, in binary or in armor, and nothing else. */
export function isPgpMessage({ bytes, text }: Subject): boolean {
  if (text?.includes(ARMOR_START)) {
    const content = text.trim();
    const end = '-----END PGP MESSAGE-----';
    return (
      content.startsWith(`${ARMOR_START}MESSAGE-----`) && content.indexOf(end) === content.length - end.length
    );
  }
  const types = readPacketTypes(bytes)?.filter((type) => !EMPTY_PACKETS.includes(type)) ?? [];
  const data = types.pop();
  if (data === undefined || !ENCRYPTED_DATA_PACKETS.includes(data)) return false;
  return types.length > 0 && types.every((type) => SESSION_KEY_PACKETS.includes(type));
}

/** Whether the file holds only public keys, signatures and messages, in binary or in armor. */
export function isPgpPublic({ bytes, isWhole, text }: Subject): boolean {
  if (text?.includes(ARMOR_START)) return hasOnlyPublicArmor(text);
  const types = readPacketTypes(bytes);
  return (
    isWhole && types !== null && types.length > 0 && types.every((type) => PUBLIC_PACKETS.includes(type))
  );
}

/** Whether the file is a text without any armor at all, such as AsciiDoc. */
export function isTextWithoutArmor({ text }: Subject): boolean {
  return (
    text !== null && text.trim() !== '' && !text.includes('-----BEGIN ') && !text.includes('PRIVATE KEY')
  );
}

function hasOnlyPublicArmor(text: ByteString): boolean {
  if (text.includes('PRIVATE KEY')) return false;
  let blocks = 0;
  for (let at = text.indexOf(ARMOR_START); at >= 0; at = text.indexOf(ARMOR_START, at + 1)) {
    const label = text.slice(at + ARMOR_START.length, at + ARMOR_START.length + 40);
    if (!PUBLIC_LABELS.some((known) => label.startsWith(`${known}-----`))) return false;
    blocks += 1;
  }
  return blocks > 0;
}

/** The types of the packets one after the other; null where the bytes are no chain of packets to the end. */
function readPacketTypes(bytes: Buffer): number[] | null {
  const types: number[] = [];
  let position = 0;
  while (position < bytes.length) {
    const packet = readPacket(bytes, position);
    if (packet === null || types.length === MOST_PACKETS) return null;
    types.push(packet.type);
    position = packet.end;
  }
  return position === bytes.length ? types : null;
}

/** The packet at `position`. One of unknown length, which only data packets may have, goes on to the end of the file. */
function readPacket(bytes: Buffer, position: number): { type: number; end: number } | null {
  const header = bytes[position]!;
  if ((header & 0x80) === 0) return null;
  const next = position + 1;
  if ((header & 0x40) === 0) {
    const type = (header >> 2) & 0x0f;
    const width = 1 << (header & 3);
    if (width === 8) return ENCRYPTED_DATA_PACKETS.includes(type) ? { type, end: bytes.length } : null;
    if (next + width > bytes.length) return null;
    return { type, end: next + width + bytes.readUIntBE(next, width) };
  }
  const type = header & 0x3f;
  const first = bytes[next];
  if (first === undefined) return null;
  if (first < 192) return { type, end: next + 1 + first };
  if (first < 224)
    return next + 2 > bytes.length
      ? null
      : { type, end: next + 2 + ((first - 192) << 8) + bytes[next + 1]! + 192 };
  if (first < 255) return ENCRYPTED_DATA_PACKETS.includes(type) ? { type, end: bytes.length } : null;
  return next + 5 > bytes.length ? null : { type, end: next + 5 + bytes.readUInt32BE(next + 1) };
}
