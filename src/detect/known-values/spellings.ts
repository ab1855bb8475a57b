/** Every way in which a value is looked for. What these do not undo, the layers of the text do. */
import type { ByteString } from '../../types.js';
import { boundFlags, continuesLeft, continuesRight } from '../bounds.js';
import { base64Spellings } from './base64-spelling.js';
import { isWordByte, type Spelling, standsAlone } from './spelling.js';

const WORD = boundFlags(
  Array.from({ length: 256 }, (_, byte) => byte)
    .filter(isWordByte)
    .map((byte) => String.fromCharCode(byte))
    .join(''),
);

/** @returns each spelling once, the plain one first. */
export function spellingsOf(value: ByteString): Spelling[] {
  const plain = textSpelling(null, value, value);
  const escaped = [
    ...percentTexts(value).map((text) => textSpelling('percent', text, value)),
    ...jsonTexts(value).map((text) => textSpelling('json-string', text, value)),
    textSpelling('html', htmlText(value), value),
  ];
  const told = new Set([plain.text]);
  const others = escaped.filter(({ text }) => !told.has(text) && told.add(text));
  return [plain, ...others, ...base64Spellings(value), hexSpelling(value)];
}

/** A spelling as text among text. */
function textSpelling(name: string | null, text: ByteString, value: ByteString): Spelling {
  const isWordAt = (at: number) => isWordByte(value.charCodeAt(at));
  return {
    name,
    text,
    ignoreCase: false,
    complete(bytes, range) {
      if (isWordAt(0) && continuesLeft(bytes, range.start, WORD)) return null;
      return isWordAt(value.length - 1) && continuesRight(bytes, range.end, WORD) ? null : range;
    },
  };
}

/** As addresses have it: what must be escaped there, what JavaScript escapes, all of it; a blank of a form as `+`. */
function percentTexts(value: ByteString): ByteString[] {
  const texts = [/[^A-Za-z0-9_.~-]/g, /[^A-Za-z0-9_.~!'()*-]/g, /[^A-Za-z0-9_.*-]/g, /[\s\S]/g].map(
    (escaped) => value.replace(escaped, (byte) => `%${hexOf(byte).toUpperCase()}`),
  );
  const withBlanks = [...texts, ...texts.map((text) => text.replaceAll('%20', '+'))];
  return withBlanks.flatMap((text) => [text, text.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase())]);
}

/** As a string in JSON has it, also within another one; what is not ASCII as it is, or escaped. */
function jsonTexts(value: ByteString): ByteString[] {
  const text = Buffer.from(value, 'latin1').toString('utf8');
  const once = JSON.stringify(text).slice(1, -1);
  const inAscii = once.replace(
    /[^\x00-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const strings = [once, inAscii].flatMap((one) => [one, one.replaceAll('/', '\\/')]);
  const nested = strings.map((one) => JSON.stringify(one).slice(1, -1));
  return [...strings, ...nested].map((one) => Buffer.from(one, 'utf8').toString('latin1'));
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function htmlText(value: ByteString): ByteString {
  return value.replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string);
}

function hexSpelling(value: ByteString): Spelling {
  return {
    name: 'hex',
    text: Buffer.from(value, 'latin1').toString('hex'),
    ignoreCase: true,
    complete(bytes, range) {
      const around = { before: hexByteAt(bytes, range.start - 2), after: hexByteAt(bytes, range.end) };
      return standsAlone(value, around) ? range : null;
    },
  };
}

/** The byte that two hex digits make; null where there are none. */
function hexByteAt(bytes: Buffer, at: number): number | null {
  if (at < 0) return null;
  const digits = bytes.toString('latin1', at, at + 2);
  return /^[0-9a-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : null;
}

function hexOf(byte: ByteString): string {
  return byte.charCodeAt(0).toString(16).padStart(2, '0');
}
