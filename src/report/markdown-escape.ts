/** Makes text mean nothing to Markdown, in a table cell too: no markup, no link, no mention, no HTML, no second line. */
import { displayText } from './display.js';

/** What begins markup within a line; a colon begins the name of an emoji and ends the scheme of a URL. */
const ACTIVE = /[\\`*_{}[\]<>&|~#@$:]|(?<=www)\./gi;

/** Each sign that could act becomes an entity. */
export function escapeMarkdown(text: string): string {
  return displayText(text).replace(ACTIVE, (char) => `&#${char.charCodeAt(0)};`);
}

/** A link, where the address is one of the web; else the words and the address as text. */
export function linkTo(words: string, address: string): string {
  if (!/^https?:\/\/[a-z0-9]/i.test(address)) {
    return `${escapeMarkdown(words)} ${escapeMarkdown(address)}`;
  }
  const url = displayText(address).replace(/[^\w.~:/?#@!$&+,;=%-]/gu, percentEncoded);
  return `[${escapeMarkdown(words)}](${url.replaceAll('&', '&amp;')})`;
}

function percentEncoded(char: string): string {
  return Buffer.from(char, 'utf8').toString('hex').toUpperCase().replace(/../g, '%$&');
}
