/** PuTTY private keys (.ppk), versions 1 to 3. */
import type { ByteString } from '../../types.js';
import { computePuttyMac } from './putty-mac.js';
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
  const body = readLines(lines, 'Private-Lines');
  if (body === null || encryption === null) return plain;
  const isBase64 = body.every((line) => /^[A-Za-z0-9+/=]+$/.test(line));
  if (!isBase64 || Buffer.from(body.join(''), 'base64').length < shortest) {
    return unsound('the private lines are too short or are no base64');
  }
  if (encryption !== 'none') return sound('encrypted');
  // In a dress that changes its comment or its public part, the key itself can be whole.
  return isMacWrong(lines, body) ? plain : sound('not encrypted');
}

/** The lines that are announced; null where some are missing. */
function readLines(lines: readonly ByteString[], name: string): ByteString[] | null {
  const at = lines.findIndex((line) => line.startsWith(`${name}:`));
  const count = Number.parseInt(readValue(lines, name) ?? '', 10);
  return at < 0 || !(lines.length >= at + 1 + count) ? null : lines.slice(at + 1, at + 1 + count);
}

function isMacWrong(lines: readonly ByteString[], body: readonly ByteString[]): boolean {
  const mac = readValue(lines, 'Private-MAC');
  const opening = /PuTTY-User-Key-File-([23]): *([a-z0-9-]{1,40})/.exec(lines.join('\n'));
  const publicLines = readLines(lines, 'Public-Lines');
  if (mac === null || opening === null || publicLines === null) return false;
  const expected = computePuttyMac({
    version: Number(opening[1]),
    algorithm: opening[2]!,
    encryption: 'none',
    comment: readValue(lines, 'Comment') ?? '',
    publicPart: publicLines.join(''),
    privatePart: body.join(''),
  });
  return expected !== mac;
}

/** A line without indentation, comment marks and quotes around it. */
function undress(line: ByteString): ByteString {
  let start = 0;
  let end = line.length;
  const trimEnd = (marks: string) => {
    while (start < end && marks.includes(line[end - 1]!)) end--;
  };
  while (start < end && ' \t"\'`#*>|;\\'.includes(line[start]!)) start++;
  trimEnd(' \t,;\\');
  // A `+` joins string literals only behind one; base64 ends with it, too.
  if (line[end - 1] === '+' && ' \t"\'`'.includes(line[end - 2] ?? 'x')) end--;
  trimEnd(' \t"\'`');
  return line.slice(start, end);
}

function readValue(lines: readonly ByteString[], name: string): ByteString | null {
  const line = lines.find((candidate) => candidate.startsWith(`${name}:`));
  return line === undefined ? null : line.slice(name.length + 1).trim();
}
