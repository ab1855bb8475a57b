/** What bytes are, told by the bytes and never by a file's name. */
import { appendedFormat, type ContainerFormat, formatOfData, formatOfText } from './kinds/formats.js';
import { isPlainText, isReadable } from './kinds/readable.js';
import { signatureOf } from './kinds/signatures.js';

export type { ContainerFormat } from './kinds/formats.js';

/**
 * `container`: its parts can be read. `binary`: searched only for private keys and exact formats; `what` is said to a
 * person ("image (JPEG)", "ELF executable"), `isArchive`: it holds files, which cannot be read here.
 */
export type ContentKind =
  | { kind: 'text' }
  | { kind: 'container'; format: ContainerFormat }
  | { kind: 'binary'; what: string; isArchive: boolean };

const SAMPLE = 64 * 1024; // bytes that tell what a file is

/**
 * Decided by the first 64 KB; at the end of more than that an archive may be appended. In doubt it is text, which is
 * searched for everything.
 * @param bytes all of a file, or its beginning.
 */
export function contentKind(bytes: Buffer): ContentKind {
  const sample = bytes.subarray(0, SAMPLE);
  const isPlain = isPlainText(sample);
  const format = isPlain ? formatOfText(sample) : formatOfData(sample);
  const whole = format ?? (isPlain && sample.length === bytes.length ? null : appendedFormat(bytes));
  if (whole) return { kind: 'container', format: whole };
  if (isPlain || isReadable(sample)) return { kind: 'text' };
  const { what, isArchive } = signatureOf(sample);
  return { kind: 'binary', what: isArchive ? `${what}, its content not read` : what, isArchive };
}
