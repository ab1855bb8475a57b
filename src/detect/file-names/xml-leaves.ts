/** Reads the named values of an XML file: element texts, attributes, and `key`/`value` pairs of attributes. */

import type { ByteString } from '../../types.js';
import type { Leaf } from './literal-values.js';

const DATA_START = '<![CDATA[';
const COMMENT_START = '<!--';

/**
 * Every name with its value. A scanner, not a parser: broken XML gives what can be read, and what is commented out is
 * read like the rest. Linear in the text.
 */
export function readXmlLeaves(text: ByteString): Leaf[] {
  const leaves: Leaf[] = [];
  let name = '';
  let open = text.indexOf('<');
  while (open >= 0) {
    let close: number;
    if (text.startsWith(COMMENT_START, open)) close = open + COMMENT_START.length - 1;
    else if (text.startsWith(DATA_START, open)) close = open + DATA_START.length - 1;
    else {
      close = text.indexOf('>', open);
      if (close < 0) break;
      name = readTag(text.slice(open + 1, close), leaves);
    }
    const next = text.indexOf('<', close);
    const content = text.slice(close + 1, next < 0 ? text.length : next).trim();
    if (content !== '') leaves.push({ name, value: decodeEntities(content), top: '' });
    open = next;
  }
  return leaves;
}

/** Adds the attributes of a tag and returns its name; the name of a closing tag is empty. */
function readTag(tag: string, leaves: Leaf[]): string {
  const attributes = readAttributes(tag);
  const label = attributes.find(([name]) => name === 'key' || name === 'name')?.[1];
  const value = attributes.find(([name]) => name === 'value')?.[1];
  const isPair = label !== undefined && value !== undefined;
  if (isPair) leaves.push({ name: label, value, top: '' });
  for (const [name, text] of attributes) {
    if (!(isPair && /^(?:key|name|value)$/.test(name))) leaves.push({ name, value: text, top: '' });
  }
  return /^[\w:.-]{0,200}/.exec(tag)![0];
}

function readAttributes(tag: string): [name: string, value: string][] {
  const attributes: [string, string][] = [];
  let position = 0;
  for (let equals = tag.indexOf('='); equals >= 0; equals = tag.indexOf('=', position)) {
    const start = skipSpace(tag, equals + 1);
    const quote = tag[start];
    const end = quote === '"' || quote === "'" ? tag.indexOf(quote, start + 1) : -1;
    if (end < 0) {
      position = equals + 1;
      continue;
    }
    const name = lastWord(tag.slice(position, equals).trimEnd());
    attributes.push([name.toLowerCase(), decodeEntities(tag.slice(start + 1, end))]);
    position = end + 1;
  }
  return attributes;
}

function skipSpace(text: string, from: number): number {
  let index = from;
  while (index < text.length && text[index]! <= ' ') index += 1;
  return index;
}

function lastWord(text: string): string {
  let start = text.length;
  while (start > 0 && text[start - 1]! > ' ') start -= 1;
  return text.slice(start);
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
