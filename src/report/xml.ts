/** Writes XML: everything escaped, and what XML cannot hold at all made visible. */

/** Not in XML 1.0, however it is written; `display` leaves only the two noncharacters and these. */
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/**
 * An element, with a newline behind it.
 * @param inside elements that were made here, or the element's text.
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  inside: readonly string[] | string,
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(String(value))}"`);
  const start = `<${name}${written.join('')}`;
  if (inside.length === 0) return `${start}/>\n`;
  if (typeof inside === 'string') return `${start}>${content(inside)}</${name}>\n`;
  return `${start}>\n${inside.join('')}</${name}>\n`;
}

function attribute(value: string): string {
  return possible(value).replace(/[&<>"'\t\n\r]/g, (char) => ENTITIES[char] as string);
}

function content(text: string): string {
  return possible(text).replace(/[&<>\r]/g, (char) => ENTITIES[char] as string);
}

function possible(text: string): string {
  return text.replace(IMPOSSIBLE, (char) => `\\u{${(char.codePointAt(0) as number).toString(16)}}`);
}
