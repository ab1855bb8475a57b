/**
 * The XML of word processors, slides and sheets: its paragraphs without the tags, which may stand in the middle of a
 * word, wherever its looks or its spelling changed.
 */
import type { Layer } from '../layer.js';
import { type Place, takeBytes, takeEntry } from './part.js';
import { Patchwork } from './patchwork.js';

const OPEN = 0x3c; // <
const CLOSE = 0x3e; // >
const SLASH = 0x2f;
const AMPERSAND = 0x26;
const SEMICOLON = 0x3b;
const LONGEST_ENTITY = 12; // bytes
const LONGEST_NAME = 40; // bytes, of a tag
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** The tags at which a line ends: paragraphs, cells, shared strings, breaks and spaces, without their prefixes. */
const LINE_ENDS = new Set('/p /h /si /tr /tc /table-cell br/ cr/ tab/ s/ line-break/ ptab/'.split(' '));
const NEWLINE = Buffer.from('\n');

export function* officeXmlLayers(bytes: Buffer, place: Place): Iterable<Layer> {
  if (!takeEntry(place)) return;
  let text = new Patchwork(bytes);
  for (let at = 0; at < bytes.length; ) {
    const { end, isLineEnd } = addNext(text, bytes, at);
    at = end;
    if (at < bytes.length && !text.isFull({ at: isLineEnd ? 'line end' : 'latest' })) continue;
    if (!takeBytes(text.length, place)) return;
    if (text.length > 0) yield text.layer('xml-text');
    text = new Patchwork(bytes);
  }
}

/** Adds what the next tag, entity or run of text means. */
function addNext(text: Patchwork, bytes: Buffer, start: number): { end: number; isLineEnd: boolean } {
  const byte = bytes[start];
  if (byte === OPEN) {
    const close = bytes.indexOf(CLOSE, start);
    const end = close < 0 ? bytes.length : close + 1;
    const isOpening = bytes[start + 1] !== SLASH && bytes[end - 2] !== SLASH;
    const isLineEnd = !isOpening && LINE_ENDS.has(tagName(bytes, { start, end }));
    if (isLineEnd) text.add(NEWLINE, { start, end });
    return { end, isLineEnd };
  }
  if (byte === AMPERSAND) {
    const entity = entityAt(bytes, start);
    if (entity !== null) {
      text.add(entity.text, { start, end: entity.end });
      return { end: entity.end, isLineEnd: false };
    }
  }
  let end = start + 1;
  while (end < bytes.length && bytes[end] !== OPEN && bytes[end] !== AMPERSAND) end++;
  text.addSame({ start, end });
  return { end, isLineEnd: false };
}

/** "/p" for `</w:p>`, "br/" for `<w:br w:type="page"/>`. */
function tagName(bytes: Buffer, { start, end }: { start: number; end: number }): string {
  const isEmpty = bytes[end - 2] === SLASH;
  const inside = bytes.toString('latin1', start + 1, Math.min(end - (isEmpty ? 2 : 1), start + LONGEST_NAME));
  const [name = ''] = inside.split(' ', 1);
  const closing = name.startsWith('/') ? '/' : '';
  return `${closing}${name.slice(Math.max(name.indexOf(':') + 1, closing.length))}${isEmpty ? '/' : ''}`;
}

function entityAt(bytes: Buffer, start: number): { text: Buffer; end: number } | null {
  let semicolon = start + 1;
  const latest = Math.min(start + LONGEST_ENTITY, bytes.length);
  while (semicolon < latest && bytes[semicolon] !== SEMICOLON && bytes[semicolon] !== AMPERSAND) semicolon++;
  if (semicolon >= latest || bytes[semicolon] !== SEMICOLON) return null;
  const name = bytes.toString('latin1', start + 1, semicolon);
  const text = ENTITIES[name] ?? characterOf(name);
  return text === null ? null : { text: Buffer.from(text), end: semicolon + 1 };
}

/** The character of "#38" or "#x26". */
function characterOf(name: string): string | null {
  if (!/^#(?:\d{1,7}|x[\da-f]{1,6})$/i.test(name)) return null;
  const code = Number(name.startsWith('#x') || name.startsWith('#X') ? `0x${name.slice(2)}` : name.slice(1));
  return code <= 0x10ffff ? String.fromCodePoint(code) : null;
}
