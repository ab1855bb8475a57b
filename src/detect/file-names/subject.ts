/** What a content check looks at: the name and the bytes of one guarded file. */

import type { ByteString } from '../../types.js';

export interface Subject {
  /** The file name without its directories, in lower case. */
  name: ByteString;
  bytes: Buffer;
  /** Whether `bytes` are all of the file, or only its beginning. */
  isWhole: boolean;
  /** The text without a byte order mark; null for what is not text, and for what is too large to be judged. */
  text: ByteString | null;
}

/** Says of one kind of content that it is harmless. False for everything it does not recognise. */
export type ContentCheck = (subject: Subject) => boolean;

/** In bytes. Files that a check can let pass are settings and keys; a larger one is not read, and stays refused. */
const LARGEST_TEXT = 2 * 1024 * 1024;

/** What stands in no text: all of C0 but backspace, tab, line ends, form feed and escape. */
const CONTROL_CHARACTER = /[\0-\x07\x0b\x0e-\x1a\x1c-\x1f]/;

/** Takes a path and the bytes of its file. UTF-16 with a byte order mark is turned into UTF-8. */
export function readSubject(
  path: ByteString,
  bytes: Buffer,
  { isWhole }: { isWhole: boolean } = { isWhole: true },
): Subject {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return { name, bytes, isWhole, text: isWhole ? readText(bytes) : null };
}

function readText(bytes: Buffer): ByteString | null {
  if (bytes.length > LARGEST_TEXT) return null;
  const utf8 = decodeUtf16(bytes) ?? bytes;
  const marked = utf8[0] === 0xef && utf8[1] === 0xbb && utf8[2] === 0xbf;
  const text = utf8.toString('latin1', marked ? 3 : 0);
  return CONTROL_CHARACTER.test(text) ? null : text;
}

function decodeUtf16(bytes: Buffer): Buffer | null {
  if (bytes.length < 2 || bytes.length % 2 !== 0) return null;
  const mark = bytes.readUInt16BE(0);
  if (mark !== 0xfffe && mark !== 0xfeff) return null;
  const little = mark === 0xfffe ? bytes : Buffer.from(bytes).swap16();
  return Buffer.from(little.toString('utf16le', 2), 'utf8');
}

/** The lines of a text, whatever ends them. */
export function splitLines(text: ByteString): ByteString[] {
  return text.split(/\r\n|\r|\n/);
}
