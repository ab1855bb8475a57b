/** The formats whose parts are read, known by their first bytes (an archive also by its last). */
import { isTarHeader } from '../containers/tar-header.js';

export type ContainerFormat = 'zip' | 'gzip' | 'tar' | 'pdf' | 'png' | 'sqlite' | 'office-xml';

const START: readonly [ContainerFormat, Buffer][] = [
  ['zip', Buffer.from('PK\x03\x04', 'latin1')],
  ['zip', Buffer.from('PK\x05\x06', 'latin1')],
  ['gzip', Buffer.from('\x1f\x8b\x08', 'latin1')],
  ['png', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR', 'latin1')],
  ['sqlite', Buffer.from('SQLite format 3\0', 'latin1')],
];
const PDF = Buffer.from('%PDF-', 'latin1');
const PDF_START = 1024; // bytes before it that readers put up with
const XML_START = 4096; // bytes in which the root element stands
const OFFICE = [
  'http://schemas.openxmlformats.org/wordprocessingml/',
  'http://schemas.openxmlformats.org/presentationml/',
  'http://schemas.openxmlformats.org/spreadsheetml/',
  'http://purl.oclc.org/ooxml/',
  'urn:oasis:names:tc:opendocument:xmlns:text:',
];
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const ZIP_ENTRY = Buffer.from('PK\x01\x02', 'latin1'); // in the directory, which stands before the end
const ZIP_END_SIZE = 22; // bytes, before the comment
const LONGEST_COMMENT = 0xffff; // bytes

/** @param sample the first 64 KB of what is not plain text. */
export function formatOfData(sample: Buffer): ContainerFormat | null {
  for (const [format, signature] of START) {
    if (startsWith(sample, signature)) return format;
  }
  if (isTarHeader(sample, 0)) return 'tar';
  return sample.subarray(0, PDF_START).includes(PDF) ? 'pdf' : null;
}

/** @param sample the first 64 KB of plain text. */
export function formatOfText(sample: Buffer): ContainerFormat | null {
  const first = firstAfterSpace(sample);
  if (sample[first] === 0x25 && startsWith(sample.subarray(first), PDF)) return 'pdf';
  if (sample[first] !== 0x3c) return null;
  const start = sample.toString('latin1', first, first + XML_START);
  return OFFICE.some((name) => start.includes(name)) ? 'office-xml' : null;
}

/** A zip archive whose end is the end of something else: an installer, a Python application, a picture. */
export function appendedFormat(bytes: Buffer): ContainerFormat | null {
  const tail = Math.max(0, bytes.length - ZIP_END_SIZE - LONGEST_COMMENT);
  const end = tail + bytes.subarray(tail).lastIndexOf(ZIP_END);
  if (end < tail || end + ZIP_END_SIZE > bytes.length) return null;
  const directory = end - bytes.readUInt32LE(end + 12);
  return directory >= 0 && startsWith(bytes.subarray(directory), ZIP_ENTRY) ? 'zip' : null;
}

function startsWith(bytes: Buffer, signature: Buffer): boolean {
  return bytes[0] === signature[0] && bytes.subarray(0, signature.length).equals(signature);
}

/** After a byte order mark and white space. */
function firstAfterSpace(sample: Buffer): number {
  let at = sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf ? 3 : 0;
  while (at < PDF_START && (sample[at] === 0x20 || sample[at] === 0x0a || sample[at] === 0x0d)) at++;
  return at;
}
