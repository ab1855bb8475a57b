/** How a stream of a PDF file is coded. ISO 32000-1, 7.4. */
import type { ByteString } from '../../../types.js';
import type { Budget } from '../../budget.js';
import { inflate, reasonFor } from '../inflate.js';
import { tooMuch } from '../part.js';
import { isDictionary, type PdfDictionary, type PdfValue } from './values.js';

export interface Decoded {
  bytes: Buffer;
  /** Why not all of it could be decoded; null where it was. */
  reason: string | null;
  isOver: boolean;
}

const IMAGES = new Set(['/DCTDecode', '/DCT', '/JPXDecode', '/CCITTFaxDecode', '/CCF', '/JBIG2Decode']);
const ZEROS = 0x7a; // z
const WORD = 0x100000000;

/** Whether it is a picture, or the table of contents: nothing in it can be read. */
export function isWithoutText(dictionary: PdfDictionary): boolean {
  const isPicture =
    dictionary.get('/Subtype') === '/Image' || filtersOf(dictionary).some((name) => IMAGES.has(name));
  return isPicture || dictionary.get('/Type') === '/XRef';
}

export function decodeStream(stored: Buffer, dictionary: PdfDictionary, budget: Budget): Decoded {
  const decoded: Decoded = {
    bytes: stored,
    reason: hasPredictor(dictionary) ? 'coded with a predictor' : null,
    isOver: false,
  };
  for (const filter of filtersOf(dictionary)) {
    if (decoded.reason !== null) return decoded;
    undo(filter, decoded, budget);
  }
  return decoded;
}

/** The names of the filters, the outermost first. */
export function filtersOf(dictionary: PdfDictionary): ByteString[] {
  return listOf(dictionary.get('/Filter') ?? dictionary.get('/F')).filter((name) => typeof name === 'string');
}

function undo(filter: ByteString, decoded: Decoded, budget: Budget): void {
  switch (filter) {
    case '/FlateDecode':
    case '/Fl': {
      const inflated = inflate(decoded.bytes, 'zlib', budget);
      decoded.bytes = inflated.bytes;
      decoded.reason = reasonFor(inflated.end, budget);
      decoded.isOver = inflated.end === 'total';
      return;
    }
    case '/ASCII85Decode':
    case '/A85':
      takeDecoded(decoded, fromAscii85(decoded.bytes), budget);
      return;
    case '/ASCIIHexDecode':
    case '/AHx':
      takeDecoded(decoded, fromHex(decoded.bytes), budget);
      return;
    default:
      decoded.reason = 'coded in a way that cannot be read here';
  }
}

function takeDecoded(decoded: Decoded, bytes: Buffer, budget: Budget): void {
  decoded.bytes = bytes;
  if (budget.takeBytes(bytes.length)) return;
  decoded.bytes = Buffer.alloc(0);
  decoded.reason = tooMuch(budget);
  decoded.isOver = true;
}

function hasPredictor(dictionary: PdfDictionary): boolean {
  return listOf(dictionary.get('/DecodeParms') ?? dictionary.get('/DP')).some(
    (parameters) => isDictionary(parameters) && Number(parameters.get('/Predictor') ?? 1) > 1,
  );
}

function listOf(value: PdfValue | undefined): PdfValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function fromHex(bytes: Buffer): Buffer {
  const digits =
    bytes
      .toString('latin1')
      .split('>', 1)[0]
      ?.replace(/[^\da-f]/gi, '') ?? '';
  return Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex');
}

/** Five characters for four bytes, `z` for four zeros; an incomplete group at the end stands for fewer. */
function fromAscii85(bytes: Buffer): Buffer {
  const start = bytes.subarray(0, 2).toString('latin1') === '<~' ? 2 : 0;
  const end = bytes.indexOf('~', start);
  const text = bytes.subarray(start, end < 0 ? bytes.length : end);
  const decoded = Buffer.alloc(text.length + 4 * zerosIn(text));
  let length = 0;
  let count = 0;
  let value = 0;
  for (const byte of text) {
    if (byte === ZEROS && count === 0) length += 4;
    if (byte < 0x21 || byte > 0x75) continue;
    value = value * 85 + byte - 0x21;
    if (++count < 5) continue;
    length = decoded.writeUInt32BE(value % WORD, length);
    count = 0;
    value = 0;
  }
  if (count < 2) return decoded.subarray(0, length);
  for (let missing = count; missing < 5; missing++) value = value * 85 + 84;
  const last = Buffer.alloc(4);
  last.writeUInt32BE(value % WORD);
  return Buffer.concat([decoded.subarray(0, length), last.subarray(0, count - 1)]);
}

function zerosIn(text: Buffer): number {
  let count = 0;
  for (let at = text.indexOf(ZEROS); at >= 0; at = text.indexOf(ZEROS, at + 1)) count++;
  return count;
}
