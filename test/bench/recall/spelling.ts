/** How a name is spelled in a file, and how a value is written there. */

const capital = (text: string) => (text[0] ?? '').toUpperCase() + text.slice(1);

/** A name from its words, by the spelling a template asks for. */
export const SPELLINGS: Record<string, (words: string[]) => string> = {
  NAME: (words) => words.join('_').toUpperCase(),
  name: (words) => words.join('_'),
  camel: (words) => words.map((word, i) => (i === 0 ? word : capital(word))).join(''),
  pascal: (words) => words.map(capital).join(''),
  kebab: (words) => words.join('-'),
  Header: (words) => words.map(capital).join('-'),
  dotted: (words) => words.join('.'),
  flat: (words) => words.join(''),
  words: (words) => words.join(' '),
  Words: (words) => capital(words.join(' ')),
};

const XML: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** How the bytes of a value stand in the file, by the filter behind `|` in a template. */
export const WRITTEN: Record<string, (value: string) => string> = {
  json: (value) => JSON.stringify(value).slice(1, -1),
  xml: (value) => value.replace(/[&<>"]/g, (one) => XML[one] as string),
  url: encodeURIComponent,
  base64: (value) => Buffer.from(value).toString('base64'),
  sh: (value) => value.replaceAll("'", "'\\''"),
  sql: (value) => value.replaceAll("'", "''"),
  quoted: (value) => value.replace(/["'\\]/g, '\\$&'),
  indent2: (value) => value.replaceAll('\n', '\n  '),
  indent4: (value) => value.replaceAll('\n', '\n    '),
  indent6: (value) => value.replaceAll('\n', '\n      '),
  bare: (value) => value.split('\n').slice(1, -1).join(''),
};
