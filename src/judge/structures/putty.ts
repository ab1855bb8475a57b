/** PuTTY private keys (.ppk), versions 1 to 3. */
import type { ByteString } from '../../types.js';
import { plain, sound, unsound } from './results.js';
import type { StructureResult } from './types.js';

/** The shortest private part: an Ed25519 key's, with the length before it. */
const shortest = 32;

/** `text` holds real line ends. The private lines announced must all be there, in base64. */
export function checkPutty(text: ByteString): StructureResult {
  const lines = text
    .split('\n')
    .map(undress)
    .filter((line) => line !== '');
  const encryption = readValue(lines, 'Encryption');
  const at = lines.findIndex((line) => line.startsWith('Private-Lines:'));
  const count = Number.parseInt(readValue(lines, 'Private-Lines') ?? '', 10);
  if (at < 0 || encryption === null || !Number.isInteger(count) || lines.length < at + 1 + count)
    return plain;
  const body = lines.slice(at + 1, at + 1 + count);
  const isBase64 = body.every((line) => /^[A-Za-z0-9+/=]+$/.test(line));
  if (!isBase64 || Buffer.from(body.join(''), 'base64').length < shortest) {
    return unsound('the private lines are too short or are no base64');
  }
  return sound(encryption === 'none' ? 'not encrypted' : 'encrypted');
}

/** A line without indentation, comment marks and quotes around it. */
function undress(line: ByteString): ByteString {
  let start = 0;
  let end = line.length;
  while (start < end && ' \t"\'`#*>|;\\'.includes(line[start]!)) start++;
  while (start < end && ' \t"\'`,;+\\'.includes(line[end - 1]!)) end--;
  return line.slice(start, end);
}

function readValue(lines: readonly ByteString[], name: string): ByteString | null {
  const line = lines.find((candidate) => candidate.startsWith(`${name}:`));
  return line === undefined ? null : line.slice(name.length + 1).trim();
}
