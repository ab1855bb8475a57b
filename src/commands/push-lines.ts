/** The lines that Git writes to a pre-push hook: "<local ref> <local oid> <remote ref> <remote oid>". */
import { KeyfenceError } from '../errors.js';
import type { PushedRef } from '../scanner.js';
import type { ByteString } from '../types.js';

const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const MOST = 256 * 1024 * 1024; // bytes: over a million refs

/**
 * @throws KeyfenceError where a line is anything else; none is passed over.
 */
export function parsePushLines(text: ByteString): PushedRef[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, position) => {
    // The local ref is what was typed, such as HEAD^{/some words}; no other field can hold a space.
    const fields = line.split(' ');
    const [localOid = '', remoteRef = '', remoteOid = ''] = fields.slice(-3);
    const isSound =
      fields.length >= 4 && remoteRef !== '' && [localOid, remoteOid].every((oid) => OBJECT_ID.test(oid));
    if (isSound) return { localOid, remoteRef, remoteOid };
    throw new KeyfenceError(
      `standard input, line ${position + 1}: expected <local ref> <local oid> <remote ref> <remote oid>`,
      'give keyfence pre-push the lines that Git gives the hook, unchanged; nothing was passed as clean',
    );
  });
}

/**
 * All that is on standard input; nothing where it is a terminal.
 * @throws KeyfenceError where it cannot be read, or does not end.
 */
export async function readStandardInput(): Promise<ByteString> {
  if (process.stdin.isTTY) return '';
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const data of process.stdin as AsyncIterable<Buffer>) {
      parts.push(data);
      length += data.length;
      if (length > MOST) break;
    }
  } catch (error) {
    throw new KeyfenceError('standard input cannot be read', 'nothing was passed as clean', { cause: error });
  }
  if (length > MOST) throw new KeyfenceError('standard input is too long', 'nothing was passed as clean');
  return Buffer.concat(parts).toString('latin1');
}
